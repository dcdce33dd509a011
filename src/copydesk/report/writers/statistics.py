"""statistics: a table of rules instead of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from copydesk.report.escaping import harmless
from copydesk.report.statistics import count_by_rule, table
from copydesk.report.summary import summary
from copydesk.report.terminal import has_colour, write_wrapped

if TYPE_CHECKING:
    from copydesk.report.base import Report


def write(report: Report, stream: TextIO) -> None:
    """Write a line for each rule with findings, and a summary unless the report is quiet."""
    if report.findings:
        for line in table(count_by_rule(report.findings), colour=has_colour(stream)):
            write_wrapped(stream, line)
    if not report.quiet:
        write_wrapped(stream, harmless(summary(report)))
