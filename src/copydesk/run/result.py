"""RunResult: what a run found, and what it left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from copydesk.engine.failures import UNREADABLE_SOURCE
from copydesk.findings import Finding
from copydesk.run.narrowing.known_findings import Entry


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run found.

    Attributes:
        findings: of all files, sorted by path, then place.
        paths: the files asked for, unreadable ones included, by the path that findings show.
        outcomes: how many quotations and dates that were held to sources came out how.
        covers_project: whether all of a project was asked for; only then have rules that compare documents seen all.
        hidden: by the name of a filter (see `run.narrowing.filters`), how many findings it left out.
        stale: lines of the baseline that certainly stand for nothing any more.
    """

    findings: tuple[Finding, ...]
    paths: Mapping[str, Path]
    outcomes: Mapping[str, int] = field(default_factory=dict)
    covers_project: bool = False
    hidden: Mapping[str, int] = field(default_factory=dict)
    stale: tuple[Entry, ...] = ()

    @property
    def incomplete(self) -> bool:
        """Whether something could not be checked, and is not left out."""
        return any(each.is_failure or each.rule == UNREADABLE_SOURCE.id for each in self.findings)
