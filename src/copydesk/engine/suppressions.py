"""Suppressions: drop the findings that an article's own comments and front matter suppress.

    <!-- copydesk-disable-next-block doubled-word: a song's refrain -->   the block that follows
    <!-- copydesk-disable names, quotes -->  …  <!-- copydesk-enable names, quotes -->
    <!-- copydesk-disable-file dates -->

Templates and MDX have `{# … #}`, `{% comment %} … {% endcomment %}` and `{/* … */}`; front matter has `copydesk:
{disable: [dates]}`. A rule or family must be named; a reason may follow after a colon. A `copydesk-disable` without a
`copydesk-enable` applies up to the end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from copydesk.engine import directives
from copydesk.engine.directives import DirectiveReader
from copydesk.engine.failures import ENGINE_RULES
from copydesk.engine.locating import locate
from copydesk.findings import FAILURES, FileResult, Finding, Flag, Span, Suppression
from copydesk.rules import Rule, engine_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from copydesk.document import Document

MALFORMED = engine_rule(
    id=directives.MALFORMED,
    family="suppression",
    severity="warning",
    summary="A comment looks like a suppression but is not a valid one, so it has no effect.",
    why="Write copydesk-disable-next-block, copydesk-disable, copydesk-enable or copydesk-disable-file, then rules or\n"
    "families, separated by commas, and, if you like, a colon and the reason.",
)
UNKNOWN = engine_rule(
    id=directives.UNKNOWN,
    family="suppression",
    severity="warning",
    summary="A suppression names a rule or family that does not exist.",
    why="The name is mistyped, or the rule has been renamed; “copydesk rules” lists them all.",
)
UNUSED = engine_rule(
    id="unused-suppression",
    family="suppression",
    severity="warning",
    summary="A suppression covers no finding.",
    why="The fault was corrected, or has moved. Delete the suppression: it would hide the next fault. If it names\n"
    "rules that compare articles, this is reported only if the whole project is checked.",
)
SUPPRESSION_RULES = {rule.id: rule for rule in (MALFORMED, UNKNOWN, UNUSED)}
"""The rules about suppressions themselves; they can be switched off and configured like any rule."""

_NAMES = ("copydesk", "COPYDESK", "Copydesk", "CopyDesk")


def collect_suppressions(
    result: FileResult, document: Document, active: Iterable[Rule], catalogue: Mapping[str, Rule]
) -> FileResult:
    """Return a document's result with its suppressions, and with findings for those that cannot work.

    No finding is dropped yet, because rules that compare documents have not run (see `apply_suppressions`).
    """
    if not any(name in document.source for name in _NAMES):
        return result
    own = {rule.id for rule in ENGINE_RULES if rule.family != FAILURES}
    reader = DirectiveReader(document, catalogue.keys() | {rule.family for rule in catalogue.values()} | own)
    if document.syntax.is_markup:
        reader.read_front_matter()
        reader.read_comments()
    else:
        reader.read_plain_text()
    rules = {rule.id: rule for rule in active}
    problems = [(rules[rule_id], flag) for rule_id, flag in reader.problems if rule_id in rules]
    suppressions = []
    wide_names = {name for rule in rules.values() if rule.compares for name in (rule.id, rule.family)}
    for name, region, place in reader.found:
        wide = name in wide_names
        unused = _unused(document, name, place, rules, catalogue, wide=wide)
        start, end = (document.start + offset for offset in region)
        suppressions.append(Suppression(name, start, end, unused, wide))
    findings = sorted([*result.findings, *locate(document, problems)])
    return result._replace(findings=tuple(findings), suppressions=tuple(suppressions))


def apply_suppressions(
    findings: Iterable[Finding],
    by_path: Mapping[str, tuple[Suppression, ...]],
    *,
    covers_project: bool = True,
) -> list[Finding]:
    """Drop the findings that a suppression covers, and add an `unused-suppression` finding for each that covers none.

    `by_path` has the suppressions of each file that has any. `covers_project` tells whether all files of the project
    were checked; if not, rules that compare files may have found nothing only because other files were missing.
    """
    findings = list(findings)
    regions = {path: _Regions(suppressions) for path, suppressions in by_path.items()}
    starts = _starts_by_target(finding for finding in findings if finding.path in by_path)

    def is_covered(finding: Finding) -> bool:
        return finding.path in regions and regions[finding.path].cover(finding)

    def is_used(path: str, suppression: Suppression) -> bool:
        places = starts.get((path, suppression.target), [])
        first = bisect_left(places, suppression.start)
        return first < len(places) and places[first] < suppression.end

    unused = [
        each.unused
        for path, suppressions in by_path.items()
        for each in suppressions
        if each.unused and (covers_project or not each.wide) and not is_used(path, each)
    ]
    return [finding for finding in [*findings, *unused] if not is_covered(finding)]


class _Regions:
    """The regions of a file's suppressions, by target, so that any number of them is searched at once."""

    def __init__(self, suppressions: Iterable[Suppression]) -> None:
        self._by_target: dict[str, tuple[list[int], list[int]]] = {}
        for each in sorted(suppressions, key=lambda suppression: suppression.start):
            starts, furthest_ends = self._by_target.setdefault(each.target, ([], []))
            starts.append(each.start)
            furthest_ends.append(max(each.end, furthest_ends[-1] if furthest_ends else 0))

    def cover(self, finding: Finding) -> bool:
        """Tell whether a finding lies in one of the regions that hold for it; one that says what failed never does."""
        for target in (finding.rule, finding.family) if not finding.is_failure else ():
            starts, furthest_ends = self._by_target.get(target, ([], []))
            before = bisect_right(starts, finding.start)
            if before and finding.start < furthest_ends[before - 1]:
                return True
        return False


def _starts_by_target(findings: Iterable[Finding]) -> dict[tuple[str, str], list[int]]:
    """Return where the findings start that a suppression can cover, in order, by path and by rule or family."""
    starts: dict[tuple[str, str], list[int]] = {}
    for finding in sorted(findings, key=lambda each: each.start):
        for target in {finding.rule, finding.family} if not finding.is_failure else ():
            starts.setdefault((finding.path, target), []).append(finding.start)
    return starts


def _unused(
    document: Document,
    name: str,
    place: Span,
    active: Mapping[str, Rule],
    catalogue: Mapping[str, Rule],
    *,
    wide: bool,
) -> Finding | None:
    """Return the message for a suppression that covers no finding; None if not all rules that it names have run."""
    named = [rule.id for rule in catalogue.values() if name == rule.id] or [
        rule.id for rule in catalogue.values() if name == rule.family and rule.preset == "recommended"
    ]
    if UNUSED.id not in active or not named or not active.keys() >= set(named) or name == UNUSED.family:
        return None
    seen = ", with all articles of the project seen" if wide else ""
    message = f"no finding of “{name}” here{seen}; delete this suppression"
    return locate(document, [(active[UNUSED.id], Flag(*place, message))])[0]
