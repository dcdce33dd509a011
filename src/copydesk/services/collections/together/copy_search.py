"""Copy search: which texts of a collection are compared with one another, by the steps of `together.steps`.

Hashes and pairs are sorted by SQLite. In memory are a few numbers for each text, and the pairs that are copies.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from copydesk.analysis.wording.recurrence_filter import RecurrenceFilter
from copydesk.services.collections.together.fact_store import TextReader
from copydesk.services.collections.together.ranked_records import RankedRecords
from copydesk.services.collections.together.record_facts import CollectionText, sketch_of
from copydesk.services.collections.together.steps import (
    DECLARED,
    CollectionSteps,
    SharedCounts,
    declared_pairs,
    may_be_copies,
    neighbours,
    size_of,
    story_of,
)
from copydesk.stories.grouping.candidates import Kind
from copydesk.stories.grouping.pair_weight import weigh

_TABLES = """
CREATE TABLE work.hashes (kind INTEGER, hash INTEGER, rank INTEGER);
CREATE TABLE work.pairs (first INTEGER, second INTEGER, kind INTEGER);
"""
_SKETCHES = 4_096
"""So many sketches are in memory at once."""


class CopySearch:
    """Finds the copies among ranked records.

    Attributes:
        crowded: how many hashes were in more texts than all pairs of which are compared.
        pairs: how many pairs were compared by their sketches.
    """

    def __init__(self, records: RankedRecords, steps: CollectionSteps, text_of: TextReader) -> None:
        self._records, self._steps, self._text_of = records, steps, text_of
        self._base = records.base
        self._base.executescript(_TABLES)
        self._sizes = array("I", bytes(4 * (records.number + 1)))
        self._crowded = {kind: array("I", bytes(4 * (records.number + 1))) for kind in Kind}
        self._sketch = lru_cache(_SKETCHES)(lambda rank: sketch_of(records.value(rank, "sketch")))
        self.crowded = self.pairs = 0

    def weights(self) -> dict[tuple[int, int], float]:
        """Return the pairs that are copies, with their weights, by rank."""
        stories = self._sort_hashes()
        self._base.executemany("INSERT INTO work.pairs VALUES (?, ?, ?)", self._pairs())
        self._base.execute("DROP TABLE work.hashes")
        weights = {
            pair: DECLARED for _, ranks in sorted(stories.items()) for pair in declared_pairs(sorted(ranks))
        }
        for pair in self._candidates():
            if weight := self._weight(pair):
                weights[pair] = weight
        self._base.execute("DROP TABLE work.pairs")
        return weights

    def _sort_hashes(self) -> dict[str, list[int]]:
        """Write down the hashes that several texts have; return the texts by the key `story` of their front matter."""
        stories: dict[str, list[int]] = {}
        (size,) = self._base.execute("SELECT sum(length(sketch)) FROM records").fetchone()
        recurring = RecurrenceFilter((size or 0) // 8)
        for rank, sketch in self._records.each("sketch"):
            self._sizes[rank] = size_of(sketch)
            if story := story_of(sketch):
                stories.setdefault(story, []).append(rank)
            recurring.add(key for _, key in self._steps.hashes(sketch))
        self._base.executemany(
            "INSERT INTO work.hashes VALUES (?, ?, ?)",
            (
                (kind, key, rank)
                for rank, sketch in self._records.each("sketch")
                for kind, key in self._steps.hashes(sketch)
                if key in recurring
            ),
        )
        return stories

    def _pairs(self) -> Iterator[tuple[int, int, int]]:
        rows = self._base.execute("SELECT kind, hash, rank FROM work.hashes ORDER BY kind, hash, rank")
        for (kind, _), group in groupby(rows, itemgetter(0, 1)):
            is_crowded = False
            for first, second in neighbours(map(itemgetter(2), group)):
                if second is None:
                    self._crowded[kind][first] += 1
                    is_crowded = True
                else:
                    yield first, second, kind
            self.crowded += is_crowded

    def _candidates(self) -> Iterator[tuple[int, int]]:
        for first, second, *counted in self._base.execute(
            "SELECT first, second, sum(kind = 0), sum(kind = 1), sum(kind = 2) FROM work.pairs"
            " GROUP BY first, second ORDER BY first, second"
        ):
            sizes = self._sizes[first], self._sizes[second]
            crowded = self._crowded_of(first), self._crowded_of(second)
            if may_be_copies(SharedCounts(*counted), sizes, crowded):
                yield first, second

    def _crowded_of(self, rank: int) -> SharedCounts:
        return SharedCounts(*(self._crowded[kind][rank] for kind in Kind))

    def _weight(self, pair: tuple[int, int]) -> float:
        self.pairs += 1
        found = weigh(*map(self._sketch, pair))
        if found is None:
            return 0.0
        if found.heroes:
            one, other = map(self._text, pair)
            if self._steps.is_template(found, one, other):
                return 0.0
        return found.weight

    def _text(self, rank: int) -> CollectionText:
        given = self._text_of(self._records.name(rank))
        if given is None:
            raise LookupError(f"the text of record {rank} is not in the store")
        return given
