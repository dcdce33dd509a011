"""Stories: which documents are compared, and what wider rules say of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.engine.locating import locate
from copydesk.findings import Finding, Flag
from copydesk.rules import STORY_FACTS, Rule
from copydesk.stories.article import Article, read_article
from copydesk.stories.flags import flags_of
from copydesk.stories.grouping.plan import StoryPlan, plan_copies, plan_held
from copydesk.stories.grouping.sketch import Sketch, read_sketch
from copydesk.stories.story import Member, Story

__all__ = ["StoryPlan", "check_documents", "plan_copies", "plan_held", "story_of"]

Read = Callable[[str], Article]
"""Reads the facts of the article at a path."""


def story_of(plan: StoryPlan, read: Read, read_source: Read) -> Story:
    """The story that was planned, its articles read."""
    return Story(
        tuple(Member(path, read(path)) for path in plan.members),
        tuple(Member(path, read_source(path)) for path in plan.sources),
        plan.nearest,
        plan.complete,
        plan.earliest,
    )


def check_documents(documents: Sequence[Document], rules: Sequence[Rule]) -> list[Finding]:
    """All findings of documents that are at hand, those of wider rules included, sorted.

    A document's sources are found among the others by their paths.
    """
    by_path = {document.path: document for document in documents}
    facts: dict[str, Mapping[str, Any]] = {}
    findings: list[Finding] = []
    for document in documents:
        result = lint(document, rules, read_sketch)
        facts[document.path] = result.facts
        findings += result.findings
    stories = list(_stories(by_path, facts))
    flagged: dict[str, list[tuple[Rule, Flag]]] = {}
    for rule in rules:
        wanted = {
            path: each[rule.facts_name] for path, each in sorted(facts.items()) if rule.facts_name in each
        }
        run = Story(tuple(map(Member, wanted.keys(), wanted.values())))
        for story in stories if rule.scope == "story" else [run]:
            for path, said, flag in flags_of(rule, story, wanted) if rule.compares else ():
                flagged.setdefault(path, []).append((said, flag))
    for path, flags in flagged.items():
        findings += locate(by_path[path], flags, by_path.get)
    return sorted(findings)


def _stories(documents: Mapping[str, Document], facts: Mapping[str, Mapping[str, Any]]) -> Iterator[Story]:
    sketches: dict[str, Sketch] = {
        path: each[STORY_FACTS] for path, each in facts.items() if STORY_FACTS in each
    }
    sources = {
        path: [source for source in sketch.sources if source in sketches]
        for path, sketch in sketches.items()
        if sketch.sources
    }
    for document in documents.values():
        document.has_references = document.has_references or bool(sources)
    articles = {path: read_article(documents[path]) for path in sketches}
    held = [plan_held(path, found) for path, found in sources.items() if found]
    for plan in [*held, *plan_copies(sketches, lambda path: documents[path].text, sources)]:
        yield story_of(plan, articles.__getitem__, articles.__getitem__)
