"""Easter: on which day it falls in a year, in the west and in the east."""

from __future__ import annotations

import datetime
from functools import cache

_GOLDEN = 19


@cache
def easter(year: int) -> datetime.date:
    """Return Easter Sunday by the Gregorian calendar (the method of Meeus, Jones and Butcher)."""
    golden, century, rest = year % _GOLDEN, year // 100, year % 100
    moon = (century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 19 * golden + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)


@cache
def orthodox_easter(year: int) -> datetime.date:
    """Return Easter Sunday of the Orthodox churches, as a day of the Gregorian calendar."""
    moon = (19 * (year % _GOLDEN) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    behind = year // 100 - year // 400 - 2
    return datetime.date(year, month, day + 1) + datetime.timedelta(behind)
