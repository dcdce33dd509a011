"""Parquet pages: how many values the pages of a file hold, by their own heads.

A reader of Parquet takes as many values from a column as the file's metadata tell, and says nothing of the others. So
what the metadata tell is held against the heads of the pages, which are read without their contents.
"""

from __future__ import annotations

from typing import Any, BinaryIO

_DATA, _DATA_V2 = 0, 3
"""Kinds of pages with values, as the format counts them; others are indexes and dictionaries."""
_KIND, _PACKED_SIZE = 1, 3
_HEAD_OF = {_DATA: 5, _DATA_V2: 8}
"""The fields of a page's head; of a page with values the one that tells how many, in its first field."""
_VALUES = 1
_TRUE, _FALSE, _BYTE, _FLOAT, _BINARY, _LIST, _SET, _MAP, _STRUCT, _UUID = 1, 2, 3, 7, 8, 9, 10, 11, 12, 13
_NUMBERS = (4, 5, 6)
_DAMAGED = "it is damaged in the head of a page"
_LARGEST_PAGE = 2**31
_MOST_FIELDS = 1_000
"""Fields of a page's head, and values in them; it has some twenty."""
_DEEPEST = 20


def check_numbers(stream: BinaryIO, metadata: Any) -> None:
    """Check that the metadata of a Parquet file tell of as many rows and values as there are.

    Args:
        stream: the file.
        metadata: its metadata, as pyarrow reads them.

    Raises:
        ValueError: they do not, or the head of a page is damaged.
    """
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    if metadata.num_rows != sum(group.num_rows for group in groups):
        raise ValueError(
            f"it is damaged: its metadata tell of {metadata.num_rows:,} rows, and its row groups of"
            f" {sum(group.num_rows for group in groups):,}"
        )
    for number, group in enumerate(groups, 1):
        for at in range(group.num_columns):
            column = group.column(at)
            place = f"row group {number}, column “{column.path_in_schema}”"
            is_flat = not metadata.schema.column(at).max_repetition_level
            if column.num_values < group.num_rows or (is_flat and column.num_values > group.num_rows):
                raise ValueError(
                    f"{place}: it is damaged: {group.num_rows:,} rows have {column.num_values:,} values"
                )
            held = _values_in(stream, column)
            if held != column.num_values:
                raise ValueError(
                    f"{place}: it is damaged: its pages hold {held:,} values, and the metadata tell of"
                    f" {column.num_values:,}"
                )


def _values_in(stream: BinaryIO, column: Any) -> int:
    """Return how many values the pages of a column in a row group hold."""
    # Where there is no page with values, its place is 0.
    places = (column.dictionary_page_offset if column.has_dictionary_page else 0, column.data_page_offset)
    start = min((place for place in places if place > 0), default=0)
    values, end = 0, start + column.total_compressed_size
    stream.seek(start)
    while stream.tell() < end:
        head = _Head(stream)
        fields = head.fields()
        if kind := _HEAD_OF.get(fields.get(_KIND, -1)):
            values += _number_in(_table_in(fields, kind), _VALUES)
        head.skip(_number_in(fields, _PACKED_SIZE))
    return values


def _number_in(fields: _Fields, field: int) -> int:
    value = fields.get(field)
    if not isinstance(value, int):
        raise ValueError(_DAMAGED)
    return value


def _table_in(fields: _Fields, field: int) -> _Fields:
    value = fields.get(field)
    if not isinstance(value, dict):
        raise ValueError(_DAMAGED)
    return value


_Fields = dict[int, Any]
"""The fields of a table in a head by their numbers."""


class _Head:
    """The head of a page, in Thrift's compact protocol. Of its fields numbers and tables are kept."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._left = _MOST_FIELDS

    def fields(self, depth: int = 0) -> _Fields:
        """Return the fields of a table by their numbers, and go behind it."""
        found: _Fields = {}
        number = 0
        while byte := self._byte():
            number = number + (byte >> 4) if byte >> 4 else self._number()
            found[number] = self._value(byte & 15, depth)
        return found

    def _value(self, kind: int, depth: int, *, is_item: bool = False) -> Any:
        """Return a value and go behind it; None for what is not kept. Items of lists have a byte for true and false."""
        self._left -= 1
        if self._left < 0 or depth > _DEEPEST:
            raise ValueError(_DAMAGED)
        if kind in (_TRUE, _FALSE):
            return self.skip(1) if is_item else None
        if kind in _NUMBERS:
            return self._number()
        if kind in (_BYTE, _FLOAT, _UUID):
            return self.skip({_BYTE: 1, _FLOAT: 8, _UUID: 16}[kind])
        if kind == _BINARY:
            return self.skip(self._varint())
        if kind == _STRUCT:
            return self.fields(depth + 1)
        if kind in (_LIST, _SET):
            head = self._byte()
            for _ in range(self._varint() if head >> 4 == 15 else head >> 4):
                self._value(head & 15, depth + 1, is_item=True)
            return None
        if kind == _MAP:
            size = self._varint()
            kinds = self._byte() if size else 0
            for _ in range(size):
                self._value(kinds >> 4, depth + 1, is_item=True)
                self._value(kinds & 15, depth + 1, is_item=True)
            return None
        raise ValueError(_DAMAGED)

    def _number(self) -> int:
        value = self._varint()
        return value >> 1 ^ -(value & 1)

    def _varint(self) -> int:
        value = 0
        for shift in range(0, 70, 7):
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
        raise ValueError(_DAMAGED)

    def _byte(self) -> int:
        byte = self._stream.read(1)
        if not byte:
            raise ValueError("it breaks off within a page")
        return byte[0]

    def skip(self, size: int) -> None:
        """Go over so many bytes."""
        if not 0 <= size < _LARGEST_PAGE:
            raise ValueError(_DAMAGED)
        self._stream.seek(size, 1)
