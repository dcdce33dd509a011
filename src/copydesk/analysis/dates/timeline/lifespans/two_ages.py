"""Two ages: how old somebody is, and was in a year that is told: “Ada Lunn, 71, joined in 1989 as a 16-year-old”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.lifespans.age_phrases import age_pattern, years_told
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words_between import word_set
from copydesk.findings import Span
from copydesk.support.patterns import compile_later, one_of

_UNITS = (
    r"years? old|Jahre(?: alt)?|ans|años|anni|anos|jaar(?: oud)?|år(?: gammal| gammel)?|lata?|let|vuotta|éves|ani|лет"
    r"|года?|років|роки"
)
_NOW = compile_later(
    r"(?:(?<=[^\W\d_],[ \0])|(?<=[^\W\d_][ \0]\())(?:(?:now|heute|aujourd'hui|hoy|oggi|de|nu|dziś|dnes) )?"
    rf"(?P<age>[1-9]\d)(?: (?:{_UNITS}))?(?=[,)])"
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
_PRECISIONS = ("day", "month", "season", "year")
_OFF = 2
"""Two birthdays lie between an age and the year: so far apart, in years, no two ages are by chance."""
_BEFORE_AGE = compile_later(r"[\s\0]*,?[\s\0]*(?:[^\W\d_]{2,12}[\s\0]+)?")
"""What stands between a year and the age in it: 1989, when she was 16; 1989 already at 16."""
_BEFORE_YEAR = compile_later(
    r"(?:[\s\0]+(?!(?:and|und|et|y|e|en|och|og|i|a|и)[\s\0])[^\W\d_][\w’'-]*){1,8}[\s\0]+"
    r"|[\s\0]*[,(]?[\s\0]*(?:[^\W\d_]{1,8}[\s\0]+)?"
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
    """Yield the two ages that one sentence tells of one person, of whom the first age is that of the article's year."""
    language = language_data(code)
    told_years = {date.year for date in dates}
    for match in _NOW.finditer(plain):
        sentence = sentence_at(match.start())
        beside = [
            date
            for date in dates
            if match.end() < date.start < sentence.end and date.complete and date.precision in _PRECISIONS
        ]
        if len(beside) != 1 or _NOW.search(plain, match.end(), sentence.end):
            continue
        (date,) = beside
        others = list(_then(code).finditer(plain, match.end(), sentence.end))
        if len(others) != 1 or not date.year or date.year >= today:
            continue
        (then,) = others
        years, now = years_told(then, code), int(match["age"])
        should_be = now - (today - date.year)
        if not _is_of(plain, Span(*then.span()), date):
            continue
        between = word_set(plain[match.end() : max(then.end(), date.end)])
        if not years or abs(should_be - years) <= _OFF or not language.kin.isdisjoint(between):
            continue
        if {date.year + now - years + slack for slack in (-1, 0, 1)} & (told_years - {date.year}):
            continue  # the age is that of another year, of which the article tells
        yield TwoAges(Span(*then.span()), Span(*match.span("age")), years, date, should_be)


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
