"""Dates as prose writes them, and what they resolve to."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.formats.parsed import Block
from copydesk.reading import date_values as values
from copydesk.reading.date_grammar import grammar_of
from copydesk.reading.date_names import NameReader
from copydesk.reading.date_numbers import read_number
from copydesk.reading.date_parts import Parts, YearMonthDay
from copydesk.reading.date_relative import find_relative
from copydesk.reading.dateline import Dateline

_JOINED = re.compile(
    r"[\s\0]*(?:[-–—‑]|,?[\s\0](?:to|through|thru|until|till|and|or|&|bis|au|al|a|e|und|et|y)[\s\0])[\s\0]*"
)
_AHEAD = re.compile(
    r"\b(?:will|would|next|upcoming|scheduled|expected|due|plans?|planned|until|set[\s\0]to|going[\s\0]to|deadline|starting"
    r"|beginning|can|slated)\b"
)


class DateMention(NamedTuple):
    """A date in the text.

    Attributes:
        start, end: offsets in code points.
        value: ISO 8601, as far as the precision goes ("2025", "2025-07", "2025-07-04"); seasons, quarters, decades
            and centuries as ISO 8601-2 writes them ("2019-21" for spring, "2019-33" for the first quarter, "199X",
            "17XX"), weeks as "2026-W07", a range written as one as "2025-07-04/2025-07-06". None where it does not
            resolve: the day does not exist, day and month may be reversed, or the article's own date is not known.
        precision: "day", "week", "month", "quarter", "season", "year", "decade" or "century".
        origin: what it was resolved from: "text", or "dateline" if the article's own date was needed; None with no value.
        year, month, day: as written, or as resolved where `origin` is "dateline".
        weekday: the weekday that is named, from 0 for Monday.
        last: the end of a range that is written as one.
        shape: "calendar", "numeric", "iso", "weekday", "year" or "relative".
        ambiguous: whether day and month could stand the other way round, and nothing in the article settles it.
        complete: whether it bears its own year.
        sure: from 0 to 1: how likely the value is the one meant.
    """

    start: int
    end: int
    value: str | None
    precision: str
    origin: str | None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    last: YearMonthDay | None = None
    shape: str = "calendar"
    ambiguous: bool = False
    complete: bool = False
    sure: float = 1.0

    @property
    def impossible(self) -> bool:
        """Whether the calendar has no such day (a day without a year is given the benefit of a leap year)."""
        ends = [(self.year, self.month, self.day), *([self.last] if self.last else [])]
        return self.precision == "day" and any(
            month is not None and day is not None and not values.is_possible(year, month, day)
            for year, month, day in ends
        )


def read_dates(
    text: str, blocks: Sequence[Block], dateline: Dateline | None = None, language: str | None = None
) -> tuple[DateMention, ...]:
    """The dates of a text, in order."""
    today = dateline.value if dateline else None
    found = list(_written(text, blocks, language))
    relative = [
        Parts(start, end, precision, value=value, shape="relative")
        for start, end, value, precision in find_relative(text, today)
    ]
    if relative:
        found = _merged(found, relative, blocks)
    day_first = _numeric_order(found, today, language)
    return tuple(_resolved(text, found, today, day_first))


def _written(text: str, blocks: Sequence[Block], language: str | None) -> Iterator[Parts]:
    """What names and numbers say, in order."""
    grammar = grammar_of(language)
    reader = NameReader(text, grammar)
    following = iter(blocks)
    block = next(following, None)
    done = 0
    for hit in grammar.anchors.finditer(text):
        kind = grammar.kind_of(hit.group())
        if kind is None or hit.start() < done:
            continue
        at = hit.start()
        while block and block.end <= at:
            block = next(following, None)
        if block is None:
            return
        if at < block.start or text[at - 1 : at].isalnum():
            continue
        if parts := _at(text, hit, kind, reader, block):
            done = parts.end
            yield parts


def _at(text: str, hit: re.Match[str], kind: str, reader: NameReader, block: Block) -> Parts | None:
    """The date at a name or number, or None."""
    at, end = hit.span()
    first, last = block.start, block.end
    if kind == "number":
        short = end - at < 3 or not text[at : at + 3].isdigit()
        if short and (at == first or text[at - 1] not in "$£€.,:/-–—+"):
            if parts := reader.calendar(at, first, last):
                return parts
        return read_number(text, at, first, last)
    if kind == "month":
        return reader.calendar(at, first, last) or reader.bare_month(at, end, first, last)
    lead = reader.weekday_lead(at, last)
    if lead:
        parts = reader.calendar(lead, first, last) or read_number(text, lead, first, last)
        if parts and parts.precision == "day" and parts.start in (lead, lead - 4):
            weekday = None if reader.joins_weekdays(at, first) else reader.weekday_of(hit)
            closing = text[parts.end : parts.end + 1] == ")" and "(" in text[end:lead]
            return parts._replace(start=at, end=parts.end + closing, weekday=weekday)
    return reader.bare_weekday(at, end, first, last)


def _merged(found: list[Parts], relative: list[Parts], blocks: Sequence[Block]) -> list[Parts]:
    """Both in order of place; a relative time that overlaps a written date, or lies outside all blocks, is left out."""
    merged: list[Parts] = []
    following = iter(blocks)
    block = next(following, None)
    for parts in sorted([*found, *relative], key=lambda parts: (parts.start, parts.shape == "relative")):
        while block and block.end <= parts.start:
            block = next(following, None)
        if block is None or parts.start < block.start or parts.end > block.end:
            continue
        if merged and parts.start < merged[-1].end:
            continue
        merged.append(parts)
    return merged


def _numeric_order(found: list[Parts], today: datetime.date | None, language: str | None) -> bool | None:
    """Whether the article's numeric dates put the day first; None where it does not show."""
    numeric = [parts for parts in found if parts.shape == "numeric"]
    if not numeric:
        return None
    written = {parts.start: parts for parts in numeric}
    orders = {
        _day_stands_first(parts)
        for parts in written.values()
        if not parts.ambiguous and parts.month != parts.day
    }
    orders.discard(None)
    if len(orders) == 1:
        return orders.pop()
    if language and language not in ("en",):
        return True
    if today:
        for parts in numeric:
            if (
                parts.ambiguous
                and parts.year == today.year
                and {parts.month, parts.day} == {today.month, today.day}
            ):
                return parts.day == today.month
    return None


def _day_stands_first(parts: Parts) -> bool | None:
    return parts.which == "day first" if parts.which else None


def _resolved(
    text: str, found: list[Parts], today: datetime.date | None, day_first: bool | None
) -> Iterator[DateMention]:
    anchor: DateMention | None = None
    for index, parts in enumerate(found):
        mention = _resolve(
            text, parts, found[index + 1] if index + 1 < len(found) else None, anchor, today, day_first
        )
        if mention.complete and mention.precision in ("day", "month") and not mention.impossible:
            anchor = mention
        yield mention


def _resolve(
    text: str,
    parts: Parts,
    following: Parts | None,
    anchor: DateMention | None,
    today: datetime.date | None,
    day_first: bool | None,
) -> DateMention:
    start, end, precision, year, month, day, weekday, last, which, value, ambiguous, shape = parts
    if value or shape == "relative":
        origin = ("dateline" if shape == "relative" else "text") if value else None
        return DateMention(start, end, value, precision, origin, shape=shape, complete=shape != "relative")
    if ambiguous:
        if day_first is None:
            return DateMention(
                start, end, None, precision, None, year, month, day, weekday, None, shape, True, True, 0.5
            )
        if day_first:
            month, day = day, month
    if shape == "weekday":
        return _weekday(text, parts, today)
    origin, sure = "text", 1.0
    complete = year is not None
    if year is None and month is not None:
        if following and following.month and following.year and _JOINED.fullmatch(text, end, following.start):
            year = following.year - (month > following.month)
        elif (
            anchor
            and anchor.year
            and anchor.month
            and _same_paragraph(text, anchor.end, start)
            and (not today or anchor.year < today.year)
        ):
            year, sure = anchor.year + (month < anchor.month), 0.7
        elif today:
            origin, sure = "dateline", 0.8
            ahead = which == "next" or _AHEAD.search(text, max(0, start - 60), start) is not None
            if day is None:
                year = values.year_of_month(month, today, ahead=ahead)
            else:
                year = values.year_of_day(month, day, today, ahead=ahead)
        if last and last[0] is None:
            last = (year, *last[1:])
    mention = DateMention(
        start, end, None, precision, None, year, month, day, weekday, last, shape, False, complete, sure
    )
    first_value = values.iso(year, month, day)
    if (
        first_value is None
        or mention.impossible
        or not values.is_possible(year, month if precision in ("day", "month") else None, day)
    ):
        return mention
    last_value = values.iso(*last) if last else None
    return mention._replace(value=f"{first_value}/{last_value}" if last_value else first_value, origin=origin)


def _weekday(text: str, parts: Parts, today: datetime.date | None) -> DateMention:
    start, end, weekday, which = parts.start, parts.end, parts.weekday, parts.which
    date = None
    if today and weekday is not None:
        ahead = _AHEAD.search(text, max(0, start - 60), start) is not None
        direction = {"last": "last", "past": "last", "next": "next", "coming": "next"}.get(which)
        unknown = which in (
            "following",
            "previous",
            "that",
            "same",
            "a",
            "one",
            "another",
            "per",
            "first",
            "second",
            "third",
        )
        if not unknown:
            date = values.nearest_weekday(weekday, today, direction or ("ahead" if ahead else "past"))
    value = date.isoformat() if date else None
    origin = "dateline" if date else None
    when = (date.year, date.month, date.day) if date else (None, None, None)
    return DateMention(start, end, value, "day", origin, *when, weekday, None, "weekday", sure=0.8)


def _same_paragraph(text: str, start: int, end: int) -> bool:
    return end - start < 400 and "\n\n" not in text[start:end] and "\r\n\r\n" not in text[start:end]
