"""Anchors: dates that are told by their distance from an event, “1919, the year after the opening”.

The event is one that the article dates elsewhere: by a verb (“was opened in 1928”), or by the same noun beside another
date (“the demolition is planned for 2030”).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.analysis.dates.counts import count_of, numbers
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.statements import CLOSED, FOUNDED, OPENED, Statement
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_JOINT = compile_later(r"[\s\0]*[,(–—]?[\s\0]*(?>(?:\w{1,6}[\s\0]+){0,2})\Z")
"""What may stand between the words for the distance and their date: “, in ”."""
_FAR = 12
_MONTHS = 12
_STEM = 5
_REACH = 60
_NEAR = 10
"""So far before a date, in code points, the noun stands that it dates: the demolition in 2030."""
_KINDS = {"founding": FOUNDED, "opening": OPENED, "closing": CLOSED}
"""The groups of the pattern, with the kind of statement that dates such an event."""


class Anchored(NamedTuple):
    """A distance in years from an event, where it is told, its date, and the event's other date."""

    start: int
    end: int
    date: DateMention
    event: DateMention


def misplaced(
    text: str,
    dates: Sequence[DateMention],
    told: Sequence[Statement],
    sentence_at: Callable[[int], Span],
    code: str,
) -> Iterator[Anchored]:
    """Yield the distances that do not fit the year in which the article dates the event elsewhere."""
    years = {date.year for date in dates if date.complete and date.is_plain}
    pattern = _pattern(code) if len(years) > 1 else None
    if pattern is None:
        return
    for date, match in _near(text, dates, pattern):
        events = _events(text, dates, told, match, sentence_at)
        if len({event.year for event in events}) != 1:
            continue
        number = count_of(match["count"], code) if match["count"] else 1
        apart = number if match["after"] else -number
        if number and not (_fits_months if match["months"] else _fits_years)(date, events[0], apart):
            yield Anchored(match.start(), match.end(), date, events[0])


def _fits_years(date: DateMention, event: DateMention, apart: int) -> bool:
    slack = abs(apart) // 10
    return apart - slack <= (date.year or 0) - (event.year or 0) <= apart + slack


def _fits_months(date: DateMention, event: DateMention, apart: int) -> bool:
    """The same of months; of a date without one only the years count."""
    slack = 1 + abs(apart) // 6
    years = (date.year or 0) - (event.year or 0)
    if date.month and event.month:
        return apart - slack <= years * _MONTHS + date.month - event.month <= apart + slack
    return -1 <= years - apart // _MONTHS <= 1


def _near(
    text: str, dates: Sequence[DateMention], pattern: re.Pattern[str]
) -> Iterator[tuple[DateMention, re.Match[str]]]:
    """Yield the dates that directly follow the words for a distance, or stand directly before them."""
    for date in dates:
        if date.complete and date.is_plain:
            for match in pattern.finditer(text, max(0, date.start - _REACH), date.end + _REACH):
                if _is_beside(text, date, match):
                    yield date, match


def _is_beside(text: str, date: DateMention, match: re.Match[str]) -> bool:
    if date.end <= match.start() <= date.end + _FAR and _JOINT.match(text, date.end, match.start()):
        return True
    if match.end() <= date.start <= match.end() + _FAR and _JOINT.match(text, match.end(), date.start):
        return "," in text[match.end() : date.start]  # “the opening in 1991” is its own date
    return False


def _events(
    text: str,
    dates: Sequence[DateMention],
    told: Sequence[Statement],
    match: re.Match[str],
    sentence_at: Callable[[int], Span],
) -> list[DateMention]:
    """Return the dates that an article gives the event elsewhere."""
    kind = next((kind for group, kind in _KINDS.items() if match[group]), None)
    if kind:
        return [each.date for each in told if each.kind == kind]
    noun, sentence = match["noun"].lower(), sentence_at(match.start())
    stem = re.escape(noun[: max(_STEM, len(noun) - 2)])
    same_noun = re.compile(rf"(?<!\w){stem}\w{{0,3}}(?!\w)")  # pożarem, pożaru
    found = []
    for each in dates:
        if sentence.start <= each.start < sentence.end or not (each.complete and each.is_plain):
            continue
        before = text[max(0, each.start - _NEAR - len(noun)) : each.start].lower()
        around = sentence_at(each.start)
        opening = text[around.start : min(each.start, around.start + _NEAR + len(noun))].lower()
        if same_noun.search(before) or same_noun.search(opening):
            found.append(each)
    return found


@cache
def _pattern(code: str) -> re.Pattern[str] | None:
    """Make the pattern of a language's distances: “the year after the opening”, “two years before the demolition”."""
    language = language_data(code)
    if not language.numbers or not language.opening_nouns:
        return None
    years = either(language.year_units | language.the_year_words)
    nouns = "|".join(
        f"(?P<{name}>{either(words)})"
        for name, words in (
            ("founding", language.founding_nouns),
            ("opening", language.opening_nouns),
            ("closing", language.closing_nouns),
        )
    )
    article = rf"(?:{either(language.definite_articles)}[ \0]*)?" if language.definite_articles else ""
    months = either(language.month_units)
    return compile_later(
        rf"(?<![\w.,])(?:(?P<count>\d{{1,2}}|{either(numbers(code))})[ \0]+)?(?:{years}|(?P<months>{months}))[ \0]+"
        rf"(?:(?P<after>{either(language.after_words)})|{either(language.before_words)})[ \0]+"
        rf"(?:{either(language.linking_words)}[ \0]*)?{article}(?:{nouns}|(?P<noun>[^\W\d_]{{4,24}}))(?!\w)",
        re.IGNORECASE,
    )
