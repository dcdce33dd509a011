"""Statistics: how many findings each rule has, in how many files, and how many of them copydesk can mend."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from copydesk.report.terminal import paint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copydesk.findings import Finding

COLUMNS = "findings", "files", "fixable", "share"


class RuleCount(NamedTuple):
    """The findings of one rule. `fixable`: those that `copydesk fix` mends; `share`: of all findings, 0 to 1."""

    rule: str
    family: str
    severity: str
    findings: int
    files: int
    fixable: int
    share: float


def count_by_rule(findings: Sequence[Finding]) -> list[RuleCount]:
    """Return the rules with findings, those with most of them first; one with two severities is there twice."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for each in findings:
        groups.setdefault((each.rule, each.family, each.severity), []).append(each)
    counts = [
        RuleCount(
            *kind,
            findings=len(group),
            files=len({each.path for each in group}),
            fixable=sum(each.fixable for each in group),
            share=len(group) / len(findings),
        )
        for kind, group in groups.items()
    ]
    return sorted(counts, key=lambda each: (-each.findings, each.rule, each.severity))


def table(counts: Sequence[RuleCount], *, colour: bool) -> Iterator[str]:
    """Yield the lines of a table: numbers first, as wide as they must be, names of rules last."""
    rows = [
        (f"{each.findings:,}", f"{each.files:,}", f"{each.fixable:,}", f"{each.share:.0%}") for each in counts
    ]
    widths = [max(len(title), *(len(row[n]) for row in rows)) for n, title in enumerate(COLUMNS)]
    heads = (title.rjust(width) for title, width in zip(COLUMNS, widths, strict=True))
    yield paint("  ".join((*heads, f"{'severity':<8}", "rule")), "dim", colour=colour)
    for each, row in zip(counts, rows, strict=True):
        numbers = (number.rjust(width) for number, width in zip(row, widths, strict=True))
        severity = paint(f"{each.severity:<8}", each.severity, colour=colour)
        yield "  ".join((*numbers, severity, each.rule))
