"""Figures about checked repositories: findings by group, repository and rule, with what readers said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bench._checked_repositories import Checked, Found
from copydesk.findings import BOILERPLATE
from copydesk.rules import Rule

COMPARING, REPEATED, PAGES, ELSE = GROUPS = (
    "comparing",
    "repeated-line",
    "boilerplate but residue",
    "everything else",
)
TRUE, HARMLESS, FALSE = VERDICTS = ("true", "harmless", "false")

Judged = Mapping[tuple[str, str, int], str]
"""Verdicts by `Found.key`."""


class Tally(NamedTuple):
    """What is counted about some findings.

    Attributes:
        found: how many there are.
        fixable: how many of them have a safe fix.
        verdicts: how many of them have which verdict.
        lost: how many true ones on record are not among them.
    """

    found: int
    fixable: int
    verdicts: Mapping[str, int]
    lost: int = 0

    @property
    def judged(self) -> int:
        """How many have a verdict."""
        return sum(self.verdicts.values())

    @property
    def share(self) -> str:
        """The part of those with a verdict that is true, for printing."""
        return f"{self.verdicts.get(TRUE, 0) / self.judged:.2f}" if self.judged else "-"


def group_of(rule: Rule | None) -> str:
    """Return the group that a rule's findings count in; findings of the engine itself have no rule."""
    if rule is None:
        return ELSE
    if rule.scope == "story":
        return COMPARING
    if rule.id == REPEATED:
        return REPEATED
    return PAGES if rule.family == BOILERPLATE and not rule.where.own_text else ELSE


def tally(findings: Iterable[Found], judged: Judged, lost: int = 0) -> Tally:
    """Count findings and what readers said of them."""
    findings = list(findings)
    verdicts = Counter(judged[each.key] for each in findings if each.key in judged)
    return Tally(len(findings), sum(each.fixable for each in findings), verdicts, lost)


def lost_ones(checked: Iterable[Checked], judged: Judged) -> list[tuple[str, str, int]]:
    """Return the true findings on record that are no longer made in these repositories."""
    checked = list(checked)
    names = {each.name for each in checked}
    found = {finding.key for each in checked for finding in each.findings}
    return sorted(
        key
        for key, verdict in judged.items()
        if verdict == TRUE and key not in found and key[1].partition("/")[0] in names
    )


def report(checked: Sequence[Checked], rules: Mapping[str, Rule], judged: Judged) -> Iterator[str]:
    """Yield the lines of all tables."""
    findings = [finding for each in checked for finding in each.findings]
    groups = {finding.rule: group_of(rules.get(finding.rule)) for finding in findings}
    words = sum(each.words for each in checked)
    yield f"{len(checked)} repositories, {sum(len(each.texts) for each in checked):,} files, {words:,} words"
    yield from _by_repository(checked, groups)
    lost = lost_ones(checked, judged)
    yield from _by_rule(findings, groups, rules, judged, words, Counter(rule for rule, *_ in lost))
    for rule, document, offset in lost:
        yield f"lost: {rule}\t{document}\t{offset}"


def _by_repository(checked: Sequence[Checked], groups: Mapping[str, str]) -> Iterator[str]:
    yield ""
    yield "findings, and findings per 1,000 words"
    yield f"{'':16}{'words':>10}" + "".join(f"{group:>26}" for group in GROUPS)
    for each in checked:
        yield _row(each.name, each.words, each.findings, groups)
    if len(checked) > 1:
        everything = [finding for each in checked for finding in each.findings]
        yield _row("all", sum(each.words for each in checked), everything, groups)


def _row(name: str, words: int, findings: Iterable[Found], groups: Mapping[str, str]) -> str:
    counts = Counter(groups[finding.rule] for finding in findings)
    cells = (f"{counts[group]:>16,} {_rate(counts[group], words):>9}" for group in GROUPS)
    return f"{name:16.16}{words:>10,}" + "".join(cells)


def _rate(count: int, words: int) -> str:
    return f"{1000 * count / words:.3f}" if words else "-"


def _by_rule(
    findings: Sequence[Found],
    groups: Mapping[str, str],
    rules: Mapping[str, Rule],
    judged: Judged,
    words: int,
    lost: Counter[str],
) -> Iterator[str]:
    """Yield a line a rule under its group, the most findings first, and a line for each group and for all."""
    yield ""
    columns = ("found", "per 1,000", "fixable", *VERDICTS, "no verdict", "share true", "lost")
    yield f"{'':32}" + "".join(f"{column:>11}" for column in columns)
    counts = Counter(finding.rule for finding in findings)
    for group in GROUPS:
        members = [rule for rule in {*counts, *lost} if group_of(rules.get(rule)) == group]
        within = [finding for finding in findings if groups[finding.rule] == group]
        yield _line(group, tally(within, judged, sum(lost[rule] for rule in members)), words)
        for rule in sorted(members, key=lambda rule: (-counts[rule], rule)):
            own = [finding for finding in within if finding.rule == rule]
            places = Counter(finding.repository for finding in own).most_common()
            where = "  " + ", ".join(f"{name} {count}" for name, count in places)
            yield _line(f"  {rule}", tally(own, judged, lost[rule]), words) + where.rstrip()
    yield _line("all", tally(findings, judged, lost.total()), words)


def _line(title: str, counts: Tally, words: int) -> str:
    cells = (
        f"{counts.found:,}",
        _rate(counts.found, words),
        counts.fixable,
        *(counts.verdicts.get(verdict, 0) for verdict in VERDICTS),
        counts.found - counts.judged,
        counts.share,
        counts.lost,
    )
    return f"{title:32}" + "".join(f"{cell:>11}" for cell in cells)
