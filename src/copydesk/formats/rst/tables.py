"""Tables: docutils's parsers, but what they do takes time in proportion to the table's length.

docutils looks for the combining characters of a whole line once for each cell in it, keeps its corners in a list that
it sorts for each of them, and traces a cell from every corner that could be its own. What takes far longer than a table
that is drawn as usual is refused.
"""

from __future__ import annotations

import unicodedata
from heapq import heapify, heappop, heappush
from typing import Any

from docutils.parsers.rst import tableparser
from docutils.statemachine import StringList

from copydesk.formats.decoding.encodings import NotText

_STEPS = 50
"""So many characters may be gone over for each character of a table; drawn as usual, it takes fewer than ten."""
_CELLS = 10
"""So many cells may a table have for each of its characters."""
_FREE = 2_000
_TANGLED = "a table in it has far more corners or cells than text; take it out, or draw it as a list"


class _Lines(StringList):  # type: ignore[misc]
    """Lines of a table, which know their combining characters."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.columns: dict[str, list[int]] = getattr(self.parent, "columns", {})

    def get_2D_block(self, top: int, left: int, bottom: int, right: int, strip_indent: bool = True) -> Any:  # noqa: N802 - docutils's name
        """Return the lines of a rectangle, as docutils does."""
        block = self[top:bottom]
        indent = right
        for index, line in enumerate(block.data):
            cell = self._cut(line, left, right).rstrip()
            block.data[index] = cell
            if cell:
                indent = min(indent, len(cell) - len(cell.lstrip()))
        if strip_indent and 0 < indent < right:
            block.data = [line[indent:] for line in block.data]
        return block

    def _cut(self, line: str, left: int, right: int) -> str:
        if line.isascii():
            return line[left:right]
        if line not in self.columns:
            self.columns[line] = [
                index for index, character in enumerate(line) if not unicodedata.combining(character)
            ]
        indices = self.columns[line]
        first = indices[left] if left < len(indices) else left
        return line[first : indices[right] if right < len(indices) else len(line)]


class GridTable(tableparser.GridTableParser):  # type: ignore[misc]
    """Reads a table whose lines are all drawn.

    Raises:
        NotText: its cells cannot be traced in a time that is in proportion to its length.
    """

    def setup(self, block: Any) -> None:
        """Take the lines."""
        super().setup(block)
        self.block: Any = _lines_of(vars(self)["block"])
        self._left = _FREE + _STEPS * sum(map(len, self.block))

    def parse_table(self) -> None:
        """Trace all cells, from the top to the bottom."""
        self.stripped_block = [tableparser.strip_combining_chars(line) for line in self.block]
        corners = [(0, 0)]
        heapify(corners)
        while corners:
            top, left = heappop(corners)
            if top == self.bottom or left == self.right or top <= self.done[left]:
                continue
            found = self.scan_cell(top, left)
            if not found:
                continue
            bottom, right, rowseps, colseps = found
            tableparser.update_dict_of_lists(self.rowseps, rowseps)
            tableparser.update_dict_of_lists(self.colseps, colseps)
            self.mark_done(top, left, bottom, right)
            cell = self.block.get_2D_block(top + 1, left + 1, bottom, right)
            cell.disconnect()
            cell.replace(self.double_width_pad_char, "")
            self.cells.append((top, left, bottom, right, cell))
            heappush(corners, (top, right))
            heappush(corners, (bottom, left))
        if not self.check_parse_complete():
            raise tableparser.TableMarkupError("Malformed table; parse incomplete.")

    def scan_down(self, top: int, left: int, right: int) -> Any:
        """Look for the corner at the bottom right of a cell, and note the ends of rows."""
        rowseps = {}
        for row in range(top + 1, self.bottom + 1):
            self._spend(1)
            sign = self.stripped_block[row][right]
            if sign == "+":
                rowseps[row] = [right]
                if found := self.scan_left(top, left, row, right):
                    newrowseps, colseps = found
                    tableparser.update_dict_of_lists(rowseps, newrowseps)
                    return row, rowseps, colseps
            elif sign != "|":
                return None
        return None

    def scan_left(self, top: int, left: int, bottom: int, right: int) -> Any:
        """Look for the corner at the bottom left."""
        self._spend(right - left)
        return super().scan_left(top, left, bottom, right)

    def scan_up(self, top: int, left: int, bottom: int, right: int) -> Any:
        """Look for the way back to the first corner."""
        self._spend(bottom - top)
        return super().scan_up(top, left, bottom, right)

    def _spend(self, steps: int) -> None:
        self._left -= steps
        if self._left < 0:
            raise NotText(_TANGLED)


class SimpleTable(tableparser.SimpleTableParser):  # type: ignore[misc]
    """Reads a table with lines above and below only.

    Raises:
        NotText: it has far more cells than text.
    """

    def setup(self, block: Any) -> None:
        """Take the lines."""
        super().setup(block)
        self.block: Any = _lines_of(vars(self)["block"])
        self._left = _FREE + _CELLS * sum(map(len, self.block))

    def parse_row(self, lines: Any, start: int, spanline: Any = None) -> None:
        """Read a row."""
        self._left -= len(self.columns)
        if self._left < 0:
            raise NotText(_TANGLED)
        super().parse_row(lines, start, spanline)


PARSERS = {tableparser.GridTableParser: GridTable, tableparser.SimpleTableParser: SimpleTable}
"""By docutils's parser, the one that stands for it."""


def _lines_of(block: Any) -> _Lines:
    return _Lines(block.data, items=block.items)
