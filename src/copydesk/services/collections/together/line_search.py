"""Line search: the lines that many texts of one source have in common, by the steps of `stories.grouping.shared_lines`.

Lines are sorted by SQLite. In memory are a few numbers for each text, and the lines that are common.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from copydesk.analysis.wording.recurrence_filter import RecurrenceFilter
from copydesk.findings import Flag
from copydesk.services.collections.together.ranked_records import RankedRecords
from copydesk.services.collections.together.record_facts import RecordFacts, lines_of
from copydesk.services.collections.together.steps import (
    LINES,
    CollectionSteps,
    SeenLines,
    documents_with,
    is_copy,
)

_TABLES = """
CREATE TABLE work.lines (line INTEGER, rank INTEGER);
CREATE TABLE work.shared (rank INTEGER, line INTEGER, in_group INTEGER);
"""
_IN_ALL, _IN_GROUP = 1, 2
"""A text is a copy among all texts, or among those of its source."""


class _LineTexts(NamedTuple):
    """A line, the texts that have it, and how many of these each source has."""

    line: int
    ranks: list[int]
    by_group: Counter[int]


class SharedLineSearch:
    """Finds the common lines among ranked records."""

    def __init__(self, records: RankedRecords, steps: CollectionSteps) -> None:
        self._records, self._steps = records, steps
        self._base = records.base
        self._base.executescript(_TABLES)
        self._group_of = array("I", bytes(4 * (records.number + 1)))
        self._totals: Counter[int] = Counter()
        self._copies = bytearray(records.number + 1)

    def flags(self) -> Iterator[tuple[RecordFacts, list[tuple[str, Flag]]]]:
        """Yield the texts in which lines are flagged, with the flags."""
        options = self._steps.options(LINES)
        if options is None:
            return
        self._sort_lines()
        self._find_copies()
        of_all, of_group = self._common(options["least"], options["share"])
        totals, everything = self._totals, sum(self._totals.values())
        for rank, packed in self._records.each("lines"):
            group = self._group_of[rank]
            here = of_group.get(group, {})
            if any(line in of_all or line in here for line in lines_of(packed).prints):
                facts = self._records.facts(rank)
                seen = SeenLines(here, totals[group]), SeenLines(of_all, everything)
                if flags := self._steps.line_flags(facts, *seen):
                    yield facts, flags

    def _sort_lines(self) -> None:
        """Write down the lines that several texts have."""
        (size,) = self._base.execute("SELECT sum(length(lines)) FROM records").fetchone()
        recurring = RecurrenceFilter((size or 0) // 16)
        groups: dict[bytes, int] = {}
        for rank, group in self._records.each("grp"):
            self._group_of[rank] = groups.setdefault(group, len(groups) + 1)
        for rank, packed in self._records.each("lines"):
            self._totals[self._group_of[rank]] += 1
            recurring.add(lines_of(packed).prints)
        self._base.executemany(
            "INSERT INTO work.lines VALUES (?, ?)",
            (
                (line, rank)
                for rank, packed in self._records.each("lines")
                for line in recurring.among(lines_of(packed).prints)
            ),
        )

    def _texts(self) -> Iterator[_LineTexts]:
        """Yield the lines that several texts have."""
        rows = self._base.execute("SELECT line, rank FROM work.lines ORDER BY line, rank")
        for line, group in groupby(rows, itemgetter(0)):
            ranks = [rank for _, rank in group]
            if len(ranks) > 1:
                yield _LineTexts(line, ranks, Counter(map(self._group_of.__getitem__, ranks)))

    def _find_copies(self) -> None:
        self._base.executemany(
            "INSERT INTO work.shared VALUES (?, ?, ?)",
            (
                (rank, line, by_group[self._group_of[rank]] > 1)
                for line, ranks, by_group in self._texts()
                for rank in ranks
            ),
        )
        rows = self._base.execute("SELECT rank, line, in_group FROM work.shared ORDER BY rank")
        for rank, group in groupby(rows, itemgetter(0)):
            shared = {line: in_group for _, line, in_group in group}
            lines = lines_of(self._records.value(rank, "lines"))
            in_group = {line for line, is_in_group in shared.items() if is_in_group}
            self._copies[rank] = _IN_ALL * is_copy(lines, shared) | _IN_GROUP * is_copy(lines, in_group)
        self._base.execute("DROP TABLE work.shared")

    def _common(self, least: int, share: float) -> tuple[dict[int, int], dict[int, dict[int, int]]]:
        """Return in how many texts the common lines stand, and in how many of each source, by the source's number."""
        of_all: dict[int, int] = {}
        of_group: dict[int, dict[int, int]] = {}
        enough = max(least, share * sum(self._totals.values()))
        for line, ranks, _ in self._texts():
            count = self._count(ranks, _IN_ALL)
            if is_common := count >= enough:
                of_all[line] = count
            of_source: dict[int, list[int]] = {}
            for rank in ranks:
                of_source.setdefault(self._group_of[rank], []).append(rank)
            for group, own in of_source.items():
                here = self._count(own, _IN_GROUP)
                if is_common or here >= max(least, share * self._totals[group]):
                    of_group.setdefault(group, {})[line] = here
        self._base.execute("DROP TABLE work.lines")
        return of_all, of_group

    def _count(self, ranks: Sequence[int], scope: int) -> int:
        copies = sum(1 for rank in ranks if self._copies[rank] & scope)
        return documents_with(len(ranks) - copies, in_copy=copies > 0)
