"""Years with their distance from today: “1998, more than forty years ago”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.analysis.dates.counts import count_of, numbers
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.support.patterns import compile_later

_REACH = 50
"""How far from a year, in code points, the words for its distance stand."""
_FEW, _FRACTION = 2, 5
"""So many years, or a fifth of them, a writer may be off who counts roughly."""
_TENTH = 10
"""So much of them, at least a year, if the year of the article is not known."""


_LEAD = 20
"""So far before a number of years, in code points, “vor”, “hace” or “il y a” stands."""


def is_ago(text: str, start: int, end: int, language: Language) -> bool:
    """Tell whether a number of years counts back from today: “twelve years ago”, “vor zwölf Jahren”."""
    behind = text[end : end + _LEAD].lower().lstrip(" \0").replace("\0", " ")
    if any(behind.startswith(word) and not behind[len(word) :][:1].isalnum() for word in language.ago_words):
        return True
    before = f" {text[max(0, start - _LEAD) : start]}".lower().replace("\0", " ").rstrip()
    return any(
        before.endswith(f" {lead}") or f" {lead} " in before[-len(lead) - 8 :] for lead in language.ago_leads
    )


class Ago(NamedTuple):
    """The words for a distance with their year, and how many years they tell."""

    start: int
    end: int
    year: int
    years: int

    def fits(self, today: int | None, latest: int) -> bool:
        """Tell whether it is so long ago in the article's year, or, if that is not known, may ever have been."""
        if today is None:
            return self.year + self.years <= latest + max(1, self.years // _TENTH)
        return abs(today - self.year - self.years) <= max(_FEW, self.years // _FRACTION)


def told_ago(text: str, dates: Sequence[DateMention], code: str) -> Iterator[Ago]:
    """Yield the years that stand directly beside a distance from today; `text` is the plain form."""
    language = language_data(code)
    signs = language.ago_words | language.ago_leads
    pattern = _pattern(code) if dates and any(sign in text for sign in signs) else None
    if pattern is None:
        return
    for date in dates:
        if not date.complete or date.precision != "year":
            continue
        match = pattern.search(text, max(0, date.start - _REACH), date.end + _REACH)
        if match is None or not match.start() <= date.start < match.end():
            continue
        count = match["behind"] or match["lead"] or match["behind2"] or match["lead2"]
        year = match["year"] or match["year2"]
        yield Ago(*match.span(), int(year), count_of(count, code))


@cache
def _pattern(code: str) -> re.Pattern[str] | None:
    language = language_data(code)
    if not language.numbers or not (language.ago_words or language.ago_leads):
        return None
    count = rf"(?:\d{{1,3}}|{either(word for word, number in numbers(code).items() if number > 1)})"
    years = either(language.year_units)
    small = r"(?:[^\W\d_]{1,8} ){0,3}"
    closing = rf" {either(language.ago_words)}" if language.ago_words else ""
    leading = "|".join(sorted(re.escape(lead) for lead in language.ago_leads)) or "(?!)"

    def phrase(suffix: str) -> str:
        led = rf"(?:{leading}) {small}(?P<lead{suffix}>{count}) {years}"
        return rf"(?:{led}|(?P<behind{suffix}>{count}) {years}{closing or '(?!)'})(?!\w)"

    return compile_later(
        rf"(?<![\w.,/-])(?:(?P<year>(?:1[6-9]|20)\d\d)(?:,| \(| [–—]) {small}?{phrase('')}"
        rf"|{phrase('2')},? (?:\(|{either(language.year_leads)} )(?P<year2>(?:1[6-9]|20)\d\d)(?![\w%/-]|[.,]\d))",
        re.IGNORECASE,
    )
