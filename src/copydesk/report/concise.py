"""concise: one line for each finding, "path:line:column: severity: message [rule]"."""

from __future__ import annotations

from typing import TextIO

from copydesk.report.base import Report
from copydesk.report.summary import summary
from copydesk.report.terminal import harmless, has_colour, paint


def write(report: Report, stream: TextIO) -> None:
    """Write one line for each finding, and a summary unless the report is quiet."""
    colour = has_colour(stream)
    for finding in report.findings:
        place = paint(f"{harmless(finding.path)}:{finding.line}:{finding.column}:", "bold", colour=colour)
        severity = paint(f"{finding.severity}:", finding.severity, colour=colour)
        rule = paint(f"[{finding.rule}]", "dim", colour=colour)
        stream.write(f"{place} {severity} {harmless(finding.message)} {rule}\n")
    if not report.quiet:
        stream.write(summary(report) + "\n")
