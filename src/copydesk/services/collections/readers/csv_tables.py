"""CSV: a table whose first line names the fields."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from copydesk.services.collections.collection_records import CollectionRecord, Fields, record_of, require_one

_LARGEST_CELL = 100_000_000
_REST = "\0"
"""The key of cells beyond those that the first line names; no column is called so."""


def read(stream: BinaryIO, fields: Fields, name: str, *, delimiter: str = ",") -> Iterator[CollectionRecord]:
    """Yield the records of a table; a record's number is that of its first line."""
    csv.field_size_limit(_LARGEST_CELL)
    text = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
    try:
        yield from _rows(csv.DictReader(text, delimiter=delimiter, restkey=_REST, strict=True), fields, name)
    finally:
        text.detach()  # else it closes the file, which is not its own


def _rows(rows: csv.DictReader[str], fields: Fields, name: str) -> Iterator[CollectionRecord]:
    require_one(rows.fieldnames or (), fields.text)
    line = 2
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield CollectionRecord(line, f"{name}:{line}", problem=f"the row is no CSV: {error}")
            return
        if row is None:
            return
        if _REST in row:
            problem = (
                f"the row has {len(row) - 1 + len(row[_REST])} cells, but the first line names {len(row) - 1}"
            )
            yield CollectionRecord(line, f"{name}:{line}", problem=problem)
        else:
            yield record_of(row, fields, name, line)
        line = rows.line_num + 1


def read_tabs(stream: BinaryIO, fields: Fields, name: str) -> Iterator[CollectionRecord]:
    """Yield the records of a table whose columns are parted by tabs."""
    return read(stream, fields, name, delimiter="\t")
