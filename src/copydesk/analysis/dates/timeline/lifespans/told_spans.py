"""Told spans: how long a marriage or a piece of work is said to have lasted, beside its first and last date.

The dates stand in the same paragraph; a span is wrong only if no two of them lie so far apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.counts import count_of, numbers
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.date_clauses import Piece, dates_with_years, own_words, tokens
from copydesk.analysis.dates.timeline.lengths import Length
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.findings import Span
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_MOST = 60
"""An article with more dates is a chronicle or a list."""
_YEAR = 12
_PAIR, _FEW, _SHORTEST = 2, 4, 3
_NEAR, _REACH, _BACK = 4, 60, 400
_LEAD, _GAP, _JOINT = 6, 2, 14


class ToldSpan(NamedTuple):
    """A span where it is told, and the dates between which it should lie; the second is None for the article's."""

    start: int
    end: int
    one: DateMention
    two: DateMention | None


class ToldSpans:
    """Reads one article. `writing` are the first and last year in which it may have been written."""

    def __init__(
        self,
        plain: str,
        dates: Sequence[DateMention],
        block_at: Callable[[int], Block | None],
        sentence_at: Callable[[int], Span],
        language: Language,
        writing: tuple[int, int],
    ) -> None:
        self._plain, self._block_at, self._sentence_at = plain, block_at, sentence_at
        self._language, self._writing = language, writing
        self._dates = [each for each in dates_with_years(dates) if not each.last]

    def wrong(self, lengths: Sequence[Length]) -> Iterator[ToldSpan]:
        """Yield the spans that fit no two dates."""
        if not 0 < len(self._dates) <= _MOST:
            return
        for length in lengths:
            if length.years < _SHORTEST:
                continue
            found = self._of_a_marriage(length) or self._beyond_today(length) or self._since_the_last(length)
            found = found or self._therefore(length)
            if found is None and length.unit == 1:
                found = self._of_a_time(Span(length.start, length.end), length.years * _YEAR, by_years=True)
            if found:
                yield found
        pattern = _months(self._language.code)
        for match in kept_matches(pattern, self._plain) if pattern and len(self._dates) > 1 else ():
            months = count_of(match[1], self._language.code)
            if months >= _SHORTEST and (found := self._of_a_time(Span(*match.span()), months)):
                yield found

    def _of_a_marriage(self, length: Length) -> ToldSpan | None:
        """Return “they had been married for 42 years” of those who married in 1959, and whose last year is 2009."""
        language, sentence = self._language, self._sentence_at(length.start)
        near = self._words(max(sentence.start, length.start - _REACH), min(sentence.end, length.end + _REACH))
        block = self._block_at(length.start)
        lead = {each.text for each in tokens(self._plain, self._near(sentence, length.start), length.start)}
        if not lead.isdisjoint(language.kin) or not (
            language.possessives & {each.lower() for each in lead}
        ).isdisjoint(lead):
            return None
        if block is None or not language.marriage_states or language.marriage_states.isdisjoint(near):
            return None
        if not (language.ago_words | language.later_words).isdisjoint(
            self._words(length.end, length.end + _REACH // 2)[:2]
        ):
            return None
        weddings = [
            each for each in self._dates if block.start - _BACK <= each.start < block.end and self._weds(each)
        ]
        if len({each.year for each in weddings}) != 1:
            return None
        wed = weddings[0]
        later = [each for each in self._dates if (each.year or 0) > (wed.year or 0)]
        ends = [each.year or 0 for each in later]
        first, last = self._writing
        apart = [end - (wed.year or 0) for end in ends]
        slack = max(1, length.years // 10) if length.unit > 1 else 1
        if any(abs(each - length.years) <= slack for each in apart):
            return None
        if first - slack <= (wed.year or 0) + length.years <= last + slack and (
            not self._tells_of_an_end(block) or not ends
        ):
            return None
        behind = [each for each in later if block.start <= each.start < block.end]
        return ToldSpan(length.start, length.end, wed, behind[-1] if behind else None)

    def _weds(self, date: DateMention) -> bool:
        """Tell whether a date is that of a wedding."""
        words = own_words(self._plain, date, self._dates, self._sentence_at(date.start), _REACH)
        return not self._language.marriage_words.isdisjoint(words)

    def _tells_of_an_end(self, block: Block) -> bool:
        """Tell whether a paragraph tells of a death."""
        return not self._language.death_words.isdisjoint(self._words(block.start, block.end))

    def _beyond_today(self, length: Length) -> ToldSpan | None:
        """Return “thirty years later” behind a year of the sentence before, where that lies ahead of the article."""
        language, sentence = self._language, self._sentence_at(length.start)
        block = self._block_at(length.start)
        behind = self._words(length.end, min(sentence.end, length.end + _REACH))[:2]
        sentence = (
            sentence if length.start - sentence.start <= _GAP else self._split_at(length.start, sentence)
        )
        if block is None or length.start - sentence.start > _GAP or language.later_words.isdisjoint(behind):
            return None
        if any(length.end <= each.start < sentence.end for each in self._dates):
            return None
        ahead = language.future_marks | language.ought_words
        one = self._year_above(sentence, block)
        if one is None or not ahead.isdisjoint(self._words(*sentence)):
            return None
        slack = max(1, length.years // 10) if length.unit > 1 else 1
        return (
            ToldSpan(length.start, length.end, one, None)
            if (one.year or 0) + length.years > self._writing[1] + slack
            else None
        )

    def _split_at(self, at: int, sentence: Span) -> Span:
        """Return the rest of a sentence behind a year with a full stop, which a number follows: 2009. 23 Jahre."""
        ends = [each.end for each in self._dates if sentence.start <= each.start < at]
        if ends and self._plain[ends[-1] : at] == ". ":
            return Span(at, sentence.end)
        return sentence

    def _year_above(self, sentence: Span, block: Block) -> DateMention | None:
        """Return the only date of the sentence before one in its paragraph."""
        if sentence.start - _GAP < block.start:
            return None
        before = self._sentence_at(sentence.start - _GAP)
        near = [each for each in self._dates if before.start <= each.start < min(before.end, sentence.start)]
        return near[0] if len(near) == 1 and before != sentence else None

    def _since_the_last(self, length: Length) -> ToldSpan | None:
        """Return “after eighteen years” of what happened for the first time since 2011, in a dated article."""
        language, sentence = self._language, self._sentence_at(length.start)
        block, (first, last) = self._block_at(length.start), self._writing
        if block is None or first != last:
            return None
        lead = self._words(self._near(sentence, length.start), length.start)
        behind = self._words(length.end, min(sentence.end, length.end + _REACH))[:2]
        opens = len(lead) == 1 and lead[0] in language.after_words
        opens = opens and (
            self._plain[length.end : length.end + 1] == "," or not language.waiting_words.isdisjoint(behind)
        )
        again = bool(lead) and lead[-1] in language.prepositions and not language.first_words.isdisjoint(lead)
        if not (opens or again) or any(sentence.start <= each.start < sentence.end for each in self._dates):
            return None
        one = self._year_above(sentence, block)
        if one is None:
            return None
        start = self._sentence_at(one.start).start
        before = self._words(start, one.start)
        if language.since_words.isdisjoint(before[-2:]) or language.first_words.isdisjoint(before):
            return None
        slack = max(1, length.years // 10)
        apart = last - (one.year or 0)
        return None if abs(apart - length.years) <= slack else ToldSpan(length.start, length.end, one, None)

    def _therefore(self, length: Length) -> ToldSpan | None:
        """Return “took the helm in 2003 and so has been skipper for sixteen years”, where the year reckons another, and
        “since 2003 … for sixteen years now”.
        """
        language, sentence = self._language, self._sentence_at(length.start)
        near = [each for each in self._dates if sentence.start <= each.start < sentence.end]
        if len(near) != 1 or near[0].end > length.start:
            return None
        between = tokens(self._plain, near[0].end, length.start)
        words = [each.word for each in between]
        behind = self._words(length.end, min(sentence.end, length.end + _REACH // 2))
        turned = language.ago_words | language.later_words | language.old_words | language.more_or_less
        if ";" in words or not turned.isdisjoint([*behind[:2], *words]):
            return None
        if not (
            self._reckons(between, length, sentence)
            or self._lasts_until_now(near[0], between, length, sentence)
        ):
            return None
        first, last = self._writing
        slack = max(1, length.years // 10)
        begun = near[0].year or 0
        told = {each.year or 0 for each in self._dates}
        if last - first > _FEW or begun + length.years in range(first - slack, last + slack + 1):
            return None
        if any(abs(year - begun - length.years) <= slack for year in told if year > begun):
            return None
        return ToldSpan(length.start, length.end, near[0], None)

    def _reckons(self, between: Sequence[Piece], length: Length, sentence: Span) -> bool:
        """Tell whether a word for “so” stands between a year and a length that ends its clause, and no relative."""
        language = self._language
        near = between[-_LEAD:]
        at = next((at for at, each in enumerate(near) if each.word in language.therefore_words), None)
        if at is None or not language.kin.isdisjoint([each.text for each in near[at:]]):
            return False
        if not language.negations.isdisjoint([each.word for each in near]):
            return False
        rest = tokens(self._plain, length.end, sentence.end)[: _NEAR + 1]
        marks = [index for index, each in enumerate(rest) if not each.word.isalnum()]
        end = min(marks, default=len(rest))
        if not language.negations.isdisjoint([each.word for each in rest[:end]]):
            return False
        follows = {each.word for each in rest[:1]}
        is_closed = end == 0 or not follows.isdisjoint(language.now_words | language.clause_links)
        return is_closed or (end <= _PAIR and self._verbs_stand_last)

    def _lasts_until_now(
        self, begun: DateMention, between: Sequence[Piece], length: Length, sentence: Span
    ) -> bool:
        """Tell whether a length stands between commas in the sentence of “since 2003”: for sixteen years now."""
        language = self._language
        lead = self._words(max(sentence.start, begun.start - _REACH), begun.start)[-_PAIR:]
        if language.since_words.isdisjoint(lead):
            return False
        last = max((at for at, each in enumerate(between) if each.text == ","), default=None)
        rest = tokens(self._plain, length.end, sentence.end)[:_PAIR]
        behind = [each.word for each in rest]
        if last is None or not 0 < len(between) - last <= _NEAR:
            return False
        words = [each.word for each in between[last + 1 :]]
        is_now = not language.now_words.isdisjoint([*words, *behind[:1]])
        closes = (
            not behind or not behind[0].isalnum() or behind[0] in language.now_words | language.lasting_leads
        )
        return is_now and closes

    @property
    def _verbs_stand_last(self) -> bool:
        return bool(self._language.final_modals) or self._language.nouns_have_capitals

    def _of_a_time(self, at: Span, months: int, *, by_years: bool = False) -> ToldSpan | None:
        """Return “the work took nine months”, or “those nine months”, of what two dates before it bound."""
        language, sentence = self._language, self._sentence_at(at.start)
        block = self._block_at(at.start)
        behind = self._words(at.end, min(sentence.end, at.end + _REACH))[:1]
        turned = (
            language.more_or_less
            | language.purpose_words
            | language.later_words
            | language.ago_words
            | language.old_words
            | language.after_words
        )
        parted = self._plain[at.end : at.end + 1] in (",", ";")
        if (
            block is None
            or (not parted and not turned.isdisjoint(behind))
            or self._plain[at.end : at.end + 1] == "-"
        ):
            return None
        lead = self._words(self._near(sentence, at.start), at.start)
        these = not language.length_leads.isdisjoint(lead[-2:])
        if not these and not self._lasts(sentence, at, lead):
            return None
        first = sentence.start
        for _ in range(_PAIR):
            first = self._sentence_at(max(block.start, first - _GAP)).start
        near = [each for each in self._dates if max(first, block.start) <= each.start < sentence.end]
        if len(near) != _PAIR or near[-1].start > at.start:
            return None
        one, two = near
        if by_years:
            joined = two.start - one.end <= _JOINT
            if these and not joined:
                return None  # they may go on until today
            years = (two.year or 0) - (one.year or 0)
            told = months // _YEAR
            fits = years <= 0 or abs(years - told) <= max(1, told // 10) or abs(years + 1 - told) <= 0
            return None if fits else ToldSpan(*at, one, two)
        if not (one.month and two.month) or max(one.month, two.month) > _YEAR:
            return None
        apart = ((two.year or 0) - (one.year or 0)) * _YEAR + two.month - one.month
        slack = max(1, months // 10) + (1 if self._is_rough(lead) else 0)
        fits = apart <= 0 or apart - slack <= months <= apart + slack
        return None if fits else ToldSpan(*at, one, two)

    def _lasts(self, sentence: Span, at: Span, lead: Sequence[str]) -> bool:
        """Tell whether a sentence says how long what the one before is about took: “it took nine months”."""
        language = self._language
        verbs = language.lasting_verbs | language.taking_verbs
        turns = "," in self._plain[sentence.start : at.start]
        if verbs.isdisjoint(lead[-_NEAR:]) or len(lead) > _LEAD or turns:
            return False
        same = language.pronouns | language.same_subject | language.work_nouns
        subject = [word for word in lead if word not in verbs]
        if any(word in same for word in subject):
            return True
        return language.may_omit_subject and lead[0] in verbs

    def _is_rough(self, lead: Sequence[str]) -> bool:
        return bool(lead) and not self._language.stop_words.isdisjoint(lead[-1:])

    def _near(self, sentence: Span, at: int) -> int:
        """Return from where the words of a sentence before an offset are read: one may be as long as a text."""
        return max(sentence.start, at - _BACK)

    def _words(self, start: int, end: int) -> list[str]:
        return [each.word for each in tokens(self._plain, start, end) if each.word.isalpha()]


@cache
def _months(code: str) -> re.Pattern[str] | None:
    """Make the pattern of a language's numbers of months."""
    language = language_data(code)
    if not language.month_units or not language.numbers:
        return None
    count = rf"\d{{1,3}}|{either(numbers(code))}"
    return compile_later(rf"(?<![\w.,-])({count})[ -]{either(language.month_units)}(?!\w)", re.IGNORECASE)
