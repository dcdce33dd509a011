"""Intervals: spans of years or months that a text tells between two of its dates, and whether they fit."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from copydesk.analysis.dates.counts import count_of, numbers
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.support.patterns import compile_later, one_of

_NEAR = 60
"""How far from a date its interval stands, in code points."""
_BACK = 4
"""How many dates before its neighbour it may count from as well."""
_FARTHEST = 400
"""How far before an interval the date stands that it counts from."""
_FAR_BACK = 1500
"""The same where “two years later” has a date that lies before the last one that was told."""
_EXACTLY = one_of(
    "exactly|precisely|just|only|some|about|almost|nearly|roughly|genau|exakt|knapp|fast|rund|etwa|gut|exactement|juste|presque|environ",
    "exactamente|justo|casi|unos|esattamente|appena|quasi|circa|exatamente|quase|cerca de|precies|bijna|ruim|"
    "exakt|nästan|knappt",
    "næsten|præcis|nøyaktig|nesten|dokładnie|prawie|niemal|blisko",
)
_NO_MORE = compile_later(rf"[\s\0,]*(?:{_EXACTLY}[\s\0]+)?\Z", re.IGNORECASE)
_JOINT = compile_later(r"(?>[\s\0,]*)(?>(?:\w{1,4}[\s\0]+){0,3})\Z")
"""What may stand between “two years later” and its date: “, on the ”."""
_COMMA = compile_later(
    r"(?: of (?:that|the same) (?:year|month)| desselben jahres| dello stesso anno| de la même année)?, ?",
    re.IGNORECASE,
)
_EVENT = compile_later(r"[^.;:!?,()]*\Z")
_YEAR, _DECADE = 12, 120
"""Months."""
_FEW_DECADES = 2
_FEW = 10
"""So many years “later” are counted exactly; of more, a tenth more or less may be meant, and one year otherwise."""
_ANY_YEAR = 2023
"""Days without a year are counted in one without a leap day."""


class Interval(NamedTuple):
    """A span between two dates, as it is told.

    Attributes:
        start, end: offsets of the words for it, in code points.
        one: the earlier date, as it is told.
        two: the later one.
        months: how long it is; 0 if it is told in days or weeks, or by an unknown number.
        slack: how much more or less the words may mean.
        days: how long it is in days; None if it is told in other units.
    """

    start: int
    end: int
    one: DateMention
    two: DateMention
    months: int
    slack: int
    days: int | None = None

    @property
    def is_backwards(self) -> bool:
        """Tell whether what is told as later has a year shortly before the other one, too near for a look back."""
        if not (self.one.complete and self.two.complete):
            return False
        return 0 < (self.one.year or 0) - (self.two.year or 0) <= _YEAR

    @property
    def fits(self) -> bool:
        """Tell whether the dates lie so far apart."""
        if self.days is not None:
            apart = _days_between(self.one, self.two)
            return apart is None or self.days - self.slack <= apart <= self.days + self.slack
        if self.months == 0:
            return self._is_in_order()
        if not (self.one.complete and self.two.complete):
            return self._fits_by_months()
        (first, last), (begin, end) = _months(self.one), _months(self.two)
        return begin - last - self.slack <= self.months <= end - first + self.slack

    def _is_in_order(self) -> bool:
        """Tell whether the first date is not after the second, as far as both go."""
        apart = _days_between(self.one, self.two)
        if apart is not None:
            return apart >= 0
        return not (self.one.complete and self.two.complete) or _months(self.one)[0] <= _months(self.two)[1]

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
    dates, after_words = [_plain(date) for date in dates], language_data(language).after_words
    yield from _back_in_time(text, dates, pattern, language)
    for index, (one, two) in enumerate(pairwise(dates)):
        yield from _behind(text, dates, index, language)
        if not (one.is_plain and two.is_plain) or two.start - one.end > _FARTHEST:
            continue
        for match in _found(pattern, text, one.end, two.start):
            if match["decades"] and count_of(match["count"] or "", language) <= _FEW_DECADES:
                continue  # see sequels
            months, slack, days = _length(match, language, exact=one.precision == two.precision == "year")
            told = match.start(), match.end()
            is_after = bool(match["after"]) or (match["later"] or "").lower() in after_words  # après
            if (
                match["later"]
                and not (match["some"] or match["weeks"])  # weeks: see sequels
                and (days is not None or (one.complete and two.complete))
                and _JOINT.match(text, match.end(), two.start)
            ):
                near = dates[max(0, index - _BACK) : index + 1]
                earlier = [each for each in near if each.is_plain and each.complete]
                found = [Interval(*told, each, two, months, slack, days) for each in [*earlier, one]]
                yield next((each for each in found if each.fits), found[-1])
            elif match["sooner"]:
                if months and two.complete and _JOINT.match(text, match.end(), two.start):
                    near = dates[max(0, index - _BACK) : index + 1]
                    found = [
                        Interval(*told, two, each, months, slack, days)
                        for each in near
                        if each.is_plain and each.complete
                    ]
                    yield from [next((each for each in found if each.fits), found[-1])] if found else ()
            elif (
                (match["later"] and not is_after)
                or not (one.complete or one.day)
                or not _NO_MORE.match(text, one.end, match.start())
            ):
                continue
            elif two.start - match.end() <= _NEAR and _EVENT.match(text, match.end(), two.start):
                first, last = (two, one) if is_after else (one, two)
                yield Interval(*told, first, last, months, slack, days)


def _back_in_time(
    text: str, dates: Sequence[DateMention], pattern: re.Pattern[str], language: str
) -> Iterator[Interval]:
    """Yield “two years later, in 1881” where the last year told is a later one, whatever stands between them."""
    whole = [date for date in dates if date.complete and date.is_plain and date.year]
    for index, (one, two) in enumerate(pairwise(whole)):
        if not 0 < (one.year or 0) - (two.year or 0) <= _YEAR or two.start - one.end > _FAR_BACK:
            continue
        match = next(
            (
                each
                for each in pattern.finditer(text, max(one.end, two.start - _NEAR), two.start)
                if each["later"]
            ),
            None,
        )
        after_words = language_data(language).after_words
        if match is None or not match["years"] or match["later"].lower() in after_words:
            continue
        if _JOINT.match(text, match.end(), two.start):
            months, slack, _ = _length(match, language, exact=one.precision == two.precision == "year")
            found = [Interval(*match.span(), each, two, months, slack) for each in whole[: index + 1]]
            yield next((each for each in found if each.fits), found[-1])


def _behind(text: str, dates: Sequence[DateMention], index: int, language: str) -> Iterator[Interval]:
    """Yield the interval directly behind a date that counts from the one before: “in November, ten months later,”."""
    pattern, one, two = _spans(language), dates[index], dates[index + 1]
    comma = _COMMA.match(text, two.end) if pattern else None
    match = pattern.match(text, comma.end()) if pattern and comma else None
    if (
        match is None
        or not match["later"]
        or match["some"]
        or two.start - one.end > _FARTHEST
        or not (one.is_plain and two.is_plain and one.complete)
        or text[match.end() : match.end() + 1] not in ",.;)"
    ):
        return
    months, slack, days = _length(match, language, exact=one.precision == two.precision == "year")
    if days is None:
        near = [each for each in dates[max(0, index - _BACK) : index + 1] if each.is_plain and each.complete]
        found = [Interval(*match.span(), each, two, months, slack + 1, days) for each in near]
        yield next((each for each in found if each.fits), found[-1])


def _found(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the spans of time near both ends of what stands between two dates."""
    if end - start <= 2 * _NEAR:
        yield from pattern.finditer(text, start, end)
    else:
        yield from pattern.finditer(text, start, start + _NEAR)
        yield from pattern.finditer(text, end - _NEAR, end)


def _months(date: DateMention) -> tuple[int, int]:
    """Return the first and the last month that a date may mean, counted from the year 0."""
    begin = (date.year or 0) * _YEAR
    return (begin + date.month, begin + date.month) if date.month else (begin + 1, begin + _YEAR)


def _plain(date: DateMention) -> DateMention:
    """Return a season as its year, the rest as it is."""
    return date._replace(precision="year", month=None) if date.precision == "season" and date.year else date


def _days_between(one: DateMention, two: DateMention) -> int | None:
    """Return how many days lie between two days; without their years if one of them has none."""
    if not (one.month and one.day and two.month and two.day):
        return None
    years = (one.year or 0, two.year or 0) if one.complete and two.complete else (_ANY_YEAR, _ANY_YEAR)
    try:
        first = datetime.date(years[0], one.month, one.day)
        last = datetime.date(years[1], two.month, two.day)
    except ValueError:
        return None
    apart = (last - first).days
    return apart + 365 if apart < -300 and years[0] == years[1] else apart


def _length(match: re.Match[str], language: str, *, exact: bool) -> tuple[int, int, int | None]:
    """Return how many months are told, how many more or less the words may mean, and how many days."""
    if match["some"]:
        return 0, 0, None
    number = count_of(match["count"], language)
    if match["days"] or match["weeks"]:
        days = number * (7 if match["weeks"] else 1)
        return 0, max(1, days // 10) + (3 if match["weeks"] else 0), days
    if match["decades"]:
        return number * _DECADE, _DECADE // 2, None
    if match["years"]:
        few = number <= _FEW and match["later"]
        slack = (0 if exact else _YEAR // 2) if few else max(_YEAR, number * _YEAR // 10)
        return number * _YEAR, slack, None
    return number, max(1, number // 10), None


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
    days, weeks, some = (
        either(words) for words in (language.day_units, language.week_units, language.some_words)
    )
    decades = either(
        word for line in language.long_units if line.startswith("10 ") for word in line.split()[1:]
    )
    sooner = either(language.sooner_words)
    relation = rf"(?:(?P<sooner>{sooner})(?=,)|(?P<later>{later})|(?P<after>{after})|(?P<before>{before}))"
    return compile_later(
        rf"(?<![\w.,])(?:(?P<some>{some})|(?P<count>\d{{1,3}}|{either(numbers(code))}))[ \0\xa0]+"
        rf"(?:(?P<years>{years})|{months}|(?P<decades>{decades})|(?P<weeks>{weeks})|(?P<days>{days}))[ \0]+"
        rf"(?:plus |más |più |mais )?{relation}(?!\w)",
        re.IGNORECASE,
    )
