"""Parquet and Arrow: tables in columns, read a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from copydesk.services.collections.collection_records import CollectionRecord, Fields, record_of, require_one

_ROWS = 32
"""Rows that are in memory at once. A small file may hold many rows with one large value."""
_LARGE = 10_000_000
_VERY_LARGE = 300_000_000
"""Bytes of a column from which on rows are in memory one by one: of values that rows may share, and of others."""
_MOST_TIMES = 500
"""Shared or long values that are packed into less than a five-hundredth of their size are no texts."""
_LONG = 100_000


def read(stream: BinaryIO, fields: Fields, name: str) -> Iterator[CollectionRecord]:
    """Yield the records of a Parquet file.

    Raises:
        ValueError: it holds far more than its size.
    """
    import pyarrow.parquet

    table = pyarrow.parquet.ParquetFile(stream)
    yield from _records(table.iter_batches(_rows_at_once(table.metadata)), fields, name)


def _rows_at_once(metadata: Any) -> int:
    """Return how many rows may be in memory together.

    Raises:
        ValueError: the file holds far more than its size.
    """
    rows = _ROWS
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        for column in map(group.column, range(group.num_columns)):
            size = column.total_uncompressed_size
            is_shared = any("DICTIONARY" in each for each in column.encodings)
            is_long = size > _LONG * max(1, column.num_values)
            if size > _LARGE and (is_shared or is_long):
                rows = 1
                if size > _MOST_TIMES * column.total_compressed_size:
                    raise ValueError(
                        f"a column of it unpacks to more than {_MOST_TIMES} times its size, which no texts do"
                    )
            elif size > _VERY_LARGE:
                rows = 1
    return rows


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
        rows = 1 if batch.nbytes > _LARGE else _ROWS
        for start in range(0, batch.num_rows, rows):
            for row in _rows(batch.slice(start, rows)):
                number += 1
                yield record_of(row, fields, name, number)
