"""What a date says in its own words (Parts), and what it means in its article (DateMention)."""

from __future__ import annotations

from typing import NamedTuple

from copydesk.analysis.dates.values import is_possible
from copydesk.support.patterns import compile_later

_STOP = compile_later(r"[.!?][\s\0]+\Z")

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


class DateMention(NamedTuple):
    """A date in the text.

    Attributes:
        start, end: offsets in code points.
        value: ISO 8601, as far as the precision goes ("2025", "2025-07", "2025-07-04"); seasons, quarters, decades
            and centuries as ISO 8601-2 writes them ("2019-21" for spring, "2019-33" for the first quarter, "199X",
            "17XX"), weeks as "2026-W07", a range written as one as "2025-07-04/2025-07-06". None where it does not
            resolve: the day does not exist, day and month may be reversed, or the article's own date is not known.
        precision: "day", "week", "month", "quarter", "season", "year", "decade" or "century".
        origin: what it was resolved from: "text", or "dateline" if the article's own date was needed; None if it has no
            value.
        year, month, day: as written, or as resolved where `origin` is "dateline".
        weekday: the weekday that is named, from 0 for Monday.
        last: the end of a range that is written as one.
        shape: "calendar", "numeric", "iso", "weekday", "year" or "relative".
        ambiguous: whether day and month could stand the other way round, and nothing in the article settles it.
        complete: whether it bears its own year.
        sure: from 0 to 1: how likely the value is the one meant.
    """

    start: int
    end: int
    value: str | None
    precision: str
    origin: str | None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    last: YearMonthDay | None = None
    shape: str = "calendar"
    ambiguous: bool = False
    complete: bool = False
    sure: float = 1.0

    @property
    def impossible(self) -> bool:
        """Tell whether the calendar has no such day (a day without a year is given the benefit of a leap year)."""
        ends = [(self.year, self.month, self.day), *([self.last] if self.last else [])]
        return self.precision == "day" and any(
            month is not None and day is not None and not is_possible(year, month, day)
            for year, month, day in ends
        )

    @property
    def is_plain(self) -> bool:
        """Tell whether it names one year, month or day that can be counted from: no range, and no “next month”."""
        return (
            self.precision in ("year", "month", "day")
            and self.shape not in ("weekday", "relative")
            and not (self.impossible or self.ambiguous or self.last)
        )


def opens_a_sentence(text: str, last: int, date: DateMention) -> bool:
    """Tell whether a full stop stands directly before a date and behind an offset.

    A sentence that begins with a number is else taken for a part of the one before: “… gegründet. 1990 zog er …”.
    """
    return _STOP.search(text, last, date.start) is not None


def words_before(text: str, start: int, at: int, width: int = 30) -> list[str]:
    """Return the words that stand within `width` code points before an offset, the last one last; markup is skipped."""
    return text[max(start, at - width) : at].replace("\0", " ").split()
