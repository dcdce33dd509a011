"""Parquet and Arrow: tables in columns, read a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from copydesk.services.collections.collection_records import CollectionRecord, Fields, record_of, require_one

_ROWS = 32
"""Rows that are in memory at once. A small file may hold many rows with one large value."""


def read(stream: BinaryIO, fields: Fields, name: str) -> Iterator[CollectionRecord]:
    """Yield the records of a Parquet file."""
    import pyarrow.parquet

    yield from _records(pyarrow.parquet.ParquetFile(stream).iter_batches(_ROWS), fields, name)


def read_arrow(stream: BinaryIO, fields: Fields, name: str) -> Iterator[CollectionRecord]:
    """Yield the records of an Arrow file or stream."""
    import pyarrow

    try:
        table = pyarrow.ipc.open_file(stream)
        batches = (table.get_batch(index) for index in range(table.num_record_batches))
    except pyarrow.ArrowInvalid:  # it is a stream
        stream.seek(0)
        batches = pyarrow.ipc.open_stream(stream)
    yield from _records(batches, fields, name)


def _rows(batch: Any) -> Sequence[Mapping[str, Any]]:
    """Return the rows of a batch. What Python cannot hold, such as times to the nanosecond, is text."""
    try:
        rows: Sequence[Mapping[str, Any]] = batch.to_pylist()
    except (ValueError, OverflowError):
        names = batch.schema.names
        rows = [
            {name: _value(column[number]) for name, column in zip(names, batch.columns, strict=True)}
            for number in range(batch.num_rows)
        ]
    return rows


def _value(value: Any) -> Any:
    """Return a value of Arrow as one of Python."""
    try:
        return value.as_py()
    except (ValueError, OverflowError):
        pass
    if isinstance(value, Mapping):
        return {key: _value(each) for key, each in value.items()}
    if isinstance(value, Sequence):
        return list(map(_value, value))
    return value.cast("string").as_py()


def _records(batches: Iterable[Any], fields: Fields, name: str) -> Iterator[CollectionRecord]:
    number = 0
    for batch in batches:
        require_one(batch.schema.names, fields.text)
        for row in _rows(batch):
            number += 1
            yield record_of(row, fields, name, number)
