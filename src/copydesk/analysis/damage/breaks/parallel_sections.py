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


def are_under_sibling_headings(source: str, blocks: Sequence[Block], first: int, second: int) -> bool:
    """Tell whether two offsets stand under headings of one level that say different things, as entries of a manual do.

    Headings that say the same ("Common causes") count as different where they stand under different ones.
    """
    one, other = _heading_over(blocks, first), _heading_over(blocks, second)
    while one is not None and other is not None and one.level == other.level:
        if letters_of(source[one.start : one.end]) != letters_of(source[other.start : other.end]):
            return True
        one, other = (
            _heading_over(blocks, one.start, one.level),
            _heading_over(blocks, other.start, other.level),
        )
    return False


def _heading_over(blocks: Sequence[Block], offset: int, below: int = 100) -> Block | None:
    """The last heading before an offset, of those whose level is above another."""
    before = bisect_left(blocks, offset, key=lambda block: block.start)
    return next(
        (
            blocks[index]
            for index in range(before - 1, -1, -1)
            if blocks[index].place == "heading" and blocks[index].level < below
        ),
        None,
    )
