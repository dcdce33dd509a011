"""Comparison: apply the rules that compare documents, in the same way to files and to texts in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple, Protocol

from copydesk.document import Document
from copydesk.engine.failures import CRASHED, NOT_CHECKED
from copydesk.engine.overlaps import drop_reported
from copydesk.findings import Finding, Flag, Outcome
from copydesk.rules import Rule
from copydesk.stories.article import Article, read_article
from copydesk.stories.flags import Flagged, flags_of
from copydesk.stories.gathered import GatheredFacts
from copydesk.stories.grouping.sketch import Sketch
from copydesk.stories.grouping.story_plan import StoryPlan, plan_copies
from copydesk.stories.outcomes import CheckedPassage, checked_passages
from copydesk.stories.story import Member, Story
from copydesk.support import limits


class Documents(Protocol):
    """Access to the documents that are compared, and to the rules for each of them, by `Document.key`."""

    def read(self, key: str, *, has_references: bool) -> Document:
        """Return a document; `has_references` says whether it is compared with sources, or is a source."""

    def text(self, key: str) -> str:
        """Return a document's text, with fillers for markup; empty if it cannot be read."""

    def rules(self, key: str) -> Mapping[str, Rule]:
        """Return the rules for a document, by their ids."""

    def locate(self, key: str, flagged: Sequence[tuple[Rule, Flag]]) -> tuple[Finding, ...]:
        """Return the findings for these flags of a document."""


class RunFlags(NamedTuple):
    """Flags of rules with the scope "run" in one document, by rule id. To report them, the document is read again."""

    key: str
    flags: tuple[tuple[str, Flag], ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of all documents that must be read for it."""
        return (self.key,)


Comparison = StoryPlan | RunFlags


class Compared(NamedTuple):
    """The result of a comparison: findings, and the number of quotations and dates with each outcome."""

    findings: tuple[Finding, ...]
    outcomes: Mapping[str, int]


class Unread(Exception):
    """An article that can no longer be read, by its key; `error` is the cause."""

    def __init__(self, key: str, error: BaseException) -> None:
        super().__init__(key)
        self.key = key
        self.error = error


def plan_comparisons(
    facts: GatheredFacts,
    held: Iterable[StoryPlan],
    copies: Mapping[str, Sketch],
    sources: Mapping[str, Sequence[str]],
    documents: Documents,
    findings: Iterable[Finding],
    indexes: Iterable[Member] = (),
) -> list[Comparison]:
    """Decide which documents are compared, from their facts alone.

    Args:
        facts: of all documents.
        held: plans of articles with sources.
        copies: the sketches of the articles that are compared with their copies.
        sources: the keys of the sources of each article that has declared any.
        documents: read if the facts of two articles do not show whether they are copies.
        findings: those in the single documents; what they report is not reported again.
        indexes: of the archive, which rules of the scope "run" read besides the documents.
    """
    stories = plan_copies(copies, documents.text, sources)
    return [*held, *stories, *_run_flags(facts, documents, findings, tuple(indexes))]


def _run_flags(
    facts: GatheredFacts, documents: Documents, findings: Iterable[Finding], indexes: tuple[Member, ...]
) -> Iterator[RunFlags]:
    flagged: dict[str, list[tuple[Rule, Flag]]] = {}
    for name, members in facts.members.items():
        rule = documents.rules(min(members))[name]
        if rule.scope == "run":
            story = Story(tuple(Member(key, members[key]) for key in sorted(members)), indexes)
            for key, named, flag in flags_of(rule, story, members):
                flagged.setdefault(key, []).append((named, flag))
    reported: dict[str, list[Finding]] = {facts.files[key]: [] for key in flagged}
    for finding in findings:
        if finding.path in reported:
            reported[finding.path].append(finding)
    for key, flags in flagged.items():
        left = drop_reported(flags, reported[facts.files[key]], facts.starts[key])
        yield RunFlags(key, tuple((rule.id, flag) for rule, flag in left))


def compare(task: Comparison, documents: Documents, *, require_references: bool = False) -> Compared:
    """Make one comparison. With `require_references`, a passage that was not checked against a source is a finding.

    Raises:
        Unread: a document cannot be read.
    """
    if isinstance(task, RunFlags):
        rules = documents.rules(task.key)
        flags = [(rules.get(name, CRASHED), flag) for name, flag in task.flags]
        return Compared(documents.locate(task.key, flags), {})
    story = _read_story(task, documents)
    flagged: dict[str, list[tuple[Rule, Flag]]] = {}
    for key, rule, flag in _story_flags(task, story, documents):
        flagged.setdefault(key, []).append((rule, flag))
    outcomes: Counter[str] = Counter()
    if task.has_references:
        found = checked_passages(
            story if task.sources else None, story.members[0].facts, complete=story.tells_all
        )
        outcomes.update(each.outcome.value for each in found)  # plain texts: the cache stores them
        if require_references:
            flagged.setdefault(task.members[0], []).extend(_not_checked(found, task))
    located = (documents.locate(key, flags) for key, flags in flagged.items())
    return Compared(tuple(chain.from_iterable(located)), dict(outcomes))


def _read_story(plan: StoryPlan, documents: Documents) -> Story:
    known: dict[tuple[str, str, bool], Article] = {}
    read = partial(_read, documents, known)
    return story_of(plan, partial(read, is_source=False), partial(read, is_source=True))


def story_of(plan: StoryPlan, read: Callable[[str], Article], read_source: Callable[[str], Article]) -> Story:
    """Read the articles of a plan, and their sources, by their keys; return them as a story."""
    return Story(
        tuple(Member(key, read(key)) for key in plan.members),
        tuple(Member(key, read_source(key)) for key in plan.sources),
        plan.nearest,
        plan.complete,
        plan.earliest,
    )


def _read(
    documents: Documents, known: dict[tuple[str, str, bool], Article], key: str, *, is_source: bool
) -> Article:
    """Read an article, unless one with the same content is in `known`."""
    with limits.file_time():
        try:
            document = documents.read(key, has_references=is_source)
            content = document.format, document.source, document.has_references
            if content not in known:
                known[content] = read_article(document)
        except (Exception, limits.TooSlow) as error:
            raise Unread(key, error) from error
    return known[content]


def _story_flags(plan: StoryPlan, story: Story, documents: Documents) -> Iterator[Flagged]:
    """Yield the flags of rules in a story; each rule has the options for the file that it flags."""
    if plan.has_references and not plan.sources:
        return
    rules = {key: documents.rules(key) for key in plan.members}
    every = dict(chain.from_iterable(each.items() for each in rules.values()))
    for name in sorted(name for name, rule in every.items() if rule.scope == "story"):
        wanted = [key for key, each in rules.items() if name in each]
        for key, rule, flag in flags_of(every[name], story, wanted):
            yield key, rules[key].get(rule.id, rule), flag


def _not_checked(passages: Iterable[CheckedPassage], plan: StoryPlan) -> Iterator[tuple[Rule, Flag]]:
    why = "" if plan.sources else ": the article has none that could be read"
    for start, end, thing, outcome in passages:
        if outcome is Outcome.NOT_CHECKED:
            yield NOT_CHECKED, Flag(start, end, f"this {thing} is not checked against a source{why}")
