"""Linter: run the rules for one document, and return findings and facts.

Flags pass the first four filters here: they are validated, those outside the rule's places are dropped, leftovers are
dropped where the article's origin makes them unlikely, and of boilerplate that is flagged twice the larger extent is
kept. `run.narrowing.filters` lists all filters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from copydesk.engine.failures import CRASHED, crash_message, slow_message, unread
from copydesk.engine.leftovers import silent_lines
from copydesk.engine.locating import locate
from copydesk.engine.overlaps import merge_boilerplate
from copydesk.engine.rule_flags import flags_of, may_say
from copydesk.findings import DocumentFacts, FileResult, Finding, Flag, with_distinct_ids
from copydesk.support import limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from copydesk.document import Document
    from copydesk.rules import Rule

_BEFORE_ATTRIBUTES = ("![", "alt=", "title=", "caption=", "](")
"""What stands before the alt text or the title of a picture or a link."""


def lint(
    document: Document,
    rules: Sequence[Rule],
    story_facts: Callable[[Document], Any] | None = None,
    witnesses: Iterable[Rule] = (),
    *,
    concerned: Callable[[Document], Iterable[Rule]] | None = None,
    counted: bool = False,
) -> FileResult:
    """Run every rule on a document. A rule that raises an error becomes a `crashed-rule` finding; the others still run.

    `story_facts` gathers the facts for rules of the scope "story"; without it none are gathered for them. `witnesses`
    are the rules that decide whether leftovers count, whichever of them run (see `engine.leftovers`); `concerned`
    returns those of the rules that may find something in the article's own text; `counted` says that those of an
    earlier state of the text did.
    """
    if document.fault:
        return FileResult(document.path, unread(document, document.fault))
    if (
        document.part and not document.blocks and not document.beside
    ):  # an entry of a menu, a picture without words
        return FileResult(document.path, ())
    rules = tuple(rules)
    flagged: list[tuple[Rule, Flag]] = []
    leftovers: list[tuple[Rule, Flag]] = []
    facts: dict[str, Any] = {}
    slow: dict[limits.TooSlow, list[Rule]] = {}
    is_over = False
    for rule in _concerned(document, rules, concerned) if concerned else rules:
        try:
            if is_over := not limits.rule_begins():
                why = f"the file took over {limits.FILE_SECONDS:g} s"
                flagged.append(
                    (CRASHED, Flag(0, 0, f"rule {rule.id} and those behind it did not run: {why}"))
                )
                break
            if rule.compares:
                gather = story_facts if rule.scope == "story" else rule.gather
                if gather and rule.facts_name not in facts:
                    facts[rule.facts_name] = gather(document)
            elif may_say(rule, document):
                for flag in flags_of(rule, document):  # what a rule yields before it fails is kept
                    stands = rule.where.own_text and not flag.needs_leftovers
                    (flagged if stands else leftovers).append((rule, flag))
        except limits.TooSlow as error:
            slow.setdefault(error, []).append(rule)
        except (Exception, SystemExit) as error:
            if limits.is_from_signal(error):
                raise
            flagged.append((CRASHED, Flag(0, 0, crash_message(rule, error))))
    silent = silent_lines(document, leftovers, flagged, rules, witnesses, counted=counted) if leftovers else 0
    beside = [] if is_over else _in_front_matter(document, rules)
    if silent is None:
        flagged += leftovers
    limits.finishing_begins()
    flagged += [(CRASHED, Flag(0, 0, slow_message(stopped, error))) for error, stopped in slow.items()]
    findings = locate(document, merge_boilerplate(document, flagged))
    if beside:  # what is found in the article keeps its ids, and is told once
        known = {(each.start, each.end, each.rule) for each in findings}
        new = [each for each in beside if (each.start, each.end, each.rule) not in known]
        findings = tuple(sorted(with_distinct_ids([*findings, *new])))
    gathered = {document.key: DocumentFacts(document.start, facts)} if facts else {}
    return FileResult(document.path, findings, gathered, silent=silent or 0, counts=silent is None)


def _concerned(
    document: Document, rules: Sequence[Rule], concerned: Callable[[Document], Iterable[Rule]]
) -> Iterable[Rule]:
    """Return the rules to run. If that cannot be told, it is all of them, whose findings then say why."""
    try:
        limits.rule_begins()
        return concerned(document)
    except (Exception, limits.TooSlow) as error:
        if limits.is_from_signal(error):
            raise
        return rules


def _in_front_matter(document: Document, rules: Sequence[Rule]) -> Sequence[Finding]:
    if not (document.meta or document.beside) and not document.has_any(_BEFORE_ATTRIBUTES):
        return ()
    # Imported only where there is front matter, or a picture or link with words of its own.
    from copydesk.engine.above_the_text.linting import lint_front_matter

    return lint_front_matter(document, rules)


def without_comparing(document: Document, rules: Sequence[Rule]) -> Sequence[Rule]:
    """Remove the rules that only gather facts for comparisons, if there is nothing to compare the document with."""
    return rules if document.has_references else tuple(rule for rule in rules if not rule.compares)
