"""Two ages: how old somebody is, and was in a year that is told: “Ada Lunn, 71, joined in 1989 as a 16-year-old”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.lifespans.age_phrases import age_pattern, years_told
from copydesk.analysis.dates.timeline.lifespans.present_ages import UNITS_OF_AGES
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words_between import word_set
from copydesk.findings import Span
from copydesk.support.patterns import compile_later, one_of

_NOW = compile_later(rf"(?<![\d.])(?P<age>[1-9]\d)(?: (?:{UNITS_OF_AGES}))?(?=[,)])")
_LEAD = compile_later(
    r"(?P<last>[^\W\d_][\w’'-]*)(?:,[ \0]|[ \0]\()(?:(?:now|heute|aujourd'hui|hoy|oggi|de|nu|dziś|dnes) )?\Z"
)
"""An age behind a name, between commas or in brackets."""
_AGE = r"(\d{1,2})"
_THEN = one_of(
    rf"as an? {_AGE}-year-old|at(?: age| just)? {_AGE}(?=[,.;]| and\b)",
    rf"als {_AGE}[-‑ ]?[jJ]ähriger?|mit(?: nur)? {_AGE} Jahren",
    rf"à (?:l'âge de )?{_AGE} ans|con(?: solo)? {_AGE} años|a(?: soli)? {_AGE} anni|com(?: apenas)? {_AGE} anos",
    rf"als {_AGE}-jarige|op {_AGE}-jarige leeftijd|som {_AGE}-år(?:ing|ig)|vid {_AGE} års ålder|w wieku {_AGE} lat",
    rf"jako {_AGE}-?lat(?:ek|ka|kiem|ką)|jako {_AGE}letý|ve {_AGE} letech",
    rf"в возрасте {_AGE} лет|в {_AGE} лет|у {_AGE} років",
)
_HEAD = 60
_FIRST_WORDS = 3
"""So near its beginning, in code points, and among so many words, a sentence names whom it tells of."""
_PRECISIONS = ("day", "month", "season", "year")
_OFF = 2
"""Two birthdays lie between an age and the year: so far apart, in years, no two ages are by chance."""
_BEFORE_AGE = compile_later(
    r",?[\s\0]{0,3}(?:[^\W\d_]{2,12}[\s\0]{1,3})?|[\s\0]{1,3}(?:[^\W\d_]{2,12}[\s\0]{1,3})?"
)
"""What stands between a year and the age in it: 1989, when she was 16; 1989 already at 16."""
_BEFORE_YEAR = compile_later(
    r"(?:[\s\0]{1,3}(?!(?:and|und|et|y|e|en|och|og|i|a|и)[\s\0])[^\W\d_][\w’'-]{0,30}){1,8}[\s\0]{1,3}"
    r"|[\s\0]{0,3}[,(]?[\s\0]{0,3}(?:[^\W\d_]{1,8}[\s\0]{1,3})?"
)
"""What stands between an age and its year in one clause: at 16 he joined the brigade in 1989."""


class TwoAges(NamedTuple):
    """An age in a year, and the age today, that cannot both be right.

    Attributes:
        then, now: where they are told.
        years: the age at the time.
        date: the time.
        should_be: the age at the time that follows from the one today.
    """

    then: Span
    now: Span
    years: int
    date: DateMention
    should_be: int


def two_ages(
    plain: str, dates: Sequence[DateMention], sentence_at: Callable[[int], Span], today: int, code: str
) -> Iterator[TwoAges]:
    """Yield the ages in a year that do not fit the age, in the article's year `today`, behind the same name."""
    language, then = language_data(code), _then(code)
    told_years = {date.year for date in dates}
    aged = [
        (now, lead["last"])
        for now in _NOW.finditer(plain)
        if (lead := _LEAD.search(plain, max(0, now.start() - _HEAD), now.start()))
    ]
    for match in then.finditer(plain) if aged else ():
        at, sentence = Span(*match.span()), sentence_at(match.start())
        beside = [
            date
            for date in dates
            if sentence.start <= date.start < sentence.end
            and date.complete
            and date.precision in _PRECISIONS
            and _is_of(plain, at, date)
        ]
        told_of = [now for now, name in aged if _is_told_of(plain, sentence, at, now, name)]
        if len(beside) != 1 or len(told_of) != 1 or len(then.findall(plain, *sentence)) != 1:
            continue
        (date,), (now,) = beside, told_of
        years, age = years_told(match, code), int(now["age"])
        if not years or not date.year or date.year >= today:
            continue
        should_be = age - (today - date.year)
        words = word_set(plain[max(sentence.start, now.end()) : max(at.end, date.end)])
        if abs(should_be - years) <= _OFF or not language.kin.isdisjoint(words):
            continue
        if {date.year + age - years + slack for slack in (-1, 0, 1)} & (told_years - {date.year}):
            continue  # the age is that of another year, of which the article tells
        yield TwoAges(at, Span(*now.span("age")), years, date, should_be)


def _is_told_of(plain: str, sentence: Span, then: Span, now: re.Match[str], name: str) -> bool:
    """Tell whether a sentence tells of somebody whose age stands before a place in it, or who is named at its head."""
    if sentence.start <= now.start() < sentence.end:
        return now.end() < then.start
    lead = plain[sentence.start : sentence.start + _HEAD].replace("\0", "")
    is_before = name[0].isupper() and now.end() < sentence.start
    return is_before and name in re.findall(r"[\w’'-]+", lead)[:_FIRST_WORDS]


def _is_of(plain: str, then: Span, date: DateMention) -> bool:
    """Tell whether an age is that in a year: both stand in one clause."""
    if date.start < then.start:
        return _BEFORE_AGE.fullmatch(plain, date.end, then.start) is not None
    return _BEFORE_YEAR.fullmatch(plain, then.end, date.start) is not None


@cache
def _then(code: str) -> re.Pattern[str]:
    """Make the pattern of the ages at which something was done."""
    known = age_pattern(code, "age_phrases", bare=False).pattern
    return compile_later(rf"(?:{known})|(?<!\w)(?:{_THEN})(?!\w)", re.IGNORECASE)
