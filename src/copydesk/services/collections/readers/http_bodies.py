"""HTTP bodies: what an answer of a server holds, without chunks and compression; what is lost of it is an error."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Generator, Iterator
from email.message import Message
from http.client import HTTPException, parse_headers
from io import BytesIO
from typing import Any

_GZIP = b"\x1f\x8b"
_BLOCK = 16_384
"""Compressed bytes that are unpacked at once, so that little is unpacked beyond a limit."""
_LONGEST_LINE = 1_000
_MOST_DIGITS = 18
_BREAKS_OFF = "its compressed content breaks off"


class BrokenBody(ValueError):
    """The content of an answer cannot be had; the message says why."""


class HttpAnswer:
    """An answer of a server as it was sent.

    Attributes:
        headers: its headers.

    Raises:
        BrokenBody: it does not begin as an answer of HTTP does.
    """

    def __init__(self, sent: bytes) -> None:
        stream = BytesIO(sent)
        if not stream.readline(_LONGEST_LINE).startswith(b"HTTP/"):
            raise BrokenBody("it does not begin with a status line of HTTP")
        try:
            self.headers: Message = parse_headers(stream)
        except HTTPException:
            raise BrokenBody("its HTTP headers are too long or too many") from None
        self._body = stream.read()

    def forms(self, most: int) -> Iterator[bytes]:
        """Yield the content as it was sent, without chunks, and unpacked as `body` has it, as far as it can be had."""
        yield self._body
        try:
            yield self._without_chunks()
            yield self.body(most)
        except BrokenBody:
            return

    def body(self, most: int) -> bytes:
        """Return the content, or `most` bytes of it and one more if it is longer.

        Crawlers often store content already unpacked below headers that speak of its packed form: what does not begin
        as chunks or as gzip data, or begins with a tag, is taken as it stands.

        Raises:
            BrokenBody: it breaks off, is damaged, or is compressed in an unknown way.
        """
        body = self._without_chunks()
        for name in reversed(self._names("Content-Encoding")):
            body = _unpacked(name, body, most)
        return body[: most + 1]

    def _without_chunks(self) -> bytes:
        is_chunked = self._names("Transfer-Encoding")[-1:] == ["chunked"]
        return _without_chunks(self._body) if is_chunked else self._body

    @property
    def lacks(self) -> str:
        """What of the content is not there, in words; empty if nothing is known to be missing."""
        announced = (self.headers.get("Content-Length") or "").strip()
        if not announced.isdecimal() or len(announced) > _MOST_DIGITS or self._names("Transfer-Encoding"):
            return ""
        there = len(self._body)  # an answer without content, as to HEAD, may announce some
        return f"it has {there:,} bytes of {int(announced):,}" if 0 < there < int(announced) else ""

    def _names(self, header: str) -> list[str]:
        """Return what a header lists, in lower case."""
        listed = ",".join(self.headers.get_all(header, []))
        return [name for each in listed.split(",") if (name := each.strip().lower()) not in ("", "identity")]


def _without_chunks(body: bytes) -> bytes:
    stream = BytesIO(body)
    parts: list[bytes] = []
    while True:
        size = _chunk_size(stream.readline(_LONGEST_LINE))
        if size is None and not parts:
            return body
        part = stream.read(size or 0)
        if size is None or len(part) < size:
            raise BrokenBody("its content breaks off within its chunks, or they are damaged")
        if not size:
            return b"".join(parts)
        if stream.readline(_LONGEST_LINE).strip():
            raise BrokenBody("its content is damaged: a chunk is longer than it says")
        parts.append(part)


def _chunk_size(line: bytes) -> int | None:
    """Return the bytes of the chunk that a line announces; None if it is no such line."""
    digits = line.partition(b";")[0].strip()
    if not line.endswith(b"\n") or not 0 < len(digits) <= 8 or digits.strip(b"0123456789abcdefABCDEF"):
        return None
    return int(digits, 16)


def _unpacked(name: str, body: bytes, most: int) -> bytes:
    unpackers: dict[str, Callable[[bytes], Iterator[bytes]]] = {
        "gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate,
    }  # fmt: skip
    if body.lstrip().startswith(b"<"):
        return body  # the crawler has unpacked it
    if name not in unpackers:
        raise BrokenBody(
            f"its content is compressed in a way that is not read (Content-Encoding: {name[:30]})"
        )
    found, length = [], 0
    for part in unpackers[name](body):
        found.append(part)
        length += len(part)
        if length > most:
            break
    return b"".join(found)


def _gzip(body: bytes) -> Iterator[bytes]:
    if not body.startswith(_GZIP):
        yield body
        return
    at = 0
    while body.startswith(_GZIP, at):  # one piece after the other
        at = yield from _parts(zlib.decompressobj(zlib.MAX_WBITS | 16), body, at)


def _deflate(body: bytes) -> Iterator[bytes]:
    """Yield the parts of data in zlib's format, also without the head that the standard demands."""
    has_head = body[:1] != b"" and body[0] & 15 == 8 and int.from_bytes(body[:2]) % 31 == 0
    yield from _parts(zlib.decompressobj(zlib.MAX_WBITS if has_head else -zlib.MAX_WBITS), body, 0)


def _parts(inner: Any, body: bytes, at: int) -> Generator[bytes, None, int]:
    """Yield what a decompressor of zlib makes of data, from a byte to the end of its stream; return where that is."""
    for start in range(at, len(body), _BLOCK):
        block = body[start : start + _BLOCK]
        try:
            yield inner.decompress(block)
        except zlib.error:
            raise BrokenBody("its compressed content is damaged") from None
        if inner.eof:
            return start + len(block) - len(inner.unused_data)
    if at < len(body):
        raise BrokenBody(_BREAKS_OFF)
    return at
