"""What the results of a run come to, folded together as they arrive: of a file without findings little is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from copydesk.findings import FileResult, Finding, Suppression
from copydesk.rules import STORY_FACTS
from copydesk.support.lazy import LazyMapping

if TYPE_CHECKING:
    from copydesk.stories.grouping.sketch import Sketch


class Gathered:
    """The results of a run together.

    Attributes:
        findings: of all files, in no order.
        suppressions: by path, where there are any.
        fingerprints: by path; empty where a result can not be known again.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.suppressions: dict[str, tuple[Suppression, ...]] = {}
        self.fingerprints: dict[str, bytes] = {}
        self._sketches: dict[str, Sketch] = {}
        self._members: dict[str, dict[str, Any]] = {}
        self._packed: list[tuple[str, Mapping[str, Any]]] = []

    def add(self, result: FileResult) -> None:
        """Take in one file's result."""
        self.findings += result.findings
        self.fingerprints[result.path] = result.fingerprint
        if result.suppressions:
            self.suppressions[result.path] = result.suppressions
        if isinstance(result.facts, LazyMapping):  # if nothing has changed, nobody will look into it
            self._packed.append((result.path, result.facts))
        else:
            self._fold(result.path, result.facts)

    @property
    def sketches(self) -> dict[str, Sketch]:
        """The outlines of the articles that are to be compared, by path."""
        self._unpack()
        return self._sketches

    @property
    def members(self) -> dict[str, dict[str, Any]]:
        """What rules of the scope "run" gathered, by rule id and path."""
        self._unpack()
        return self._members

    def forget_facts(self) -> None:
        """Let go of outlines and members, which are a run's largest part."""
        self._sketches, self._members = {}, {}

    def _unpack(self) -> None:
        while self._packed:
            self._fold(*self._packed.pop())

    def _fold(self, path: str, facts: Mapping[str, Any]) -> None:
        for name, each in facts.items():
            if name == STORY_FACTS:
                self._sketches[path] = each
            else:
                self._members.setdefault(name, {})[path] = each
