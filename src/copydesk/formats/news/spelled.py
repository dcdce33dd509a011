"""Spelled text: what a stretch of a file means, and where each of its characters is written there.

A feed holds HTML in which “&lt;” stands for each “<”, and a string in JSON has two characters for a line end. Such a
text is spelled out, read by the reader of its own format, and what was read is put back to where it is written.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP, filled

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Piece(NamedTuple):
    """A part of the text, and of the source. If they are equally long, so are their characters; else all of the one
    stands for all of the other.
    """

    start: int
    length: int
    source: int
    width: int


class Spelled:
    """A text that is spelled out piece by piece, in the order of the source; offsets are code points."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._texts: list[str] = []
        self._pieces: list[_Piece] = []
        self._length = 0

    def copy(self, start: int, end: int) -> None:
        """Add what stands between two offsets of the source, as it is."""
        self.put(self._source[start:end], start, end)

    def put(self, text: str, start: int, end: int) -> None:
        """Add a text for which something else stands between two offsets of the source."""
        if text:
            self._pieces.append(_Piece(self._length, len(text), start, end - start))
            self._texts.append(text)
            self._length += len(text)

    @cached_property
    def text(self) -> str:
        """Return the text."""
        return "".join(self._texts)

    @property
    def words(self) -> str:
        """Return the text in one line, without fillers."""
        return " ".join(self.text.replace(MARKUP, "").split())

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self._pieces]

    def span(self, start: int, end: int) -> Span:
        """Return where a part of the text is written; it has at least one character."""
        first = self._pieces[bisect_right(self._starts, start) - 1]
        last = self._pieces[bisect_right(self._starts, end - 1) - 1]
        return Span(
            first.source + (start - first.start if first.length == first.width else 0),
            last.source + (end - last.start if last.length == last.width else last.width),
        )

    def placed(self, read: str) -> Iterator[tuple[int, str]]:
        """Yield what was `read` in the text, which is as long, piece by piece with the offset in the source.

        The line ends of the source stay.
        """
        for start, length, source, width in self._pieces:
            part = read[start : start + length]
            if length != width:
                written = filled(self._source[source : source + width])
                part = part[0] + written[1:] if written[0] == MARKUP else written
            yield source, part
