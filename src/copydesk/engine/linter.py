"""lint: one document and the rules that hold for it → its findings and facts.

What a rule flags passes the first three filters here: it is validated, its place is one where the rule looks, and of
boilerplate flagged twice the wider is kept. `run.narrowing.filters` lists those that follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from copydesk.document import Document
from copydesk.engine.failures import CRASHED, crash_message, slow_message
from copydesk.engine.locating import locate
from copydesk.engine.overlaps import merge_boilerplate
from copydesk.engine.validation import validated
from copydesk.findings import DocumentFacts, FileResult, Flag
from copydesk.rules import Rule
from copydesk.support import limits


def lint(document: Document, rules: Iterable[Rule]) -> FileResult:
    """Run every rule over a document. A rule that raises becomes a finding of `crashed-rule`; the others run on."""
    flagged: list[tuple[Rule, Flag]] = []
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
            if rule.gather:
                if rule.facts_name not in facts:
                    facts[rule.facts_name] = rule.gather(document)
            else:
                # Not a list first: what a rule yields before it fails is kept.
                flags = validated(rule.check(document, **rule.options), len(document.source))
                flagged.extend((rule, flag) for flag in flags if applies(rule, document, flag))
        except limits.TooSlow as error:
            slow.setdefault(error, []).append(rule)
        except (Exception, SystemExit) as error:
            flagged.append((CRASHED, Flag(0, 0, crash_message(rule, error))))
    limits.rest()
    flagged += [(CRASHED, Flag(0, 0, slow_message(stopped, error))) for error, stopped in slow.items()]
    findings = locate(document, merge_boilerplate(document, flagged))
    gathered = {document.key: DocumentFacts(document.start, facts)} if facts else {}
    return FileResult(document.path, findings, gathered)


def without_comparing(document: Document, rules: Sequence[Rule]) -> Sequence[Rule]:
    """Leave out the rules that gather facts for comparing a document, if there is nothing to compare it with."""
    return rules if document.has_references else tuple(rule for rule in rules if not rule.gather)


def applies(rule: Rule, document: Document, flag: Flag) -> bool:
    """Whether a rule looks at a flag's place in the document at all."""
    return (
        document.place(flag.start) in rule.places
        and (not rule.languages or document.language in (None, *rule.languages))
        and (rule.in_quotations or not document.is_quoted(flag.start))
        and (rule.in_links or not document.is_linked(flag.start, flag.end))
        and (rule.own_links or not document.leads_nearby(flag.start, flag.end))
        and (rule.over_prose or not document.heads_prose(flag.start))
        and not (rule.own_under and _stands_under(document, flag, rule.own_under))
    )


def _stands_under(document: Document, flag: Flag, words: Sequence[str]) -> bool:
    """Whether the heading over a flag's place holds one of these words, given in lower case."""
    heading = document.section_at(flag.start).lower()
    return any(word in heading for word in words)
