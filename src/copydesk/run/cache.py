"""Cache: keep results by key, so that a file is checked again only if something that its result depends on has changed.

A key is a digest of everything that the result depends on (see `run.cache_keys`). Only data is stored, and it is
checked when it is read; nothing is stored in the linted repository (see `support.persistence`).
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from copydesk.findings import DocumentFacts, FileResult
from copydesk.run.finding_rows import finding_of_row, finding_row, suppression_of_row, suppression_row
from copydesk.support.lazy import LazyMapping
from copydesk.support.persistence.exact_packing import pack_exactly, unpack_exactly
from copydesk.support.persistence.packing import pack, unpack
from copydesk.support.persistence.storage import storage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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


def _as_values(result: FileResult) -> list[Any]:
    facts = pack_exactly(dict(result.facts), _FACT_TYPES) if result.facts else b""
    findings, suppressions = map(finding_row, result.findings), map(suppression_row, result.suppressions)
    return [result.path, list(findings), list(suppressions), facts, result.silent]


def _as_result(values: Any, key: bytes) -> FileResult:
    path, findings, suppressions, facts, silent = values
    if list(map(type, (path, facts, silent))) != [str, bytes, int]:
        raise TypeError("this is no stored result")
    return FileResult(
        path,
        tuple(map(finding_of_row, findings)),
        LazyMapping(partial(_facts, facts)),
        key,
        tuple(map(suppression_of_row, suppressions)),
        silent,
    )


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
