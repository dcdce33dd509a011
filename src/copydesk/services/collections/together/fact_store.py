"""Fact store: the facts and texts of a collection in a file of SQLite, so that memory does not grow with them.

SQLite is part of Python and sorts what is larger than memory. DuckDB takes as long for the whole work, and two to five
times the memory (docs/scale.md has the figures).
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from copydesk.services.collections.collection_records import CollectionRecord
from copydesk.services.collections.shards import ScanError, Shard
from copydesk.services.collections.together.record_facts import CollectionText, RecordFacts

_AT_ONCE = 2_000
"""Records that are written at once."""

_CACHE_KILOBYTES = 64_000
"""Memory in which SQLite keeps pages and sorts; what is more goes to temporary files."""

_TABLES = """
CREATE TABLE IF NOT EXISTS shards (name BLOB PRIMARY KEY, identity TEXT, is_finished INTEGER);
CREATE TABLE IF NOT EXISTS records (
    place INTEGER PRIMARY KEY, shard BLOB, number INTEGER, id BLOB, grp BLOB, language TEXT, findings BLOB,
    sketch BLOB, lines BLOB, names BLOB
);
CREATE INDEX IF NOT EXISTS records_of_shard ON records (shard, place);
CREATE INDEX IF NOT EXISTS records_by_id ON records (id);
CREATE TABLE IF NOT EXISTS texts (place INTEGER PRIMARY KEY, date BLOB, format TEXT, text BLOB);
"""
COLUMNS = ("id", "grp", "language", "findings", "sketch", "lines", "names")


class GatheredRecord(NamedTuple):
    """A record to store.

    Attributes:
        number: its number in its file.
        text: the text.
        facts: what was gathered.
        is_end: whether the file cannot be read from here on.
    """

    number: int
    text: CollectionText
    facts: RecordFacts
    is_end: bool


class StoredRecord(NamedTuple):
    """A record as it was gathered.

    Attributes:
        number: its number in its file.
        place: its number in the store.
        facts: what was gathered.
    """

    number: int
    place: int
    facts: RecordFacts

    def is_of(self, record: CollectionRecord) -> bool:
        """Tell whether it was gathered of a record that is read again."""
        return (self.number, self.facts.id) == (record.number, record.name)


class FactStore:
    """The facts and texts of a collection.

    Texts are bytes in it, since text may hold half characters, which SQLite does not keep.

    Args:
        file: where it is kept; it is made if there is none.

    Raises:
        ScanError: it is damaged, or is a link.
        sqlite3.Error: it cannot be made.
    """

    def __init__(self, file: Path) -> None:
        if file.is_symlink():
            raise ScanError(f"{file}: this is a link, which is not followed; remove it")
        self.file = file
        self.base = connect(file)
        try:
            self.base.executescript(_TABLES)
        except sqlite3.DatabaseError as error:
            raise ScanError(
                f"{file}: it is damaged ({error}); remove it, and the scan begins anew"
            ) from error

    def is_finished(self, shard: Shard) -> bool:
        """Tell whether a file was read to its end, and has not changed since."""
        row = self.base.execute(
            "SELECT identity, is_finished FROM shards WHERE name = ?", (as_bytes(shard.name),)
        ).fetchone()
        return row is not None and row == (shard.identity, 1)

    def is_same(self, shard: Shard) -> bool:
        """Tell whether a file has not changed since it was read."""
        row = self.base.execute(
            "SELECT identity FROM shards WHERE name = ?", (as_bytes(shard.name),)
        ).fetchone()
        return bool(row == (shard.identity,))

    def add_shard(self, shard: Shard, records: Iterable[GatheredRecord]) -> bool:
        """Add the records of a file as they come; what was known of the file is deleted before.

        Returns:
            whether the file could be read to its end.
        """
        name = as_bytes(shard.name)
        self._delete(name)
        self.base.execute("INSERT INTO shards VALUES (?, ?, 0)", (name, shard.identity))
        self.base.commit()
        records, is_whole = iter(records), True
        (last,) = self.base.execute("SELECT coalesce(max(place), 0) FROM records").fetchone()
        while some := list(islice(records, _AT_ONCE)):
            placed = list(enumerate(some, last + 1))
            last += len(some)
            is_whole = is_whole and not any(each.is_end for each in some)
            self.base.executemany(
                f"INSERT INTO records VALUES ({', '.join('?' * (3 + len(COLUMNS)))})",
                ((place, name, each.number, *_row(each.facts)) for place, each in placed),
            )
            self.base.executemany(
                "INSERT INTO texts VALUES (?, ?, ?, ?)",
                (
                    (place, as_bytes(given.date), given.format, zlib.compress(as_bytes(given.text), 1))
                    for place, (_, given, facts, _) in placed
                    if facts.sketch or facts.lines or facts.names
                ),
            )
            self.base.commit()
        return is_whole

    def finish_shard(self, shard: Shard) -> None:
        """Note that a file was read to its end."""
        self.base.execute("UPDATE shards SET is_finished = 1 WHERE name = ?", (as_bytes(shard.name),))
        self.base.commit()

    def keep_only(self, shards: Iterable[Shard]) -> None:
        """Delete what is known of other files."""
        names = {as_bytes(shard.name) for shard in shards}
        for (name,) in self.base.execute("SELECT name FROM shards").fetchall():
            if name not in names:
                self._delete(name)
        self.base.commit()

    def _delete(self, shard: bytes) -> None:
        self.base.execute(
            "DELETE FROM texts WHERE place IN (SELECT place FROM records WHERE shard = ?)", (shard,)
        )
        self.base.execute("DELETE FROM records WHERE shard = ?", (shard,))
        self.base.execute("DELETE FROM shards WHERE name = ?", (shard,))

    def end_writing(self) -> None:
        """Put everything into the one file, which is only read from now on, by other processes, too."""
        self.base.commit()
        self.base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def records_of(self, shard: Shard) -> Iterator[StoredRecord]:
        """Yield the records of a file, in order."""
        for number, place, *columns in self.base.execute(
            f"SELECT number, place, {', '.join(COLUMNS)} FROM records WHERE shard = ? ORDER BY place",
            (as_bytes(shard.name),),
        ):
            yield StoredRecord(number, place, facts_of_row(columns))

    def close(self) -> None:
        """Let go of the file."""
        self.base.close()

    def delete(self) -> None:
        """Delete the file."""
        self.close()
        for suffix in ("", "-wal", "-shm"):
            self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)


class TextReader:
    """Returns the texts of a store by their ids; it can be pickled, and opens the file anew in each process."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened: tuple[int, sqlite3.Connection] | None = None

    def __getstate__(self) -> Path:
        return self._file

    def __setstate__(self, file: Path) -> None:
        self.__init__(file)  # type: ignore[misc]

    def __call__(self, name: str) -> CollectionText | None:
        """Return the text with an id; None if there is none, or it could not be checked."""
        if self._opened is None or self._opened[0] != os.getpid():
            # Nobody writes any more, so no locks are needed, which a process that was forked might mistake.
            address = f"{self._file.absolute().as_uri()}?immutable=1"
            self._opened = os.getpid(), sqlite3.connect(address, uri=True)
        row = (
            self._opened[1]
            .execute(
                "SELECT grp, date, format, text FROM records JOIN texts USING (place) WHERE id = ?",
                (as_bytes(name),),
            )
            .fetchone()
        )
        if row is None:
            return None
        group, date, form, text = row
        return CollectionText(name, as_text(zlib.decompress(text)), as_text(group), as_text(date), form)


def connect(file: Path) -> sqlite3.Connection:
    """Open a file of SQLite."""
    base = sqlite3.connect(file, timeout=60)
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = NORMAL")
    base.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
    return base


def as_bytes(text: str) -> bytes:
    """Return a text as the store has it: it may hold half characters, which SQLite does not take."""
    return text.encode("utf-8", "surrogatepass")


def as_text(data: bytes) -> str:
    """Return the text that the store has as these bytes."""
    return data.decode("utf-8", "surrogatepass")


def _row(facts: RecordFacts) -> tuple[Any, ...]:
    name, group, findings, language, sketch, lines, names = facts
    return as_bytes(name), as_bytes(group), language, findings, sketch, lines, names


def facts_of_row(columns: Sequence[Any]) -> RecordFacts:
    """Return the facts that the store has in its COLUMNS."""
    name, group, language, findings, sketch, lines, names = columns
    return RecordFacts(as_text(name), as_text(group), findings, language, sketch, lines, names)
