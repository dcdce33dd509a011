"""CSV: a table whose first line names the fields."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from copydesk.services.collections.collection_records import CollectionRecord, Fields, record_of, require_one
from copydesk.support.patterns import compile_later
from copydesk.support.plurals import count

_LARGEST_CELL = 100_000_000
"""Code points of a cell from which on a row is broken."""
_BROKEN = compile_later("[\udc80-\udcff]")
"""A byte that is not UTF-8."""


def read(stream: BinaryIO, fields: Fields, name: str, *, delimiter: str = ",") -> Iterator[CollectionRecord]:
    """Yield the records of a table; a record's number is that of its first line."""
    csv.field_size_limit(_LARGEST_CELL)
    text = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
    try:
        rows = csv.reader(text, delimiter=delimiter, strict=True)
        names = next(rows, [])
        require_one(names, fields.text)
        yield from _records(rows, names, fields, name)
    finally:
        text.detach()  # else it closes the file, which is not its own


def _records(rows: Any, names: list[str], fields: Fields, name: str) -> Iterator[CollectionRecord]:
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:  # it goes on behind the line
            yield CollectionRecord(line, f"{name}:{line}", problem=f"the row is no CSV: {error}")
            continue
        if row is None:
            return
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
