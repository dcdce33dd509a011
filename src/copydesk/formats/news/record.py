"""Record: one of the articles in a file of several, not read yet."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from copydesk.formats.decoding.encodings import NotText
from copydesk.formats.parsed import Fault, Parsed, filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST_RECORDS = 20_000
"""A file with more records is not read: to check each takes some milliseconds, however short it is."""


Kind = TypeVar("Kind")


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


def some_records(records: Iterable[Kind]) -> list[Kind]:
    """Return the records of a file that is there for its articles.

    Raises:
        NotText: there are none, or too many.
    """
    found = not_too_many(records)
    if not found:
        raise NotText(
            "it holds no article, so nothing is read; look at what made the file, or leave it out (exclude)"
        )
    return found


def not_too_many(records: Iterable[Kind]) -> list[Kind]:
    """Return the records of a file, or where they stand. Of too many, one more than MOST_RECORDS is asked for.

    Raises:
        NotText: there are too many.
    """
    found = [*islice(records, MOST_RECORDS + 1)]
    if len(found) > MOST_RECORDS:
        raise NotText(
            f"it holds more than {MOST_RECORDS:,} articles; split it (of JSON Lines “copydesk scan” reads any number)"
        )
    return found
