"""Dates that hold the name of a month and a day or a year: "Friday, February 13, 2026", "13. Februar", "May 2019"."""

from __future__ import annotations

import re

from copydesk.analysis.dates.notations.grammar import GAP, WEEKDAY_STEMS, Grammar
from copydesk.analysis.dates.parts import Parts, YearMonthDay, words_before
from copydesk.analysis.dates.values import full_year, is_possible
from copydesk.support.patterns import compile_later

MODIFIED = compile_later(rf"\b(?:early|late|mid)(?:-|{GAP})(?:in{GAP})?\Z", re.IGNORECASE)
"""What stands before a month to say which part of it is meant."""

_THE = compile_later(rf"\b[Tt]he{GAP}\Z")
_WEEKDAY_JOINED = compile_later(
    r"(?:day|\b(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?)s?[\s\0]*"
    r"(?:[-–—‑/&,]|,?[\s\0](?:and|or|to|through|thru|until))[\s\0]*\Z",
    re.IGNORECASE,
)
_NOUN_NEXT = compile_later(
    rf"{GAP}(?!(?:the|and|to|at|in|for|when|as|after|before|but|or|a|an|with|by|from|on|of|it|he|she|they|we)\b)[a-z]"
)
_PLURAL_NEXT = compile_later(rf"{GAP}(?:[a-z]+{GAP})?[a-z]+s\b")
_OF_A_MONTH = frozenset("in during of last this since late early mid".split())
_OF_A_DAY = frozenset("until by from to since before after".split())
_SHORT_MONTHS = ("may", "june", "july")


class CalendarReader:
    """Reads the dates of one text that hold a month's name with a day or a year."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self._text = text
        self._grammar = grammar

    @property
    def nouns_have_capitals(self) -> bool:
        """Tell whether all nouns of the language are written with a capital."""
        return self._grammar.nouns_have_capitals

    def calendar(self, at: int, first: int, last: int) -> Parts | None:
        """Return the date with a day or a year that begins at `at`."""
        text, grammar = self._text, self._grammar
        if "0" <= text[at] <= "9":
            match = grammar.day_first.match(text, at, last)
            return self._days(match, first, last) if match else None
        match = grammar.month_first.match(text, at, last) if grammar.month_first else None
        if match and (parts := self._days(match, first, last)):
            return parts
        if match := grammar.month_year.match(text, at, last):
            name = match["month"] or match["m"]
            year = int(match["year"]) if match["year"] else full_year(int(match["short"]))
            modifier = MODIFIED.search(text, max(first, at - 9), at)
            start = modifier.start() if modifier else at
            return Parts(start, match.end(), "month", year, grammar.month_number(name))
        return None

    def _days(self, match: re.Match[str], first: int, last: int) -> Parts | None:
        """Return the day or days that a match of the grammar means, or None where its number counts something."""
        month, day = self._grammar.month_number(match["month"]), int(match["day"])
        year = int(match["year"]) if match["year"] else None
        end = match.end()
        until: YearMonthDay | None = None
        if match["day2"] and self._is_count(match, last):
            end = match.end("ordinal") if match["ordinal"] else match.end("day")
        elif match["day2"]:
            until = (year, month, int(match["day2"]))
        if until is None and self._counts_things(match, end, first, last):
            return None
        if not is_possible(year, month, day) and not self._is_meant_as_day(match, year, day, first, last):
            return None
        start = self._with_article(match, first)
        end = self._without_full_stop(match, end)
        weekday = None
        after = self._grammar.weekday_after.match(self._text, end, last)
        if after and (name := self._weekday_in(after, dated=year is not None)):
            weekday, end = self._grammar.weekday_number(name), after.end()
        return Parts(start, end, "day", year, month, day, weekday, until)

    def _weekday_in(self, after: re.Match[str], *, dated: bool) -> str | None:
        """Return the weekday behind a date; one behind no more than a comma belongs to it only if it has a year."""
        groups = after.groupdict()
        loose = groups["loose"] if dated or not self._grammar.day_leads else None
        return groups["weekday"] or groups.get("one") or loose

    def _counts_things(self, match: re.Match[str], end: int, first: int, last: int) -> bool:
        """Tell whether the number counts what follows: "In May 12 people died"."""
        if match["year"] or match["ordinal"] or not _month_leads(match):
            return False
        before = [word.lower() for word in words_before(self._text, first, match.start(), 12)]
        is_in_month = bool(before) and before[-1] in ("in", "during", "of", "since")
        return is_in_month and _NOUN_NEXT.match(self._text, end, last) is not None

    def _with_article(self, match: re.Match[str], first: int) -> int:
        """Tell where a date starts, its article included: "the 3rd of May"."""
        if _month_leads(match) or not match["ordinal"]:
            return match.start()
        the = _THE.search(self._text, max(first, match.start() - 5), match.start())
        return the.start() if the else match.start()

    def _without_full_stop(self, match: re.Match[str], end: int) -> int:
        """Tell where a date ends: a full name takes no point, so one behind it is the sentence's."""
        name = match["month"].lower()
        is_full = len(name) > 4 or name in _SHORT_MONTHS
        return end - 1 if self._text[end - 1] == "." and is_full else end

    def _is_count(self, match: re.Match[str], last: int) -> bool:
        """Tell whether the second number of "March 3 and 12 people", "July 14 to 46 percent" is no day."""
        joint = self._text[match.end("day") : match.start("day2")].strip("\0 \t\r\n")
        if int(match["day2"]) > 31:
            return joint.isalpha()
        bare = _month_leads(match) and match["year"] is None
        plural = _PLURAL_NEXT.match(self._text, match.end(), last) if bare else None
        return joint in ("and", "or", "&") and plural is not None

    def _is_meant_as_day(
        self, match: re.Match[str], year: int | None, day: int, first: int, last: int
    ) -> bool:
        """Tell whether an impossible day is a day that is wrong, and not a number that counts something."""
        if year is not None or match["ordinal"]:
            return True
        before = [word.lower() for word in words_before(self._text, first, match.start(), 16)]
        word = before[-1].strip("(,.") if before else ""
        if word in self._grammar.leads or word[:3] in WEEKDAY_STEMS:
            return True
        if word in _OF_A_MONTH and _NOUN_NEXT.match(self._text, match.end(), last):
            return False
        return 28 < day <= 31 or (day > 31 and word in _OF_A_DAY) or (day < 40 and self._grammar.day_leads)

    def weekday_lead(self, at: int, last: int) -> int | None:
        """Return where a date begins that the weekday at `at` belongs to, or None."""
        match = self._grammar.weekday_lead.match(self._text, at, last)
        return match.end() if match else None

    def joins_weekdays(self, at: int, first: int) -> bool:
        """Tell whether another weekday stands before this one ("Friday and Saturday, May 1 and 2")."""
        return _WEEKDAY_JOINED.search(self._text, max(first, at - 28), at) is not None

    def weekday_of(self, hit: re.Match[str]) -> int:
        """Return the number of a weekday, from 0 for Monday."""
        return self._grammar.weekday_number(hit.group())


def _month_leads(match: re.Match[str]) -> bool:
    """Tell whether the month stands before the day."""
    return match.start("month") < match.start("day")
