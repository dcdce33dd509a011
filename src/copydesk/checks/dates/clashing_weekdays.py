"""dates/clashing-weekdays."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from copydesk.analysis.dates.display import shown
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_APART = 60
_OLD = 1930
_OTHER_CALENDAR = compile_later(r"(?i)gregor|julian|juli[aá]n")
_CALENDAR = compile_later(r"(?i)[ck]alend")
_OLD_YEAR = compile_later(r"\b1[5-8]\d\d\b")
_RANGE = compile_later(
    r"(?i)\b(?:from|von|vom|du|del|dal|da|desde|de|van|från|fra|od|between|zwischen|entre|tra|tussen)(?: (?:the|dem|den|el|le|il|o))? \Z"
)
_LEAD = 16
_FEWEST, _MOST = 2, 6
"""So many days of the week with their dates are those of one event; more are a calendar, or several years."""
_NIGHTS = frozenset("night Night Nacht nuit noche notte noite nacht Natten natten nat noc nocy".split())
_EVERY = compile_later(
    r"(?i)(?:every|each|jede[rn]?|chaque|cada|ogni|iedere|elke|varje|hver|każdą)\b[^.;\n]{0,16}\Z|(?<!\w)(?:a|one|per|pro) \Z"
)
_FROM = r"(?:from|of|between|von|vom|zum|de|del|du|tra|fra|van|mellan|mellem|mellom|z|ze)"
_TO = r"(?:to|and|auf|zu|zum|à|au|al|a|e|y|en|op|og|och|na|e)"
_ARTICLE = r"(?:(?:the|den|dem|le|el|il|de|dia|d\.|o) )?"


@rule(in_quotations=False, places=("body", "list", "caption"))
def clashing_weekdays(doc: Document) -> Iterator[Flag]:
    """Two days of the week do not lie as far apart as their dates, or a night runs over more than two days.

    “Saturday 12 and Sunday 14 June” cannot both be right, whatever the year, and a night from Friday ends on Saturday.
    Silent where the article tells of another calendar: in 1752 Thursday 14 September followed Wednesday 2 September.

    Bad: The fair takes place on Saturday 12 and Sunday 14 June.
    Bad: Thieves broke in during the night from Monday to Wednesday.
    Good: The fair takes place on Saturday 12 and Sunday 13 June, and the nights from Friday to Sunday are loud.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    pattern = _pattern(doc.language or "")
    flags = list(_clashes(doc, *pattern)) if pattern else []
    if flags and not _tells_of_another_calendar(doc.plain):
        yield from flags


def _tells_of_another_calendar(text: str) -> bool:
    if _OTHER_CALENDAR.search(text):
        return True
    return _CALENDAR.search(text) is not None and _OLD_YEAR.search(text) is not None


def _clashes(doc: Document, pairs: re.Pattern[str], nights: re.Pattern[str]) -> Iterator[Flag]:
    done = -1
    near = [(max(0, date.start - _APART), date.end) for date in doc.dates if date.weekday is not None]
    found = {match.start(): match for span in near for match in pairs.finditer(doc.plain, *span)}
    for match in found.values():
        months = _months(doc.language or "")
        first, last = int(match["first"]), int(match["last"])
        named = {months[word.lower()] for word in (match["month"], match["other"]) if word}
        if not (0 < first <= 31 and 0 < last <= 31) or len(named) != 1:
            continue
        if first < last and not _agree(doc, match, last - first):
            done = match.end()
            yield _flag(doc, *match.span())
        elif (
            first > last
            and not match["month"]
            and _RANGE.search(doc.plain, max(0, match.start("one") - _LEAD), match.start())
        ):
            done = match.end()
            text = shown(doc.text, *match.span())
            yield Flag(*match.span(), f"“{text}”: the last day is before the first")
    for one, two in pairwise(doc.dates):
        if one.complete and two.complete and (one.year or two.year):
            continue  # weekday-mismatch looks at each
        if "\n" in doc.text[one.end : two.start] and doc.block_at(one.start) != doc.block_at(two.start):
            continue
        if min(one.year or _OLD, two.year or _OLD) < _OLD:
            continue  # days may be those of another calendar
        if one.weekday is None or two.weekday is None or two.start - one.end > _APART or one.start < done:
            continue
        if one.month and two.month and one.day and two.day and not (one.impossible or two.impossible):
            year = one.year or two.year or 2001
            crosses_february = 2 in (one.month, two.month) and one.month != two.month
            if (one.year or two.year) != (two.year or one.year) or crosses_february:
                continue
            days = datetime.date(year, two.month, two.day) - datetime.date(year, one.month, one.day)
            if 0 < abs(days.days) < 15 and (two.weekday - one.weekday - days.days) % 7:
                yield _flag(doc, one.start, two.end)
    yield from _far_apart(doc)
    if not _NIGHTS.isdisjoint(doc.spellings):
        around = [(start, end + _APART) for start, end in near if len(near) > 1]
        for match in {at.start(): at for span in around for at in nights.finditer(doc.plain, *span)}.values():
            every = _EVERY.search(doc.plain, max(0, match.start() - 24), match.start())
            if not every and not _agree(doc, match, 1):
                yield _flag(doc, *match.span())


def _far_apart(doc: Document) -> Iterator[Flag]:
    """Find the only day of a month, of those that name their weekday, that does not go with the others.

    Compared are days of one month without a year, of which the article has few.
    """
    days = [
        date
        for date in doc.dates
        if date.weekday is not None and date.is_plain and date.month and date.day and not date.complete
    ]
    if not _FEWEST <= len(days) <= _MOST or len({date.month for date in days}) != 1:
        return
    month = days[0].month
    if any(date.complete and date.month == month for date in doc.dates) or doc.day_of_writing:
        return  # a year is told, with which each is compared
    first = {(date.weekday - date.day) % 7 for date in days if date.weekday is not None and date.day}
    if len(first) == 1:
        return
    for one, two in pairwise(days):
        apart = (two.day or 0) - (one.day or 0)
        weekdays = ((two.weekday or 0) - (one.weekday or 0)) % 7
        far = two.start - one.end > _APART or "\n" in doc.text[one.end : two.start]
        if far and apart % 7 != weekdays:
            quoted, other = (shown(doc.text, date.start, date.end) for date in (two, one))
            message = f"“{quoted}”, but “{other}”: the days of the week do not lie so far apart"
            related = Related(one.start, one.end, "the other day is here")
            yield Flag(two.start, two.end, message, related=(related,))
            return


def _agree(doc: Document, match: re.Match[str], days: int) -> bool:
    names = _weekdays(doc.language or "")
    return (names[match["two"].lower()] - names[match["one"].lower()] - days) % 7 == 0


def _flag(doc: Document, start: int, end: int) -> Flag:
    text = shown(doc.text, start, end)
    return Flag(start, end, f"“{text}”: the days of the week do not lie so far apart")


@cache
def _weekdays(code: str) -> dict[str, int]:
    lines = enumerate(language_data(code).weekdays)
    return {word.lower(): number for number, line in lines for word in line.split()}


@cache
def _months(code: str) -> dict[str, int]:
    lines = enumerate(language_data(code).months)
    return {word.lower(): number for number, line in lines for word in line.split()}


@cache
def _pattern(code: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Make the patterns of a language's pairs of days with dates, and of its nights."""
    if not _weekdays(code) or not _months(code):
        return None
    day, month = either(_weekdays(code)), either(_months(code))
    number = r"\d{1,2})(?:st|nd|rd|th|er|[.ºª])?"
    return (
        compile_later(
            rf"(?<!\w)(?P<one>{day}),? {_ARTICLE}(?P<first>{number},?(?: (?:de |of )?(?P<month>{month}))?,?"
            rf" (?:[^\W\d]{{1,6}} ){{0,2}}(?P<two>{day}),? {_ARTICLE}(?P<last>{number},? (?:de |of )?(?P<other>{month})(?!\w)",
            re.IGNORECASE,
        ),
        compile_later(
            rf"(?<!\w)(?:night|nacht|nuit|noche|notte|noite|natten|nat|noc[iy]?) {_FROM} (?:[^\W\d]{{2,3}} )?(?P<one>{day})"
            rf" {_TO} (?:[^\W\d]{{2,3}} )?(?P<two>{day})(?!\w)",
            re.IGNORECASE,
        ),
    )
