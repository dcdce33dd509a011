"""How calendar dates are written: the patterns of each language, compiled when that language is first read.

English names stand here, so that English costs no library; those of the other languages come from babel's CLDR data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from copydesk.support.patterns import compile_later, one_of

LANGUAGES = ("de", "fr", "es", "it", "pt", "nl")
"""Languages besides English whose month and day names are known."""

GAP = r"[\s\0]+"
"""White space between two words, with the fillers of markup."""

_MONTHS = (
    "January February March April May June July August September October November December"
    " Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec"
).split()
_WEEKDAYS = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tues Tue Weds Wed Thurs Thur Thu Fri Sat Sun"
).split()
_MONTH_STEMS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY_STEMS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

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


_FOREIGN_DATE = compile_later(
    r"\b[0-9]{1,2}(?:\.|er|º)?[ \xa0](?:de )?(?P<month>[^\W\d_]{3,10})\.?[ \xa0](?:de |del )?[12]\d{3}\b"
)
_ENGLISH_MONTHS = frozenset(name.lower() for name in _MONTHS)


class Grammar(NamedTuple):
    """The patterns of one language.

    Attributes:
        anchors: finds every word that could be a month, a weekday or a number; `kind_of` tells.
        month_first: "February 13, 2026", "Feb. 13–15"; None where a language has no such form.
        day_first: "13 February 2026", "13. Februar", "13 de febrero de 2026".
        month_year: "February 2026", "February, 2026", "febrero de 2026".
        weekday_lead: a weekday and what joins it to the date after it.
        months, weekdays: numbers by name in lower case, weekdays from 0 for Monday.
        capitals: whether names are written with a capital.
        kinds: "month" or "weekday" by name, as it is written where names have capitals, else in lower case.
    """

    anchors: re.Pattern[str]
    month_first: re.Pattern[str] | None
    day_first: re.Pattern[str]
    month_year: re.Pattern[str]
    weekday_lead: re.Pattern[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    capitals: bool
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


@cache
def grammar_of(language: str | None) -> Grammar:
    """Return the grammar of a language given by its two-letter code; the English one where no other is known."""
    return _other(language) if language in LANGUAGES else _english()


def language_by_dates(text: str) -> str | None:
    """Return the language of the first date whose month is no English one: for texts too short to show theirs."""
    for match in _FOREIGN_DATE.finditer(text):
        word = match["month"].lower()
        if word not in _ENGLISH_MONTHS:
            known = (language for language in LANGUAGES if word in grammar_of(language).months)
            return next(known, None)
    return None


def _english() -> Grammar:
    names = {
        kind: [*words, *map(str.upper, words)] for kind, words in (("month", _MONTHS), ("weekday", _WEEKDAYS))
    }
    months, weekdays = "|".join(names["month"]), "|".join(names["weekday"])
    month = rf"(?P<month>{months})\b\.?"
    return Grammar(
        # a set first, because that is what the engine skips by; then no second letter that none of the names has
        anchors=compile_later(r"[JFMASONDTW0-9](?:(?<=[0-9])|(?!h[^u]|[tslimnkdvy]))\w*"),
        month_first=compile_later(
            rf"{month}[\s\0]*(?:the{GAP})?(?<=[\s\0.]){_DAY}{_MORE_DAYS}(?:\0*(?:,|{GAP}of{GAP}|{GAP})[\s\0]*{_YEAR})?"
        ),
        day_first=compile_later(
            rf"{_DAY.replace('(?![', '(?![/')}{_MORE_DAYS}{GAP}(?:day{GAP})?(?:of{GAP})?{month}"
            rf"(?!{GAP}\d{{1,2}}(?!\d|\s*[ap]\.?m\b|[.:]\d))(?:\0*,?[\s\0]+(?:of{GAP}|in{GAP})?{_YEAR})?"
        ),
        month_year=compile_later(
            rf"{month}(?:\0*,[\s\0]*|{GAP}(?:of{GAP})?){_YEAR}|(?P<m>{months})\.?[\s\0]*['’](?P<short>\d\d)(?!\w)"
        ),
        weekday_lead=compile_later(
            rf"(?P<weekday>{weekdays})\b\.?(?:\0*,[\s\0]*|{GAP})(?:\(|(?:on{GAP})?(?:the{GAP})?)(?={months}|\d)"
        ),
        months=_ByStem({stem: number for number, stem in enumerate(_MONTH_STEMS, 1)}),
        weekdays=_ByStem({stem: number for number, stem in enumerate(_WEEKDAY_STEMS)}),
        capitals=True,
        kinds={name: kind for kind, words in names.items() for name in words},
    )


class _ByStem(dict[str, int]):
    """English names are told by their first three letters."""

    def __missing__(self, name: str) -> int:
        if len(name) <= 3:
            raise KeyError(name)
        return self[name[:3]]


def _other(language: str) -> Grammar:
    from babel import Locale  # here, because only other languages than English need it and it loads slowly

    locale = Locale(language)
    months = _names(locale.months)
    weekdays = _names(locale.days)
    month = rf"(?P<month>{_either(months)})\b\.?"
    flags = re.IGNORECASE
    of = rf"{GAP}(?:de{GAP}|del{GAP}|do{GAP})?"
    return Grammar(
        anchors=compile_later(r"[A-Z0-9]\w*" if language == "de" else r"[^\W_]+"),
        month_first=None,
        day_first=compile_later(
            rf"(?P<day>\d{{1,2}})(?P<ordinal>er|re|[º°ª.])?(?:(?:[\s\0]*[-–—/][\s\0]*|{GAP}(?:bis|au|al|a|e|und|et|y|en|tot|t/m|to)"
            rf"{GAP}(?:zum{GAP})?)(?P<day2>\d{{1,2}}(?!\d))[º°ª.]?)?{of}{month}(?:,?{of}{_YEAR})?",
            flags,
        ),
        month_year=compile_later(rf"{month}{of}{_YEAR}|(?P<m>(?!))(?P<short>(?!))", flags),
        weekday_lead=compile_later(
            rf"(?P<weekday>{_either(weekdays)})\b\.?(?:\0*,[\s\0]*|{GAP})(?:\(|(?:de[nmr]|le|el|il|o|dia|día|op){GAP})?(?=\d)",
            flags,
        ),
        months=months,
        weekdays=weekdays,
        capitals=language == "de",
        kinds={
            name if language != "de" else name.capitalize(): kind
            for names, kind in ((weekdays, "weekday"), (months, "month"))
            for name in names
        },
    )


def _names(widths: Mapping[str, Mapping[str, Mapping[int, str]]]) -> dict[str, int]:
    """Names and abbreviations, in lower case and without the abbreviation's point, with their numbers."""
    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for key, name in widths[context][width].items():
                bare = name.lower().rstrip(".")
                if len(bare) > 2:
                    names.setdefault(bare.replace("-feira", ""), key)
                    names.setdefault(bare, key)
    return names


def _either(names: Mapping[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
