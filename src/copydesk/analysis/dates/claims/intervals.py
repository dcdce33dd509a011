"""Intervals: spans of years or months that a text tells between two of its dates, and whether they fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from copydesk.analysis.dates.counts import count_of, numbers
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.support.patterns import compile_later

_NEAR = 60
"""How far from a date its interval stands, in code points."""
_FARTHEST = 200
"""How far before an interval the date stands that it counts from."""
_NO_MORE = compile_later(r"[\s\0,]*\Z")
_JOINT = compile_later(r"(?>[\s\0,]*)(?>(?:\w{1,4}[\s\0]+){0,3})\Z")
"""What may stand between “two years later” and its date: “, on the ”."""
_EVENT = compile_later(r"[^.;:!?,()]*\Z")
_YEAR = 12
"""Months."""


class Interval(NamedTuple):
    """A span in months between two dates, as it is told.

    Attributes:
        start, end: offsets of the words for it, in code points.
        one: the earlier date, as it is told.
        two: the later one.
        months: how long it is.
        slack: how much more or less the words may mean.
    """

    start: int
    end: int
    one: DateMention
    two: DateMention
    months: int
    slack: int

    @property
    def fits(self) -> bool:
        """Tell whether the dates lie so far apart."""
        if not (self.one.complete and self.two.complete):
            return self._fits_by_months()
        (first, last), (begin, end) = _months(self.one), _months(self.two)
        return begin - last - self.slack <= self.months <= end - first + self.slack

    def _fits_by_months(self) -> bool:
        """The same of dates of which one has no year."""
        if not self.one.month or not self.two.month or self.slack >= _YEAR:
            return True
        apart = (self.two.month - self.one.month - self.months) % _YEAR
        return min(apart, _YEAR - apart) <= self.slack


def intervals(text: str, dates: Sequence[DateMention], language: str) -> Iterator[Interval]:
    """Yield the intervals between neighbouring dates: “in 2012. Three years later, in 2019” or “in May, two months
    after the vote in January”.
    """
    pattern = _spans(language)
    if pattern is None:
        return
    for one, two in pairwise(dates):
        if not (one.is_plain and two.is_plain) or two.start - one.end > _FARTHEST:
            continue
        for match in pattern.finditer(text, one.end, two.start):
            months, slack = _length(match, language)
            told = match.start(), match.end()
            if (
                match["later"]
                and one.complete
                and two.complete
                and _JOINT.match(text, match.end(), two.start)
            ):
                yield Interval(*told, one, two, months, slack)
            elif match["later"] or not one.complete or not _NO_MORE.match(text, one.end, match.start()):
                continue
            elif two.start - match.end() <= _NEAR and _EVENT.match(text, match.end(), two.start):
                first, last = (two, one) if match["after"] else (one, two)
                yield Interval(*told, first, last, months, slack)


def _months(date: DateMention) -> tuple[int, int]:
    """Return the first and the last month that a date may mean, counted from the year 0."""
    begin = (date.year or 0) * _YEAR
    return (begin + date.month, begin + date.month) if date.month else (begin + 1, begin + _YEAR)


def _length(match: re.Match[str], language: str) -> tuple[int, int]:
    number = count_of(match["count"], language)
    if match["years"]:
        return number * _YEAR, max(_YEAR, number * _YEAR // 10)
    return number, max(1, number // 10)


@cache
def _spans(code: str) -> re.Pattern[str] | None:
    """Make the pattern of a language's intervals: “eighteen months later”; None for one whose words are not known."""
    language = language_data(code)
    if not language.numbers:
        return None
    years, months = either(language.year_units), either(language.month_units)
    later, after, before = (
        either(words) for words in (language.later_words, language.after_words, language.before_words)
    )
    relation = rf"(?:(?P<later>{later})|(?P<after>{after})|(?P<before>{before}))"
    return re.compile(
        rf"(?<![\w.,])(?P<count>\d{{1,3}}|{either(numbers(code))})[ \0\xa0]+(?:(?P<years>{years})|{months})[ \0]+"
        rf"(?:plus |más |più |mais )?{relation}(?!\w)",
        re.IGNORECASE,
    )
