"""CSV: a table whose first line names the fields."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO, TextIO

from copydesk.services.collections.collection_records import CollectionRecord, Fields, record_of, require_one
from copydesk.support.patterns import compile_later
from copydesk.support.plurals import count

_LONGEST = 25_000_000
"""Code points of a row from which on it is not read; a text may have ten million bytes."""
_MOST_SKIPPED = 40
"""So many times as long a line is gone over for its end."""
_MOST_EMPTY = 1_000_000
"""Empty lines in a row from which on a file is not read."""
_MOST_MARKS = 1_000_000
"""Quotation marks of a line from which on delimiters between them are counted too."""
_MOST_CELLS = 100_000
"""Cells of a row from which on it is not read: three bytes of it may take sixty of memory."""
_BROKEN = compile_later("[\udc80-\udcff]")
"""A byte that is not UTF-8."""


class _RowTooLong(Exception):
    """A row is not read; `is_end` tells whether nothing behind it is."""

    def __init__(self, *, is_end: bool) -> None:
        super().__init__(self._told())
        self.is_end = is_end

    def _told(self) -> str:
        return f"the row is longer than {_LONGEST:,} characters"


class _TooManyCells(_RowTooLong):
    def _told(self) -> str:
        return f"the row has more than {_MOST_CELLS:,} cells, which the record of a text has not"


class _Lines:
    """The lines of a table, for csv.reader. A row may take several, if a cell does."""

    def __init__(self, text: TextIO, delimiter: str) -> None:
        self._text = text
        self._delimiter = delimiter
        self.row_begins()
        self.number = 0

    def row_begins(self) -> None:
        """Let the next row be as long as a row may be."""
        self._left = _LONGEST
        self._cells = 0
        self._is_quoted = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._left + 1)
        if not line:
            raise StopIteration
        self.number += 1
        is_first = self._left == _LONGEST
        self._left -= len(line)
        if self._left >= 0:
            self._count_cells(line)
            if self._cells > _MOST_CELLS:
                raise _TooManyCells(is_end=not is_first)
            return line
        del line
        # Where a cell goes on over many lines, nobody knows where it should have ended.
        raise _RowTooLong(is_end=not (is_first and self._skipped()))

    def _count_cells(self, line: str) -> None:
        """Count the delimiters of a line that stand in no quotation marks."""
        marks, signs = line.count('"'), line.count(self._delimiter)
        if signs and not marks:
            signs *= not self._is_quoted
        elif signs and marks <= _MOST_MARKS:
            signs = sum(piece.count(self._delimiter) for piece in line.split('"')[self._is_quoted :: 2])
        self._cells += signs
        self._is_quoted ^= marks % 2 == 1

    def _skipped(self) -> bool:
        """Go to the end of a line; tell whether it has one."""
        for _ in range(_MOST_SKIPPED):
            rest = self._text.readline(_LONGEST)
            if not rest or rest.endswith(("\n", "\r")):
                return True
        return False


def read(stream: BinaryIO, fields: Fields, name: str, *, delimiter: str = ",") -> Iterator[CollectionRecord]:
    """Yield the records of a table; a record's number is that of its first line.

    Raises:
        ValueError: the line with the names of the fields is too long, or no CSV.
    """
    csv.field_size_limit(_LONGEST)
    text = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
    lines = _Lines(text, delimiter)
    try:
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            names = next(rows, [])
        except _RowTooLong as error:
            raise ValueError(str(error)) from None
        require_one(names, fields.text)
        yield from _records(rows, lines, names, fields, name)
    finally:
        text.detach()  # else it closes the file, which is not its own


def _records(
    rows: Any, lines: _Lines, names: list[str], fields: Fields, name: str
) -> Iterator[CollectionRecord]:
    empty = 0
    while True:
        lines.row_begins()
        line = lines.number + 1
        try:
            row = next(rows, None)
        except csv.Error as error:  # it goes on behind the line
            yield CollectionRecord(line, f"{name}:{line}", problem=f"the row is no CSV: {error}")
            continue
        except _RowTooLong as error:
            hint = "; perhaps a quotation mark is missing. What follows is not read" * error.is_end
            problem = f"{error}{hint}"
            yield CollectionRecord(line, f"{name}:{line}", problem=problem, is_end=error.is_end)
            if error.is_end:
                return
            continue
        if row is None:
            return
        empty = 0 if row else empty + 1
        if empty > _MOST_EMPTY:
            raise ValueError(f"it has more than {_MOST_EMPTY:,} empty lines in a row")
        if not row:
            continue
        if problem := _problem(row, names):
            yield CollectionRecord(line, f"{name}:{line}", problem=problem)
        else:
            yield record_of(dict(zip(names, row, strict=True)), fields, name, line)


def _problem(row: list[str], names: list[str]) -> str:
    if len(row) != len(names):
        return f"the row has {count(len(row), 'cell')}, but the first line names {len(names)}"
    if any(_BROKEN.search(cell) for cell in row):
        return "the row is not UTF-8; save the table as UTF-8"
    return ""


def read_tabs(stream: BinaryIO, fields: Fields, name: str) -> Iterator[CollectionRecord]:
    """Yield the records of a table whose columns are parted by tabs."""
    return read(stream, fields, name, delimiter="\t")
