"""Run result: the findings of a run, and the number of findings that it does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from copydesk.findings import UNREADABLE_SOURCE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from copydesk.findings import Finding
    from copydesk.run.narrowing.known_findings import Entry


class RunResult(NamedTuple):
    """The result of a run.

    Attributes:
        findings: of all files, sorted by path, then place.
        paths: the files to check, unreadable ones included, by path as in findings.
        outcomes: the number of quotations and dates compared with sources, by outcome.
        covers_project: whether all files of a project were checked; only then have rules that compare documents seen
            all.
        hidden: by the name of a filter (see `run.narrowing.filters`), the number of findings that it hid.
        stale: lines of the baseline that certainly have no finding any more.
        silent: by path, in how many lines leftovers are left out, because the article may be the site's own.
        keys: by path, the cache key of the file's result, which tells for which content the findings hold.
    """

    findings: tuple[Finding, ...]
    paths: Mapping[str, Path]
    outcomes: Mapping[str, int] = {}
    covers_project: bool = False
    hidden: Mapping[str, int] = {}
    stale: tuple[Entry, ...] = ()
    keys: Mapping[str, bytes] = {}
    silent: Mapping[str, int] = {}

    @property
    def incomplete(self) -> bool:
        """Tell whether something could not be checked, among the findings that are shown."""
        return any(each.is_failure or each.rule == UNREADABLE_SOURCE for each in self.findings)
