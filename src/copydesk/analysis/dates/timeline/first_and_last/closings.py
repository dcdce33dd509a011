"""Closings: what happens last in a place that has closed by then, and distances from the day of a closing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise

from copydesk.analysis.dates.counts import count_of
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.first_and_last.clash import (
    REACH,
    DateClash,
    Reading,
    day_of,
    is_last,
    looks_back,
)
from copydesk.analysis.language.languages import Language
from copydesk.analysis.language.words_between import BREAKS, words_and_breaks

_NEAR = 9
"""So many words stand at most between “closes” and its day."""
_BEHIND = 2
_FEW = 5
"""So many words has the clause that a distance is counted from: before the bath closes."""
_MONTHS = 60
_FARTHEST, _SEASON = 60, 31
"""So many code points apart are the two days of one thing; what closes more days sooner closes a year later."""


def after_the_closing(reading: Reading) -> Iterator[DateClash]:
    """Yield what is told as the last time on a day after that of the closing, or at another distance from it."""
    language = reading.language
    if not language.closing_verbs:
        return
    days = [date for date in reading.dates if date.precision == "day" and date.month and date.day]
    closed = [date for date in days if _closes_on(reading, date)] if len(days) > 1 else []
    if len({day_of(date) for date in closed}) != 1:
        return
    (closing,) = closed[:1]
    end = day_of(closing)
    for date in days:
        day = day_of(date)
        if date in closed or end is None or day is None or (date.year is None) != (closing.year is None):
            continue
        if date.shape not in ("calendar", "numeric") or date.last or date.impossible:
            continue
        if distance := _distance(reading.after(date), language):
            if abs((day + distance - end).days) > 3 + abs(distance.days) // 7:
                yield DateClash(date, closing, "does not lie so far from “#”, when this closes")
        elif 0 < (day - end).days < _MONTHS and _is_the_last_time(reading, date):
            yield DateClash(date, closing, "is told as the last time, but “#” is when this closes")


def closing_before_opening(reading: Reading) -> Iterator[DateClash]:
    """Yield the day on which something closes before it opens: “opens on 12 May and closes on 3 May”."""
    language = reading.language
    ends = language.closing_verbs | language.finishing_verbs
    for one, two in pairwise(reading.dates):
        if two.start - one.end > _FARTHEST or reading.sentence_at(one.start) != reading.sentence_at(
            two.start
        ):
            continue
        if one.precision != "day" or two.precision != "day" or one.last or two.last:
            continue
        if (one.year is None) != (two.year is None) or "calendar" not in (one.shape, two.shape):
            continue
        first, last = day_of(one), day_of(two)
        if first is None or last is None or not 0 < (first - last).days < _SEASON:
            continue
        between = words_and_breaks(reading.text, one.end, two.start)
        opens = not language.beginning_presents.isdisjoint(reading.before(one)[-_NEAR:])
        joined = bool(between) and between[0] in language.clause_links | BREAKS
        if opens and joined and not ends.isdisjoint(between) and not looks_back(between, language):
            yield DateClash(two, one, "is told as the end of what begins on “#”")


def _closes_on(reading: Reading, date: DateMention) -> bool:
    """Tell whether something closes on a day."""
    before, language = reading.before(date)[-_NEAR:], reading.language
    last = next((at for at in reversed(range(len(before))) if before[at] in BREAKS), -1)
    told = [*before[last + 1 :], *reading.after(date, 30)[:_BEHIND]]
    if language.closing_verbs.isdisjoint(told) or looks_back(told, language):
        return False
    if any(is_last(word, language) for word in reading.before(date)):
        return False
    lead = before[-1] if before else ""
    return (
        lead in language.before_dates | language.year_leads | language.from_words or not language.before_dates
    )


def _is_the_last_time(reading: Reading, date: DateMention) -> bool:
    before = reading.before(date)
    at = next((at for at, word in enumerate(before) if is_last(word, reading.language)), None)
    if at is None or at > _BEHIND or looks_back(before, reading.language):
        return False
    language = reading.language
    if reading.sentence_at(date.start).start < date.start - REACH or at + 1 >= len(before):
        return False
    units = language.year_units | language.month_units | language.week_units | language.day_units
    is_own = all(word in language.stop_words | language.definite_articles for word in before[:at])
    return is_own and units.isdisjoint(before[at + 1 : at + 3])  # the last two years


def _distance(after: Sequence[str], language: Language) -> datetime.timedelta | None:
    """Return how far behind a day its clause says that something closes: “, two weeks before the bath closes”."""
    words = [word for word in after if word not in BREAKS]
    units = language.week_units | language.day_units
    at = next((at for at, word in enumerate(words[:_FEW]) if word in units), 0)
    words = words[at - 1 :] if at else []
    if len(words) < _FEW - 1:
        return None
    count = count_of(words[0], language.code) or int(words[0] in language.stop_words)  # en uge
    sooner, later = words[2] in language.before_words, words[2] in language.after_words
    clause = words[3 : 3 + _FEW]
    if not count or sooner == later or (language.closing_verbs | language.closing_nouns).isdisjoint(clause):
        return None
    days = count * (7 if words[1] in language.week_units else 1)
    return datetime.timedelta(days=days if sooner else -days)
