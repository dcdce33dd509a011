"""ledger: lines for an accept list or a baseline (see `run.narrowing.known_findings`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from copydesk.run.narrowing.known_findings import entry_of

if TYPE_CHECKING:
    from copydesk.report.base import Report


def write(report: Report, stream: TextIO) -> None:
    """Write one line for each finding, sorted by path, rule and excerpt; failures to check a file are left out."""
    entries = [
        entry_of(finding, report.anchors.get(finding.path, finding.path))
        for finding in report.findings
        if not finding.is_failure
    ]
    entries.sort(key=lambda entry: (entry.path, entry.rule, entry.excerpt, entry.id))
    stream.writelines(f"{entry}\n" for entry in entries)
