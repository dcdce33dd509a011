"""Positions: offsets in code points, and the lines and characters of the language server protocol.

Editors count the characters of a line in UTF-16 units unless they and the server agree on something else; a line ends
as the protocol says, with a line feed, a carriage return, or both.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from lsprotocol.types import Position, PositionEncodingKind, Range

from copydesk.support.source_text import LINE_END

_BYTES_A_UNIT = {PositionEncodingKind.Utf8: ("utf-8", 1), PositionEncodingKind.Utf16: ("utf-16-le", 2)}
BYTE_ORDER_MARK = "\ufeff"


class LinePositions:
    """The lines of a text.

    A byte-order mark at the beginning is part of the editor's text, but of no offset.
    """

    def __init__(self, text: str, encoding: PositionEncodingKind | str) -> None:
        self._text = text
        self._shift = 1 if text.startswith(BYTE_ORDER_MARK) else 0
        self._starts = [0, *(match.end() for match in LINE_END.finditer(text))]
        self._codec = _BYTES_A_UNIT.get(PositionEncodingKind(encoding))

    def position(self, offset: int) -> Position:
        """Return the position of an offset."""
        offset = min(offset + self._shift, len(self._text))
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self._units(self._text[self._starts[line] : offset]))

    def range(self, start: int, end: int) -> Range:
        """Return the range between two offsets."""
        return Range(self.position(start), self.position(end))

    def offset(self, position: Position) -> int:
        """Return the offset of a position; one behind the end of its line counts as the end of the line.

        The protocol has none below nothing, or over 2³¹ - 1; a request with such a one is answered with an error.
        """
        number, character = max(position.line, 0), max(position.character, 0)
        if number >= len(self._starts):
            return len(self._text) - self._shift
        start = self._starts[number]
        following = self._starts[number + 1 : number + 2]
        line = self._text[start : following[0] if following else None].rstrip("\r\n")
        ends = range(len(line))
        at = bisect_left(ends, character, key=lambda end: self._units(line[:end]))
        return max(start + at - self._shift, 0)

    def _units(self, text: str) -> int:
        if self._codec is None or text.isascii():
            return len(text)
        codec, size = self._codec
        return len(text.encode(codec, "surrogatepass")) // size
