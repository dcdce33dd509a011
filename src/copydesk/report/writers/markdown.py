"""markdown: a table for each file, for a step summary or a comment."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from copydesk.report.escaping import markdown
from copydesk.report.summary import summary

if TYPE_CHECKING:
    from copydesk.findings import Finding
    from copydesk.report.base import Report

MOST = 1_000
"""The most findings that are shown: GitHub refuses a step summary of more than a mebibyte."""

_EXCERPT = 80


def write(report: Report, stream: TextIO) -> None:
    """Write a heading, the summary and the tables."""
    stream.write(f"## copydesk\n\n{markdown(summary(report))}\n")
    for path, findings in groupby(report.findings[:MOST], key=lambda finding: finding.path):
        stream.write(f"\n### {markdown(path)}\n\n| Line | Severity | Finding | Text | Rule |\n")
        stream.write("| ---: | --- | --- | --- | --- |\n")
        stream.writelines(_row(finding) for finding in findings)
    if len(report.findings) > MOST:
        stream.write(f"\n{len(report.findings) - MOST:,} further findings are not shown here.\n")


def _row(finding: Finding) -> str:
    excerpt = " ".join(finding.excerpt.split())
    shown = excerpt if len(excerpt) <= _EXCERPT else excerpt[: _EXCERPT - 1] + "…"
    cells = (
        str(finding.line),
        finding.severity,
        markdown(finding.message),
        markdown(shown),
        f"`{finding.rule}`",
    )
    return f"| {' | '.join(cells)} |\n"
