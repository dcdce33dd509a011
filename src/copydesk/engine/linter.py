"""Linter: run the rules for one document, and return findings and facts.

Flags pass the first four filters here: they are validated, those outside the rule's places are dropped, leftovers are
dropped where the article's origin makes them unlikely, and of boilerplate that is flagged twice the larger extent is
kept. `run.narrowing.filters` lists all filters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import repeat
from typing import Any

from copydesk.document import Document
from copydesk.engine.failures import CRASHED, crash_message, slow_message
from copydesk.engine.leftovers import holds, may_say, silent_lines
from copydesk.engine.locating import locate
from copydesk.engine.overlaps import merge_boilerplate
from copydesk.engine.validation import first_flags, validated
from copydesk.findings import DocumentFacts, FileResult, Flag
from copydesk.rules import Rule
from copydesk.support import limits


def lint(
    document: Document,
    rules: Sequence[Rule],
    story_facts: Callable[[Document], Any] | None = None,
    witnesses: Iterable[Rule] = (),
) -> FileResult:
    """Run every rule on a document. A rule that raises an error becomes a `crashed-rule` finding; the others still run.

    `story_facts` gathers the facts for rules of the scope "story"; without it none are gathered for them. `witnesses`
    are the rules that decide whether leftovers count, whichever of them run (see `engine.leftovers`).
    """
    flagged: list[tuple[Rule, Flag]] = []
    leftovers: list[tuple[Rule, Flag]] = []
    facts: dict[str, Any] = {}
    slow: dict[limits.TooSlow, list[Rule]] = {}
    for rule in rules:
        try:
            if not limits.rule_begins():
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
                # Not a list first: what a rule yields before it fails is kept.
                flags = validated(rule.check(document, **rule.options), len(document.source))
                kept = flagged if rule.where.own_text else leftovers
                held = first_flags(flags, partial(holds, rule, document))
                kept.extend(zip(repeat(rule), held))
        except limits.TooSlow as error:
            slow.setdefault(error, []).append(rule)
        except (Exception, SystemExit) as error:
            if limits.is_from_signal(error):
                raise
            flagged.append((CRASHED, Flag(0, 0, crash_message(rule, error))))
    silent = silent_lines(document, leftovers, flagged, rules, witnesses) if leftovers else 0
    if silent is None:
        flagged += leftovers
    limits.finishing_begins()
    flagged += [(CRASHED, Flag(0, 0, slow_message(stopped, error))) for error, stopped in slow.items()]
    findings = locate(document, merge_boilerplate(document, flagged))
    gathered = {document.key: DocumentFacts(document.start, facts)} if facts else {}
    return FileResult(document.path, findings, gathered, silent=silent or 0)


def without_comparing(document: Document, rules: Sequence[Rule]) -> Sequence[Rule]:
    """Remove the rules that only gather facts for comparisons, if there is nothing to compare the document with."""
    return rules if document.has_references else tuple(rule for rule in rules if not rule.compares)
