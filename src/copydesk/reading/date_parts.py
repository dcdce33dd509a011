"""What a date says in its own words, before anything is known of the article it stands in."""

from __future__ import annotations

from typing import NamedTuple

YearMonthDay = tuple[int | None, int | None, int | None]


class Parts(NamedTuple):
    """A date as it is written.

    Attributes:
        start, end: offsets in code points.
        precision: "day", "month", "season", "quarter", "year", "decade" or "century".
        year, month, day: as written; a season or quarter is a month from 21 on (ISO 8601-2).
        weekday: from 0 for Monday, where a weekday is named.
        last: the end of a range that is written as one, such as "March 3–5".
        which: the word before a weekday or month that says which is meant ("last", "next" …), or "".
        value: set where the parts alone do not tell it.
        ambiguous: whether day and month could stand the other way round.
        shape: "calendar", "numeric", "iso", "weekday", "year" or "relative".
    """

    start: int
    end: int
    precision: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    last: YearMonthDay | None = None
    which: str = ""
    value: str | None = None
    ambiguous: bool = False
    shape: str = "calendar"


def words_before(text: str, start: int, at: int, width: int = 30) -> list[str]:
    """The words that stand within `width` code points before an offset, the last one last; markup is skipped."""
    return text[max(start, at - width) : at].replace("\0", " ").split()
