"""lint: one document and the rules that hold for it → its findings and facts."""

from __future__ import annotations

import hashlib
import traceback
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from copydesk.document import Document
from copydesk.findings import Finding, Flag, Place, Suppression
from copydesk.rules import Rule


@dataclass(frozen=True, slots=True)
class Result:
    """All that leaves a worker.

    Attributes:
        findings: sorted.
        facts: what wider rules gathered, by rule id.
        suppressions: what the document says to let pass (see `suppress`).
    """

    path: str
    findings: tuple[Finding, ...]
    facts: dict[str, Any] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()


CRASHED = Rule(
    id="crashed-rule",
    family="engine",
    check=lambda _document: (),
    severity="error",
    summary="A rule failed on this file, so the file is not fully checked.",
    why="It is a fault of the rule, not of the text. Report it to whoever made the rule, or switch the rule off.",
)


def lint(document: Document, rules: Iterable[Rule]) -> Result:
    """Run every rule over a document. A rule that raises becomes a finding of `crashed-rule`; the others run on."""
    flagged: list[tuple[Rule, Flag]] = []
    facts: dict[str, Any] = {}
    for rule in rules:
        try:
            if rule.gather:
                facts[rule.id] = rule.gather(document)
            else:
                flags = rule.check(document, **rule.options)
                flagged += [(rule, flag) for flag in flags if applies(rule, document, flag.start)]
        except Exception as error:
            flagged.append((CRASHED, Flag(0, 0, crash_message(rule, error))))
    return Result(document.path, locate(document, flagged), facts)


def applies(rule: Rule, document: Document, offset: int) -> bool:
    """Whether a rule looks at this place of the document at all."""
    return document.place(offset) in rule.places and (rule.in_quotations or not document.is_quoted(offset))


def locate(document: Document, flagged: Sequence[tuple[Rule, Flag]]) -> tuple[Finding, ...]:
    """Turn flags into findings: give them line, column, excerpt and an id that later edits leave alone."""
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
                    Place(
                        document.path, *document.position(other.start), other.start, other.end, other.message
                    )
                    for other in flag.related
                    if not other.path
                ),
                id=identify(key, occurrences[key]),
            )
        )
    return tuple(findings)


def identify(key: str, occurrence: int) -> str:
    """A finding's id: a hash of rule, path, normalised sentence, excerpt, and which one of several alike it is."""
    return hashlib.sha256(f"{key}\0{occurrence}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _sentence(document: Document, flag: Flag) -> str:
    start, end = document.sentence_at(flag.start)
    return " ".join(document.source[start:end].split())


def crash_message(rule: Rule, error: Exception) -> str:
    """What a finding of `crashed-rule` says: the rule, where it comes from, what it raised and where."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{frame.filename.rpartition('/')[2]}:{frame.lineno}"
    return f"rule {rule.id} ({rule.origin}) failed: {type(error).__name__}: {error} (at {place})"
