"""Record: one of the articles in a file of several, not read yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from copydesk.formats.parsed import Fault, Parsed, filled

MOST_RECORDS = 20_000
"""A file with more records is read so far only: to check each takes some milliseconds, however short it is."""


class Record(NamedTuple):
    """A record.

    Attributes:
        start, end: offsets in the file, in code points.
        parse: reads the record's stretch of the file, also after changes of it. What is broken in it becomes
            `Parsed.fault`; it raises no error.
    """

    start: int
    end: int
    parse: Callable[[str], Parsed]


def broken(source: str, fault: Fault) -> Parsed:
    """Return what is read of a stretch that cannot be read: nothing, and why."""
    return Parsed(filled(source), (), {}, fault=fault)


def unread(offset: int, reason: str) -> Record:
    """Return a record without text that reports why nothing is read at an offset of the file."""
    return Record(offset, offset, partial(broken, fault=Fault(0, reason)))


def first_records(records: list[Record]) -> list[Record]:
    """Return the records; of too many the first, and a report that the others are not read."""
    if len(records) <= MOST_RECORDS:
        return records
    reason = f"more than {MOST_RECORDS:,} records are not read; split the file"
    return [*records[:MOST_RECORDS], unread(records[MOST_RECORDS].start, reason)]
