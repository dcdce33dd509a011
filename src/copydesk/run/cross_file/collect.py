"""Collected results: what the files of a run gave, joined as they arrive. Little is kept of files without findings."""

from __future__ import annotations

from collections.abc import Mapping

from copydesk.findings import DocumentFacts, FileResult, Finding, Suppression
from copydesk.stories.gathered import GatheredFacts
from copydesk.support.lazy import LazyMapping


class CollectedResults:
    """The results of a run's files together.

    Attributes:
        findings: of all files, in no order.
        suppressions: by path, where there are any.
        keys: by path, the cache key of the result; empty where it is not kept.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.suppressions: dict[str, tuple[Suppression, ...]] = {}
        self.keys: dict[str, bytes] = {}
        self._facts = GatheredFacts()
        self._packed: list[tuple[str, Mapping[str, DocumentFacts]]] = []

    def add(self, result: FileResult) -> None:
        """Take in one file's result."""
        self.findings += result.findings
        self.keys[result.path] = result.fingerprint
        if result.suppressions:
            self.suppressions[result.path] = result.suppressions
        if isinstance(result.facts, LazyMapping):  # if nothing has changed, nobody will look into it
            self._packed.append((result.path, result.facts))
        else:
            self._facts.add(result.path, result.facts)

    @property
    def facts(self) -> GatheredFacts:
        """The facts of all documents."""
        while self._packed:
            self._facts.add(*self._packed.pop())
        return self._facts

    def forget_facts(self) -> None:
        """Let go of the facts, which are a run's largest part."""
        self._facts = GatheredFacts()
