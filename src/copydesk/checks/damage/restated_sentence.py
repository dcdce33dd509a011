"""damage/restated-sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.language.languages import in_all_languages
from copydesk.document import Document
from copydesk.findings import Flag, Related, Span
from copydesk.rules import Share, rule
from copydesk.support.patterns import regex_later

_WORD = regex_later(r"\p{L}+|\d(?:[\d.,]*\d)?")
_STEM = 5
"""Words that begin with the same letters, so many, are forms of one word: reading, readers."""
_SHORTEST = 3
_LEAST = 5
"""So many words of weight have both sentences at least, and share as many."""
_OF_THE_SHORTER = 0.66
"""The least share of the shorter sentence's words that the other has."""
_SMALL = 3
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


@rule(preset="strict", places=("body",), unknown_language=False)
def restated_sentence(doc: Document, *, likeness: Share = 0.5) -> Iterator[Flag]:
    """A sentence says what the one before it has just said, in other words and another order.

    An editor rewrote a sentence and forgot to delete the old one, or a rewriting program gave two of its versions. The
    two share most of their words of weight, in another order. They have the same numbers, and one of them has no name that
    the other lacks. Quotations repeat what leads up to them, and are left alone, as are headlines, lists, and sentences with a refrain. `likeness` is the least share of the words
    of both sentences that they have in common, from 0 to 1.

    Bad: The lock was mended in May, and its keeper is back. The miller told the council that the ferry would be tied up for repairs until the end of June. The ferry will be tied up for repairs until the end of June, the miller told the council.
    Good: The lock was mended in May, and its keeper is back. The miller told the council that the ferry would be tied up for repairs until the end of June. The ferry has been tied up for repairs in every June since 1990, the miller said.
    Measured: no finding in 2,225 news articles and 2,020 files of ten content repositories.
    """
    stop = STOP_WORDS.get(doc.language or "")
    if not stop:
        return
    kept: tuple[Span, _Said | None] | None = None
    head = doc.blocks[_HEAD].start if len(doc.blocks) > _HEAD else 0
    for first, second in pairwise(doc.sentences):
        if first.start < head or doc.text[first.end : second.start].strip(" \n"):
            continue
        before = kept[1] if kept and kept[0] == first else _said(doc, first, stop)
        now = _said(doc, second, stop)
        kept = (second, now)
        if (
            before
            and now
            and _is_restated(before, now, likeness)
            and doc.block_at(first.start) is doc.block_at(second.start)
        ):
            yield Flag(
                *second,
                "this sentence seems to say the same as the one before it",
                (),
                (Related(*first, "said here"),),
            )


def _said(doc: Document, sentence: Span, stop: frozenset[str]) -> _Said | None:
    """Return what a sentence says; None if it is too short, quotes, or has no end."""
    text = doc.text[sentence.start : sentence.end]
    if (
        not text.rstrip(" \0\n)*_").endswith(_ENDS)
        or not _QUOTES.isdisjoint(text)
        or any(code.start < sentence.end and code.end > sentence.start for code in doc.code)
    ):
        return None
    words = [match.group() for match in _WORD.finditer(text)]
    lower = [word.lower() for word in words]
    if not words or lower[0] in in_all_languages("clause_links"):
        return None  # a sentence that begins with “and” or “then” goes on with the one before
    if len({word for word in lower if word in stop}) < _SMALL:
        return None
    weighty = tuple(
        dict.fromkeys(
            word[:_STEM]
            for word in lower
            if word not in stop and (len(word) >= _SHORTEST or word[0].isdigit())
        )
    )
    if len(weighty) < _LEAST:
        return None
    numbers = frozenset(word for word in lower if word[0].isdigit())
    names = frozenset(word.lower() for word in words[1:] if word[0].isupper())
    return _Said(weighty, tuple(lower[:_OPENING]), numbers, names, frozenset(lower))


def _is_restated(first: _Said, second: _Said, likeness: float) -> bool:
    """Tell whether two sentences say the same in another order; parallel ones (of mentors, of mentees) keep it."""
    shared = [word for word in first.words if word in second.words]
    count = len(shared)
    if count < _LEAST or count < likeness * (len(first.words) + len(second.words) - count):
        return False
    if count < _OF_THE_SHORTER * min(len(first.words), len(second.words)) or first.numbers != second.numbers:
        return False
    if first.opening == second.opening:
        return False  # in a client …; in a server …
    if first.all == second.all or shared == [word for word in second.words if word in first.words]:
        return False
    return first.names <= second.all or second.names <= first.all
