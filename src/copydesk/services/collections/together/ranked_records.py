"""Ranked records: the records of a store that are compared, by their number in the order of their ids.

Whatever depends on an order depends on that of the ids, so that the order of files and records makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from copydesk.findings import Finding
from copydesk.services.collections.together.fact_store import (
    COLUMNS,
    FactStore,
    as_bytes,
    as_text,
    facts_of_row,
)
from copydesk.services.collections.together.record_facts import RecordFacts, own_findings, pack_findings

_TABLES = """
CREATE TABLE work.ranks (rank INTEGER PRIMARY KEY, place INTEGER UNIQUE);
CREATE TABLE work.found (place INTEGER, findings BLOB);
CREATE INDEX work.found_by_place ON found (place);
"""
_HAS_FACTS = "(length(sketch) OR length(lines) OR length(names))"
_REPEATED = f"SELECT id FROM records WHERE {_HAS_FACTS} GROUP BY id HAVING count(*) > 1"


class RankedRecords:
    """The records that are compared: those that could be checked, and whose id no other one has.

    A second file beside the store holds what is only needed while they are compared. Ranks count from 1.

    Attributes:
        base: the connection to both; the tables of the second file are in the schema `work`.
        number: how many records are compared.
    """

    def __init__(self, store: FactStore) -> None:
        self.base = store.base
        self._file = store.file.with_name(f"{store.file.name}.work")
        self._file.unlink(missing_ok=True)
        self.base.execute("ATTACH ? AS work", (str(self._file),))
        self.base.execute("PRAGMA work.journal_mode = OFF")
        self.base.execute("PRAGMA work.synchronous = OFF")
        self.base.executescript(_TABLES)
        self.base.execute(
            f"INSERT INTO work.ranks (place) SELECT place FROM records WHERE {_HAS_FACTS} AND id NOT IN ({_REPEATED})"
            " ORDER BY id"
        )
        (self.number,) = self.base.execute("SELECT count(*) FROM work.ranks").fetchone()

    def close(self) -> None:
        """Delete the second file."""
        self.base.commit()
        self.base.execute("DETACH work")
        self._file.unlink(missing_ok=True)

    def repeated(self) -> Iterator[tuple[int, str]]:
        """Yield the places and ids of the records whose id another one has, too."""
        for place, name in self.base.execute(
            f"SELECT place, id FROM records WHERE {_HAS_FACTS} AND id IN ({_REPEATED})"
        ):
            yield place, as_text(name)

    def each(self, column: str) -> Iterator[tuple[int, Any]]:
        """Yield the ranks and the values of a column, of the records that have it, in order."""
        yield from self.base.execute(
            f"SELECT rank, {column} FROM work.ranks JOIN records USING (place)"
            f" WHERE length({column}) ORDER BY rank"
        )

    def value(self, rank: int, column: str) -> Any:
        """Return the value of a column of one record."""
        (value,) = self.base.execute(
            f"SELECT {column} FROM work.ranks JOIN records USING (place) WHERE rank = ?",
            (rank,),
        ).fetchone()
        return value

    def name(self, rank: int) -> str:
        """Return the id of a record."""
        return as_text(self.value(rank, "id"))

    def rank(self, name: str) -> int | None:
        """Return the rank of the record with an id; None if no record that is compared has it."""
        row = self.base.execute(
            "SELECT rank FROM records JOIN work.ranks USING (place) WHERE id = ?", (as_bytes(name),)
        ).fetchone()
        return int(row[0]) if row else None

    def facts(self, rank: int) -> RecordFacts:
        """Return what was gathered of a record."""
        return facts_of_row(
            self.base.execute(
                f"SELECT {', '.join(COLUMNS)} FROM work.ranks JOIN records USING (place) WHERE rank = ?",
                (rank,),
            ).fetchone()
        )

    def add_found(self, found: Mapping[str, Iterable[Finding]]) -> None:
        """Keep what was found by comparing records, by their ids."""
        for name, findings in found.items():
            self.base.execute(
                "INSERT INTO work.found SELECT place, ? FROM records JOIN work.ranks USING (place) WHERE id = ?",
                (pack_findings(tuple(findings)), as_bytes(name)),
            )

    def add_found_at(self, place: int, findings: Iterable[Finding]) -> None:
        """Keep what was found of one record, by its place in the store."""
        self.base.execute("INSERT INTO work.found VALUES (?, ?)", (place, pack_findings(tuple(findings))))

    def found(self, place: int) -> list[Finding]:
        """Return what was kept of a record, by its place in the store."""
        rows = self.base.execute("SELECT findings FROM work.found WHERE place = ?", (place,))
        return [finding for (packed,) in rows for finding in own_findings(packed)[0]]

    def with_found(self) -> Iterator[tuple[RecordFacts, list[Finding]]]:
        """Yield the facts of each record of which something was kept, with that."""
        columns = ", ".join(COLUMNS)
        for place, *facts in self.base.execute(
            f"SELECT place, {columns} FROM (SELECT DISTINCT place FROM work.found) JOIN records USING (place)"
        ):
            yield facts_of_row(facts), self.found(place)
