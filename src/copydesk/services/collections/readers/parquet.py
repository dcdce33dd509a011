"""Parquet and Arrow: tables in columns, read a batch at a time, once their metadata has said that this needs little
memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from copydesk.services.collections.collection_records import CollectionRecord, Fields, record_of, require_one
from copydesk.services.collections.readers.arrow_messages import (
    check_batches,
    check_index,
    check_nothing_follows,
    require_seekable,
)
from copydesk.services.collections.readers.parquet_pages import check_numbers

_ROWS = 32
"""Rows that are in memory at once. A small file may hold many rows with one large value."""
_LARGE = 10_000_000
_VERY_LARGE = 300_000_000
"""Bytes of a column from which on rows are in memory one by one: of values that rows may share, and of others."""
_MOST_TIMES = 500
"""Shared or long values that are packed into less than a five-hundredth of their size are no texts."""
_LONG = 100_000
_FREE = 100_000_000
_PIECE = 1_000_000
"""Bytes of a column that are read at once."""
_LONGEST = 25_000_000
"""Bytes of a cell from which on it is not read; a text may have ten million."""
_LARGEST_ROW = 4 * _LONGEST
_MOST_COLUMNS = 5_000
_MOST_VALUES = 300_000
"""Values within a row from which on it is not read, as in a line of JSON."""
_FREE_ROWS = 10_000_000
_FREE_VALUES = 1_000_000
_MOST_VALUES_A_BYTE = 1_000
"""So many rows and values, or so many for each byte, may be packed together; where a field is empty they take almost
nothing.
"""
_LONGEST_FOOTER = 20_000_000
_SIGNS = b"PAR1", b"PARE"
"""What a Parquet file ends with."""
_FILE = b"ARROW1"
"""What an Arrow file begins with, before two more bytes, and ends with."""


def read(stream: BinaryIO, fields: Fields, name: str) -> Iterator[CollectionRecord]:
    """Yield the records of a Parquet file.

    Raises:
        ValueError: it holds far more than its size, or other rows than it says.
    """
    import pyarrow.parquet

    _check_footer(stream)
    table = pyarrow.parquet.ParquetFile(
        stream, buffer_size=_PIECE, pre_buffer=False, page_checksum_verification=True
    )
    rows_at_once = _rows_at_once(table.metadata)
    check_numbers(stream, table.metadata)
    batches = _all_rows(table.iter_batches(rows_at_once), table.metadata.num_rows)
    yield from _bounded(_records(batches, fields, name), stream)


def _all_rows(batches: Iterable[Any], rows: int) -> Iterator[Any]:
    """Yield batches.

    Raises:
        ValueError: they have other rows than they should.
    """
    found = 0
    for batch in batches:
        found += batch.num_rows
        yield batch
    if found != rows:
        raise ValueError(f"it is damaged: it says that it has {rows:,} rows, and has {found:,}")


def _check_footer(stream: BinaryIO) -> None:
    """Raise ValueError if the metadata of a Parquet file are too long to be read."""
    require_seekable(stream)
    stream.seek(-min(8, stream.seek(0, 2)), 2)
    size, sign = int.from_bytes(stream.read(4), "little"), stream.read(4)
    stream.seek(0)
    if size > _LONGEST_FOOTER and sign in _SIGNS:
        raise ValueError(
            f"its metadata have {size / 1e6:,.0f} MB, and more than {_LONGEST_FOOTER / 1e6:g} MB are not read; write it"
            " in several files, with fewer columns"
        )


def _rows_at_once(metadata: Any) -> int:
    """Return how many rows may be in memory together.

    Raises:
        ValueError: the file holds far more than its size, or too much in one place.
    """
    if metadata.num_columns > _MOST_COLUMNS:
        raise ValueError(
            f"it has {metadata.num_columns:,} columns, and more than {_MOST_COLUMNS:,} are not read; leave out fields"
        )
    rows = _ROWS
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        packed = sum(group.column(each).total_compressed_size for each in range(group.num_columns))
        if group.num_rows > max(_FREE_ROWS, _MOST_VALUES_A_BYTE * packed):
            raise ValueError(
                f"row group {number + 1}: {packed:,} bytes stand for {group.num_rows:,} rows, which no texts do"
            )
        for column in map(group.column, range(group.num_columns)):
            place = f"row group {number + 1}, column “{column.path_in_schema}”"
            rows = min(rows, _rows_of(column, group.num_rows, place))
    return rows


def _rows_of(column: Any, rows: int, place: str) -> int:
    """Return how many values of a column in a row group may be in memory together."""
    size, packed = column.total_uncompressed_size, column.total_compressed_size
    if size > _LONGEST * max(1, rows):
        raise ValueError(
            f"{place}: {rows:,} rows have {size / 1e6:,.0f} MB, and a cell of more than {_LONGEST / 1e6:g} MB is not"
            " read; part the texts, or leave out the field"
        )
    if column.num_values > max(rows, _FREE_VALUES, _MOST_VALUES_A_BYTE * packed):
        raise ValueError(
            f"{place}: {packed:,} bytes stand for {column.num_values:,} values, which no texts do; leave out the field"
        )
    if column.num_values > _MOST_VALUES * max(1, rows):
        raise ValueError(
            f"{place}: {rows:,} rows have {column.num_values:,} values, and more than {_MOST_VALUES:,} of a row are"
            " not read; leave out the field"
        )
    is_shared = any("DICTIONARY" in each for each in column.encodings)
    is_long = size > _LONG * max(1, column.num_values)
    if size > _LARGE and (is_shared or is_long) and size > _MOST_TIMES * packed:
        raise ValueError(
            f"{place}: a column of it unpacks to more than {_MOST_TIMES} times its size, which no texts do"
        )
    return 1 if size > (_LARGE if is_shared or is_long else _VERY_LARGE) else _ROWS


def read_arrow(stream: BinaryIO, fields: Fields, name: str) -> Iterator[CollectionRecord]:
    """Yield the records of an Arrow file or stream.

    Raises:
        ValueError: a record batch of it is too large to be read.
    """
    import pyarrow

    require_seekable(stream)
    # A file is a stream with an index behind it, which need not tell the truth.
    begin = len(_FILE) + 2 if stream.read(len(_FILE)) == _FILE else 0
    end = stream.seek(0, 2)
    batches = check_batches(stream, begin)
    if begin:
        check_index(stream, batches, _FILE)
    else:
        check_nothing_follows(stream, end)
    stream.seek(begin)
    yield from _bounded(_records(pyarrow.ipc.open_stream(stream), fields, name), stream)


def _bounded(records: Iterator[CollectionRecord], stream: BinaryIO) -> Iterator[CollectionRecord]:
    """Yield the records of a file, as long as their texts are not far longer than the file: rows may share one.

    Raises:
        ValueError: they are.
    """
    at = stream.tell()
    left = max(_FREE, _MOST_TIMES * stream.seek(0, 2))
    stream.seek(at)
    for record in records:
        left -= len(record.text)
        if left < 0:
            raise ValueError(
                f"its texts have more than {_MOST_TIMES} times its size; write each of them once"
            )
        yield record


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
        if len(batch.schema.names) > _MOST_COLUMNS:
            raise ValueError(
                f"it has more than {_MOST_COLUMNS:,} columns, which are not read; leave out fields"
            )
        rows = 1 if batch.nbytes > _LARGE else _ROWS
        for start in range(0, batch.num_rows, rows):
            for each in _parts(batch.slice(start, rows)):
                if each is None:
                    number += 1
                    problem = (
                        f"the row has more than {_MOST_VALUES:,} values or {_LARGEST_ROW / 1e6:g} MB, which are not"
                        " read; leave out fields"
                    )
                    yield CollectionRecord(number, f"{name}:{number}", problem=problem)
                    continue
                for row in _rows(each):
                    number += 1
                    yield record_of(row, fields, name, number)


def _parts(batch: Any) -> Iterator[Any]:
    """Yield a batch, or its rows one by one if it has much in it; None for a row that is not read."""
    if batch.nbytes <= _LARGE and sum(map(_values_in, batch.columns)) <= _MOST_VALUES:
        yield batch
        return
    for at in range(batch.num_rows):
        row = batch.slice(at, 1)
        size = sum(column.nbytes for column in row.columns if not _is_shared(column.type))
        is_read = size <= _LARGEST_ROW and sum(map(_values_in, row.columns)) <= _MOST_VALUES
        yield row if is_read else None


def _is_shared(kind: Any) -> bool:
    """Tell whether the bytes of a value in Arrow are those of others too."""
    return "dictionary" in str(kind) or "view" in str(kind)


def _values_in(column: Any) -> int:
    """Return how many values Python would make of a column, those in lists and objects included."""
    from pyarrow import types

    kind, number = column.type, len(column)
    if hasattr(column, "storage"):
        return _values_in(column.storage)
    if types.is_dictionary(kind):
        return number
    if types.is_map(kind) and number:
        start, end = column.offsets[0].as_py(), column.offsets[-1].as_py()
        return number + sum(
            _values_in(each.slice(start, end - start)) for each in (column.keys, column.items)
        )
    if types.is_struct(kind):
        return number + sum(map(_values_in, column.flatten()))
    if types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind):
        return number + _values_in(column.flatten())
    return number
