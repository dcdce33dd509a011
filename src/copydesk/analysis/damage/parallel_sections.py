"""Which section of a text something stands in."""

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
    """Whether two offsets stand under headings of one level that say different things, as entries of a manual do."""
    one, other = _heading_over(blocks, first), _heading_over(blocks, second)
    if one is None or other is None or one.level != other.level:
        return False
    return letters_of(source[one.start : one.end]) != letters_of(source[other.start : other.end])


def _heading_over(blocks: Sequence[Block], offset: int) -> Block | None:
    before = bisect_left(blocks, offset, key=lambda block: block.start)
    return next(
        (blocks[index] for index in range(before - 1, -1, -1) if blocks[index].place == "heading"), None
    )
