"""Reckoning: the days that a date may be, and the ages between two of them, as exactly as both are told."""

from __future__ import annotations

import datetime
from calendar import monthrange
from typing import NamedTuple

from copydesk.analysis.dates.mentions import DateMention

_DECEMBER = 12


class Days(NamedTuple):
    """The first and the last day that a date may be."""

    first: datetime.date
    last: datetime.date

    @property
    def exact(self) -> bool:
        """Tell whether it is one day."""
        return self.first == self.last


def days_of(date: DateMention) -> Days | None:
    """Return the days that a date may be; None if it has no year, or is a range or no day of the calendar."""
    if not date.year or date.impossible or date.ambiguous or date.last:
        return None
    if date.precision in ("year", "season"):
        return Days(datetime.date(date.year, 1, 1), datetime.date(date.year, _DECEMBER, 31))
    if date.precision == "month" and date.month:
        last = monthrange(date.year, date.month)[1]
        return Days(datetime.date(date.year, date.month, 1), datetime.date(date.year, date.month, last))
    if date.precision == "day" and date.month and date.day:
        day = datetime.date(date.year, date.month, date.day)
        return Days(day, day)
    return None


def ages_between(born: Days, then: Days) -> range:
    """Return how old somebody may be then, in full years; an empty range if then lies before the birth."""
    youngest = max(0, _full_years(born.last, then.first))
    return range(youngest, _full_years(born.first, then.last) + 1)


def _full_years(born: datetime.date, then: datetime.date) -> int:
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))
