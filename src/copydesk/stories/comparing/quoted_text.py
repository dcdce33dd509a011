"""Quoted text: cut an article's quotations into sentences, and list its words for searches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.analysis.quotes.attributions import Attribution
from copydesk.analysis.wording.normal_forms import (
    BREAK,
    GAP,
    SMALL_WORDS,
    SpelledWord,
    forms_of,
    read_wording,
)
from copydesk.findings import is_inside
from copydesk.stories.article import Article, once
from copydesk.support.patterns import compile_later

MIN_WORDS = 4
"""With fewer words a quotation is more often a term, a title or a nickname than something that somebody said."""

_STOP = compile_later(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])[.!?]['’\0]*\s+(?=['‘\0]*[^\W\d_a-z]|['‘][a-z])")


class QuotedSentence(NamedTuple):
    """A sentence, or a part of one, that stands in quotation marks.

    Attributes:
        start, end: its place in code points, without the marks.
        words: its words, in order.
        attribution: the quotation that it belongs to, with the speaker.
        telling: the indexes of words that two sentences of one story do not share by chance: no small words, no
            names, no numbers of dates, which a rule of their own compares.
        capital: whether it begins with a capital, as a sentence does.
    """

    start: int
    end: int
    words: list[SpelledWord]
    attribution: Attribution
    telling: frozenset[int]
    capital: bool


class WordStream(NamedTuple):
    """The words of an article in order; their forms; the forms joined by spaces; and the indexes of each form."""

    words: list[SpelledWord]
    forms: list[str]
    joined: str
    places: dict[str, list[int]]


@once
def quoted_sentences(article: Article) -> tuple[QuotedSentence, ...]:
    """Return the quotations of an article, sentence by sentence; an ellipsis divides a sentence in two."""
    return tuple(_quoted_sentences(article))


@once
def compared_quotations(article: Article) -> tuple[QuotedSentence, ...]:
    """Return the quoted sentences that are long enough to be compared."""
    return tuple(each for each in quoted_sentences(article) if len(each.words) >= MIN_WORDS)


@once
def quoted_stream(article: Article) -> WordStream:
    """Return the words of all quotations, with a BREAK between sentences."""
    words: list[SpelledWord] = []
    for quoted in quoted_sentences(article):
        if words:
            words.append(SpelledWord(words[-1].end, words[-1].end, BREAK))
        words += quoted.words
    return _make_stream(words)


@once
def whole_stream(article: Article) -> WordStream:
    """Return all words of an article, quoted or not."""
    words: list[SpelledWord] = []
    at = 0
    for start, end, _ in sorted(each.quotation for each in article.attributions):
        if start < at:  # a quotation inside another
            continue
        words += read_wording(article.text, at, start)
        words += read_wording(article.text, start, end, quoted=True)
        at = end
    return _make_stream([*words, *read_wording(article.text, at, len(article.text))])


@once
def spoken_stream(article: Article) -> WordStream:
    """Return the words of all quotations, without the words that interrupt a quotation (“he said”).

    A BREAK stands only between quotations of two paragraphs.
    """
    words: list[SpelledWord] = []
    end = 0
    for quoted in quoted_sentences(article):
        if words and "\n" in article.text[end : quoted.start]:
            words.append(SpelledWord(words[-1].end, words[-1].end, BREAK))
        words += quoted.words
        end = quoted.end
    return _make_stream(words)


def sentences_around(stream: WordStream, start: int, end: int) -> tuple[int, int]:
    """Return the indexes of the first and after the last word of the sentences that contain the words `start` to
    `end`.
    """
    while start and stream.forms[start - 1] != BREAK:
        start -= 1
    while end < len(stream.forms) and stream.forms[end] != BREAK:
        end += 1
    return start, end


def _quoted_sentences(article: Article) -> Iterator[QuotedSentence]:
    starts = [sentence.start for sentence in article.sentences]
    for attribution in article.attributions:
        start, end, _ = attribution.quotation
        first = max(0, bisect_right(starts, start) - 1)
        for sentence in article.sentences[first : bisect_left(starts, end)]:
            for at, to in _split_sentences(article.text, max(start, sentence.start), min(end, sentence.end)):
                for words in _split_at_gaps(read_wording(article.text, at, to, quoted=True)):
                    capitals = [article.text[word.start].isupper() for word in words]
                    telling = frozenset(
                        index
                        for index, word in enumerate(words)
                        if word.form not in SMALL_WORDS
                        and not (index and capitals[index])
                        and not (word.form.isdigit() and is_inside(article.dates, word.start))
                    )
                    yield QuotedSentence(
                        words[0].start, words[-1].end, words, attribution, telling, capitals[0]
                    )


def _split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences inside a quotation, which sentence splitters take for one."""
    for match in _STOP.finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    if start < end:
        yield start, end


def _split_at_gaps(words: Sequence[SpelledWord]) -> Iterator[list[SpelledWord]]:
    """Yield the parts of a sentence between ellipses, if both are long enough to be compared alone."""
    part: list[SpelledWord] = []
    for index, word in enumerate(words):
        if word.form == GAP and len(part) >= MIN_WORDS and len(words) - index > MIN_WORDS:
            yield part
            part = []
        else:
            part.append(word)
    if part:
        yield part


def _make_stream(words: list[SpelledWord]) -> WordStream:
    forms = forms_of(words)
    places: dict[str, list[int]] = {}
    for index, form in enumerate(forms):
        places.setdefault(form, []).append(index)
    return WordStream(words, forms, f" {' '.join(forms)} ", places)
