"""Quotations that stand twice in one text, and where their words differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from copydesk.findings import Span
from copydesk.reading.quotations import Quotation

_WORD = re.compile(r"[^\W_](?:[\w\0]|['’‘-](?=\w))*")
_EDITED = re.compile(r"[\[\](…]|\.\s?\.")
_SHINGLE = 3
_LEAST_SHARED = 5
_LEAST_SHARE = 0.75
"""Share of the shorter quotation's words that must be the same, in order, for the two to be one."""


class Word(NamedTuple):
    """A word in lower case with plain apostrophes, and its place."""

    text: str
    start: int
    end: int


class Repeat(NamedTuple):
    """Where a repeated quotation has other words: the place, the first one's, and the words now and then."""

    place: Span
    first: Span
    now: str
    was: str


def words_of(text: str, quotation: Quotation) -> list[Word]:
    """The words of a quotation."""
    return [
        Word(match[0].replace("’", "'").replace("‘", "'").replace("\0", "").lower(), *match.span())
        for match in _WORD.finditer(text, quotation.start, quotation.end)
    ]


def altered_repeats(text: str, quotations: Sequence[Quotation]) -> Iterator[Repeat]:
    """Every place where a quotation repeats an earlier one with other words."""
    seen: dict[tuple[str, ...], list[int]] = {}
    worded = [words_of(text, quotation) for quotation in quotations]
    for index, words in enumerate(worded):
        texts = [word.text for word in words]
        shingles = {tuple(texts[at : at + _SHINGLE]) for at in range(len(texts) - _SHINGLE + 1)}
        if len(words) > _LEAST_SHARED:
            counts: dict[int, int] = {}
            for shingle in shingles:
                for other in seen.get(shingle, ()):
                    counts[other] = counts.get(other, 0) + 1
            for other in sorted(counts):
                if counts[other] > 1 and (repeat := _compare(text, worded[other], words)):
                    yield repeat
                    break
            for shingle in shingles:
                seen.setdefault(shingle, []).append(index)


def _compare(text: str, first: Sequence[Word], second: Sequence[Word]) -> Repeat | None:
    matcher = SequenceMatcher(None, [word.text for word in first], [word.text for word in second], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    shared = sum(block.size for block in blocks)
    if shared < _LEAST_SHARED or shared < _LEAST_SHARE * min(len(first), len(second)) or len(blocks) < 2:
        return None
    left, right = blocks[0], blocks[1]
    was = first[left.a + left.size : right.a]
    now = second[left.b + left.size : right.b]
    was_text = text[first[left.a + left.size - 1].end : first[right.a].start]
    now_text = text[second[left.b + left.size - 1].end : second[right.b].start]
    if _EDITED.search(was_text) or _EDITED.search(now_text) or max(len(was), len(now)) > 6:
        return None
    before, after = second[left.b + left.size - 1], second[right.b]
    place = Span(now[0].start, now[-1].end) if now else Span(before.start, after.end)
    other = Span(was[0].start, was[-1].end) if was else Span(first[left.a + left.size - 1].start, first[right.a].end)
    return Repeat(place, other, _shown(text, place), _shown(text, other))


def _shown(text: str, place: Span) -> str:
    return " ".join(text[place.start : place.end].replace("\0", "").split())
