"""Dates that begin with a number: 2026-02-13, 13/02/2026, 2019, 2019–21, the 1990s, the 18th century."""

from __future__ import annotations

import re

from copydesk.analysis.dates.notations.grammar import COUNTED, GAP
from copydesk.analysis.dates.parts import Parts, words_before
from copydesk.analysis.dates.values import QUARTERS, SEASONS, full_year
from copydesk.support.patterns import compile_later

_DIGITS = compile_later(r"\d+")
_ISO = compile_later(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?![\w/-]|\.\d)|(?=T\d))")
_NUMERIC = compile_later(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\w/]|[.-]\d)")
_DECADE = compile_later(r"(\d{3}0|\d0)['’]?s\b")
_SHORT_SPAN = 20
"""Years that a range may reach over the turn of a century without saying so."""
_CENTURY = compile_later(rf"(\d{{1,2}})(?:st|nd|rd|th)(?:-|{GAP})century\b")
_YEARS = compile_later(
    rf"([12]\d{{3}})[\s\0]?[-–—‑/][\s\0]?([12]\d{{3}}|\d\d)(?![\w%]|[-–/.,]\d)(?!{GAP}{COUNTED})"
)
_COUNTED_NEXT = compile_later(rf"(?:{GAP}|-){COUNTED}")
_PLURAL_NEXT = compile_later(rf"{GAP}(?:[a-z]+{GAP})?[a-z]{{3,}}s\b(?<!ss)")
_FISCAL_NEXT = compile_later(rf"{GAP}(?:fiscal|financial){GAP}year\b")
_BACK = compile_later(
    rf"(?:(?:early|late|mid)(?:-|{GAP})(?:in{GAP})?)?(?:\bthe{GAP})?"
    rf"(?:(?:(?:early|late|mid)(?:-|{GAP}))?(?P<season>spring|summer|autumn|fall|winter),?{GAP}(?:of{GAP}|in{GAP})?"
    rf"|(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th){GAP}quarter{GAP}(?:of{GAP})?(?:(?:fiscal|FY){GAP})?"
    rf"|Q(?P<q>[1-4]){GAP}(?:of{GAP})?"
    rf"|(?:fiscal|financial)(?:{GAP}year)?{GAP}|FY{GAP}?)?\Z",
    re.IGNORECASE,
)
_BACK_WORDS = frozenset(
    "early late mid spring summer autumn fall winter of in quarter fiscal financial year fy".split()
)

_TEMPORAL = frozenset(
    "in since by until till before after circa c. from to between and around year years of ad through during late"
    " early mid or for jahr jahre jahres sommer frühjahr herbst".split()
)
_COUNTING = frozenset(
    "than nearly almost approximately roughly over under least most some only number no no. page pages room flight"
    " route highway section chapter channel area model windows bus train unit another exactly at figure rule bill"
    " resolution form lot lots pp pp. p. vol. score case docket part order file claim patent apt suite"
    " extension ext".split()
)


def read_number(text: str, at: int, first: int, last: int) -> Parts | None:
    """The date that begins with the number at `at` (or with "FY"), inside the block from `first` to `last`."""
    before = text[at - 1] if at > first else " "
    if text.startswith("FY", at):
        at, before = at + 2, "Y"
    elif before in "$£€#/:.,+=*_@&":
        return None
    digits = _DIGITS.match(text, at, last)
    if digits is None:
        return None
    end = digits.end()
    length = end - at
    if before in "-‑" and not text[max(first, at - 5) : at - 1].lower().endswith(
        ("mid", "pre", "post", "late", "early")
    ):
        return None
    if length <= 2:
        return _short(text, at, first, last, before)
    if length != 4:
        return None
    if match := _ISO.match(text, at, last):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        words = words_before(text, first, at)
        if month > 12 and words and words[-1].lower().strip(":#") in _COUNTING:
            return None  # the number of a case or an order
        may_be = 1 <= month <= 12 and 1 <= day <= 31
        is_even = len(match[3]) == len(match[4])  # where it is not, 2024.2.15 may be a version
        if 1000 <= year < 2200 and (may_be or match[2] == "-") and (is_even or (may_be and match[2] != ".")):
            return Parts(at, match.end(), "day", year, month, day, shape="iso")
        return None
    if (
        (match := _DECADE.match(text, at, last))
        and _is_decade(text, match, first)
        and 1000 <= int(match[1]) < 2200
    ):
        return Parts(_mid(text, at, first), match.end(), "decade", value=f"{match[1][:3]}X", shape="year")
    return _year(text, at, end, first, last, before)


def _short(text: str, at: int, first: int, last: int, before: str) -> Parts | None:
    if match := _NUMERIC.match(text, at, last):
        return _numeric(match)
    if match := _CENTURY.match(text, at, last):
        return Parts(at, match.end(), "century", value=f"{int(match[1]) - 1:02d}XX", shape="year")
    if match := _DECADE.match(text, at, last):
        start = at - 1 if before in "'’‘" else at
        words = words_before(text, first, start)
        bare_but_clear = (
            words and words[-1].lower() in ("the", "early", "late") and match[1] in ("60", "70", "80", "90")
        )
        weather = re.search("temperatur|degree|highs|lows|mercury", text[max(first, at - 80) : at])
        if start < at or (bare_but_clear and not weather):
            value = f"{full_year(int(match[1])) // 10}X"
            return Parts(_mid(text, start, first), match.end(), "decade", value=value, shape="year")
    return None


def _numeric(match: re.Match[str]) -> Parts | None:
    one, two = int(match[1]), int(match[3])
    if len(match[4]) == 2:
        if match[2] != "/" or not (1 <= one <= 31 and 1 <= two <= 31 and min(one, two) <= 12):
            return None
        year = full_year(int(match[4]))
    else:
        year = int(match[4])
        if not 1000 <= year < 2200:
            return None
    start, end = match.span()
    if one > 12 and two > 12:
        if match[2] != "/" or min(one, two) > 31:
            return None
        return (
            Parts(start, end, "day", year, two, one, shape="numeric")
            if one <= 31
            else Parts(start, end, "day", year, one, two, shape="numeric")
        )
    if one > 12 or (match[2] == "." and two <= 12):
        return Parts(start, end, "day", year, two, one, which="day first", shape="numeric")
    ambiguous = two <= 12 and one != two
    return Parts(
        start,
        end,
        "day",
        year,
        one,
        two,
        which="" if ambiguous else "month first",
        ambiguous=ambiguous,
        shape="numeric",
    )


def _is_decade(text: str, match: re.Match[str], first: int) -> bool:
    """Whether "2000's" is a decade and not what belongs to a year."""
    words = words_before(text, first, match.start())
    return match.group()[-2] not in "'’" or (
        bool(words) and words[-1].lower().endswith(("the", "early", "late", "mid-"))
    )


def _mid(text: str, at: int, first: int) -> int:
    """Where the date begins if "early", "late" or "mid-" stands before it."""
    match = re.compile(rf"\b(?:early|late|mid)(?:-|{GAP})\Z", re.IGNORECASE).search(
        text, max(first, at - 8), at
    )
    return match.start() if match else at


def _year(text: str, at: int, end: int, first: int, last: int, before: str) -> Parts | None:
    year = int(text[at:end])
    if not 1000 <= year < 2100 or not _follows_as_year(text, end, last, before):
        return None
    words = words_before(text, first, at)
    word = words[-1].lstrip("([“\"'‘") if words else ""
    lower = word.lower()
    if lower in _COUNTING:
        return None
    start, month, precision = at, None, "year"
    if (
        lower.rstrip(",") in _BACK_WORDS
        or before.isalpha()
        or before == "-"
        or lower in ("q1", "q2", "q3", "q4")
    ):
        match = _BACK.search(text, max(first, at - 44), at)
        if match and match.start() < at:
            start = match.start()
            if match["season"]:
                month, precision = SEASONS[match["season"].lower()], "season"
            elif match["quarter"] or match["q"]:
                month = QUARTERS[match["quarter"].lower()] if match["quarter"] else 32 + int(match["q"])
                precision = "quarter"
    if (years := _YEARS.match(text, at, last)) and _is_range(years):
        until = int(years[2]) if len(years[2]) == 4 else year // 100 * 100 + int(years[2])
        if until < year and until + 100 - year <= _SHORT_SPAN:
            until += 100  # 1999–00
        return Parts(start, years.end(), precision, year, month, last=(until, month, None), shape="year")
    if precision == "year" and start == at:
        if _COUNTED_NEXT.match(text, end, last):
            return None
        temporal = lower in _TEMPORAL or word == ""
        if (not 1800 <= year < 2050 or year % 100 == 0) and not (
            temporal and (lower in ("in", "since", "year") or not _PLURAL_NEXT.match(text, end, last))
        ):
            return None
        if (
            word[:1].isupper()
            and len(words) > 1
            and not temporal
            and not word.endswith((",", ".", ":", ";", ")"))
        ):
            return None
        if fiscal := _FISCAL_NEXT.match(text, end, last):
            end = fiscal.end()
    return Parts(start, end, precision, year, month, shape="year")


def _is_range(match: re.Match[str]) -> bool:
    """Whether "2019–21" is a range; "2019-03" could be a month, "2024/11" a number and "1625-20" a product."""
    slash = "/" in match.group()
    if len(match[2]) == 4:
        return not slash or int(match[2]) == int(match[1]) + 1
    short = int(match[2])
    return short == (int(match[1]) + 1) % 100 or (short > 12 and not slash and int(match[1]) >= 1700)


def _follows_as_year(text: str, end: int, last: int, before: str) -> bool:
    after = text[end : end + 2] if end + 2 <= last else text[end:last] + " "
    if after[:1].isalnum() or after[:1] in "%°_=@":
        return False
    if after[:1] in ".,:" and after[1:2].isdigit():
        return False
    if after[:1] in "”\"'’»" and before in "“\"'‘«":
        return False  # a title such as “1984”
    return not (after[:1] == "-" and after[1:2].isalpha() and text[end + 1 : end + 4] != "era")
