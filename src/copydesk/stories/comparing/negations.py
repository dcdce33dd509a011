"""Negations: find a “not” that one wording has and the other has lost."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.analysis.wording.normal_forms import NEGATIONS, SpelledWord, read_wording
from copydesk.stories.article import Article
from copydesk.stories.comparing.differences import Clash, Difference
from copydesk.stories.comparing.quoted_text import QuotedSentence

_BEHIND = frozenset(["not", "never"])
"""Negations that may stand after the word that they deny: “we do not”, “we would never”."""

_AHEAD = 20


def lost_negation(
    article: Article,
    quoted: QuotedSentence,
    source: Article,
    theirs: Sequence[SpelledWord],
    start: int,
    end: int,
) -> tuple[Clash, ...]:
    """Return the places where a quotation is exact, but leaves out a negation just before or after the quoted words.

    Examples: “Not all of it is lost” quoted as “All of it is lost”; “I do not” quoted as “I do”.

    Args:
        article: the article that quotes.
        quoted: the quoted sentence.
        source: the document with the original words.
        theirs: the words of the source.
        start: the index of the first quoted word in `theirs`.
        end: the index after the last one.
    """
    return (*_lost_before(quoted, source, theirs, start), *_lost_behind(article, quoted, source, theirs, end))


def _lost_before(
    quoted: QuotedSentence, source: Article, theirs: Sequence[SpelledWord], start: int
) -> tuple[Clash, ...]:
    if not start or theirs[start - 1].form not in NEGATIONS:
        return ()
    negation, word = theirs[start - 1], theirs[start]
    opens = quoted.start - quoted.attribution.quotation.start <= 2
    if not opens or not quoted.capital or _is_parted(source, negation, word):
        return ()
    return (Clash(quoted.words[0].start, quoted.words[0].end, negation.start, word.end),)


def _lost_behind(
    article: Article, quoted: QuotedSentence, source: Article, theirs: Sequence[SpelledWord], end: int
) -> tuple[Clash, ...]:
    if (
        end == len(theirs)
        or theirs[end].form not in _BEHIND
        or _is_parted(source, theirs[end - 1], theirs[end])
    ):
        return ()
    closing = quoted.attribution.quotation.end
    following = read_wording(article.text, closing, min(len(article.text), closing + _AHEAD))
    if closing - quoted.end > 2 or (following and following[0].form in NEGATIONS):
        return ()
    return (Clash(quoted.words[-1].start, quoted.words[-1].end, theirs[end - 1].start, theirs[end].end),)


def _is_parted(source: Article, one: SpelledWord, other: SpelledWord) -> bool:
    return any(mark in ".!?,;:“”‘’\"'\n" for mark in source.text[one.end : other.start])


def drops_negation(difference: Difference) -> str:
    """Return what to add to a message where only one side has a negation; an empty text otherwise."""
    ours = _has_negation(difference.ours)
    theirs = _has_negation(difference.readings[0].text)
    return "" if ours == theirs else ": a negation is lost" if theirs else ": a negation is added"


def _has_negation(text: str) -> bool:
    return any(word.form in NEGATIONS for word in read_wording(text, 0, len(text)))
