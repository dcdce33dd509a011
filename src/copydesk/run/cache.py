"""Cache: keep results by key, so that a file is checked again only if something that its result depends on has changed.

A key is a digest of everything that the result depends on (see `run.cache_keys`). Only Python's simple types are read
back, and for the facts of cross-file rules also data types of our own modules. Nothing is stored in the linted
repository (see `support.storage`).
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta, timezone
from functools import partial
from typing import Any, TypeVar

from copydesk.findings import FileResult, Finding, Location, Suppression
from copydesk.support.lazy import LazyMapping
from copydesk.support.storage import pack, storage, unpack

T = TypeVar("T")

_AT_ONCE = 500
"""The number of results that are read or written together; an interrupted run loses no more than these."""
_ARRAYS = frozenset((("array", "array"), ("array", "_array_reconstructor")))
"""The constructor of an array of numbers."""
_FACT_TYPES = frozenset((date, datetime, time, timedelta, timezone, set, frozenset, bytearray, complex))


class Cache:
    """The stored results, and those of this run that are not stored yet."""

    def __init__(self) -> None:
        self._fresh: dict[bytes, bytes] = {}

    def lookup(
        self, tasks: Sequence[T], key_of: Callable[[T], bytes]
    ) -> Iterator[tuple[T, bytes, FileResult | None]]:
        """Yield each task with its key, and with its result if that is stored; a result with an empty key never is."""
        for some in (tasks[at : at + _AT_ONCE] for at in range(0, len(tasks), _AT_ONCE)):
            keyed = [(task, key_of(task)) for task in some]
            found = self.find(key for _, key in keyed if key)
            yield from ((task, key, found.get(key)) for task, key in keyed)

    def find(self, keys: Iterable[bytes]) -> dict[bytes, FileResult]:
        """Return the stored results with these keys, by key."""
        found = {}
        for key, kept in storage().get(keys).items():
            with suppress(
                Exception
            ):  # whatever is wrong with the stored result, the file can be checked again
                path, findings, suppressions, facts = unpack(kept)
                found[key] = FileResult(
                    path,
                    tuple(map(_as_finding, findings)),
                    LazyMapping(partial(_facts, facts)),
                    key,
                    tuple(
                        Suppression(target, start, end, unused and _as_finding(unused), wide)
                        for target, start, end, unused, wide in suppressions
                    ),
                )
        return found

    def add(self, result: FileResult) -> None:
        """Store a result, unless something could not be checked: the next run may succeed."""
        if not result.fingerprint or any(finding.is_failure for finding in result.findings):
            return
        with suppress(Exception):  # facts whose types cannot be pickled, or not safely
            facts = pickle.dumps(result.facts, pickle.HIGHEST_PROTOCOL) if result.facts else b""
            _facts(facts)
            self._fresh[result.fingerprint] = pack(
                (
                    result.path,
                    list(map(_as_tuple, result.findings)),
                    [
                        (*each[:3], each.unused and _as_tuple(each.unused), each.wide)
                        for each in result.suppressions
                    ],
                    facts,
                )
            )
        if len(self._fresh) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write the results that are not written yet."""
        storage().put(self._fresh)
        self._fresh.clear()


_FIELDS = Finding.__match_args__


def _as_tuple(finding: Finding) -> tuple[Any, ...]:
    values = {name: getattr(finding, name) for name in _FIELDS}
    return tuple((values | {"related": [tuple(place) for place in finding.related]}).values())


def _as_finding(values: tuple[Any, ...]) -> Finding:
    finding = dict(zip(_FIELDS, values, strict=True))
    return Finding(**(finding | {"related": tuple(Location(*place) for place in finding["related"])}))


def _facts(packed: bytes) -> dict[str, Any]:
    facts: dict[str, Any] = _Facts(io.BytesIO(packed)).load() if packed else {}
    return facts


class _Facts(pickle.Unpickler):
    """An unpickler that creates only Python's and our own data types, and no object that could run code."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _ARRAYS:
            return super().find_class(module, name)
        found = (
            super().find_class(module, name)
            if module.startswith(("copydesk.", "datetime", "builtins"))
            else None
        )
        is_data = isinstance(found, type) and (
            issubclass(found, tuple) or hasattr(found, "__dataclass_fields__") or found in _FACT_TYPES
        )
        if not is_data:
            raise pickle.UnpicklingError(f"{module}.{name} is no type for facts")
        return found
