"""Grammars of dates: the patterns of each language, compiled when a text in it is first read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.analysis.language.languages import language_data, languages
from copydesk.support.patterns import compile_later, one_of

LANGUAGES = tuple(code for code, each in languages().items() if each.months and code != "en")
"""Languages besides English whose month and day names are known."""

GAP = r"[\s\0]+"
"""White space between two words, with the fillers of markup."""

_ENGLISH = language_data("en")
_MONTH_STEMS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAY_STEMS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

COUNTED = (
    one_of(
        r"people|persons?|men|women|children|troops|soldiers|officers|members|students|pupils|employees|workers",
        r"staff|fans|residents|patients|dead|injured|others|more",
        r"miles?|feet|foot|inches|met(?:er|re)s|kilomet(?:er|re)s|km|kg|tonn?e?s|yards|acres|hectares|degrees",
        r"hours?|hrs|minutes|seconds|days?|weeks?|months?|years?|GMT|BST|UTC|BC|BCE",
        r"pounds|dollars|euros|yen|pence|cents|percent|per\s+cent|million|billion|trillion|thousand|hundred",
        r"votes|jobs|words|pages|copies|shares|homes|houses|units|cases|deaths|points?|times|seats|calories|rpm|hp",
    )
    + r"\b"
)
"""Things that a number counts: after one of them the number is no year and no day."""

_DAY = (
    r"(?P<day>\d{1,2})(?P<ordinal>st|nd|rd|th)?"
    r"(?![\w%°]|[.:]\d|,\d{3}(?!\d)|\0*/\d|[-‐‑](?:year|month|week|day|hour|minute|foot|mile|point|member)\b)"
)
_TO = r"(?:[\s\0]*[-–—‑][\s\0]*|[\s\0]+(?:to|through|thru|until|till|and|or|&)[\s\0]+(?:the[\s\0]+)?)"
_MORE_DAYS = (
    rf"(?:{_TO}(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\w%°/]|[.:]\d|,\d{{3}}(?!\d))(?!{GAP}{COUNTED}))?"
)
_YEAR = rf"(?P<year>[12]\d{{3}})(?![\w/]|[.,:]\d)(?!{GAP}{COUNTED})"


_ORDINAL = r":?[ea]|er|re|ste|de|-?(?:го|е)|[º°ª.]"
"""What a day takes in languages other than English: 1er, 31e, 30:e, 30., 30-го."""
_TO_OTHER = (
    r"bis(?:[\s\0]zum)?|au|al|a|e|und|et|y|en|tot(?:[\s\0]en[\s\0]met)?|t/m|to|i|do|og|och|fino[\s\0]al|hasta[\s\0]el"
    r"|till?(?:[\s\0](?:og|och)[\s\0]med)?|по|до|и"
)
_THE_OTHER = r"de[nmr]?|d\.|le|el|il|o|dia|día|op|dnia|dne|dňa"

_YEAR_MARK = rf"(?:{GAP}(?:года?\.?|г\.|року|р\.|roku|r\.|godine|god\.))?"
"""What stands behind the number of a year in Slavic languages: 2024 года, 2024 r."""
_ONE = r"(?:an?|einem?|einen|un[ao]?|um|uma|en|een|et|egy|într-o|[wvвву]|we|ve|во)"
"""What stands before the weekday of a day that is told behind it: the 1st, a Monday; 1 мая, в среду."""
_THEN = r"[\s\0]*(?:[.;!?)»”\"]|\Z)"
"""What ends a weekday behind a day."""

_FOREIGN_DATE = compile_later(
    rf"\b[0-9]{{1,2}}(?:{_ORDINAL})?[ \xa0](?:de )?(?P<month>[^\W\d_]{{3,12}})\b"
    r"(?:\.?[ \xa0](?:de |del )?[12]\d{3}\b)?"
)
_DAYS, _SHORT_NAME = 7, 4
"""So many days has a week, and so many letters an abbreviation of one's name at most."""
_ENGLISH_MONTHS = frozenset(" ".join(_ENGLISH.months).lower().split())


class Grammar(NamedTuple):
    """The patterns of one language.

    Attributes:
        anchors: finds every word that could be a month, a weekday or a number; `kind_of` tells.
        month_first: "February 13, 2026", "Feb. 13–15"; None where a language has no such form.
        day_first: "13 February 2026", "13. Februar", "13 de febrero de 2026".
        month_year: "February 2026", "February, 2026", "febrero de 2026".
        weekday_lead: a weekday and what joins it to the date after it.
        weekday_after: a weekday behind a date: (Monday), a Monday; in group `loose` one behind no more than a comma.
        months, weekdays: numbers by name in lower case, weekdays from 0 for Monday.
        day_leads: whether the day always stands before the month.
        capitals: whether names are written with a capital.
        nouns_have_capitals: whether all nouns are.
        leads: words, in lower case, behind which a number with a month is a day: weekdays, “am”, “le”.
        kinds: "month" or "weekday" by name, as it is written where names have capitals, else in lower case.
    """

    anchors: re.Pattern[str]
    month_first: re.Pattern[str] | None
    day_first: re.Pattern[str]
    month_year: re.Pattern[str]
    weekday_lead: re.Pattern[str]
    weekday_after: re.Pattern[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    day_leads: bool
    capitals: bool
    nouns_have_capitals: bool
    leads: frozenset[str]
    kinds: Mapping[str, str]

    def kind_of(self, word: str) -> str | None:
        """Return what a word that `anchors` found is: "number", "month", "weekday" or None."""
        if "0" <= word[0] <= "9":
            return "number"
        if kind := self.kinds.get(word if self.capitals else word.lower()):
            return kind
        return "number" if word[:2] == "FY" and word[2:].isdigit() else None

    def month_number(self, name: str) -> int:
        """From 1 for January. Raises KeyError for what is no month."""
        return self.months[name.lower().rstrip(".")]

    def weekday_number(self, name: str) -> int:
        """From 0 for Monday. Raises KeyError for what is no weekday."""
        return self.weekdays[name.lower().rstrip(".")]


def knows_dates(language: str | None) -> bool:
    """Tell whether the names of months in a language are known."""
    return language == _ENGLISH.code or language in LANGUAGES


@cache
def grammar_of(language: str | None) -> Grammar:
    """Return the grammar of a language given by its two-letter code; the English one where no other is known."""
    return _other(language) if language in LANGUAGES else _english()


@cache
def calendar_names(language: str | None) -> frozenset[str]:
    """Return the names of months and weekdays in a language, short forms included, in lower case."""
    kinds = grammar_of(language).kinds
    return frozenset(name.lower() for name, kind in kinds.items() if kind in ("month", "weekday"))


def language_by_dates(text: str) -> str | None:
    """Return the language whose months most dates of a text name, if these are no English ones: for texts too short to
    show theirs. Of two with as many, the first.
    """
    months = {match["month"].lower() for match in _FOREIGN_DATE.finditer(text)} - _ENGLISH_MONTHS
    named = Counter(code for month in months for code in _languages_by_month().get(month, ()))
    return min(named, key=lambda code: (-named[code], code), default=None)


@cache
def _languages_by_month() -> dict[str, list[str]]:
    """Return the languages that have a month of each name, in lower case."""
    languages_of: dict[str, list[str]] = {}
    for code in LANGUAGES:
        for name in " ".join(language_data(code).months).lower().split():
            languages_of.setdefault(name, []).append(code)
    return languages_of


def _english() -> Grammar:
    names = {
        kind: [*words, *map(str.upper, words)]
        for kind, words in (("month", _each(_ENGLISH.months)), ("weekday", _each(_ENGLISH.weekdays)))
    }
    months, weekdays = "|".join(names["month"]), "|".join(names["weekday"])
    month = rf"(?P<month>{months})\b\.?"
    return Grammar(
        # a set first, because that is what the engine skips by; then no second letter that none of the names has
        anchors=compile_later(r"[JFMASONDTW0-9](?:(?<=[0-9])|(?!h[^u]|[tslimnkdvy]))\w*"),
        month_first=compile_later(
            rf"{month}[\s\0]*(?:the{GAP})?(?<=[\s\0.]){_DAY}{_MORE_DAYS}(?:(?:\0*,[\s\0]*|{GAP}(?:of{GAP})?){_YEAR})?"
        ),
        day_first=compile_later(
            rf"{_DAY.replace('(?![', '(?![/')}{_MORE_DAYS}{GAP}(?:day{GAP})?(?:of{GAP})?{month}"
            rf"(?!{GAP}\d{{1,2}}(?!\d|\s*[ap]\.?m\b|[.:]\d))(?:(?:\0*,)?{GAP}(?:of{GAP}|in{GAP})?{_YEAR})?"
        ),
        month_year=compile_later(
            rf"{month}(?:\0*,[\s\0]*|{GAP}(?:of{GAP})?){_YEAR}|(?P<m>{months})\.?[\s\0]*['’](?P<short>\d\d)(?!\w)"
        ),
        weekday_lead=compile_later(
            rf"(?P<weekday>{weekdays})\b\.?(?:{GAP}(?:last|next)(?=,))?(?:\0*,[\s\0]*|{GAP})(?:\(|(?:on{GAP})?(?:the{GAP})?)(?={months}|\d)"
        ),
        weekday_after=compile_later(
            rf"(?:[\s\0]*\([\s\0]*|\0*,[\s\0]*(?:an?|which{GAP}(?:is|was){GAP}an?){GAP})"
            rf"(?P<weekday>{'|'.join(_each(_ENGLISH.weekdays)[:_DAYS])})\b\)?"
            rf"|\0*,{GAP}(?P<loose>{'|'.join(_each(_ENGLISH.weekdays)[:_DAYS])})(?={_behind_weekday(weekdays)})"
        ),
        months=_ByStem({stem: number for number, stem in enumerate(_MONTH_STEMS, 1)}),
        weekdays=_ByStem({stem: number for number, stem in enumerate(WEEKDAY_STEMS)}),
        day_leads=False,
        capitals=True,
        nouns_have_capitals=False,
        leads=frozenset({"on", "dated"}),
        kinds={name: kind for kind, words in names.items() for name in words},
    )


class _ByStem(dict[str, int]):
    """English names are told by their first three letters."""

    def __missing__(self, name: str) -> int:
        if len(name) <= 3:
            raise KeyError(name)
        return self[name[:3]]


def _other(language: str) -> Grammar:
    known = language_data(language)
    months = {name.lower(): number for number, names in enumerate(known.months, 1) for name in names.split()}
    weekdays = {name.lower(): number for number, names in enumerate(known.weekdays) for name in names.split()}
    month = rf"(?P<month>{_either(months)})\b\.?"
    flags = re.IGNORECASE
    of = rf"{GAP}(?:de{GAP}|del{GAP}|do{GAP})?"
    month_leads = (
        rf"{month}{GAP}(?P<day>\d{{1,2}})(?P<ordinal>(?P<day2>(?!))|\.?)(?![\d:%]|[.,]\d)(?P<year>(?!))?"
    )
    return Grammar(
        anchors=compile_later(r"[A-Z0-9]\w*" if language == "de" else r"[^\W_]+"),
        month_first=compile_later(month_leads, flags) if known.months_lead else None,
        day_first=compile_later(
            rf"(?P<day>\d{{1,2}})(?P<ordinal>{_ORDINAL})?(?:(?:[\s\0]*[-–—/][\s\0]*|{GAP}(?:{_TO_OTHER})"
            rf"{GAP}(?:zum{GAP})?)(?P<day2>\d{{1,2}}(?!\d))[º°ª.]?)?{of}{month}(?:,?{of}{_YEAR})?",
            flags,
        ),
        month_year=compile_later(rf"{month}{of}{_YEAR}|(?P<m>(?!))(?P<short>(?!))", flags),
        weekday_lead=compile_later(
            rf"(?P<weekday>{_either(weekdays)})\b\.?(?:\0*,[\s\0]*|{GAP})(?:\(|(?:{_THE_OTHER}){GAP})?(?=\d)",
            flags,
        ),
        weekday_after=compile_later(
            rf"{_YEAR_MARK}(?:(?:-\w{{1,4}})?\.?[\s\0]*\([\s\0]*(?P<weekday>{_either(weekdays)})\b\.?(?=[\s\0]*[,;)])[\s\0]*\)?"
            rf"|(?:-\w{{1,4}})?\.?\0*,{GAP}(?:{_ONE}{GAP}(?P<one>{_either(_in_full(weekdays))})"
            rf"|(?P<loose>{_either(_in_full(weekdays))}))(?={_behind_weekday(_either(weekdays))}))",
            flags,
        ),
        months=months,
        weekdays=weekdays,
        day_leads=not known.months_lead,
        capitals=language == "de",
        nouns_have_capitals=language == "de",
        leads=known.before_dates.union(weekdays),
        kinds={
            name if language != "de" else name.capitalize(): kind
            for names, kind in ((weekdays, "weekday"), (months, "month"))
            for name in names
        },
    )


def _in_full(weekdays: Mapping[str, int]) -> dict[str, int]:
    """Return the names of weekdays that are no abbreviations: the first of each day, and what is no beginning of it."""
    first: dict[int, str] = {}
    for name, number in weekdays.items():
        first.setdefault(number, name)
    return {
        name: number
        for name, number in weekdays.items()
        if name == first[number] or not first[number].startswith(name) or len(name) > _SHORT_NAME
    }


def _behind_weekday(weekdays: str) -> str:
    """Return what stands behind a weekday that belongs to the day before it, not to a list or to the next day."""
    following = rf"(?:{weekdays}|(?:[^\W\d_]{{1,3}}\.?{GAP})?\d)"
    return rf"{_THEN}|(?:[\s\0]*,|[\s\0][-–—][\s\0])(?![\s\0]*{following})"


def _each(names: Sequence[str]) -> list[str]:
    """Return the names in full, then the abbreviations."""
    alternatives = [each.split() for each in names]
    return [each[0] for each in alternatives] + [name for each in alternatives for name in each[1:]]


def _either(names: Mapping[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
