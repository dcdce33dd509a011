"""The Julian calendar: the day of the week of its dates, and the texts whose old dates may be its."""

from __future__ import annotations

import datetime
import re

from copydesk.support.patterns import compile_later, one_of

_LAST_DAYS = {
    "bg": datetime.date(1916, 3, 31),
    "bs": datetime.date(1919, 1, 14),
    "el": datetime.date(1923, 2, 15),
    "ka": datetime.date(1918, 4, 17),
    "lt": datetime.date(1915, 12, 31),
    "lv": datetime.date(1918, 1, 31),
    "et": datetime.date(1918, 1, 31),
    "ro": datetime.date(1919, 3, 31),
    "ru": datetime.date(1918, 1, 31),
    "sr": datetime.date(1919, 1, 14),
    "uk": datetime.date(1918, 2, 15),
}
"""The last day by the Julian calendar in the countries of a language."""

_LAST_OF_ALL = datetime.date(1923, 2, 28)
_OLD_STYLE = compile_later(
    r"(?<!\w)(?:"
    + one_of(
        r"old[- ]style|o\. ?s\.|julian\w*|alten stils|alter stil|ancien style|calendrier julien|estilo antiguo",
        r"vecchio stile|calendario giuliano|oude stijl|juliaanse|estilo antigo|starego stylu|juliańsk\w+|gamla stilen",
        r"gammel stil|starého stylu|juliánsk\w+|стар\w{2,3} стил\w*|ст\. ?ст\.|юлиан\w*|юліан\w*|стилю",
        r"стар\w{2,4} календар\w*|stil vechi|vanhaa lukua|juliaani\w*|vana kalendri",
    )
    + r")(?!\w)",
    re.IGNORECASE,
)
_FROM_JULIAN_DAY = 32_083
"""What the count of days begins with, so that day 0 is a Monday."""


def may_be_julian(day: datetime.date, language: str | None, written: str, plain: str) -> bool:
    """Tell whether a date in a text may be one of the Julian calendar.

    Args:
        day: the date.
        language: of the text; if that is not known, the letters count with which the date is `written`.
        written: the date as it stands in the text.
        plain: the text in the form of `Document.plain`, which may speak of the old style.
    """
    if language is None and any("Ѐ" <= letter <= "ӿ" for letter in written):
        language = "ru"
    last = _LAST_DAYS.get(language or "")
    if last and day <= last:
        return True
    return day <= _LAST_OF_ALL and _OLD_STYLE.search(plain) is not None


def julian_weekday(year: int, month: int, day: int) -> int:
    """Return the day of the week of a date of the Julian calendar, 0 for Monday."""
    shift = (14 - month) // 12
    years, months = year + 4800 - shift, month + 12 * shift - 3
    return (day + (153 * months + 2) // 5 + 365 * years + years // 4 - _FROM_JULIAN_DAY) % 7
