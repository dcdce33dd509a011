"""Whole comparison: compare all texts of a store with one another, and keep what is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias, TypeVar

from copydesk.engine.failures import not_checked_at
from copydesk.engine.overlaps import MarkedPlace
from copydesk.findings import Finding, Flag
from copydesk.run.parallel import Progress
from copydesk.services.collections.together.copy_search import CopySearch
from copydesk.services.collections.together.fact_store import TextReader
from copydesk.services.collections.together.line_search import SharedLineSearch
from copydesk.services.collections.together.name_search import NameSearch
from copydesk.services.collections.together.ranked_records import RankedRecords
from copydesk.services.collections.together.record_facts import RecordFacts, sketch_of
from copydesk.services.collections.together.steps import (
    CollectionSteps,
    StoryPlan,
    date_of,
    nearest_by_story,
    plans_of_story,
    source_ids,
    sources_in,
)
from copydesk.services.in_python.batches import in_order
from copydesk.stories.grouping.candidates import MOST_SHARING

T = TypeVar("T")

_SECONDS = 600.0
"""By the clock, for one comparison; every text and every rule in it has its own limit."""

Found: TypeAlias = Mapping[str, tuple[Finding, ...]]
"""What was found, by the ids of texts."""

Flagged: TypeAlias = tuple[RecordFacts, list[tuple[str, Flag]]]
"""The facts of a text, and what is flagged in it, with the ids of the rules."""


class ComparisonCounts(NamedTuple):
    """What a comparison was made of, for its report.

    Attributes:
        texts: those that were compared.
        repeated_ids: those that were not, because another one has the same id.
        pairs: pairs of sketches that were compared.
        copies: texts with copies.
        stories: groups of copies.
        most_sharing: the cap: of a hash that more texts have than these, not all pairs were made.
        crowded_hashes: how many hashes that concerned.
    """

    texts: int
    repeated_ids: int
    pairs: int
    copies: int
    stories: int
    most_sharing: int
    crowded_hashes: int


_REPEATED = (
    "another text of the collection has the same id, so nothing is compared with it; --id-field names a field whose"
    " values are all different"
)


class WholeComparison:
    """Compares the texts of a store.

    Args:
        records: those that are compared; they keep what is found.
        steps: the settings.
        text_of: returns the texts.
        jobs: the number of processes; 0 for one on each core.

    Attributes:
        settled: after all are compared, the places in all texts that are settled (see `CollectionSteps.settled`).
    """

    def __init__(
        self, records: RankedRecords, steps: CollectionSteps, text_of: TextReader, jobs: int
    ) -> None:
        self._records, self._steps, self._text_of, self._jobs = records, steps, text_of, jobs
        self.settled: dict[MarkedPlace, tuple[str, ...]] = {}

    def run(self, progress: Progress) -> ComparisonCounts:
        """Compare all, and return the counts. `progress` is told of the comparisons done, and of how many."""
        records, repeated = self._records, 0
        for repeated, (place, name) in enumerate(records.repeated(), 1):  # noqa: B007 - it is their number
            records.add_found_at(place, not_checked_at(name, _REPEATED))
        held, sources = self._held_to_sources()
        search = CopySearch(records, self._steps, self._text_of)
        stories = nearest_by_story(search.weights())
        plans = [*held, *(plan for story in stories for plan in self._plans(story, sources))]
        for done, found in enumerate(self._at_once(plans, self._compare, _lost), 1):
            records.add_found(found)
            progress("comparing", done, len(plans))
        lines, names = SharedLineSearch(records, self._steps), NameSearch(records, self._steps)
        for found in self._at_once(chain(lines.flags(), names.flags()), self._locate, _lost_flags):
            records.add_found(found)
        for facts, findings in records.with_found():
            self.settled.update(self._steps.settled(facts, findings))
        copies = sum(map(len, stories))
        return ComparisonCounts(
            records.number, repeated, search.pairs, copies, len(stories), MOST_SHARING, search.crowded
        )

    def _held_to_sources(self) -> tuple[list[StoryPlan], dict[str, tuple[str, ...]]]:
        """Return the plans of texts with sources, and the ids of the sources of each; find those that are missing."""
        plans: list[StoryPlan] = []
        sources: dict[str, tuple[str, ...]] = {}
        for rank, sketch in self._records.each("sketch"):
            if not sketch_of(sketch).sources:
                continue
            name = self._records.name(rank)
            ranks = {key: self._records.rank(key) for key in source_ids(name, sketch)}
            if not ranks:
                continue
            found = sources_in(name, sketch, {key: self._sketch(each) for key, each in ranks.items() if each})
            if found.missing and (given := self._text_of(name)):
                self._records.add_found({name: self._steps.missing_sources(given, found.missing)})
            if found.ids is not None:
                sources[name] = found.ids
            if found.plan:
                plans.append(found.plan)
        return plans, sources

    def _sketch(self, rank: int) -> bytes:
        sketch: bytes = self._records.value(rank, "sketch")
        return sketch

    def _plans(
        self, story: Mapping[int, Sequence[int]], sources: Mapping[str, tuple[str, ...]]
    ) -> Iterator[StoryPlan]:
        names = {rank: self._records.name(rank) for rank in story}
        nearest = {names[rank]: [names[other] for other in others] for rank, others in story.items()}
        dates = {names[rank]: date_of(self._sketch(rank)) for rank in story}
        return plans_of_story(nearest, dates, sources)

    def _at_once(
        self, tasks: Iterable[T], work: Callable[[T], Found], on_lost: Callable[[T, str], Found]
    ) -> Iterator[Found]:
        return in_order(
            tasks,
            work,
            on_lost,
            jobs=self._jobs,
            size_of=lambda _task: 0,
            prepare=self._steps.desk.prepare,
            seconds=_SECONDS,
        )

    def _compare(self, plan: StoryPlan) -> Found:
        return self._steps.compare(plan, self._text_of)

    def _locate(self, flagged: Flagged) -> Found:
        facts, flags = flagged
        return {facts.id: self._steps.locate(facts, flags, self._text_of)}

    def __getstate__(self) -> tuple[CollectionSteps, TextReader]:
        return self._steps, self._text_of

    def __setstate__(self, state: tuple[CollectionSteps, TextReader]) -> None:
        self._steps, self._text_of = state


def _lost(plan: StoryPlan, reason: str) -> Found:
    return {name: not_checked_at(name, reason) for name in plan.keys}


def _lost_flags(flagged: Flagged, reason: str) -> Found:
    name = flagged[0].id
    return {name: not_checked_at(name, reason)}
