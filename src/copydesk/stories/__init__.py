"""Stories: the documents that a wider rule sees together, as facts, and the findings that come back to each."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from copydesk import limits
from copydesk.document import Document
from copydesk.findings import Finding, Flag
from copydesk.linter import CRASHED, Result, crash_message, lint, locate
from copydesk.rules import Rule
from copydesk.soundness import sound
from copydesk.stories.article import Article
from copydesk.stories.group import group
from copydesk.stories.story import Member, Story

__all__ = ["Member", "Story", "articles_of", "check_documents", "find_stories", "wider_flags"]

Sources = Mapping[str, tuple[Member, ...]]
"""For each path that has sources, what could be read of them."""


_SECONDS, _SECONDS_A_FILE = 10.0, 0.05
"""What a rule may take for all stories of a run."""


def wider_flags(
    results: Iterable[Result], rules: Iterable[Rule], stories: Sequence[Story] = ()
) -> dict[str, list[tuple[Rule, Flag]]]:
    """What the rules of the scopes "story" and "run" say of each document, by path."""
    flagged: dict[str, list[tuple[Rule, Flag]]] = {}
    results = sorted(results, key=lambda result: result.path)
    for rule in rules:
        if rule.scope == "document":
            continue
        gathered = [
            Member(result.path, result.facts[rule.id]) for result in results if rule.id in result.facts
        ]
        wanted = {member.path for member in gathered}
        limits.rule_begins(_SECONDS + _SECONDS_A_FILE * len(results))
        for story in stories if rule.scope == "story" else [Story(tuple(gathered))]:
            try:
                for flag in sound(rule.check(story, **rule.options), None):
                    if flag.path in wanted:
                        flagged.setdefault(flag.path, []).append((rule, flag))
            except (Exception, SystemExit, limits.TooSlow) as error:
                for member in story.members:
                    if member.path in wanted:
                        flagged.setdefault(member.path, []).append(
                            (CRASHED, Flag(0, 0, crash_message(rule, error)))
                        )
    limits.rest()
    return flagged


def articles_of(results: Iterable[Result]) -> dict[str, Article]:
    """The facts of each document that a rule of the scope "story" looks at, by path."""
    return {
        result.path: facts
        for result in results
        for facts in result.facts.values()
        if isinstance(facts, Article)
    }


def find_stories(
    articles: Mapping[str, Article], sources: Sources | None = None, incomplete: Container[str] = ()
) -> list[Story]:
    """The stories of a run: each article that has sources with them, and the copies among all articles.

    A copy with sources of its own still bears witness for others, but not against its sources. `incomplete` holds the
    paths of articles of which some source could not be read.
    """
    sources = sources or {}
    members = [Member(path, articles[path]) for path in sorted(articles)]
    held = [
        Story((member,), sources[member.path], complete=member.path not in incomplete)
        for member in members
        if sources.get(member.path)
    ]
    used_by = {path: {source.path for source in sources.get(path, ())} for path in articles}
    for nearest in group([member.facts for member in members]):
        order = {index: place for place, index in enumerate(nearest)}
        held.append(
            Story(
                tuple(members[index] for index in nearest),
                nearest={
                    order[index]: tuple(
                        order[other]
                        for other in others
                        if members[index].path not in used_by[members[other].path]
                    )
                    for index, others in nearest.items()
                    if members[index].path not in sources
                },
            )
        )
    return held


def check_documents(documents: Sequence[Document], rules: Sequence[Rule]) -> list[Finding]:
    """All findings of documents that are at hand, those of wider rules included, sorted.

    A document's sources are found among the others by their paths.
    """
    if any(document.is_held for document in documents):
        for document in documents:
            document.is_held = True
    results = [lint(document, rules) for document in documents]
    by_path: Mapping[str, Document] = {document.path: document for document in documents}
    findings = [finding for result in results for finding in result.findings]
    articles = articles_of(results)
    stories = find_stories(articles, _among(articles))
    for path, flagged in wider_flags(results, rules, stories).items():
        findings += locate(by_path[path], flagged, by_path.get)
    return sorted(findings)


def _among(articles: Mapping[str, Article]) -> dict[str, tuple[Member, ...]]:
    return {
        path: tuple(Member(source, articles[source]) for source in article.sources if source in articles)
        for path, article in articles.items()
        if article.sources
    }
