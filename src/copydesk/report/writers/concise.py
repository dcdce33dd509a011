"""concise: one line for each finding, "path:line:column: severity: message [rule]"."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from copydesk.report.closing import close
from copydesk.report.escaping import harmless
from copydesk.report.terminal import has_colour, has_links, paint, rule_mark, write_line

if TYPE_CHECKING:
    from copydesk.report.base import Report


def write(report: Report, stream: TextIO) -> None:
    """Write one line for each finding, and how the report closes."""
    colour, links = has_colour(stream), has_links(stream)
    for finding in report.findings:
        place = paint(f"{harmless(finding.path)}:{finding.line}:{finding.column}:", "bold", colour=colour)
        severity = paint(f"{finding.severity}:", finding.severity, colour=colour)
        rule = rule_mark(finding.rule, colour=colour, links=links)
        write_line(stream, f"{place} {severity} {harmless(finding.message)} {rule}")
    close(report, stream)
