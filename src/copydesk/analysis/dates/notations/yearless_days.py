"""Yearless days: the year that an article names for a day which it names elsewhere without one."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.values import is_possible
from copydesk.formats.parsed import Block

_BESIDE, NEARER = 31, 14
"""Two days of one year lie at most so many days apart, if a paragraph, or the article, tells the year of one only."""
_LEAP_YEAR = 2000

Day = tuple[int, int]
"""A month and a day of it."""


class YearlessDays:
    """Knows the dates of an article by their days, so that each is looked up and not all are gone through.

    Args:
        dates: of the article.
        block_at: returns the paragraph at an offset.
        first_year: the first one that counts.
    """

    def __init__(
        self, dates: Iterable[DateMention], block_at: Callable[[int], Block | None], first_year: int
    ) -> None:
        self._block_at = block_at
        self._named: dict[Day, set[int]] = defaultdict(set)
        self._whole: dict[Day, set[int]] = defaultdict(set)
        self._whole_of_blocks: dict[tuple[int, Day], set[int]] = defaultdict(set)
        for date in dates:
            year = date.year or 0
            if year < first_year or not date.complete or date.precision != "day" or date.ambiguous:
                continue
            day = date.month or 1, date.day or 1
            self._named[day].add(year)
            if date.last:
                self._named[date.last[1] or 0, date.last[2] or 0].add(year)
            if date.impossible or date.weekday != datetime.date(year, *day).weekday():
                continue
            self._whole[day].add(year)
            if block := block_at(date.start):
                self._whole_of_blocks[block.start, day].add(year)

    def year_of_same(self, date: DateMention) -> list[int]:
        """Return the year in which the article names the same day elsewhere, if it is only one."""
        years = self._named.get((date.month or 0, date.day or 0), set())
        return list(years) if len(years) == 1 else []

    def year_beside(self, date: DateMention, *, in_paragraph: bool, within: int = NEARER) -> list[int]:
        """Return the year of a whole date that lies within a month of this one, on the right weekday: “from Friday 13
        February 2026 to Sunday 15 February”. In another paragraph, unless only this one counts, it lies `within` so
        many days. It is the only such year.
        """
        block = self._block_at(date.start)
        if block is None or not self._whole:
            return []
        years: set[int] = set()
        day = date.month or 1, date.day or 1
        for year in self._years_near(day, block, 0 if in_paragraph else within):
            years.add(year)
            if len(years) > 1:
                return []
        return list(years)

    def _years_near(self, day: Day, block: Block, within: int) -> Iterator[int]:
        for other in _days_near(day):
            for year in self._whole.get(other, ()) if within else ():
                if _apart(year, day, other) <= within:
                    yield year
            for year in self._whole_of_blocks.get((block.start, other), ()):
                if _apart(year, day, other) <= _BESIDE:
                    yield year


@cache
def _days_near(day: Day) -> tuple[Day, ...]:
    """Return the days of one year that lie about a month around a day at most."""
    middle = datetime.date(_LEAP_YEAR, *day)
    reach = range(-_BESIDE - 1, _BESIDE + 2)
    near = (middle + datetime.timedelta(days=number) for number in reach)
    return tuple((each.month, each.day) for each in near if each.year == _LEAP_YEAR)


def _apart(year: int, one: Day, two: Day) -> int:
    """Return how many days of a year lie between two; more than a month if it has not both."""
    if not (is_possible(year, *one) and is_possible(year, *two)):
        return _BESIDE + 1
    return abs((datetime.date(year, *one) - datetime.date(year, *two)).days)
