"""hold: the articles of a run put together with their sources, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from copydesk.desk import NOT_CHECKED, Desk
from copydesk.findings import Finding, Flag
from copydesk.linter import Result
from copydesk.sources import declared_sources, outcomes_of, shelve
from copydesk.stories import Member, Story, find_stories
from copydesk.stories.article import Article


class Held(NamedTuple):
    """The stories of a run, findings of sources that could not be read, and the outcomes, counted."""

    stories: list[Story]
    findings: list[Finding]
    outcomes: Counter[str]


def hold(
    desk: Desk,
    files: Mapping[str, Path],
    articles: Mapping[str, Article],
    gather: Callable[[Sequence[Path]], Iterable[Result]],
) -> Held:
    """Put articles, by path, together with their sources and with one another. `gather` reads further sources."""
    declared = {
        path: each
        for path, article in articles.items()
        if any(each := declared_sources(files[path], article, desk.sources(files[path])))
    }
    texts = {files[path]: Member(path, article) for path, article in articles.items()}
    wanted = dict.fromkeys(file for each in declared.values() for file in each.files if file not in texts)
    findings: list[Finding] = []
    for file, result in zip(wanted, gather(list(wanted)), strict=True):
        findings += result.findings
        texts.update((file, Member(result.path, facts)) for facts in result.facts.values())
    incomplete = {
        path
        for path, each in declared.items()
        if each.elsewhere or any(file not in texts for file in each.files)
    }
    stories = find_stories(articles, shelve(declared, articles, texts), incomplete)
    by_article = {story.members[0].path: story for story in stories if story.sources}
    outcomes: Counter[str] = Counter()
    for path in articles if desk.request.require_sources else declared:
        counts = outcomes_of(by_article.get(path), articles[path], complete=path not in incomplete)
        outcomes += counts
        if desk.request.require_sources and (number := counts["not checked"]):
            message = f"{number} quotations and dates are not checked against a source"
            findings += desk.locate(files[path], [(NOT_CHECKED, Flag(0, 0, message))])
    return Held(stories, findings, outcomes)
