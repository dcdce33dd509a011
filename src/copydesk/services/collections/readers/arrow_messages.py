"""Arrow messages: what a stream of Arrow says of the size of its record batches, read before one is unpacked;
and whether all of them are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

_LARGEST = 500_000_000
"""Bytes that a record batch may have in memory; a large data set has a hundredth."""
_LONGEST_HEAD = 20_000_000
_MOST_TIMES = 2_000
"""A batch has in memory so many times its bytes, and so many times as many rows."""
_FREE_ROWS = 1_000_000
_CONTINUES = 0xFFFFFFFF
_SIGNS_OF_AN_END = b"\0\xff"
_PIECE = 1_000_000
_DICTIONARY, _BATCH = 2, 3
"""Kinds of messages, as the format counts them."""
_BATCHES = 3
"""The field of a file's index that names its record batches."""
_IS_PACKED = 3
"""The field of a batch that says how its body is compressed."""


def require_seekable(stream: BinaryIO) -> None:
    """Raise ValueError if a file can only be read from its beginning to its end, as when it is compressed itself."""
    if not stream.seekable():
        raise ValueError("it is compressed once more, and such a file is not read; unpack it first")


def check_batches(stream: BinaryIO, begin: int) -> int:
    """Check the size of each record batch of a stream, and of each dictionary; return how many record batches it has.

    What is read next is what stands behind its end.

    Args:
        stream: the stream.
        begin: the place of the first message in it.

    Raises:
        ValueError: one is too large, or the stream is damaged.
    """
    end = stream.seek(0, 2)
    stream.seek(begin)
    number = batches = 0
    while stream.tell() < end:
        size = int.from_bytes(stream.read(4), "little")
        if size == _CONTINUES:
            size = int.from_bytes(stream.read(4), "little")
        if not size:
            return batches
        if size > _LONGEST_HEAD:
            raise ValueError(f"a message of it has a head of {size / 1e6:,.0f} MB, which is not read")
        head = _Table.of_message(stream.read(size))
        body = stream.tell()
        length = head.number(3, 8)
        if not 0 <= length <= end - body:
            raise ValueError("it breaks off within a record batch")
        if head.number(1, 1) in (_DICTIONARY, _BATCH):
            number += 1
            batches += head.number(1, 1) == _BATCH
            _check(stream, head, body, length, number)
        stream.seek(body + length)
    return batches


def check_index(stream: BinaryIO, batches: int, sign: bytes) -> None:
    """Check what stands behind the stream in a file: an index that names no more record batches than the stream has,
    and the sign that ends a file.

    Raises:
        ValueError: it breaks off, or names more.
    """
    behind = stream.tell()
    end = stream.seek(0, 2) - len(sign)
    if end >= behind + 4:
        stream.seek(end - 4)
        start = end - 4 - int.from_bytes(stream.read(4), "little")
        if stream.read() == sign and behind <= start and end - start < _LONGEST_HEAD:
            stream.seek(start)
            told = _Table.of_message(stream.read(end - 4 - start)).length(_BATCHES)
            if told > batches:
                raise ValueError(
                    f"it is damaged: its index names {told:,} record batches, and it has {batches:,} before its end"
                )
            stream.seek(behind)
            check_nothing_follows(stream, start)
            return
    raise ValueError("the file breaks off behind its record batches")


def check_nothing_follows(stream: BinaryIO, end: int) -> None:
    """Check that from here up to a place there are only the signs of an end.

    Raises:
        ValueError: something else stands there.
    """
    while piece := stream.read(min(_PIECE, end - stream.tell())):
        if piece.strip(_SIGNS_OF_AN_END):
            raise ValueError(
                "more follows behind the end of its records, which is not read; part it into files"
            )


def _check(stream: BinaryIO, head: _Table, body: int, length: int, number: int) -> None:
    """Check the size of one batch, whose body stands at some place and has some length."""
    batch = head.table(2)
    if head.number(1, 1) == _DICTIONARY:
        batch = batch.table(1)
    rows, packed = batch.number(0, 8), batch.has(_IS_PACKED)
    if rows > max(_FREE_ROWS, _MOST_TIMES * length):
        raise ValueError(f"record batch {number} has {rows:,} rows in {length:,} bytes, which no texts do")
    sizes = [_unpacked(stream, body + at, size) if packed and size else size for at, size in batch.pairs(2)]
    size = sum(sizes)
    if size > _LARGEST:
        raise ValueError(
            f"record batch {number} has {size / 1e6:,.0f} MB, and more than {_LARGEST / 1e6:g} MB are not read at once;"
            " write it in smaller batches"
        )
    if size > _LARGEST // 10 and size > _MOST_TIMES * max(1, length):
        raise ValueError(
            f"record batch {number} unpacks to more than {_MOST_TIMES:,} times its size, which no texts do"
        )


def _unpacked(stream: BinaryIO, at: int, size: int) -> int:
    """Return how many bytes a compressed buffer says that it unpacks to; -1 there means that it is not compressed."""
    stream.seek(at)
    told = int.from_bytes(stream.read(8), "little", signed=True)
    if told < -1:
        raise ValueError("a buffer of it has a size below nothing")
    return size if told == -1 else told


class _Table:
    """A table of the format FlatBuffers, in which Arrow writes the heads of messages."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self._at = data, at
        self._fields = at - self._read(at, 4, signed=True)

    @classmethod
    def of_message(cls, data: bytes) -> _Table:
        """Return the table that some bytes begin with."""
        return cls(data, int.from_bytes(data[:4], "little"))

    def has(self, field: int) -> bool:
        """Tell whether a field is there."""
        return bool(self._place(field))

    def number(self, field: int, size: int) -> int:
        """Return the number in a field of so many bytes; 0 if it is not there."""
        place = self._place(field)
        return self._read(self._at + place, size, signed=size == 8) if place else 0

    def table(self, field: int) -> _Table:
        """Return the table that a field names."""
        return _Table(self._data, self._target(field))

    def length(self, field: int) -> int:
        """Return how long the list is that a field names."""
        return self._read(self._target(field), 4) if self.has(field) else 0

    def pairs(self, field: int) -> Iterator[tuple[int, int]]:
        """Yield the pairs of long numbers in the list that a field names."""
        for pair in range(self.length(field)):
            start = self._target(field) + 4 + 16 * pair
            yield self._read(start, 8, signed=True), self._read(start + 8, 8, signed=True)

    def _target(self, field: int) -> int:
        at = self._at + self._place(field)
        return at + self._read(at, 4)

    def _place(self, field: int) -> int:
        behind = 4 + 2 * field
        return self._read(self._fields + behind, 2) if behind < self._read(self._fields, 2) else 0

    def _read(self, at: int, size: int, *, signed: bool = False) -> int:
        if not 0 <= at <= len(self._data) - size:
            raise ValueError("the head of a record batch is damaged")
        return int.from_bytes(self._data[at : at + size], "little", signed=signed)
