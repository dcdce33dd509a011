"""Summary: the last line of a report for people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from copydesk.findings import OUTCOMES, SEVERITIES, UNREADABLE_FILE
from copydesk.support.plurals import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.report.base import Report


def summary(report: Report) -> str:
    """Return the run in one line: the number of files, and of findings by severity."""
    files = count(report.files, "file")
    if not report.files:
        return f"No files to check: {report.left_out or 'there are none, or all are excluded or ignored.'}"
    unread = Counter(each.path for each in report.findings if each.rule == UNREADABLE_FILE)
    # A source may be unreadable too.
    broken = {path: number for path, number in unread.items() if path in report.anchors} if unread else {}
    partly = {path: number for path, number in broken.items() if _is_partly_read(report, path)}
    checked = f"{files} checked"
    if whole := len(broken) - len(partly):
        checked = f"{count(report.files - whole, 'file')} checked, {whole:,} could not be read"
    if partly:
        where = next(iter(partly)) if len(partly) == 1 else f"{len(partly):,} files"
        checked += f", {count(sum(partly.values()), 'article')} of {where} could not be read"
    more = f" {report.left_out}" if report.left_out else ""
    more += f" {sources_line(report.outcomes)}" if report.outcomes else ""
    if not report.findings:
        return f"{checked}: nothing found.{more}"
    counts = Counter(finding.severity for finding in report.findings)
    found = ", ".join(
        count(counts[severity], severity) for severity in reversed(SEVERITIES) if counts[severity]
    )
    return f"{checked}: {found}.{more}"


def _is_partly_read(report: Report, path: str) -> bool:
    """Tell whether a file of several articles has some that could be read."""
    return any(each.fault is None for each in report.documents(path))


def sources_line(outcomes: Mapping[str, int]) -> str:
    """Return a sentence on how many quotations and dates match their sources, differ, and so on."""
    counts = ", ".join(f"{outcome}: {outcomes.get(outcome, 0):,}" for outcome in OUTCOMES)
    return f"Quotations and dates against their sources: {counts}."
