"""Closing: how reports for people end: with an overview if there was much to read, the summary, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from copydesk.findings import Finding
from copydesk.report.base import Report
from copydesk.report.escaping import harmless
from copydesk.report.statistics import count_by_rule, table
from copydesk.report.summary import summary
from copydesk.report.terminal import has_colour, paint, write_line
from copydesk.support.plurals import count

MUCH = 30
"""From so many findings on a report ends with an overview: the first of them have left the screen."""

_MOST_RULES = 15
"""The most rules that the table names."""

_ERRORS_AGAIN = 10
"""The most errors that are named again."""


def close(report: Report, stream: TextIO) -> None:
    """Write the end of a report, unless it is quiet."""
    if report.quiet:
        return
    colour = has_colour(stream)
    if len(report.findings) >= MUCH:
        for line in _overview(report.findings, colour=colour):
            write_line(stream, line)
        write_line(stream, "")
    write_line(stream, harmless(summary(report)))
    if advice := _advice(report.findings):
        write_line(stream, advice)


def _overview(findings: tuple[Finding, ...], *, colour: bool) -> Iterator[str]:
    counts = count_by_rule(findings)
    yield from table(counts[:_MOST_RULES], colour=colour)
    if len(counts) > _MOST_RULES:
        yield f"  and {len(counts) - _MOST_RULES:,} more rules; --statistics shows all"
    errors = [each for each in findings if each.severity == "error"]
    if errors:
        yield ""
        yield paint("Errors again:", "bold", colour=colour)
    for each in errors[:_ERRORS_AGAIN]:
        place = f"{harmless(each.path)}:{each.line}:{each.column}"
        yield f"  {place} {harmless(each.message)} {paint(f'[{each.rule}]', 'dim', colour=colour)}"
    if len(errors) > _ERRORS_AGAIN:
        yield f"  and {len(errors) - _ERRORS_AGAIN:,} more"


def _advice(findings: tuple[Finding, ...]) -> str:
    """Return what can be done about the findings, in a line; empty if only a person can do something."""
    safe = sum(each.fixable for each in findings)
    suggested = sum(bool(each.suggestions) and not each.fixable for each in findings)
    parts = []
    if safe:
        parts.append(f"“copydesk fix” mends {safe:,}")
    if suggested:
        parts.append(f"{count(suggested, 'suggestion')} to read: “copydesk fix --diff --suggested”")
    return f"Next: {'; '.join(parts)}." if parts else ""
