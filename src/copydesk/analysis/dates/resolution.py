"""What the dates of one article mean: years that are not written, day and month in numbers, weekdays."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from copydesk.analysis.dates import values
from copydesk.analysis.dates.parts import DateMention, Parts
from copydesk.support.patterns import compile_later

_JOINED = compile_later(
    r"[\s\0]*(?:[-–—‑]|,?[\s\0](?:to|through|thru|until|till|and|or|&|bis|au|al|a|e|und|et|y)[\s\0])[\s\0]*"
)
_AHEAD = compile_later(
    r"\b(?:will|would|next|upcoming|scheduled|expected|due|plans?|planned|until|set[\s\0]to|going[\s\0]to|deadline|starting"
    r"|beginning|can|slated)\b"
)
_AHEAD_WITHIN = 60
"""A word that looks ahead counts if it stands so many code points before the date."""
_PARAGRAPH = 400
_PARAGRAPH_BREAK = compile_later(r"\n[^\S\n]*\n")
_DIRECTIONS = {"last": "last", "past": "last", "next": "next", "coming": "next"}
_UNKNOWN = frozenset("following previous that same a one another per first second third".split())
"""Words before a weekday that leave open which day it is."""


class Resolver:
    """Gives the dates of one text their values, against the article's own date if it has one."""

    def __init__(self, text: str, today: datetime.date | None, language: str | None) -> None:
        self._text = text
        self._today = today
        self._language = language

    def resolve(self, found: Sequence[Parts]) -> Iterator[DateMention]:
        """Yield the mentions in order; one may show what another means (its year, the order of day and month)."""
        day_first = self._numeric_order([parts for parts in found if parts.shape == "numeric"])
        anchor: DateMention | None = None
        for index, parts in enumerate(found):
            following = found[index + 1] if index + 1 < len(found) else None
            if parts.value or parts.shape == "relative":
                mention = _ready(parts)
            elif parts.shape == "weekday":
                mention = self._weekday(parts)
            elif parts.ambiguous and day_first is None:
                mention = _mention(parts)._replace(ambiguous=True, sure=0.5)
            else:
                turned = parts.ambiguous and day_first
                mention = self._calendar(
                    parts._replace(month=parts.day, day=parts.month) if turned else parts, following, anchor
                )
            if mention.complete and mention.precision in ("day", "month") and not mention.impossible:
                anchor = mention
            yield mention

    def _numeric_order(self, numeric: Sequence[Parts]) -> bool | None:
        """Tell whether the article's numeric dates put the day first; None where it does not show."""
        orders = {parts.which == "day first" for parts in numeric if parts.which and parts.month != parts.day}
        if len(orders) == 1:
            return orders.pop()
        if self._language not in (None, "en"):
            return True
        today = self._today
        for parts in numeric:
            if today and parts.year == today.year and {parts.month, parts.day} == {today.month, today.day}:
                return parts.day == today.month
        return None

    def _calendar(self, parts: Parts, following: Parts | None, anchor: DateMention | None) -> DateMention:
        year, origin, sure = parts.year, "text", 1.0
        if year is None and parts.month is not None:
            year, origin, sure = self._year_of(parts, following, anchor)
        last = parts.last
        if last and last[0] is None:
            last = (year, *last[1:])
        mention = _mention(parts)._replace(year=year, last=last, sure=sure)
        calendar_month = parts.month if parts.precision in ("day", "month") else None
        value = values.iso(year, parts.month, parts.day)
        if value is None or mention.impossible or not values.is_possible(year, calendar_month, parts.day):
            return mention
        end = values.iso(*last) if last else None
        return mention._replace(value=f"{value}/{end}" if end else value, origin=origin)

    def _year_of(
        self, parts: Parts, following: Parts | None, anchor: DateMention | None
    ) -> tuple[int | None, str, float]:
        """Return the year of a date that names none, what it was taken from, and how sure it is."""
        month, today = parts.month or 0, self._today
        if following and following.month and following.year and self._are_joined(parts, following):
            return following.year - (month > following.month), "text", 1.0
        if anchor and anchor.year and anchor.month and not (today and anchor.year >= today.year):
            is_near = parts.start - anchor.end < _PARAGRAPH
            if is_near and not _PARAGRAPH_BREAK.search(self._text, anchor.end, parts.start):
                return anchor.year + (month < anchor.month), "text", 0.7
        if not today:
            return None, "text", 1.0
        ahead = parts.which == "next" or self._looks_ahead(parts.start)
        if parts.day is None:
            return values.year_of_month(month, today, ahead=ahead), "dateline", 0.8
        return values.year_of_day(month, parts.day, today, ahead=ahead), "dateline", 0.8

    def _weekday(self, parts: Parts) -> DateMention:
        mention = _mention(parts)._replace(sure=0.8, complete=False)
        if self._today is None or parts.weekday is None or parts.which in _UNKNOWN:
            return mention
        direction = _DIRECTIONS.get(parts.which) or ("ahead" if self._looks_ahead(parts.start) else "past")
        date = values.nearest_weekday(parts.weekday, self._today, direction)
        if date is None:
            return mention
        return mention._replace(
            value=date.isoformat(), origin="dateline", year=date.year, month=date.month, day=date.day
        )

    def _looks_ahead(self, at: int) -> bool:
        return _AHEAD.search(self._text, max(0, at - _AHEAD_WITHIN), at) is not None

    def _are_joined(self, parts: Parts, following: Parts) -> bool:
        return _JOINED.fullmatch(self._text, parts.end, following.start) is not None


def _mention(parts: Parts) -> DateMention:
    """Return the mention without a value."""
    return DateMention(
        parts.start,
        parts.end,
        None,
        parts.precision,
        None,
        parts.year,
        parts.month,
        parts.day,
        parts.weekday,
        parts.last if not parts.ambiguous else None,
        parts.shape,
        complete=parts.year is not None,
    )


def _ready(parts: Parts) -> DateMention:
    """Return the mention of what was read with its value."""
    relative = parts.shape == "relative"
    origin = ("dateline" if relative else "text") if parts.value else None
    return _mention(parts)._replace(value=parts.value, origin=origin, complete=not relative)
