"""SourceText: the decoded text of a file, and where its lines begin."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from copydesk.support.patterns import compile_later

_HALVES = compile_later("[\ud800-\udfff]")

_OLD_LINE_END = compile_later(r"\r(?!\n)")

LINE_END = compile_later(r"\r\n|\n|\r")
"""The line endings by which lines are counted."""


class Replacement(NamedTuple):
    """Put `text` in the place of what stands between two offsets of a source, in code points."""

    start: int
    end: int
    text: str


def with_whole_characters(text: str) -> str:
    """Return a text, which may come from a program, with U+FFFD for each half of a character; no file holds any."""
    return text if text.isascii() else _HALVES.sub("\ufffd", text)


def with_line_feeds(text: str) -> str:
    """Return a text with a line feed for each carriage return that ends a line alone, as on old Macs.

    It is as long as before, and means the same; but readers and patterns know only the other line ends.
    """
    return _OLD_LINE_END.sub("\n", text) if "\r" in text else text


class SourceText:
    """The decoded text of a whole file, lines that end in a carriage return ended by a line feed. The documents of one
    file share it.
    """

    def __init__(self, text: str) -> None:
        self.text = with_line_feeds(text)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in LINE_END.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both from 1, the column in code points."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1
