"""Stories: the documents that a wider rule sees together, as facts, and the findings that come back to each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from copydesk.document import Document
from copydesk.findings import Finding, Flag
from copydesk.linter import CRASHED, Result, crash_message, lint, locate
from copydesk.rules import Rule


class Member(NamedTuple):
    """One document of a story: its path, and what the rule at hand gathered from it."""

    path: str
    facts: Any


class Story(NamedTuple):
    """Documents that a rule compares. Every flag it yields names its document in `path`."""

    members: tuple[Member, ...]


def wider_flags(results: Iterable[Result], rules: Iterable[Rule]) -> dict[str, list[tuple[Rule, Flag]]]:
    """What the rules of the scope "run" say of each document, by path."""
    flagged: dict[str, list[tuple[Rule, Flag]]] = {}
    results = sorted(results, key=lambda result: result.path)
    for rule in rules:
        if rule.scope == "document":
            continue
        members = tuple(
            Member(result.path, result.facts[rule.id]) for result in results if rule.id in result.facts
        )
        try:
            for flag in rule.check(Story(members), **rule.options):
                flagged.setdefault(flag.path, []).append((rule, flag))
        except Exception as error:
            for member in members:
                flagged.setdefault(member.path, []).append((CRASHED, Flag(0, 0, crash_message(rule, error))))
    return flagged


def check_documents(documents: Sequence[Document], rules: Sequence[Rule]) -> list[Finding]:
    """All findings of documents that are at hand, those of wider rules included, sorted."""
    results = [lint(document, rules) for document in documents]
    by_path: Mapping[str, Document] = {document.path: document for document in documents}
    findings = [finding for result in results for finding in result.findings]
    for path, flagged in wider_flags(results, rules).items():
        findings += locate(by_path[path], flagged)
    return sorted(findings)
