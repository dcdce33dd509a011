"""Packing: values of simple types as bytes in the format MessagePack, and back. To read them can run no code."""

from __future__ import annotations

from typing import Any, NoReturn, cast

_FROZENSET = 1
"""The code by which our frozensets are marked in MessagePack."""

_TEXT_ERRORS = "surrogatepass"
"""Names of files that are not UTF-8 contain surrogates."""


def pack(value: Any) -> bytes:
    """Return a value as bytes.

    It consists of None, bool, int, float, str, bytes, list, dict, and frozensets of these other than list and dict; a
    tuple becomes a list.

    Raises:
        TypeError, ValueError, OverflowError: it contains something else, is nested too deeply, or an int has more than
            64 bits.
    """
    import msgpack

    return cast("bytes", msgpack.packb(value, default=_marked, unicode_errors=_TEXT_ERRORS))


def unpack(packed: bytes) -> Any:
    """Return the value that was packed.

    Raises:
        ValueError: this is no packed value, or one that is nested too deeply.
    """
    import msgpack

    return msgpack.unpackb(packed, ext_hook=_unmarked, strict_map_key=False, unicode_errors=_TEXT_ERRORS)


def _marked(value: object) -> Any:
    import msgpack

    if type(value) is frozenset:
        return msgpack.ExtType(_FROZENSET, msgpack.packb(sorted(value), unicode_errors=_TEXT_ERRORS))
    raise TypeError(f"{type(value).__name__} is no simple type")


def _unmarked(code: int, packed: bytes) -> frozenset[Any]:
    import msgpack

    if code != _FROZENSET:
        _refuse(code, packed)
    return frozenset(msgpack.unpackb(packed, ext_hook=_refuse, unicode_errors=_TEXT_ERRORS))


def _refuse(code: int, _packed: bytes) -> NoReturn:
    raise ValueError(f"the type {code} of MessagePack has no meaning here")
