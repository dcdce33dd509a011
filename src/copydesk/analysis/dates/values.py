"""From the parts of a date to its value: ISO 8601, as far as the precision goes."""

from __future__ import annotations

import datetime
from calendar import monthrange

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""ISO 8601-2 writes a season as a month from 21 on."""

QUARTERS = {"first": 33, "second": 34, "third": 35, "fourth": 36, "1st": 33, "2nd": 34, "3rd": 35, "4th": 36}
"""ISO 8601-2 writes a quarter as a month from 33 on."""

_AHEAD = datetime.timedelta(days=60)

FIRST_YEAR, LAST_YEAR = 1400, 2999
"""The years in which an article may be dated. The zero date of many programs, 0001-01-01, and 9999-12-31 stand for
none. Between these years no reckoning by days, months or years leaves the calendar."""


def may_be_dateline(day: datetime.date) -> bool:
    """Tell whether an article may be of this day."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def is_possible(year: int | None, month: int | None, day: int | None) -> bool:
    """Tell whether there is such a day, or could be where the year is not known."""
    if month is not None and not 1 <= month <= 12:
        return False
    if day is None:
        return True
    if month is None:
        return 1 <= day <= 31
    return (
        1
        <= day
        <= (monthrange(year, month)[1] if year else (29 if month == 2 else monthrange(2000, month)[1]))
    )


def days_in(year: int | None, month: int) -> int:
    """Return how many days a month has; February 29 where the year is not known."""
    return monthrange(year or 2000, month)[1]


def iso(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """Return the value as far as it is known from the left: "2026", "2026-02", "2026-02-13"; None without a year."""
    if year is None:
        return None
    if month is None:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" if day is None else f"{year:04d}-{month:02d}-{day:02d}"


def full_year(short: int, today: datetime.date | None = None) -> int:
    """Return the year that two digits stand for: the one from 80 years before `today` to 19 years after it."""
    base = (today.year if today else 2030) + (19 if today else 0)
    year = base // 100 * 100 + short
    return year if year <= base else year - 100


def year_of_month(month: int, dateline: datetime.date, *, ahead: bool) -> int:
    """Return the year of a month named without one: the last such month that has begun, or with `ahead` the next."""
    if ahead:
        return dateline.year if month >= dateline.month else dateline.year + 1
    return dateline.year if month <= dateline.month else dateline.year - 1


def year_of_day(month: int, day: int, dateline: datetime.date, *, ahead: bool) -> int | None:
    """Return the year of a day named without one: this or last year's; the next if `ahead` or within two months."""
    years = [
        year
        for year in (dateline.year - 1, dateline.year, dateline.year + 1)
        if is_possible(year, month, day)
    ]
    limit = datetime.timedelta(days=300) if ahead else _AHEAD
    known = [datetime.date(year, month, day) for year in years]
    if ahead and (coming := [date for date in known if dateline <= date <= dateline + limit]):
        return coming[0].year
    reached = [date for date in known if date <= dateline + limit]
    return max(reached).year if reached else None


def nearest_weekday(weekday: int, dateline: datetime.date, which: str) -> datetime.date | None:
    """Return the day that a weekday's name means in an article of `dateline`.

    `which` is "past" (the latest, the article's own day included), "ahead" (the next), "last" or "next" (not the
    article's own day). Another word gives None.
    """
    back = (dateline.weekday() - weekday) % 7
    if which == "past":
        return dateline - datetime.timedelta(days=back)
    if which == "last":
        return dateline - datetime.timedelta(days=back or 7)
    if which == "ahead":
        return dateline + datetime.timedelta(days=-back % 7)
    if which == "next":
        return dateline + datetime.timedelta(days=-back % 7 or 7)
    return None


def shifted(dateline: datetime.date, unit: str, count: int) -> tuple[str | None, str]:
    """Return the value and precision of a time `count` units (day, week, month, year, decade …) from the article's
    date.
    """
    try:
        if unit == "day":
            return (dateline + datetime.timedelta(days=count)).isoformat(), "day"
        if unit == "week":
            year, week, _ = (dateline + datetime.timedelta(weeks=count)).isocalendar()
            return f"{year:04d}-W{week:02d}", "week"
        if unit == "month":
            years, month = divmod(dateline.year * 12 + dateline.month - 1 + count, 12)
            return iso(years, month + 1), "month"
        if unit == "quarter":
            years, quarter = divmod(dateline.year * 4 + (dateline.month - 1) // 3 + count, 4)
            return iso(years, 33 + quarter), "quarter"
        if unit == "decade":
            return f"{dateline.year // 10 + count:03d}X", "decade"
        if unit == "century":
            return f"{dateline.year // 100 + count:02d}XX", "century"
    except OverflowError:
        return None, unit
    return iso(dateline.year + count), "year"


def season_year(season: int, dateline: datetime.date, which: str) -> int | None:
    """Return the year of "last", "this" or "next" spring, summer, autumn or winter; a winter bears its first year."""
    first_month = {21: 3, 22: 6, 23: 9, 24: 12}[season]
    begun = dateline.year if dateline.month >= first_month else dateline.year - 1
    running = (dateline.month - first_month) % 12 < 3
    if which == "last":
        return begun - 1 if running else begun
    if which == "next":
        return begun + 1
    return begun if running or which == "past" else dateline.year
