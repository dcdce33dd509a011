"""Name search: the names that one text of a collection spells as no other, by the steps of `name_archive.held_names`.

Names are sorted by SQLite. In memory are the pairs of near names, of which there are few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from copydesk.findings import Flag, Related
from copydesk.services.collections.together.fact_store import as_bytes, as_text
from copydesk.services.collections.together.ranked_records import RankedRecords
from copydesk.services.collections.together.record_facts import RecordFacts, names_of
from copydesk.services.collections.together.steps import NAMES, CollectionSteps
from copydesk.stories.grouping.name_archive.attestations import commonest
from copydesk.stories.grouping.name_archive.held_names import JudgedPair, NamedArticle, place_of
from copydesk.stories.grouping.name_archive.lone_spellings import Bearers, borne_words, is_slip, word_places
from copydesk.stories.grouping.name_archive.near_names import (
    GIVEN,
    SURNAME,
    NearName,
    near_in_group,
    words_but,
)

_TABLES = """
CREATE TABLE work.names (language TEXT, name BLOB, rank INTEGER);
CREATE TABLE work.spellings (language TEXT, name BLOB, number INTEGER, first INTEGER);
CREATE TABLE work.parts (language TEXT, part INTEGER, others BLOB, name BLOB, number INTEGER);
"""
_ARTICLES = 1_000
"""So many texts that others refer to have their names in memory."""

_Likely = dict[int, dict[str, list[JudgedPair]]]
"""By the rank of a text, and by a name in it, the pairs that are likely slips."""


class NameSearch:
    """Finds lone spellings among ranked records."""

    def __init__(self, records: RankedRecords, steps: CollectionSteps) -> None:
        self._records, self._steps = records, steps
        self._base = records.base
        self._base.executescript(_TABLES)
        self._article = lru_cache(_ARTICLES)(self._read_article)

    def flags(self) -> Iterator[tuple[RecordFacts, list[tuple[str, Flag]]]]:
        """Yield the texts in which names are flagged, with the flags."""
        options = self._steps.options(NAMES)
        if options is None:
            return
        self._count_names()
        likely, languages = self._likely(options["least"])
        for rank in sorted(likely):
            facts = self._records.facts(rank)
            if flags := self._steps.name_flags(facts, languages[rank], likely[rank], self._place):
                yield facts, flags

    def _count_names(self) -> None:
        """Count the texts of each name, by language."""
        main = commonest(Counter(names_of(packed).language for _, packed in self._records.each("names")))
        self._base.executemany(
            "INSERT INTO work.names VALUES (?, ?, ?)",
            (
                (facts.language or main, as_bytes(name), rank)
                for rank, packed in self._records.each("names")
                for facts in (names_of(packed),)
                for name in facts.spellings
            ),
        )
        self._base.execute(
            "INSERT INTO work.spellings SELECT language, name, count(*), min(rank) FROM work.names"
            " GROUP BY language, name"
        )
        self._base.execute("DROP TABLE work.names")
        self._base.execute("CREATE INDEX work.spellings_by_name ON spellings (name)")
        self._base.executemany(
            "INSERT INTO work.parts VALUES (?, ?, ?, ?, ?)",
            (
                (language, part, as_bytes(words_but(part, as_text(name))), name, number)
                for language, name, number in self._base.execute(
                    "SELECT language, name, number FROM work.spellings"
                )
                for part in (GIVEN, SURNAME)
            ),
        )

    def _near(self, least: int) -> Iterator[tuple[str, NearName]]:
        """Yield the pairs of near names of which one stands in one text only, with their language."""
        rows = self._base.execute(
            "SELECT language, part, others, name, number FROM work.parts ORDER BY language, part, others"
        )
        for (language, part, _), group in groupby(rows, itemgetter(0, 1, 2)):
            counts = {as_text(name): number for *_, name, number in group}
            alone = {name for name, number in counts.items() if number == 1}
            if alone and len(counts) > 1:
                for pair in near_in_group(counts, part, language, least, alone):
                    yield language, pair

    def _likely(self, least: int) -> tuple[_Likely, dict[int, str]]:
        """Return the likely slips, and the language of each text with one."""
        pairs = list(self._near(least))
        bearers = self._bearers(pairs)
        likely: _Likely = {}
        languages: dict[int, str] = {}
        for language, pair in pairs:
            borne = Bearers(*(bearers[language, part, word] for part, word in borne_words(pair)))
            if is_slip(pair, borne, language):
                (rank,) = self._base.execute(
                    "SELECT first FROM work.spellings WHERE name = ? AND language = ?",
                    (as_bytes(pair.rare), language),
                ).fetchone()
                likely.setdefault(rank, {}).setdefault(pair.rare, []).append(JudgedPair(pair, borne))
                languages[rank] = language
        return likely, languages

    def _bearers(self, pairs: list[tuple[str, NearName]]) -> Counter[tuple[str, int, str]]:
        """Count the names that have the words of these pairs, by language, part and word."""
        bearers = Counter(
            {(language, part, word): 0 for language, pair in pairs for part, word in borne_words(pair)}
        )
        for language, name in self._base.execute("SELECT language, name FROM work.spellings"):
            for part, word in word_places(as_text(name)):
                if (language, part, word) in bearers:
                    bearers[language, part, word] += 1
        return bearers

    def _place(self, name: str, part: int) -> Related | None:
        (rank,) = self._base.execute(
            "SELECT min(first) FROM work.spellings WHERE name = ?", (as_bytes(name),)
        ).fetchone()
        return place_of(self._article(rank), name, part)

    def _read_article(self, rank: int) -> NamedArticle:
        return NamedArticle(self._records.name(rank), names_of(self._records.value(rank, "names")))
