"""What every output format is given, and what the formats share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TextIO

from copydesk.engine.failures import UNREADABLE
from copydesk.findings import OUTCOMES, SEVERITIES, Finding
from copydesk.rules import Rule


@dataclass(frozen=True, slots=True)
class Report:
    """A run as an output format sees it.

    Attributes:
        findings: sorted by path, then place.
        files: how many files were asked for.
        rules: all rules by id, for formats that describe them.
        source: the decoded text of a file, or None if it cannot be read.
        quiet: whether to leave out what is not a finding.
        outcomes: how many quotations and dates match their source, differ …; empty if no source is declared.
        anchors: by path, how ids name the file.
        left_out: a sentence on what is left out: files that are excluded, or else findings that are known or out of
            question, and so are not among these.
    """

    findings: tuple[Finding, ...]
    files: int
    rules: Mapping[str, Rule] = field(default_factory=dict)
    source: Callable[[str], str | None] = lambda _path: None
    quiet: bool = False
    outcomes: Mapping[str, int] = field(default_factory=dict)
    anchors: Mapping[str, str] = field(default_factory=dict)
    left_out: str = ""


Reporter = Callable[[Report, TextIO], None]


def summary(report: Report) -> str:
    """The run in one line: files, and findings by severity."""
    files = count(report.files, "file")
    if not report.files:
        return f"No files to check: {report.left_out or 'there are none, or all are excluded or ignored.'}"
    unread = {each.path for each in report.findings if each.rule == UNREADABLE.id}
    unread &= report.anchors.keys() if unread else set()  # a source may be unreadable too
    checked = f"{files} checked"
    if unread:
        checked = f"{count(report.files - len(unread), 'file')} checked, {len(unread):,} not"
    more = f" {report.left_out}" if report.left_out else ""
    more += f" {sources_line(report.outcomes)}" if report.outcomes else ""
    if not report.findings:
        return f"{checked}: nothing found.{more}"
    counts = Counter(finding.severity for finding in report.findings)
    found = ", ".join(
        count(counts[severity], severity) for severity in reversed(SEVERITIES) if counts[severity]
    )
    return f"{checked}: {found}.{more}"


def sources_line(outcomes: Mapping[str, int]) -> str:
    """What came of the quotations and dates that were held to sources."""
    counts = ", ".join(f"{outcome}: {outcomes.get(outcome, 0):,}" for outcome in OUTCOMES)
    return f"Quotations and dates against their sources: {counts}."


def count(number: int, noun: str, plural: str = "") -> str:
    """A number of things, the noun as the number wants it."""
    return f"{number:,} {noun if number == 1 or noun == 'info' else plural or f'{noun}s'}"
