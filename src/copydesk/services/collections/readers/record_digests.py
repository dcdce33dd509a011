"""Record digests: whether a record of a web archive still holds what its own digests say.

The digest of a block is that of all bytes of the record. What the digest of a payload is made of differs from crawler
to crawler: the content as it was sent, without its chunks, or unpacked as well. So one digest that fits proves that the
content is whole, and damage is proved only where none fits. (Archives that were written anew have wrong digests of
blocks whose HTTP headers were spelt otherwise, and right ones of payloads.)
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from copydesk.services.collections.readers.http_bodies import BrokenBody

_ALGORITHMS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
_BLOCK, _PAYLOAD = "WARC-Block-Digest", "WARC-Payload-Digest"


def require_whole(
    headers: Any, block: bytes, payloads: Iterable[bytes], *, was_cut_off: bool = False
) -> None:
    """Check the digests of a record, as far as they are of a known kind.

    Args:
        headers: the headers of the record.
        block: its bytes.
        payloads: what the digest of its payload may be made of.
        was_cut_off: whether the crawler stored only a beginning, so that the digest of the payload proves nothing.

    Raises:
        BrokenBody: it is damaged.
    """
    of_block, of_payload = (_digest_in(headers.get_header(name)) for name in (_BLOCK, _PAYLOAD))
    if of_block and of_block.fits(block):
        return
    if of_payload and any(map(of_payload.fits, payloads)):
        return
    if of_block or (of_payload and not was_cut_off):
        raise BrokenBody(f"it is damaged: {_BLOCK if of_block else _PAYLOAD} is not that of its bytes")


class _Digest(NamedTuple):
    """A digest, and what it is made with, as `hashlib` calls it."""

    algorithm: str
    value: bytes

    def fits(self, data: bytes) -> bool:
        """Tell whether it is the digest of some bytes."""
        return hashlib.new(self.algorithm, data, usedforsecurity=False).digest() == self.value


def _digest_in(header: str | None) -> _Digest | None:
    """Return the digest in a header, such as `sha1:` and 32 letters; None if it is of no known kind."""
    name, _, written = (header or "").partition(":")
    algorithm, written = name.strip().lower().replace("-", ""), written.strip()
    if algorithm not in _ALGORITHMS:
        return None
    size = hashlib.new(algorithm, usedforsecurity=False).digest_size
    return next((_Digest(algorithm, value) for value in _read(written) if len(value) == size), None)


def _base16(letters: bytes) -> bytes:
    return base64.b16decode(letters, casefold=True)


def _base32(letters: bytes) -> bytes:
    return base64.b32decode(letters, casefold=True)


def _read(written: str) -> Iterator[bytes]:
    """Yield the bytes that letters may stand for: in base 16, 32 or 64, with or without the signs that fill them up."""
    letters = written.rstrip("=").encode("ascii", "replace")
    for read, group in ((_base16, 2), (_base32, 8), (base64.b64decode, 4), (base64.urlsafe_b64decode, 4)):
        try:
            yield read(letters + b"=" * (-len(letters) % group))
        except (binascii.Error, ValueError):
            continue
