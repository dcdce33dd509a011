"""grouped: findings in columns under the name of their file."""

from __future__ import annotations

from itertools import groupby
from typing import TextIO

from copydesk.report.base import Report
from copydesk.report.summary import summary
from copydesk.report.terminal import harmless, has_colour, paint


def write(report: Report, stream: TextIO) -> None:
    """Write a heading for each file, a line for each finding, and a summary unless the report is quiet."""
    colour = has_colour(stream)
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        stream.write(paint(harmless(path), "bold", colour=colour) + "\n")
        rows = [(f"{each.line}:{each.column}", each) for each in findings]
        width = max(len(place) for place, _ in rows)
        for place, each in rows:
            severity = paint(f"{each.severity:<7}", each.severity, colour=colour)
            rule = paint(each.rule, "dim", colour=colour)
            stream.write(f"  {place:>{width}}  {severity}  {harmless(each.message)}  {rule}\n")
        stream.write("\n")
    if not report.quiet:
        stream.write(summary(report) + "\n")
