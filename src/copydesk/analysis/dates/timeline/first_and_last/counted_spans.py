"""Counted spans: numbers of years that count from a date to the article's day, or to a return."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from copydesk.analysis.dates.counts import numbers
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.durations import Duration
from copydesk.analysis.dates.timeline.lengths import Length
from copydesk.analysis.dates.timeline.statements import BORN, CLOSED, DIED, Statement
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.language.words_between import words
from copydesk.findings import Span
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_NEAR, _SINCE = 40, 60
"""How far around a span, in code points, the words that tell its kind stand, and how far the date behind “since”."""
_FEW = 3
"""A paragraph with more dates than this tells several things."""
_BACK = 700
"""How far around “after eleven years” the last time before is dated."""
_SHORTEST = 3
"""A shorter span is rather one of something else."""
_PRECISIONS = ("year", "month", "day", "season")
_OF = frozenset("of de di von van av af".split())
"""Behind a span it tells of what the years were: eleven years of planning."""
_UNIT_GAP = 2
_PAIR, _CLOSE = 2, 4
"""Two dates are compared; so many words before and behind a number of years are read for “had” and “when”."""


class SpanReader:
    """Reads the spans of one article. `plain` is the form of `Document.plain`."""

    def __init__(
        self,
        plain: str,
        dates: Sequence[DateMention],
        told: Sequence[Statement],
        block_at: Callable[[int], Block | None],
        sentence_at: Callable[[int], Span],
        code: str,
    ) -> None:
        self.plain = plain
        self._dates = [
            date
            for date in dates
            if date.year
            and (date.complete or (date.origin == "text" and date.value))  # also “6 October of the same year”
            and date.precision in _PRECISIONS
            and not date.last
        ]
        self._told = told
        self._closings = {each.date.start for each in told if each.kind == CLOSED}
        self._block_at = block_at
        self._sentence_at = sentence_at
        self._language = language_data(code)

    def spans(self, lengths: Sequence[Length]) -> Iterator[Duration]:
        """Yield the spans with the dates that they may be counted from and to."""
        if not self._dates:
            return
        for length in [*lengths, *_with_adjectives(self.plain, self._language)]:
            if length.years < _SHORTEST or (block := self._block_at(length.start)) is None:
                continue
            sentence = self._sentence_at(length.start)
            before = words(self.plain, max(sentence.start, length.start - _NEAR), length.start)
            behind = self.plain[length.end : min(sentence.end, length.end + _SINCE)]
            found = self._of_its_life(length, sentence, block, behind)
            if "-" in self.plain[length.start : length.end]:  # a 50-year low since then
                yield from [found] if found else []
                continue
            found = (
                found
                or self._since_then(length, sentence, block, behind)
                or self._since_a_date(length, sentence, block, before, behind)
                or self._until_a_return(length, sentence, before)
            )
            if found:
                yield found

    def before_the_beginning(self, lengths: Sequence[Length]) -> Iterator[tuple[DateMention, DateMention]]:
        """Yield dates of what happened when a thing “had stood for a year” that lie before its beginning, with that."""
        language = self._language
        if len(self._dates) < _PAIR or not (language.had_words and language.when_words):
            return
        for length in [*lengths, *_single_years(self.plain, language.code)]:
            sentence = self._sentence_at(length.start)
            lead = words(self.plain, max(sentence.start, length.start - _NEAR), length.start)
            behind = words(self.plain, length.end, min(sentence.end, length.end + _NEAR))[:_CLOSE]
            if language.had_words.isdisjoint(lead[-_CLOSE:]) or language.when_words.isdisjoint(behind):
                continue
            begun = [
                each for each in self._between(sentence.start - _BACK, sentence.start) if self._begins(each)
            ]
            then = self._between(length.end, length.end + _BACK // 3)[:1]
            if begun and then and (then[0].year or 0) < (begun[-1].year or 0):
                yield then[0], begun[-1]

    def _begins(self, date: DateMention) -> bool:
        """Tell whether the clause of a date tells that something began."""
        sentence = self._sentence_at(date.start)
        near = words(
            self.plain, max(sentence.start, date.start - _SINCE), min(sentence.end, date.end + _SINCE)
        )
        language = self._language
        return not (language.beginning_verbs | language.foundings - language.birth_words).isdisjoint(near)

    def _since_then(self, length: Length, sentence: Span, block: Block, behind: str) -> Duration | None:
        """Return “in the 27 years since then”, which counts from the date before."""
        match = _since_then(self._language.code).match(behind)
        if match is None:
            return None
        near = self._between(sentence.start, length.start)
        near = near or self._before(sentence, block)
        return Duration(length, near, open=True) if 0 < len(near) <= _FEW else None

    def _of_its_life(self, length: Length, sentence: Span, block: Block, behind: str) -> Duration | None:
        """Return “in its 59-year history”, which counts from when that began."""
        language = self._language
        following = words(behind, 0, len(behind))
        small = language.prepositions | language.belonging_words | language.possessives | {"d'"}
        while following and following[0] in small:
            following = following[1:]
        noun = following[0].rpartition("'")[2] if following else ""
        told = set(words(self.plain, *sentence))
        if noun not in language.existence_nouns or not language.feast_words.isdisjoint(told):
            return None  # it celebrates them: see wrong-anniversary
        rest = behind.lower().partition(noun)[2]
        if rest[:1] == " " and not language.place_words.isdisjoint(rest.split()[:1]):
            return None  # in its 59-year history in the league, which it joined later
        begun = [
            each.date
            for each in self._told
            if each.kind not in (BORN, DIED, CLOSED)
            and block.start <= each.date.start < sentence.end
            and each.date.complete
        ]
        return Duration(length, begun, open=True) if 0 < len(begun) <= _FEW else None

    def _since_a_date(
        self, length: Length, sentence: Span, block: Block, before: Sequence[str], behind: str
    ) -> Duration | None:
        """Return “for forty years, since the opening in June 1974”, or „seit 1974, also seit vierzig Jahren“."""
        language = self._language
        if match := _comma_since(language.code).match(behind):
            at = length.end + match.end()
            dates = self._between(at, min(sentence.end, at + _SINCE))
            if len(dates) == 1 and not _CLAUSE.search(self.plain, at, dates[0].start):
                return Duration(length, dates, open=True)
            if not dates and (near := self._before(sentence, block)):  # depuis cette fermeture
                return Duration(length, near, open=True)
        if language.since_words.isdisjoint(before[-2:]):
            return None
        dates = self._between(max(sentence.start, length.start - _NEAR), length.start)
        if len(dates) == 1:
            lead = words(self.plain, max(sentence.start, dates[0].start - _NEAR), dates[0].start)
            if not language.since_words.isdisjoint(lead[-3:]):
                return Duration(length, dates, open=True)
        return None

    def _until_a_return(self, length: Length, sentence: Span, before: Sequence[str]) -> Duration | None:
        """Return “after eleven years the ferry is back”, which counts from the last time before."""
        language = self._language
        behind = words(self.plain, length.end, min(sentence.end, length.end + _NEAR))[:1]  # vuoden jälkeen
        if language.after_words.isdisjoint([*before[-2:], *behind]) or not _OF.isdisjoint(behind):
            return None
        if language.comeback_words.isdisjoint(words(self.plain, *sentence)):
            return None
        last = [
            each for each in self._between(length.start - _BACK, length.end + _BACK) if self._is_last(each)
        ]
        if len(last) != 1:
            return None
        following = self._sentence_at(min(sentence.end + _UNIT_GAP, len(self.plain) - 1))
        returns = [
            each
            for each in self._between(sentence.start, following.end)
            if each != last[0] and (each.year or 0) > (last[0].year or 0)
        ]
        return Duration(length, [*last, *returns], open=not returns)

    def _before(self, sentence: Span, block: Block) -> list[DateMention]:
        """Return the dates of the sentence directly before one in its paragraph."""
        last = self._between(block.start, sentence.start)[-1:]
        if not last or self._sentence_at(last[0].start).end < sentence.start - _UNIT_GAP:
            return []
        return self._between(self._sentence_at(last[0].start).start, sentence.start)

    def _is_last(self, date: DateMention) -> bool:
        """Tell whether a date is that of the last time, or of a closing."""
        sentence = self._sentence_at(date.start)
        lead = words(self.plain, max(sentence.start, date.start - _SINCE), date.start)
        return date.start in self._closings or not self._language.last_words.isdisjoint(lead)

    def _between(self, start: int, end: int) -> list[DateMention]:
        return [date for date in self._dates if start <= date.start < end]


_CLAUSE = compile_later(r"[.;:!?]")


@cache
def _since_then(code: str) -> re.Pattern[str]:
    phrases = either(language_data(code).since_then)
    return compile_later(rf"[ \0]+{phrases}(?!\w)(?![ \0]+(?:the|he|she|it|its|his|her)\b)", re.IGNORECASE)


@cache
def _comma_since(code: str) -> re.Pattern[str]:
    """Make the pattern of “since” directly behind a span."""
    since = either(language_data(code).since_words)
    return compile_later(rf"(?:[ \0]*[,(–—][ \0]*(?:\w+[ \0]+)?|[ \0]+){since}(?!\w)", re.IGNORECASE)


def _single_years(plain: str, code: str) -> Iterator[Length]:
    """Yield where a text tells one year: a year, ein Jahr."""
    for match in _one_year(code).finditer(plain):
        yield Length(*match.span(), 1, 1)


@cache
def _one_year(code: str) -> re.Pattern[str]:
    one = either(word for word, number in numbers(code).items() if number == 1)
    units = either(language_data(code).year_units)
    return compile_later(rf"(?<!\w){one} {units}(?!\w)", re.IGNORECASE)


def _with_adjectives(plain: str, language: Language) -> Iterator[Length]:
    """Yield the numbers of years that are joined to an adjective: 59-jährigen."""
    if not language.year_adjectives or not any(each in plain for each in language.year_adjectives):
        return
    for match in _adjectives(language.code).finditer(plain):
        yield Length(*match.span(), int(match[1]), 1)


@cache
def _adjectives(code: str) -> re.Pattern[str]:
    return compile_later(rf"(?<![\w.,])(\d{{1,3}})[ -]?{either(language_data(code).year_adjectives)}(?!\w)")
