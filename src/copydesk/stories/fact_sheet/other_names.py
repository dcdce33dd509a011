"""Other names: capitalised words of an article that are neither people nor bodies, such as places and products."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from re import Match

from copydesk.analysis.names.lexicon import is_word, nouns_have_capitals
from copydesk.findings import Span, is_inside
from copydesk.stories.article import Article, once
from copydesk.stories.comparing.compare_names import NAME, POSSESSIVE, lower_words
from copydesk.stories.comparing.quoted_text import compared_quotations
from copydesk.stories.fact_sheet.stretches import merged

_OPENING = "“”„‘’«»‹›\"'(:;.!?–—•…-"
"""Behind these a capital may only be that of a new sentence."""

_TITLE_CASE = 0.7
"""In a sentence of which a larger share of the long words has capitals, capitals tell nothing: it is a headline."""

_LONG, _SHORTEST = 4, 3


@once
def other_names(article: Article) -> tuple[Span, ...]:
    """Return where each further name of an article stands first, in order.

    Words at the beginning of a sentence are left out, and so are words that the article or the dictionary has in lower
    case, and languages whose nouns have capitals.
    """
    first: dict[str, Span] = {}
    for span in every_other_name(article):
        first.setdefault(article.text[slice(*span)], span)
    return tuple(sorted(first.values()))


def every_other_name(article: Article) -> Iterator[Span]:
    """Yield all places of the further names of an article, in order."""
    if article.language is None or nouns_have_capitals(article.language):
        return
    taken = taken_stretches(article)
    for sentence in article.sentences:
        yield from _in_sentence(article, sentence, taken)


def taken_stretches(article: Article) -> list[Span]:
    """Return the names of people and bodies, the dates and the quotations of an article: none holds a further name."""
    mentions = (mention for name in article.names for mention in name.mentions)
    return merged([*mentions, *article.dates, *compared_quotations(article)])


def _in_sentence(article: Article, sentence: Span, taken: Sequence[Span]) -> Iterator[Span]:
    words = list(NAME.finditer(article.text, *sentence))
    long = [word.group()[0].isupper() for word in words if len(word.group()) >= _LONG]
    if sum(long) > _TITLE_CASE * len(long):
        return
    run: list[Match[str]] = []
    for before, word in itertools.pairwise(words):
        gap = article.text[before.end() : word.start()]
        if run and gap.replace("\0", "") != " ":
            yield from _name(article, run)
            run = []
        is_name = word.group()[0].isupper() and not is_inside(taken, word.start())
        if is_name and (run or not set(gap) & set(_OPENING)):
            run.append(word)
        elif run:
            yield from _name(article, run)
            run = []
    yield from _name(article, run)


def _name(article: Article, run: Sequence[Match[str]]) -> Iterator[Span]:
    """Yield a run of capitalised words, if one of them is no plain word."""
    if not run:
        return
    spellings = [POSSESSIVE.sub("", word.group()).replace("\0", "") for word in run]
    if any(_is_no_plain_word(article, spelling) for spelling in spellings):
        last = POSSESSIVE.sub("", run[-1].group())
        yield Span(run[0].start(), run[-1].start() + len(last))


def _is_no_plain_word(article: Article, spelling: str) -> bool:
    lower = spelling.lower()
    return len(spelling) >= _SHORTEST and lower not in lower_words(article) and not is_word(lower)
