"""dates/wrong-yesterday."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.display import WEEKDAYS, shown
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_TOP = 120
"""So far from the beginning of a text, in code points, its own day stands before a dash."""
_SHORTEST = 4
"""A shorter name of a day is an abbreviation."""
_WEEK = 7


class _Day(NamedTuple):
    start: int
    end: int
    today: int


@rule(preset="strict", in_quotations=False, places=("body", "list", "caption"))
def wrong_yesterday(doc: Document) -> Iterator[Flag]:
    """“Yesterday” or “tomorrow” is given a weekday that it cannot be.

    Where an article is of a Monday, yesterday was Sunday. Its day is told by its dateline, or by another “today, Monday”
    in it.

    Bad: ORLE BRIDGE, Monday, March 4 — The sirens of the old mill were heard in the town yesterday, Tuesday, for an hour.
    Good: ORLE BRIDGE, Monday, March 4 — The sirens of the old mill were heard in the town yesterday, Sunday, for an hour.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    pattern = _pattern(doc.language or "")
    if pattern is None:
        return
    names, steps = _weekdays(doc.language or ""), _steps(doc.language or "")
    told = [
        _Day(*match.span(), (names[match["day"].lower()] - steps[match["word"].lower()]) % _WEEK)
        for match in kept_matches(pattern, doc.plain)
    ]
    told += [
        _Day(*match.span(), (names[match["day"].lower()] + (1 if match["gone"] else 0)) % _WEEK)
        for match in kept_matches(_own_days(doc.language or ""), doc.plain)
    ]
    if not told:
        return
    told.sort()
    if own := _own_day(doc):
        for day in told:
            if day.today != own.today and day.start > own.start:
                yield _flag(doc, day, own)
    elif len(told) > 1 and doc.block_at(told[0].start) == doc.block_at(told[1].start):
        for day in told[1:]:
            if day.today != told[0].today:
                yield _flag(doc, day, told[0])


def _own_day(doc: Document) -> _Day | None:
    """Return the weekday of the article: that of its dateline, or the one that stands before a dash at its head."""
    for date in doc.dates:
        if date.start > _TOP:
            break
        if date.weekday is None or not _DASH.match(doc.plain, date.end):
            continue
        if date.year and date.month and date.day and not date.impossible and date.complete:
            return _Day(date.start, date.end, datetime.date(date.year, date.month, date.day).weekday())
        return _Day(date.start, date.end, date.weekday)
    return None


_DASH = compile_later(r"[.,)]? ?[—–-]|[.)]? ?-- ")


def _flag(doc: Document, day: _Day, own: _Day) -> Flag:
    quoted, there = shown(doc.text, day.start, day.end), shown(doc.text, own.start, own.end)
    message = f"“{quoted}” would make today {_a(day.today)}, but “{there}” makes it {_a(own.today)}"
    related = Related(own.start, own.end, "the day of the article is told here")
    return Flag(day.start, day.end, message, related=(related,))


def _a(weekday: int) -> str:
    return f"a {WEEKDAYS[weekday]}"


@cache
def _weekdays(code: str) -> dict[str, int]:
    lines = enumerate(language_data(code).weekdays)
    return {word.lower(): number for number, line in lines for word in line.split() if len(word) >= _SHORTEST}


@cache
def _steps(code: str) -> dict[str, int]:
    lines = (line.split(" ", 1) for line in language_data(code).yesterdays)
    return {word.lower(): int(step) for step, word in lines}


@cache
def _own_days(code: str) -> re.Pattern[str]:
    """Make the pattern of days that an adjective says to be today or yesterday: am heutigen Donnerstag."""
    return compile_later(
        rf"(?<!\w)(?:(?:heutigen|aujourd'hui|hoy|oggi|hoje|vandaag)|(?P<gone>gestrigen)) (?:ce |este )?(?P<day>{either(_weekdays(code))})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _pattern(code: str) -> re.Pattern[str] | None:
    if not _weekdays(code) or not _steps(code):
        return None
    return compile_later(
        rf"(?<!\w)(?P<word>{either(_steps(code))})(?: (?:morning|evening|night|afternoon|abend|morgen|soir|matin))?(?:,| \(| –)"
        rf" ?(?:on |am |le |el |il |op )?(?P<day>{either(_weekdays(code))})(?=[,.;:)]| [–—]|\Z)",
        re.IGNORECASE,
    )
