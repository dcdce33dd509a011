"""Tables: read by docutils, but in a time that is in proportion to their length.

docutils looks for the combining characters of a whole line once for each cell in it, and traces a cell from every
corner that could be its own. So each cell is cut out of its lines before docutils takes it, and what needs far more
steps than a table that is drawn as usual is refused.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import tableparser
from docutils.statemachine import StringList

from copydesk.formats.decoding.encodings import NotText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_STEPS = 50
"""So many characters may be gone over for each character of a table; drawn as usual, it takes fewer than ten."""
_SORTED_A_STEP = 32
"""So many characters of a line may hold corners that are sorted in the time of a step."""
_COLUMNS = 1_000
"""So many columns may a table have whose lines are all drawn; docutils takes seconds for more."""
_CELLS = 10
"""So many cells may a table have for each of its characters."""
_FREE = 2_000
_TANGLED = "a table in it has far more corners or cells than text; take it out, or draw it as a list"


class _Lines(StringList):  # type: ignore[misc]
    """Lines of a table, which know their combining characters."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._columns: dict[str, list[int]] = {}

    def get_2D_block(self, top: int, left: int, bottom: int, right: int, strip_indent: bool = True) -> Any:  # noqa: N802 - docutils's name
        """Return the lines of a rectangle: docutils gets only what lies in it."""
        cell = StringList(self[top:bottom])
        cell.data = [self._cut(line, left, right) for line in cell.data]
        return cell.get_2D_block(0, 0, len(cell), right - left, strip_indent)

    def _cut(self, line: str, left: int, right: int) -> str:
        if line.isascii():
            return line[left:right]
        if line not in self._columns:
            signs = [at for at, sign in enumerate(line) if not unicodedata.combining(sign)]
            self._columns[line] = [*signs, len(line)]
        columns = self._columns[line]
        first, last = (columns[min(at, len(columns) - 1)] for at in (left, right))
        return line[first:last]


class _CountedLines(list[str]):
    """Lines that count how often one of them is looked at."""

    def __init__(self, lines: Iterable[str], count: Callable[[int], None]) -> None:
        super().__init__(lines)
        self._count = count

    def __getitem__(self, index: Any) -> Any:
        self._count(1)
        return super().__getitem__(index)


class GridTable(tableparser.GridTableParser):  # type: ignore[misc]
    """Reads a table whose lines are all drawn.

    Raises:
        NotText: its cells cannot be traced in a time that is in proportion to its length.
    """

    def setup(self, block: Any) -> None:
        """Take the lines."""
        super().setup(block)
        self.block: Any = _lines_of(vars(self)["block"])
        if self.block[0].count("+") > _COLUMNS:
            raise NotText(_TANGLED)
        self._left = _FREE + _STEPS * sum(map(len, self.block))

    def __setattr__(self, name: str, value: Any) -> None:
        """Count the steps of docutils over the lines in which it traces cells."""
        super().__setattr__(name, _CountedLines(value, self._spend) if name == "stripped_block" else value)

    def scan_left(self, top: int, left: int, bottom: int, right: int) -> Any:
        """Look for the corner at the bottom left of a cell."""
        self._spend(right - left)
        return super().scan_left(top, left, bottom, right)

    def mark_done(self, top: int, left: int, bottom: int, right: int) -> None:
        """Note that a cell is read. Then docutils sorts all open corners, up to one for each column."""
        self._spend(self.right // _SORTED_A_STEP)
        super().mark_done(top, left, bottom, right)

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
