"""Exact packing: pack values so that each comes back with the type that it had: tuples, sets and named tuples too."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from copydesk.support.persistence.packing import pack, unpack

NamedTuples: TypeAlias = Mapping[str, type[Any]]
"""Types of named tuples, by their name."""

_SCALARS = frozenset((type(None), bool, int, float, str, bytes))
_COLLECTIONS: NamedTuples = {kind.__name__: kind for kind in (list, tuple, set, frozenset)}


def pack_exactly(value: Any, named_tuples: NamedTuples = MappingProxyType({})) -> bytes:
    """Return a value as bytes.

    It consists of None, bool, int (64 bits), float, str, bytes, list, tuple, set, frozenset, dict and `named_tuples`,
    and of no subclasses of these.

    Raises:
        TypeError, ValueError, OverflowError, RecursionError: it contains something else, or is nested too deeply.
    """
    return pack(_described(value, named_tuples))


def unpack_exactly(packed: bytes, named_tuples: NamedTuples = MappingProxyType({})) -> Any:
    """Return the value that was packed with the same `named_tuples`.

    Raises:
        TypeError, ValueError, KeyError, RecursionError: this is no such value.
    """
    return _made(unpack(packed), named_tuples)


def _described(value: Any, named_tuples: NamedTuples) -> Any:
    """Return simple types for a value: each collection becomes a list of its type's name and its items."""
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is dict:
        return ["dict", *(_described(each, named_tuples) for pair in value.items() for each in pair)]
    name = kind.__name__
    if kind is _COLLECTIONS.get(name) or (issubclass(kind, tuple) and kind is named_tuples.get(name)):
        return [name, *(_described(each, named_tuples) for each in value)]
    raise TypeError(f"{name} cannot be stored")


def _made(described: Any, named_tuples: NamedTuples) -> Any:
    if type(described) is not list:
        return described
    name, *items = described
    values = [_made(each, named_tuples) for each in items]
    if name == "dict":
        return dict(zip(values[::2], values[1::2], strict=True))
    return _COLLECTIONS[name](values) if name in _COLLECTIONS else named_tuples[name]._make(values)
