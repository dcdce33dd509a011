"""damage/restated-sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.wording.synonyms import STEM, common_words_of
from copydesk.document import Document
from copydesk.findings import Flag, Related, Span
from copydesk.rules import Share, rule
from copydesk.support.patterns import regex_later

_WORD = regex_later(r"\p{L}+|\d(?:[\d.,]*\d)?")
_SHORTEST = 3
_LEAST = 4
"""So many words of weight have both sentences at least."""
_SHARED = 5
"""So many they share, if they are in another order, and all if they are not."""
_OF_THE_SHORTER = 0.66
"""The least share of the shorter sentence's words that the other has."""
_MORE = 3
"""So many more words the longer of them has at most, where they have one order and one end."""
_SYNONYMS = 3
"""So many words that stand for others tell by themselves that a sentence was written anew."""
_LIKENESS_IN_OTHER_WORDS = 0.3
_WEIGHT = 0.8
"""What such a word weighs."""
_SMALL = 2
"""So many small words has a sentence that is no list of fixtures."""
_OPENING = 2
"""So many first words do sentences share that are set side by side on purpose."""
_QUOTES = frozenset('"“”„«»')
_ENDS = (".", "!", "…")
_HEAD = 1
"""The first block is a headline, which the next may say again."""


class _Said(NamedTuple):
    """What a sentence says: the beginnings of its words of weight in order, its first words, its numbers, and its words with a capital."""

    words: tuple[str, ...]
    opening: tuple[str, ...]
    numbers: frozenset[str]
    names: frozenset[str]
    all: frozenset[str]


_NOTHING = _Said((), (), frozenset(), frozenset(), frozenset())


@rule(places=("body",), unknown_language=False)
def restated_sentence(doc: Document, *, likeness: Share = 0.5) -> Iterator[Flag]:
    """A sentence says what the one before it has just said, in other words or another order.

    An editor rewrote a sentence and forgot to delete the old one, or a rewriting program gave two of its versions. The
    two share most of their words of weight, in another order or with a few more, or three and more of their words stand
    for each other: researchers, scientists. They have the same numbers, and one of them has no name that
    the other lacks. Quotations repeat what leads up to them, and are left alone, as are headlines, lists, and sentences with a refrain. `likeness` is the least share of the words
    of both sentences that they have in common, from 0 to 1.

    Bad: The lock was mended in May, and its keeper is back. The miller told the council that the ferry would be tied up for repairs until the end of June. The ferry will be tied up for repairs until the end of June, the miller told the council.
    Good: The lock was mended in May, and its keeper is back. The miller told the council that the ferry would be tied up for repairs until the end of June. The ferry has been tied up for repairs in every June since 1990, the miller said.
    Measured: no finding in 3,065 news articles, one doubtful in 2,020 files of ten content repositories; 3 of 3 right in 90 articles written for the purpose, at the first look.
    """
    stop = STOP_WORDS.get(doc.language or "")
    if not stop:
        return
    head = doc.blocks[_HEAD].start if len(doc.blocks) > _HEAD else 0
    before: list[tuple[Span, _Said]] = []
    for sentence in doc.sentences:
        if sentence.start < head:
            continue
        now = _said(doc, sentence, stop)
        if before and doc.block_at(before[-1][0].start) is not doc.block_at(sentence.start):
            before = []
        for apart, (first, said) in enumerate(reversed(before)):
            if now and said.words and _is_restated(said, now, likeness, apart, doc.language or ""):
                yield Flag(
                    *sentence,
                    "this sentence seems to say the same as the one before it"
                    if not apart
                    else "this sentence seems to say what was said before it",
                    (),
                    (Related(*first, "said here"),),
                )
                break
        before = [*before[-1:], (sentence, now or _NOTHING)]


def _said(doc: Document, sentence: Span, stop: frozenset[str]) -> _Said | None:
    """Return what a sentence says; None if it is too short, quotes, or has no end."""
    text = doc.text[sentence.start : sentence.end]
    if (
        not text.rstrip(" \0\n)*_").endswith(_ENDS)
        or not _QUOTES.isdisjoint(text)
        or "\ufffc" in text
        or any(code.start < sentence.end and code.end > sentence.start for code in doc.code)
    ):
        return None
    words = [match.group() for match in _WORD.finditer(text)]
    lower = [word.lower() for word in words]
    if not words or lower[0] in language_data(doc.language).clause_links:
        return None  # a sentence that begins with “and” or “then” goes on with the one before
    if len({word for word in lower if word in stop}) < _SMALL:
        return None
    weighty = tuple(
        dict.fromkeys(
            word[:STEM]
            for word in lower
            if word not in stop and (len(word) >= _SHORTEST or word[0].isdigit())
        )
    )
    if len(weighty) < _LEAST:
        return None
    numbers = frozenset(word for word in lower if word[0].isdigit())
    names = frozenset(word.lower() for word in words[1:] if word[0].isupper())
    return _Said(weighty, tuple(lower[:_OPENING]), numbers, names, frozenset(lower))


def _is_restated(first: _Said, second: _Said, likeness: float, apart: int, language: str) -> bool:
    """Tell whether two sentences say the same; parallel ones (of mentors, of mentees) keep the order of their words."""
    if set(first.words).isdisjoint(second.words) or first.numbers != second.numbers:
        return False
    if first.all == second.all:
        return False
    data = language_data(language)
    if not data.nouns_have_capitals and not (first.names <= second.all or second.names <= first.all):
        return False
    if data.negations.isdisjoint(first.all) != data.negations.isdisjoint(second.all):
        return False
    same, others = common_words_of(first.words, second.words, language)
    shared = same + _WEIGHT * others
    alike = shared / (len(first.words) + len(second.words) - same - others)
    if others >= _SYNONYMS:
        return alike >= _LIKENESS_IN_OTHER_WORDS
    shorter = min(len(first.words), len(second.words))
    if apart or alike < likeness or shared < _OF_THE_SHORTER * shorter:
        return False
    if [word for word in first.words if word in second.words] == [
        word for word in second.words if word in first.words
    ]:
        longer = max(len(first.words), len(second.words))
        return same == shorter >= longer - _MORE and first.words[-1] == second.words[-1]
    return same + others >= _SHARED and first.opening != second.opening  # in a client …; in a server …
