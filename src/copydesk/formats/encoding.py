"""Bytes → text, and the encoding they were in."""

from __future__ import annotations


class NotText(ValueError):
    """The bytes are no text that can be read with certainty; the message says why."""


def decode(data: bytes, path: str = "") -> tuple[str, str]:
    """The text without its byte-order mark, and the name of its encoding.

    Raises:
        NotText: it is binary, or in no encoding that can be told.
    """
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        raise NotText(f"not UTF-8: byte {data[error.start]:#04x} at byte offset {error.start}") from None
