"""Suppressions: drop the findings that an article's own comments and front matter suppress.

    <!-- copydesk-disable-next-block doubled-word: a song's refrain -->   the block that follows
    <!-- copydesk-disable names, quotes -->  …  <!-- copydesk-enable names, quotes -->
    <!-- copydesk-disable-file dates -->

Templates and MDX have `{# … #}`, `{% comment %} … {% endcomment %}` and `{/* … */}`; front matter has `copydesk:
{disable: [dates]}`. A rule or family must be named; a reason may follow after a colon. A `copydesk-disable` without a
`copydesk-enable` applies up to the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from copydesk.document import Document
from copydesk.engine import directives
from copydesk.engine.directives import DirectiveReader
from copydesk.engine.failures import ENGINE_RULES
from copydesk.engine.locating import locate
from copydesk.findings import FAILURES, FileResult, Finding, Flag, Span, Suppression
from copydesk.rules import Rule, engine_rule

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


def collect_suppressions(
    result: FileResult, document: Document, active: Iterable[Rule], catalogue: Mapping[str, Rule]
) -> FileResult:
    """Return a document's result with its suppressions, and with findings for those that cannot work.

    No finding is dropped yet, because rules that compare documents have not run (see `apply_suppressions`).
    """
    if "copydesk" not in document.source:
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
    for name, region, place in reader.found:
        wide = any(rule.compares for rule in rules.values() if name in (rule.id, rule.family))
        unused = _unused(document, name, place, rules, catalogue, wide=wide)
        start, end = (document.start + offset for offset in region)
        suppressions.append(Suppression(name, start, end, unused, wide))
    findings = sorted([*result.findings, *locate(document, problems)])
    return replace(result, findings=tuple(findings), suppressions=tuple(suppressions))


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
    used: set[tuple[str, Suppression]] = set()

    def covered(finding: Finding) -> bool:
        covering = [
            each
            for each in by_path.get(finding.path, ())
            if each.target in (finding.rule, finding.family)
            and each.start <= finding.start < each.end
            and not finding.is_failure
        ]
        used.update((finding.path, each) for each in covering)
        return bool(covering)

    kept = [finding for finding in findings if not covered(finding)]
    unused = [
        each.unused
        for path, suppressions in by_path.items()
        for each in suppressions
        if each.unused and (path, each) not in used and (covers_project or not each.wide)
    ]
    return kept + [finding for finding in unused if not covered(finding)]


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
