"""lint: one document and the rules that hold for it → its findings and facts."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from copydesk.document import Document
from copydesk.engine.engine_rules import CRASHED
from copydesk.engine.overlaps import without_repeats
from copydesk.engine.validation import Nonsense, sound
from copydesk.findings import Finding, Flag, Place, Suppression
from copydesk.rules import Rule
from copydesk.support import limits

_LONGEST_ERROR = 300
_LONGEST_SENTENCE = 10_000


@dataclass(frozen=True, slots=True)
class Result:
    """All that leaves a worker.

    Attributes:
        findings: sorted.
        facts: what wider rules gathered, by `Rule.facts_name`.
        fingerprint: a digest of all that the result depends on; empty where none is needed.
        suppressions: what the document says to let pass (see `suppress`).
    """

    path: str
    findings: tuple[Finding, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    fingerprint: bytes = b""
    suppressions: tuple[Suppression, ...] = ()


def lint(document: Document, rules: Iterable[Rule]) -> Result:
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
                flags = sound(rule.check(document, **rule.options), len(document.source))
                flagged.extend((rule, flag) for flag in flags if applies(rule, document, flag))
        except limits.TooSlow as error:
            slow.setdefault(error, []).append(rule)
        except (Exception, SystemExit) as error:
            flagged.append((CRASHED, Flag(0, 0, crash_message(rule, error))))
    limits.rest()
    flagged += [(CRASHED, Flag(0, 0, _slow_message(stopped, error))) for error, stopped in slow.items()]
    return Result(document.path, locate(document, without_repeats(document, flagged)), facts)


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


def locate(
    document: Document,
    flagged: Sequence[tuple[Rule, Flag]],
    other: Callable[[str], Document | None] = lambda _path: None,
) -> tuple[Finding, ...]:
    """Turn flags into findings: give them line, column, excerpt and an id that later edits leave alone.

    `other` gives the document at a path, for related places elsewhere; those it has none for are left out.
    """
    findings = []
    occurrences: Counter[str] = Counter()
    for rule, flag in sorted(
        flagged, key=lambda pair: (pair[1].start, pair[1].end, pair[0].id, pair[1].message)
    ):
        excerpt = document.source[flag.start : flag.end]
        key = "\0".join((rule.id, document.anchor, _sentence(document, flag), excerpt))
        occurrences[key] += 1
        line, column = document.position(flag.start)
        end_line, end_column = document.position(flag.end)
        findings.append(
            Finding(
                path=document.path,
                start=flag.start,
                end=flag.end,
                line=line,
                column=column,
                end_line=end_line,
                end_column=end_column,
                rule=rule.id,
                family=rule.family,
                severity=rule.severity,
                message=flag.message,
                excerpt=excerpt,
                suggestions=flag.suggestions,
                fixable=rule.fixable and len(flag.suggestions) == 1,
                related=tuple(
                    Place(where.path, *where.position(each.start), each.start, each.end, each.message)
                    for each in flag.related
                    if (where := other(each.path) if each.path else document)
                ),
                id=identify(key, occurrences[key]),
            )
        )
    return tuple(findings)


def identify(key: str, occurrence: int) -> str:
    """A finding's id: a hash of rule, path, normalised sentence, excerpt, and which one of several alike it is."""
    return hashlib.sha256(f"{key}\0{occurrence}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _sentence(document: Document, flag: Flag) -> str:
    """The sentence that a flag stands in, normalised. One that goes on for pages is stood for by its digest.

    Where telling sentences takes too long, it is empty: what the rules have found without them is not lost.
    """
    try:
        start, end = document.sentence_at(flag.start)
    except limits.TooSlow:
        return ""
    if end - start <= _LONGEST_SENTENCE:
        return " ".join(document.source[start:end].split())
    return document.once(_digests)(start, end)


def _digests(document: Document) -> Callable[[int, int], str]:
    @cache
    def digest(start: int, end: int) -> str:
        return hashlib.sha256(document.source[start:end].encode("utf-8", "surrogatepass")).hexdigest()

    return digest


def _slow_message(rules: Sequence[Rule], error: limits.TooSlow) -> str:
    """What is said of rules that were stopped by one and the same delay."""
    if len(rules) == 1:
        return crash_message(rules[0], error)
    others = ", ".join(rule.id for rule in rules)
    return f"what {len(rules)} rules need to know of the text took longer than {error}, so they did not run: {others}"


def crash_message(rule: Rule, error: BaseException) -> str:
    """What a finding of `crashed-rule` says: the rule, where it comes from, what it raised and where."""
    if isinstance(error, limits.TooSlow):
        return f"rule {rule.id} ({rule.origin}) took longer than {error} and was stopped"
    if isinstance(error, TimeoutError) and error.errno is None:  # of a pattern, not of the network
        return (
            f"rule {rule.id} ({rule.origin}) was stopped: its pattern takes too long for a stretch of this text;"
            " bound its repeats, such as .{0,40} for .*, and avoid one within another, such as (a+)+"
        )
    if isinstance(error, Nonsense):
        return f"rule {rule.id} ({rule.origin}) failed: it {error}"
    import traceback  # takes a millisecond, and no rule should fail

    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{frame.filename.rpartition('/')[2]}:{frame.lineno}"
    said = " ".join(str(error).split())[:_LONGEST_ERROR]
    return f"rule {rule.id} ({rule.origin}) failed: {type(error).__name__}: {said} (at {place})"
