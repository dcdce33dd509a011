"""Times that are told from the article's own date: yesterday, last week, three months ago."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.analysis.dates.notations.grammar import GAP
from copydesk.analysis.dates.values import SEASONS, iso, season_year, shifted
from copydesk.support.patterns import compile_later

_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_TAILS = {
    "esterday": "yesterday",
    "oday": "today",
    "onight": "tonight",
    "omorrow": "tomorrow",
    "ast": "last",
    "his": "this",
    "ext": "next",
}
"""Words without their first letter, which may be a capital: half as many searches."""

_COUNTS = {
    word: count
    for count, words in enumerate(
        (
            "",
            "a an one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        )
    )
    for word in words.split()
}
_UNITS = "day|week|month|year|decade|quarter|century"
_THIS = compile_later(
    rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his)(?:{GAP}(?:past|coming|current))?{GAP}"
    rf"(?:(?:fiscal|financial|school|academic|calendar){GAP})?"
    rf"(?P<unit>week(?:end)?|month|year|decade|century|quarter|spring|summer|autumn|fall|winter"
    r"|night|morning|afternoon|evening)\b(?!-)"
)
_MODIFIER = compile_later(rf"(?:earlier|later|early|late){GAP}\Z", re.IGNORECASE)
_AGO = compile_later(
    rf"(?:(?:about|some|nearly|almost|exactly|more{GAP}than|over|around){GAP})?"
    rf"\b(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)}){GAP}(?P<unit>{_UNITS}|decade)s?{GAP}\Z",
    re.IGNORECASE,
)


class Relative(NamedTuple):
    """A relative time: its place, and its value and precision (the value None without an article's date)."""

    start: int
    end: int
    value: str | None
    precision: str


def find_relative(text: str, dateline: datetime.date | None) -> Iterator[Relative]:
    """Yield the relative times of a text, needle by needle, not in order."""
    for tail, word in _TAILS.items():
        at = text.find(tail, 1)
        while at >= 0:
            start = at - 1
            whole = text[start] in (word[0], word[0].upper()) and not text[start - 1 : start].isalnum()
            if whole and (found := _read(text, start, word, dateline)):
                yield found
            at = text.find(tail, at + len(tail))
    for needle in (" ago", "\nago", "\0ago"):
        at = text.find(needle)
        while at >= 0:
            if not text[at + 4 : at + 5].isalnum() and (match := _AGO.search(text, max(0, at - 40), at + 1)):
                count = int(match["count"]) if match["count"].isdigit() else _COUNTS[match["count"].lower()]
                value, precision = _value(dateline, match["unit"].lower(), -count)
                yield Relative(match.start(), at + 4, value, precision)
            at = text.find(needle, at + 4)


def _read(text: str, at: int, needle: str, dateline: datetime.date | None) -> Relative | None:
    end = at + len(needle)
    if needle in _DAYS:
        if text[end : end + 1].isalnum():
            return None
        if needle in ("today", "tonight") and text[at - 4 : at] == "USA ":
            return None
        value, precision = _value(dateline, "day", _DAYS[needle])
        return Relative(at, end, value, precision)
    match = _THIS.match(text, at)
    if match is None:
        return None
    which, unit = match["which"].lower(), match["unit"]
    step = {"last": -1, "this": 0, "next": 1}[which]
    start = at
    if modifier := _MODIFIER.search(text, max(0, at - 10), at):
        start = modifier.start()
    if unit in SEASONS:
        year = season_year(SEASONS[unit], dateline, which) if dateline else None
        return Relative(start, match.end(), iso(year, SEASONS[unit]) if year else None, "season")
    if unit in ("night", "morning", "afternoon", "evening"):
        value, precision = _value(dateline, "day", min(step, 0))
    else:
        value, precision = _value(dateline, unit.replace("weekend", "week"), step)
    return Relative(start, match.end(), value, precision)


def _value(dateline: datetime.date | None, unit: str, count: int) -> tuple[str | None, str]:
    if dateline:
        return shifted(dateline, unit, count)
    return None, unit
