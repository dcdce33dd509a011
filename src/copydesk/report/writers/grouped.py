"""grouped: findings in columns under the name of their file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from copydesk.report.closing import close
from copydesk.report.escaping import harmless
from copydesk.report.terminal import has_colour, paint, write_line, write_wrapped

if TYPE_CHECKING:
    from copydesk.report.base import Report


def write(report: Report, stream: TextIO) -> None:
    """Write a heading for each file, a line for each finding, and how the report closes."""
    colour = has_colour(stream)
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        write_line(stream, paint(harmless(path), "bold", colour=colour))
        rows = [(f"{each.line}:{each.column}", each) for each in findings]
        width = max(len(place) for place, _ in rows)
        for place, each in rows:
            severity = paint(f"{each.severity:<7}", each.severity, colour=colour)
            rule = paint(each.rule, "dim", colour=colour)
            write_wrapped(stream, f"  {place:>{width}}  {severity}  {harmless(each.message)}  {rule}")
        write_line(stream, "")
    close(report, stream)
