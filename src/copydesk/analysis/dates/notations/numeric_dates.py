"""Dates that begin with a number: 2026-02-13, 13/02/2026, 2019, 2019–21, the 1990s, the 18th century."""

from __future__ import annotations

import re

from copydesk.analysis.dates.notations.grammar import GAP
from copydesk.analysis.dates.notations.years import COUNTING, Number, read_year
from copydesk.analysis.dates.parts import Parts, words_before
from copydesk.analysis.dates.values import full_year
from copydesk.support.patterns import compile_later

_DIGITS = compile_later(r"\d+")
_ISO = compile_later(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?![\w/-]|\.\d)|(?=T\d))")
_NUMERIC = compile_later(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\w/]|[.-]\d)")
_DECADE = compile_later(r"(\d{3}0|\d0)['’]?s\b")
_CENTURY = compile_later(rf"(\d{{1,2}})(?:st|nd|rd|th)(?:-|{GAP})century\b")
_NUMBERED = ("version", "release", "build", "v", "kernel")
"""Words before a number with points that is no date."""
_PART_BEFORE = compile_later(rf"\b(?:early|late|mid)(?:-|{GAP})\Z", re.IGNORECASE)
_WEATHER = compile_later("temperatur|degree|highs|lows|mercury")


def read_number(
    text: str, at: int, first: int, last: int, *, nouns_have_capitals: bool = False
) -> Parts | None:
    """Read the date that begins with the number at `at` (or with "FY"), inside the block from `first` to `last`."""
    before = text[at - 1] if at > first else " "
    if text.startswith("FY", at):
        at, before = at + 2, "Y"
    elif before in "$£€#/:.,+=*_@&":
        return None
    digits = _DIGITS.match(text, at, last)
    if digits is None or (before in "-‑" and not _joins_a_date(text, at, first)):
        return None
    number = Number(text, at, digits.end(), first, last, before, nouns_have_capitals)
    length = number.end - at
    if length <= 2:
        return _short(number)
    return _long(number) if length == 4 else None


def _joins_a_date(text: str, at: int, first: int) -> bool:
    """Tell whether what stands before a hyphen says that a date follows: mid-2019."""
    return text[max(first, at - 5) : at - 1].lower().endswith(("mid", "pre", "post", "late", "early"))


def _long(number: Number) -> Parts | None:
    """Read what begins with four digits."""
    if match := _ISO.match(number.text, number.start, number.last):
        return _iso(number, match)
    match = _DECADE.match(number.text, number.start, number.last)
    if match and _is_decade(number, match) and 1000 <= int(match[1]) < 2200:
        start = _with_part_before(number, number.start)
        return Parts(start, match.end(), "decade", value=f"{match[1][:3]}X", shape="year")
    return read_year(number)


def _iso(number: Number, match: re.Match[str]) -> Parts | None:
    year, month, day = int(match[1]), int(match[3]), int(match[4])
    if month > 12 and number.words and number.words[-1].lower().strip(":#") in COUNTING:
        return None  # the number of a case or an order
    if "0" in (match[3], match[4]):
        return None  # a version
    may_be = 1 <= month <= 12 and 1 <= day <= 31
    is_even = len(match[3]) == len(match[4])  # where it is not, 2024.2.15 may be a version
    if 1000 <= year < 2200 and (may_be or match[2] == "-") and (is_even or (may_be and match[2] != ".")):
        return Parts(number.start, match.end(), "day", year, month, day, shape="iso")
    return None


def _short(number: Number) -> Parts | None:
    """Read what begins with one or two digits."""
    text, at, last = number.text, number.start, number.last
    if match := _NUMERIC.match(text, at, last):
        return None if _is_version(number, match) else _numeric(match)
    if match := _CENTURY.match(text, at, last):
        return Parts(at, match.end(), "century", value=f"{int(match[1]) - 1:02d}XX", shape="year")
    if match := _DECADE.match(text, at, last):
        return _short_decade(number, match)
    return None


def _is_version(number: Number, match: re.Match[str]) -> bool:
    """Tell whether the parts are those of a version: one is a bare 0, or no date can be meant behind such a word."""
    if "0" in (match[1], match[3]):
        return True
    word = number.words[-1].lower().strip(":#") if number.words else ""
    return match[2] == "." and (word in COUNTING or word in _NUMBERED)


def _short_decade(number: Number, match: re.Match[str]) -> Parts | None:
    """Read '60s, or the early 60s where they are no temperatures."""
    start = number.start - 1 if number.before in "'’‘" else number.start
    if start == number.start:
        words = words_before(number.text, number.first, start)
        is_clear = bool(words) and words[-1].lower() in ("the", "early", "late")
        around = number.text[max(number.first, start - 80) : start]
        if not is_clear or match[1] not in ("60", "70", "80", "90") or _WEATHER.search(around):
            return None
    value = f"{full_year(int(match[1])) // 10}X"
    return Parts(_with_part_before(number, start), match.end(), "decade", value=value, shape="year")


def _numeric(match: re.Match[str]) -> Parts | None:
    """Read 13/02/2026, 02/13/26 or 13.2.2026, of which one or the other number is the day."""
    one, two, year = int(match[1]), int(match[3]), _year_of(match)
    if year is None:
        return None
    start, end = match.span()
    if one > 12 and two > 12:
        if match[2] == "." or len(match[4]) != 4 or min(one, two) > 31:
            return None
        month, day = (two, one) if one <= 31 else (one, two)
        return Parts(start, end, "day", year, month, day, shape="numeric")
    if one > 12 or (match[2] == "." and two <= 12):
        return Parts(start, end, "day", year, two, one, which="day first", shape="numeric")
    is_open = two <= 12 and one != two
    which = "" if is_open else "month first"
    return Parts(start, end, "day", year, one, two, which=which, ambiguous=is_open, shape="numeric")


def _year_of(match: re.Match[str]) -> int | None:
    """Complete the year of a numeric date; None if no such date can be meant."""
    if len(match[4]) == 4:
        return int(match[4]) if 1000 <= int(match[4]) < 2200 else None
    one, two = int(match[1]), int(match[3])
    is_date = match[2] == "/" and 1 <= one <= 31 and 1 <= two <= 31 and min(one, two) <= 12
    return full_year(int(match[4])) if is_date else None


def _is_decade(number: Number, match: re.Match[str]) -> bool:
    """Tell whether "2000's" is a decade and not what belongs to a year."""
    return match.group()[-2] not in "'’" or (
        bool(number.words) and number.words[-1].lower().endswith(("the", "early", "late", "mid-"))
    )


def _with_part_before(number: Number, start: int) -> int:
    """Tell where the date begins if "early", "late" or "mid-" stands before it."""
    match = _PART_BEFORE.search(number.text, max(number.first, start - 8), start)
    return match.start() if match else start
