"""Collected results: join the results of a run's files as they arrive. Little is kept of files without findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.stories.gathered import GatheredFacts
from copydesk.support.lazy import LazyMapping

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.findings import DocumentFacts, FileResult, Finding, Suppression


class CollectedResults:
    """The joined results of a run's files.

    Attributes:
        findings: of all files, in no order.
        suppressions: by path, for files that have any.
        silent: by path, in how many lines leftovers are left out, for files that have such lines.
        keys: by path, the cache key of the result; empty if it is not stored, as something could not be checked.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.suppressions: dict[str, tuple[Suppression, ...]] = {}
        self.silent: dict[str, int] = {}
        self.keys: dict[str, bytes] = {}
        self._facts = GatheredFacts()
        self._packed: list[tuple[str, Mapping[str, DocumentFacts]]] = []

    def add(self, result: FileResult) -> None:
        """Add one file's result."""
        self.findings += result.findings
        is_whole = not any(finding.is_failure for finding in result.findings)
        # Facts that could not be gathered may be gathered by the next run, from the same content.
        self.keys[result.path] = result.fingerprint if is_whole else b""
        if result.suppressions:
            self.suppressions[result.path] = result.suppressions
        if result.silent:
            self.silent[result.path] = result.silent
        if isinstance(result.facts, LazyMapping):  # if nothing has changed, it is never unpacked
            self._packed.append((result.path, result.facts))
        else:
            self._facts.add(result.path, result.facts)

    @property
    def facts(self) -> GatheredFacts:
        """Return the facts of all documents."""
        while self._packed:
            self._facts.add(*self._packed.pop())
        return self._facts

    def forget_facts(self) -> None:
        """Delete the facts, which need the most memory in a run."""
        self._facts = GatheredFacts()
