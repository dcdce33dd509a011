"""Archives: many values in one file, of which only those are read that are asked for.

The file begins with the length of its index; the index tells where each value begins and ends behind it.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from copydesk.support.persistence.packing import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LENGTH_BYTES = 4


class Archive:
    """The values in a file, which processes that are forked may read at once.

    Raises:
        OSError, ValueError: there is no such file, or it is no archive.
    """

    def __init__(self, file: Path) -> None:
        from mmap import ACCESS_READ, mmap

        with file.open("rb") as stream:
            self._data = mmap(stream.fileno(), 0, access=ACCESS_READ)
        self._first = _LENGTH_BYTES + int.from_bytes(self._data[:_LENGTH_BYTES], "little")
        self._places: dict[bytes | str, list[int]] = dict(unpack(self._data[_LENGTH_BYTES : self._first]))

    def get(self, key: bytes | str) -> bytes | None:
        """Return a value; None if there is none."""
        if (place := self._places.get(key)) is None:
            return None
        start, end = place
        return self._data[self._first + start : self._first + end]


def write_archive(file: Path, values: Mapping[bytes, bytes] | Mapping[str, bytes]) -> None:
    """Write an archive. Raises OSError if that fails."""
    ends = accumulate(map(len, values.values()), initial=0)
    index = pack(dict(zip(values, map(list, pairwise(ends)), strict=True)))
    file.write_bytes(b"".join([len(index).to_bytes(_LENGTH_BYTES, "little"), index, *values.values()]))
