"""Compressed streams: what a compressed file holds, which must not break off.

A library that reads records takes EOFError for the end of a file, and the reader of zstandard takes a file that ends
within a frame for one that ends. So these streams raise another error there. `packed` writes such files.
"""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO, cast

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GZIP = b"\x1f\x8b"
"""What data compressed by gzip begin with."""
_TEXT: Any = {"encoding": "utf-8", "errors": "backslashreplace", "newline": "\n"}
_CHUNK = 131_072
"""Bytes that are read at once."""
_PIECE = 2_048
"""Compressed bytes that zstandard gets at once: it unpacks all of them, and may make 32,768 bytes of one."""
_FREE = 100_000_000
_MOST_TIMES = 500
"""A file unpacks to so many bytes, or to so many times its own size; text becomes less than fifty times as long."""


class BrokenOff(OSError):
    """A compressed file ends too early."""

    def __init__(self) -> None:
        super().__init__(0, "the file breaks off within its compressed data")


class Inflated(ValueError):
    """A compressed file holds far more than its size."""

    def __init__(self) -> None:
        super().__init__(
            f"it unpacks to more than {_MOST_TIMES} times its size, which no collection of texts does"
        )


def unpacked(raw: io.BufferedReader, suffix: str) -> io.BufferedReader:
    """Return what a file with the suffix `.gz` or `.zst` holds.

    Raises:
        BrokenOff: the file is empty.
    """
    if not raw.peek(1):
        raise BrokenOff
    return io.BufferedReader(_GzipStream(raw) if suffix == ".gz" else _ZstandardStream(raw))


def packed(place: Path, suffix: str) -> TextIO:
    """Open a new file of text, which is compressed if the suffix is `.gz` or `.zst`."""
    if suffix == ".gz":
        return cast("TextIO", gzip.open(place, "xt", **_TEXT))
    if suffix == ".zst":
        import zstandard  # installed on request

        return cast("TextIO", zstandard.open(place, "xt", **_TEXT))
    return cast("TextIO", place.open("x", **_TEXT))


class _Unpacking(io.RawIOBase):
    """Hands on decompressed bytes, as `more` returns them; b"" at the end."""

    _ready = memoryview(b"")
    _made = 0

    def __init__(self, raw: BinaryIO) -> None:
        self._packed = _Counted(raw)

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer, and return the number of bytes; 0 at the end.

        Raises:
            BrokenOff: the file ends too early.
            Inflated: it holds far more than its size.
            Exception: what the library raises of a file that is not compressed so.
        """
        view = memoryview(buffer).cast("B")
        if not self._ready:
            self._ready = memoryview(self.more())  # parts of it are no copies, however long a line is
            self._made += len(self._ready)
            if self._made > max(_FREE, _MOST_TIMES * self._packed.number):
                raise Inflated
        number = min(len(view), len(self._ready))
        view[:number] = self._ready[:number]
        self._ready = self._ready[number:]
        return number

    def more(self) -> bytes:
        """Return some decompressed bytes."""
        raise NotImplementedError


class _Counted:
    """Counts the bytes that are read of a file."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self.number = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        data = self._raw.read(size)
        self.number += len(data)
        return data


class _GzipStream(_Unpacking):
    def __init__(self, raw: BinaryIO) -> None:
        super().__init__(raw)
        self._inner = gzip.GzipFile(fileobj=cast("BinaryIO", self._packed))

    def more(self) -> bytes:
        try:
            return self._inner.read1(_CHUNK)
        except EOFError:
            raise BrokenOff from None


class _ZstandardStream(_Unpacking):
    """Reads the frames of a file, one after the other."""

    def __init__(self, raw: BinaryIO) -> None:
        from zstandard import ZstdDecompressor  # installed on request

        super().__init__(raw)
        self._new_frame = ZstdDecompressor().decompressobj
        self._frame = self._new_frame()
        self._compressed = b""
        self._is_within = False

    def more(self) -> bytes:
        found = b""
        while not found:
            self._compressed = self._compressed or self._packed.read(_PIECE)
            if not self._compressed:
                if self._is_within:
                    raise BrokenOff
                break
            self._is_within = True
            found = self._frame.decompress(self._compressed)
            self._compressed = b""
            if self._frame.eof:
                self._compressed, self._is_within = self._frame.unused_data, False
                self._frame = self._new_frame()
        return found
