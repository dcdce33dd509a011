"""Texts in memory: check and compare documents that are not files of a run, in the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.engine.locating import locate
from copydesk.findings import Finding, Flag
from copydesk.rules import Rule
from copydesk.stories.comparison import compare, plan_comparisons
from copydesk.stories.gathered import GatheredFacts
from copydesk.stories.grouping.sketch import read_sketch
from copydesk.stories.grouping.story_plan import plan_with_sources


def check_documents(
    documents: Sequence[Document], rules: Sequence[Rule], witnesses: Sequence[Rule] = ()
) -> list[Finding]:
    """Check documents with rules for one document and for several; return all findings, sorted.

    The sources that a document declares are searched among the other documents, by path. `witnesses` are the rules
    that decide whether leftovers count (see `engine.leftovers`); if there are none, `rules` decide.
    """
    facts = GatheredFacts()
    findings: list[Finding] = []
    for document in documents:
        result = lint(document, rules, read_sketch, witnesses)
        facts.add(document.path, result.facts)
        findings += result.findings
    at_hand = _AtHand(documents, rules)
    sources = {
        key: [source for source in sketch.sources if source in facts.sketches]
        for key, sketch in facts.sketches.items()
        if sketch.sources
    }
    held = [plan_with_sources(key, found) for key, found in sources.items() if found]
    for task in plan_comparisons(facts, held, facts.sketches, sources, at_hand, tuple(findings)):
        findings += compare(task, at_hand).findings
    return sorted(findings)


class _AtHand:
    """The documents that are compared, with one set of rules for all."""

    def __init__(self, documents: Sequence[Document], rules: Sequence[Rule]) -> None:
        self._documents = {document.key: document for document in documents}
        self._rules = {rule.id: rule for rule in rules}

    def read(self, key: str, *, has_references: bool) -> Document:
        document = self._documents[key]
        return document.with_references() if has_references else document

    def text(self, key: str) -> str:
        return self._documents[key].text

    def rules(self, _key: str) -> Mapping[str, Rule]:
        return self._rules

    def locate(self, key: str, flagged: Sequence[tuple[Rule, Flag]]) -> tuple[Finding, ...]:
        return locate(self._documents[key], flagged, self._documents.get)
