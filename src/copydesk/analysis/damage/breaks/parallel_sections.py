"""Parallel sections: tell whether two places are under sibling headings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from copydesk.formats.parsed import Block
from copydesk.support.patterns import regex_later

_NOT_LETTERS = regex_later(r"[^\p{L}\p{N}]+")


def letters_of(text: str) -> str:
    """The letters and digits of a text, without case: what it says, however it is set."""
    return _NOT_LETTERS.sub("", text).casefold()


class Headings:
    """The headings of a text, each with the one that it is under."""

    def __init__(self, source: str, blocks: Sequence[Block]) -> None:
        self._source = source
        self._headings = [block for block in blocks if block.place == "heading"]
        self._over: dict[Block, Block | None] = {}
        open_ones: list[Block] = []
        for heading in self._headings:
            while open_ones and open_ones[-1].level >= heading.level:
                open_ones.pop()
            self._over[heading] = open_ones[-1] if open_ones else None
            open_ones.append(heading)

    def are_siblings(self, first: int, second: int) -> bool:
        """Tell whether two offsets stand under headings of one level that say different things, as entries of a manual
        do.

        Headings that say the same ("Common causes") count as different where they stand under different ones.
        """
        one, other = self._last_before(first), self._last_before(second)
        while one is not None and other is not None and one.level == other.level:
            if one is not other and self._says(one) != self._says(other):
                return True
            one, other = self._over[one], self._over[other]
        return False

    def _last_before(self, offset: int) -> Block | None:
        index = bisect_left(self._headings, offset, key=lambda block: block.start) - 1
        return self._headings[index] if index >= 0 else None

    def _says(self, heading: Block) -> str:
        return letters_of(self._source[heading.start : heading.end])
