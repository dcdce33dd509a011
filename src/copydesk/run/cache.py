"""Cache: keep results by key, so that a file is checked again only if something that its result depends on has changed.

A key is a digest of everything that the result depends on (see `run.cache_keys`). Only data is stored, and it is
checked when it is read; nothing is stored in the linted repository (see `support.persistence`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from copydesk.findings import SEVERITIES, DocumentFacts, FileResult, Finding, Location, Suppression
from copydesk.support.lazy import LazyMapping
from copydesk.support.persistence.exact_packing import pack_exactly, unpack_exactly
from copydesk.support.persistence.packing import pack, unpack
from copydesk.support.persistence.storage import storage

T = TypeVar("T")

_AT_ONCE = 500
"""The number of results that are read or written together; an interrupted run loses no more than these."""


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
            with suppress(Exception):  # whatever is wrong with it, the file can be checked again
                found[key] = _as_result(unpack(kept), key)
        return found

    def add(self, result: FileResult) -> None:
        """Store a result, unless something could not be checked: the next run may succeed."""
        if not result.fingerprint or any(finding.is_failure for finding in result.findings):
            return
        with suppress(Exception):  # facts of other types: see `pack_exactly`
            self._fresh[result.fingerprint] = pack(_as_values(result))
        if len(self._fresh) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write the results that are not written yet."""
        storage().put(self._fresh)
        self._fresh.clear()


_FIELDS = Finding.__match_args__
_TYPES = [str, *[int] * 6, *[str] * 5, list, bool, list, str, bool, str]
"""The types of a finding's fields, as they are stored."""


def _as_values(result: FileResult) -> list[Any]:
    facts = pack_exactly(dict(result.facts), _FACT_TYPES) if result.facts else b""
    suppressions = [
        (*each[:3], each.unused and _as_row(each.unused), each.wide) for each in result.suppressions
    ]
    return [result.path, list(map(_as_row, result.findings)), suppressions, facts, result.silent]


def _as_row(finding: Finding) -> list[Any]:
    return [getattr(finding, name) for name in _FIELDS]


def _as_result(values: Any, key: bytes) -> FileResult:
    path, findings, suppressions, facts, silent = values
    _expect([str, bytes, int], [path, facts, silent])
    return FileResult(
        path,
        tuple(map(_as_finding, findings)),
        LazyMapping(partial(_facts, facts)),
        key,
        tuple(map(_as_suppression, suppressions)),
        silent,
    )


def _as_finding(row: list[Any]) -> Finding:
    _expect(_TYPES, row)
    finding = dict(zip(_FIELDS, row, strict=True))
    _expect([str] * len(finding["suggestions"]), finding["suggestions"])
    if finding["severity"] not in SEVERITIES:
        raise ValueError(f"{finding['severity']} is no severity")
    places = {
        "suggestions": tuple(finding["suggestions"]),
        "related": tuple(map(_as_location, finding["related"])),
    }
    return Finding(**(finding | places))


def _as_location(row: list[Any]) -> Location:
    _expect([str, int, int, int, int, str], row)
    return Location(*row)


def _as_suppression(row: list[Any]) -> Suppression:
    target, start, end, unused, wide = row
    _expect([str, int, int, bool], [target, start, end, wide])
    return Suppression(target, start, end, unused and _as_finding(unused), wide)


def _expect(types: list[type], values: list[Any]) -> None:
    """Check the types of stored values.

    Raises:
        TypeError: they are not what was stored.
    """
    if list(map(type, values)) != types:
        raise TypeError("these are no stored values of ours")


def _facts(packed: bytes) -> Mapping[str, Any]:
    facts: dict[str, Any] = unpack_exactly(packed, _FACT_TYPES) if packed else {}
    return facts


def _fact_types() -> dict[str, type[Any]]:
    from copydesk.analysis.boilerplate.fingerprints import Lines
    from copydesk.stories.grouping.name_archive.name_facts import NameFacts
    from copydesk.stories.grouping.series import Edition
    from copydesk.stories.grouping.sketch import Sketch

    return {each.__name__: each for each in (DocumentFacts, Edition, Lines, NameFacts, Sketch)}


_FACT_TYPES = LazyMapping(_fact_types)
"""The named tuples in the facts of our own rules, by name; they are imported only in runs that have such facts."""
