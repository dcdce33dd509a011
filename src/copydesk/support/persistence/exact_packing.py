"""Exact packing: pack values so that each comes back with the type that it had: tuples, sets and named tuples too."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from copydesk.support.persistence.packing import pack, unpack

_SCALARS = frozenset((type(None), bool, int, float, str, bytes))
_COLLECTIONS = {kind.__name__: kind for kind in (list, tuple, set, frozenset)}


def pack_exactly(value: Any, named_tuples: Iterable[type[tuple[Any, ...]]] = ()) -> bytes:
    """Return a value as bytes.

    It consists of None, bool, int (64 bits), float, str, bytes, list, tuple, set, frozenset, dict and `named_tuples`,
    and of no subclasses of these.

    Raises:
        TypeError, ValueError, OverflowError, RecursionError: it contains something else, or is nested too deeply.
    """
    kinds = {kind: name for name, kind in (_COLLECTIONS | _by_name(named_tuples)).items()}
    return pack(_described(value, kinds))


def unpack_exactly(packed: bytes, named_tuples: Iterable[type[tuple[Any, ...]]] = ()) -> Any:
    """Return the value that was packed with the same `named_tuples`.

    Raises:
        TypeError, ValueError, KeyError, RecursionError: this is no such value.
    """
    makers: dict[str, Callable[[Iterable[Any]], Any]] = dict(_COLLECTIONS)
    makers |= {name: kind._make for name, kind in _by_name(named_tuples).items()}
    return _made(unpack(packed), makers)


def _by_name(named_tuples: Iterable[type[tuple[Any, ...]]]) -> dict[str, type[Any]]:
    return {kind.__name__: kind for kind in named_tuples}


def _described(value: Any, kinds: dict[type, str]) -> Any:
    """Return simple types for a value: each collection becomes a list of its type's name and its items."""
    if type(value) in _SCALARS:
        return value
    if type(value) is dict:
        return ["dict", *(_described(each, kinds) for pair in value.items() for each in pair)]
    if type(value) in kinds:
        return [kinds[type(value)], *(_described(each, kinds) for each in value)]
    raise TypeError(f"{type(value).__name__} cannot be stored")


def _made(described: Any, makers: dict[str, Callable[[Iterable[Any]], Any]]) -> Any:
    if type(described) is not list:
        return described
    name, *items = described
    values = [_made(each, makers) for each in items]
    return dict(zip(values[::2], values[1::2], strict=True)) if name == "dict" else makers[name](values)
