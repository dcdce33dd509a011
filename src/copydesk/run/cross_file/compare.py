"""The articles of a story are read again, compared, located and let go. A worker does it if there is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from copydesk.engine.failures import CRASHED, NOT_CHECKED, not_checked, unreadable
from copydesk.findings import FileResult, Finding, Flag, Outcome
from copydesk.rules import Rule
from copydesk.run.cross_file.references import CheckedPassage, checked_passages
from copydesk.run.session import Session
from copydesk.stories import StoryPlan, story_of
from copydesk.stories.article import Article, read_article
from copydesk.stories.flags import Flagged, flags_of
from copydesk.stories.story import Story
from copydesk.support import limits


class RunFlags(NamedTuple):
    """What rules of the scope "run" have said of one file, by their ids."""

    path: str
    flags: tuple[tuple[str, Flag], ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The documents that are read for it."""
        return (self.path,)


Comparison = StoryPlan | RunFlags


def lost(keyed: tuple[bytes, Comparison], reason: str) -> FileResult:
    """The result of a task that no process could do."""
    findings = [not_checked(_file(path), reason).findings for path in keyed[1].paths]
    return FileResult("", tuple(chain.from_iterable(findings)))


class Comparer:
    """Does tasks, one after another. What it has read goes with the task, but for a few documents."""

    def __init__(self, desk: Session) -> None:
        self._desk = desk

    def work(self, keyed: tuple[bytes, Comparison]) -> FileResult:
        """The findings of a task, which comes with the fingerprint of its result.

        The facts of the result are what came of quotations and dates: how many, by outcome.
        """
        key, task = keyed
        result = self._compare(task) if isinstance(task, StoryPlan) else self._locate(task)
        return replace(result, fingerprint=key)

    def _locate(self, said: RunFlags) -> FileResult:
        rules = self._rules(said.path)
        flags = [(rules.get(name, CRASHED), flag) for name, flag in said.flags]
        return FileResult("", self._desk.locate(_file(said.path), flags))

    def _compare(self, plan: StoryPlan) -> FileResult:
        read = partial(self._read, {})
        try:
            story = story_of(plan, partial(read, is_source=False), partial(read, is_source=True))
        except _Unread as unread:
            return FileResult("", unread.findings)
        flagged: dict[str, list[tuple[Rule, Flag]]] = {}
        for path, rule, flag in self._flags(plan, story):
            flagged.setdefault(path, []).append((rule, flag))
        outcomes: Counter[str] = Counter()
        if plan.has_references:
            found = checked_passages(
                story if plan.sources else None, story.members[0].facts, complete=plan.complete
            )
            outcomes.update(each.outcome.value for each in found)  # plain texts, which the cache keeps
            if self._desk.request.require_sources:
                flagged.setdefault(plan.members[0], []).extend(_not_checked(found, plan))
        located = [self._desk.locate(_file(path), flags) for path, flags in flagged.items()]
        return FileResult("", tuple(chain.from_iterable(located)), dict(outcomes))

    def _flags(self, plan: StoryPlan, story: Story) -> Iterator[Flagged]:
        """What the rules say of a story, each rule as it is set for the file that it speaks of."""
        if plan.has_references and not plan.sources:
            return
        rules = {path: self._rules(path) for path in plan.members}
        every = dict(chain.from_iterable(each.items() for each in rules.values()))
        for name in sorted(name for name, rule in every.items() if rule.scope == "story"):
            wanted = [path for path, each in rules.items() if name in each]
            for path, rule, flag in flags_of(every[name], story, wanted):
                yield path, rules[path].get(rule.id, rule), flag

    def _read(self, known: dict[tuple[str, str, bool], Article], path: str, *, is_source: bool) -> Article:
        """Read an article, unless one with the same content is `known` already."""
        limits.file_begins()
        file = _file(path)
        try:
            document = self._desk.reread(file)
            document.has_references = (
                is_source or document.has_references or self._desk.may_have_references(file)
            )
            content = document.format, document.source, document.has_references
            if content not in known:
                known[content] = read_article(document)
        except (Exception, limits.TooSlow) as error:
            raise _Unread(unreadable(file, error).findings) from error
        limits.rest()
        return known[content]

    def _rules(self, path: str) -> Mapping[str, Rule]:
        return self._desk.plan(_file(path)).by_id


def _not_checked(passages: Iterable[CheckedPassage], plan: StoryPlan) -> Iterator[tuple[Rule, Flag]]:
    why = "" if plan.sources else ": the article has none that could be read"
    for start, end, thing, outcome in passages:
        if outcome is Outcome.NOT_CHECKED:
            yield NOT_CHECKED, Flag(start, end, f"this {thing} is not checked against a source{why}")


class _Unread(Exception):
    """An article that can no longer be read; `findings` say why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.findings = findings


def _file(path: str) -> Path:
    """The file at a path as findings show it."""
    return Path(path).absolute()
