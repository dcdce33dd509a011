"""Durations: numbers of years that an article tells of dates nearby: “since 2009 … these eleven years”."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.lengths import Length
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words_between import words
from copydesk.findings import Span
from copydesk.formats.parsed import Block
from copydesk.support.patterns import regex_later

_NEAR = 30
_FARTHEST = 300
_MOST = 3
_PAIR, _JOINT = 2, 8
"""The dates of a span, and so many code points between them."""
_NAMED = regex_later(r"\p{Lu}\p{L}+,[ \0](?:\p{Ll}+[ \0])?\Z")
"""A name and a comma before an age."""
_PRECISIONS = ("year", "month", "day", "season")


class Duration(NamedTuple):
    """A number of years, the dates that it may be counted from, and those that it may be counted to.

    Attributes:
        told: the years.
        dates: the dates nearby.
        open: whether it may last until the article was written.
        by_slip: whether only a number that a slip of the digits makes is wrong: others may count from something else.
    """

    told: Length
    dates: Sequence[DateMention]
    open: bool
    by_slip: bool = False

    def fits(self, today: tuple[int, int]) -> bool:
        """Tell whether the years fit two of the dates, or one and the article's year, which lies between two."""
        years = [date.year or 0 for date in self.dates]
        slack = max(1, self.told.years // 10)
        apart = [abs(one - two) for at, one in enumerate(years) for two in years[at + 1 :]]
        if any(abs(each - self.told.years) <= slack for each in apart):
            return True
        first, last = today
        if self.by_slip and not any(_is_slip(self.told.years, last - year) for year in years):
            return True
        return self.open and any(first - slack <= year + self.told.years <= last + slack for year in years)


def durations(
    plain: str,
    dates: Sequence[DateMention],
    told: Sequence[Length],
    block_at: Callable[[int], Block | None],
    sentence_at: Callable[[int], Span],
    code: str,
) -> Iterator[Duration]:
    """Yield the numbers of years that count from dates before them in their paragraph."""
    language = language_data(code)
    for length in told:
        before = words(plain, max(0, length.start - _NEAR), length.start)
        after = words(plain, length.end, length.end + _NEAR)
        these = not language.length_leads.isdisjoint(before[-2:]) or _are_ones_own(before, language)
        old = (
            bool(after) and after[0] in language.old_words and "-" not in plain[length.start : length.end + 1]
        )
        if old and _NAMED.search(plain, max(0, length.start - _NEAR), length.start):
            continue  # by Jan Kell, then 31 years old
        if after and after[0] in language.until_words:
            yield from _until(dates, length, block_at, sentence_at)
        lasts = not old and _lasts(before, after, language)
        if not these and not old and not lasts:
            continue
        block = block_at(length.start)
        if block is None or (after and (after[0] in language.later_words or after[0] in language.ago_words)):
            continue
        sentence = sentence_at(length.start)
        start = max(block.start, length.start - _FARTHEST) if these and not lasts else sentence.start
        end = sentence.end if old else length.start
        near = [
            each for each in _between(dates, start, end) if each.complete and each.precision in _PRECISIONS
        ]
        if these and not near:
            yield from _of_the_only_span(plain, dates, length)
            continue
        is_of_it = these or _exists(after, language) or _is_of_a_thing(plain, sentence, near, language)
        if near and len(near) <= _MOST and is_of_it and (these or not lasts or len(near) == 1):
            bounded = (
                len(near) == _PAIR
                and near[1].start - near[0].end <= _JOINT
                and all(each.precision == "year" for each in near)
            )
            yield Duration(length, near, open=not (these and bounded), by_slip=lasts and not these)


def _is_slip(told: int, right: int) -> bool:
    """Tell whether one digit of a number of years is wrong by one or two tens, or its two digits are turned round."""
    return told % _ROUND > 0 and (abs(told - right) in _TENS or str(told) == str(right)[::-1] != str(right))


_ROUND = 5
_TENS = (9, 10, 11, 20)
"""So far is a number off if its tens are, and perhaps the birthday is still to come."""


def _lasts(before: Sequence[str], after: Sequence[str], language: Language) -> bool:
    """Tell whether years last until now: seit nunmehr 57 Jahren, 57 jaar bestaat."""
    return not language.lasting_words.isdisjoint(before[-2:]) or _exists(after, language)


def _exists(after: Sequence[str], language: Language) -> bool:
    return bool(after) and after[0] in language.lasting_words - language.since_words


def _of_the_only_span(plain: str, dates: Sequence[DateMention], length: Length) -> Iterator[Duration]:
    """Yield “those thirty years” where an article has told one span only, in a paragraph before: from 1984 to 2014."""
    span = [each for each in dates if each.precision in _PRECISIONS]
    if (
        len(span) == _PAIR
        and all(each.complete and each.precision == "year" for each in span)
        and span[1].end < length.start
        and span[1].start - span[0].end <= _JOINT
        and "\n" not in plain[span[0].end : span[1].start]
    ):
        yield Duration(length, span, open=False)


def _until(
    dates: Sequence[DateMention],
    length: Length,
    block_at: Callable[[int], Block | None],
    sentence_at: Callable[[int], Span],
) -> Iterator[Duration]:
    """Yield the years that end at the date behind them, and begin at the last one before: “six years, until 2025”."""
    block, sentence = block_at(length.start), sentence_at(length.start)
    if block is None:
        return
    ends = [
        each for each in _between(dates, length.end, min(sentence.end, length.end + _NEAR)) if each.complete
    ]
    near = [
        each
        for each in _between(dates, max(block.start, length.start - _FARTHEST), length.start)
        if each.complete
    ]
    if len(ends) == 1 and 0 < len(near) <= _MOST and all(each.precision in _PRECISIONS for each in near):
        yield Duration(length, [*near, *ends], open=False)


def _are_ones_own(before: Sequence[str], language: Language) -> bool:
    """Tell whether the years are somebody's: in my nine years, i hennes tolv år."""
    return (
        len(before) > 1
        and before[-1] in language.own_words | language.speakers_words
        and before[-2] in language.prepositions
    )


def _is_of_a_thing(plain: str, sentence: Span, near: Sequence[DateMention], language: Language) -> bool:
    """Tell whether a sentence tells when a thing came into being, so that its age is of that."""
    told = set(words(plain, *sentence))
    return (
        len(near) == 1
        and told.isdisjoint(language.birth_words | language.death_words)
        and not told.isdisjoint(language.foundings | language.beginning_verbs | language.delivery_words)
    )


def _between(dates: Sequence[DateMention], start: int, end: int) -> Sequence[DateMention]:
    first = bisect_left(dates, start, key=lambda date: date.start)
    return dates[first : bisect_left(dates, end, lo=first, key=lambda date: date.start)]
