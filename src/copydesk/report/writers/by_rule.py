"""by-rule: findings in columns under the name of their rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from copydesk.report.closing import close
from copydesk.report.escaping import harmless
from copydesk.report.statistics import count_by_rule
from copydesk.report.terminal import has_colour, paint, write_line, write_wrapped
from copydesk.support.plurals import count

if TYPE_CHECKING:
    from copydesk.report.base import Report


def write(report: Report, stream: TextIO) -> None:
    """Write a heading for each rule, those with most findings first, and a line for each finding."""
    colour = has_colour(stream)
    for kind in count_by_rule(report.findings):
        rule = report.rules.get(kind.rule)
        head = f"{kind.rule}: {count(kind.findings, kind.severity)}"
        about = f" ({harmless(rule.summary)})" if rule else ""
        write_wrapped(stream, paint(head, "bold", colour=colour) + paint(about, "dim", colour=colour))
        for each in report.findings:
            if (each.rule, each.severity) == (kind.rule, kind.severity):
                place = f"{harmless(each.path)}:{each.line}:{each.column}"
                write_wrapped(stream, f"  {place}  {harmless(each.message)}")
        write_line(stream, "")
    close(report, stream)
