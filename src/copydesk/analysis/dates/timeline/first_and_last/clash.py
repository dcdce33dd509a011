"""Clashes: two dates of an article, one of which lies outside the bounds that the other sets."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.values import days_in, is_possible
from copydesk.analysis.language.languages import Language
from copydesk.analysis.language.words_between import words_and_breaks
from copydesk.findings import Span

REACH = 160
"""How far before a date, in code points, its clause is read."""
_MONTHS = 12
_YEAR = 2001
"""The year that stands for one that two dates of an article leave out."""


class DateClash(NamedTuple):
    """A date, the one that it does not go with, and what the message says between both, with # for the second."""

    date: DateMention
    other: DateMention
    says: str


class Reading:
    """An article's text with its dates and sentences, as the finders of clashes need them."""

    def __init__(
        self,
        text: str,
        dates: Sequence[DateMention],
        sentence_at: Callable[[int], Span],
        language: Language,
    ) -> None:
        self.text, self.dates, self.sentence_at, self.language = text, dates, sentence_at, language
        self._before: dict[int, list[str]] = {}
        self._dated: list[tuple[DateMention, int]] | None = None

    def before(self, date: DateMention) -> list[str]:
        """Return the words of its sentence before a date, in lower case, with the marks that part clauses."""
        if (found := self._before.get(date.start)) is None:
            start = max(self.sentence_at(date.start).start, date.start - REACH)
            found = self._before[date.start] = _without_elision(
                words_and_breaks(self.text, start, date.start)
            )
        return found

    def may_say(self, date: DateMention, words: Iterable[str], reach: int = REACH) -> bool:
        """Tell whether any of some words may stand before a date; quicker than to read the words there."""
        near = self.text[max(0, date.start - reach) : date.start].lower()
        return any(word in near for word in words)

    def after(self, date: DateMention, width: int = 60) -> list[str]:
        """Return the words of its sentence behind a date."""
        end = min(self.sentence_at(date.start).end, date.end + width)
        return _without_elision(words_and_breaks(self.text, date.end, end))

    def years(self) -> list[tuple[DateMention, int]]:
        """Return the dates with a year of their own."""
        if self._dated is None:
            self._dated = [
                (date, date.year)
                for date in self.dates
                if date.complete
                and date.year
                and (date.is_plain or (date.precision == "season" and not (date.last or date.ambiguous)))
            ]
        return self._dated

    def follows_in_paragraph(self, first: DateMention, then: DateMention, sentences: int) -> bool:
        """Tell whether a date stands so many sentences at most behind that of another one, in its paragraph."""
        at = self.sentence_at(first.start)
        for _ in range(sentences):
            if "\n" in self.text[at.end : then.start] and "\n\n" in self.text[at.end : then.start]:
                return False
            following = self.sentence_at(min(at.end + 2, len(self.text) - 1))
            if following.start <= then.start < following.end:
                return True
            at = following
        return False


def is_last(word: str, language: Language) -> bool:
    """Tell whether a word is a form of “last”: also the German one behind an article."""
    return word in language.last_words or (word.endswith("n") and word[:-1] in language.last_words)


def is_first(word: str, language: Language) -> bool:
    """The same of “first”."""
    return word in language.first_words or (word.endswith("n") and word[:-1] in language.first_words)


def _without_elision(words: Sequence[str]) -> list[str]:
    """Return words without what is joined to them: ultima of l'ultima."""
    return [word.rpartition("'")[2] or word for word in words]


def looks_back(words: Sequence[str], language: Language) -> bool:
    """Tell whether words turn to the time before, or to something else."""
    told = set(words)
    return not (told.isdisjoint(language.earlier_words) and told.isdisjoint(language.had_words))


def day_of(date: DateMention, *, last: bool = False, year: int | None = None) -> datetime.date | None:
    """Return the first or last day of a month or day; None if it names no month."""
    year = date.year or year or _YEAR
    if date.month is None or not 1 <= date.month <= 12 or date.precision not in ("day", "month"):
        return None
    day = date.day or (days_in(year, date.month) if last else 1)
    return datetime.date(year, date.month, day) if is_possible(year, date.month, day) else None


def day_key(date: DateMention) -> tuple[int, ...]:
    """Return the year, month and day of a date, as far as it names them."""
    month = date.month if (date.month or 0) <= _MONTHS else None  # a season has a number of its own
    return tuple(filter(None, (date.year, month, date.day)))


def is_earlier(one: DateMention, two: DateMention) -> bool:
    """Tell whether a date with a year lies before another for certain."""
    mine, its = day_key(one), day_key(two)
    length = min(len(mine), len(its))
    return mine[:length] < its[:length]
