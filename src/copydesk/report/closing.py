"""Closing: how reports for people end: with an overview if there was much to read, the summary, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from copydesk.findings import BOILERPLATE, Finding, is_only_shown
from copydesk.report.escaping import harmless
from copydesk.report.statistics import count_by_rule, table
from copydesk.report.summary import summary
from copydesk.report.terminal import has_colour, has_links, paint, rule_mark, write_line, write_wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.report.base import Report

MUCH = 30
"""From so many findings on a report ends with an overview: the first of them have left the screen."""

_MOST_RULES = 15
"""The most rules that the table names."""

_MOST_ERRORS = 10
"""The most errors that the overview names once more."""


def close(report: Report, stream: TextIO) -> None:
    """Write the end of a report, unless it is quiet."""
    if report.quiet:
        return
    colour = has_colour(stream)
    if len(report.findings) >= MUCH:
        for line in _overview(report.findings, colour=colour, links=has_links(stream)):
            write_wrapped(stream, line)
        write_line(stream, "")
    write_wrapped(stream, harmless(summary(report)), 0)
    if advice := _advice(report):
        write_wrapped(stream, harmless(advice), 0)


def _overview(findings: tuple[Finding, ...], *, colour: bool, links: bool) -> Iterator[str]:
    counts = count_by_rule(findings)
    yield from table(counts[:_MOST_RULES], colour=colour)
    if len(counts) > _MOST_RULES:
        yield f"  and {len(counts) - _MOST_RULES:,} more rules; --statistics shows all"
    errors = [each for each in findings if each.severity == "error"]
    if errors:
        yield ""
        yield paint("The errors among them:", "bold", colour=colour)
    for each in errors[:_MOST_ERRORS]:
        place = f"{harmless(each.path)}:{each.line}:{each.column}"
        yield f"  {place} {harmless(each.message)} {rule_mark(each.rule, colour=colour, links=links)}"
    if len(errors) > _MOST_ERRORS:
        yield f"  and {len(errors) - _MOST_ERRORS:,} more"


def _advice(report: Report) -> str:
    """Return what can be done about the findings, in a line; empty if only a person can do something.

    It names no number of further changes: only `copydesk fix` itself knows which of them can be made without harm.
    """
    # A file of which a part could not be checked is not fixed.
    unchecked = {each.path for each in report.findings if each.is_failure}
    findings = [
        each for each in report.findings if each.path not in unchecked and each.id not in report.mended
    ]
    safe = sum(each.fixable for each in findings)
    parts = [f"“copydesk fix{report.again}” mends {safe:,}"] if safe else []
    if any(_may_change(each, report) for each in findings):
        further = "what else could be changed" if safe else "what could be changed"
        parts.append(f"“copydesk fix --diff --suggested{report.again}” shows {further}")
    return f"Next: {'; '.join(parts)}." if parts else ""


def _may_change(finding: Finding, report: Report) -> bool:
    """Tell whether `copydesk fix --suggested` may change something, but `copydesk fix` does not."""
    is_deletable = finding.family == BOILERPLATE and not (
        finding.suggestions or finding.stays or is_only_shown(finding, report.named)
    )
    return not finding.fixable and (len(finding.suggestions) == 1 or is_deletable)
