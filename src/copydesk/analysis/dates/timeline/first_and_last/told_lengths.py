"""Told lengths: how old a thing was in a year, and how long something lasted until its last time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.analysis.dates.timeline.first_and_last.clash import (
    DateClash,
    Reading,
    is_first,
    is_last,
    looks_back,
)
from copydesk.analysis.dates.timeline.lengths import Length
from copydesk.analysis.dates.timeline.statements import BORN, DIED, Statement
from copydesk.analysis.language.words_between import words, words_and_breaks

_NEAR = 40
_SENTENCES = 2
_FRACTION = 10
_FEW = 4


def too_old_then(
    reading: Reading, told: Sequence[Length], beginnings: Sequence[Statement]
) -> Iterator[DateClash]:
    """Yield how old a thing was in a year if nothing had begun then: “in 1949 … the bridge, then nine years old”."""
    language = reading.language
    begun = [each for each in beginnings if each.kind not in (BORN, DIED) and each.date.year]
    for length in told if begun else ():
        after = words(reading.text, length.end, length.end + _NEAR)
        before = words(reading.text, max(0, length.start - _NEAR), length.start)
        near = [*before[-3:], *after[:2]]
        if language.that_time_words.isdisjoint(near):
            continue
        if language.old_words.isdisjoint(after[:1]) and language.aged_words.isdisjoint(
            [*before[-2:], *after[:1]]
        ):
            continue
        sentence = reading.sentence_at(length.start)
        years = [date for date, _ in reading.years() if sentence.start <= date.start < sentence.end]
        if len(years) != 1 or not language.kin.isdisjoint(before):
            continue
        (date,) = years
        slack = 1 + length.years // _FRACTION
        if any((date.year or 0) >= (each.date.year or 0) for each in begun):
            continue  # it may be of another thing
        if all(abs((date.year or 0) - length.years - (each.date.year or 0)) > slack for each in begun):
            yield DateClash(
                date, begun[0].date, f"less {length.years} years does not make “#”, when this began"
            )


def before_it_could_begin(reading: Reading, told: Sequence[Length]) -> Iterator[DateClash]:
    """Yield a first time that does not lie as long before the last one as the article says it lasted."""
    language = reading.language
    for length in told if reading.years() else ():
        sentence = reading.sentence_at(length.start)
        lead = words_and_breaks(reading.text, sentence.start, length.start)
        after = words(reading.text, length.end, length.end + _NEAR)[:1]
        if (
            len(lead) > 2
            or not language.later_words.isdisjoint(after)
            or not language.ago_words.isdisjoint(after)
        ):
            continue
        if lead and language.lasting_leads.isdisjoint(lead) and language.lasting_leads.isdisjoint(after):
            continue
        if not lead and language.lasting_leads.isdisjoint(after):
            continue
        dates = [date for date, _ in reading.years()]
        ends = [
            date
            for date in dates
            if reading.may_say(date, language.last_words)
            and date.start > length.end
            and any(is_last(word, language) for word in reading.before(date))
        ]
        if not ends or not _is_close(reading, length, ends[0].start):
            continue
        year = (ends[0].year or 0) - length.years
        slack = 1 + length.years // _FRACTION
        for date in dates:
            around = [*reading.before(date), *reading.after(date)]
            first = any(is_first(word, language) for word in around)
            if date.start <= ends[0].start or not first or looks_back(around, language):
                continue
            if abs((date.year or 0) - year) > slack and (date.year or 0) < (ends[0].year or 0):
                says = f"is told as the first time, but {length.years} years until “#” begin in {year}"
                yield DateClash(date, ends[0], says)


def ended_after(reading: Reading, told: Sequence[Length]) -> Iterator[DateClash]:
    """Yield a beginning that does not fit an end before it: retired in 2003 after forty years, began in 1981."""
    language = reading.language
    dates = [date for date, _ in reading.years()]
    for length in told:
        before = words(reading.text, max(0, length.start - _NEAR), length.start)
        if length.years < _FEW or not before or before[-1] not in language.after_words:
            continue
        sentence = reading.sentence_at(length.start)
        ends = [date for date in dates if sentence.start <= date.start < length.start]
        then = reading.sentence_at(min(sentence.end + 2, len(reading.text) - 1))
        starts = [date for date in dates if then.start <= date.start < then.end]
        if len(ends) != 1 or len(starts) != 1 or not reading.follows_in_paragraph(ends[0], starts[0], 1):
            continue
        lead = reading.before(starts[0])
        begins = language.taking_up_verbs | language.beginning_verbs
        own = bool(lead) and lead[0] in language.pronouns
        if not own or begins.isdisjoint(lead) or not language.kin.isdisjoint(lead):
            continue
        years = (ends[0].year or 0) - (starts[0].year or 0)
        if abs(years - length.years) > 1 + length.years // 5:
            yield DateClash(starts[0], ends[0], f"is {years} years before “#”, not {length.years}")


def _is_close(reading: Reading, length: Length, at: int) -> bool:
    """Tell whether an offset lies in the sentence of a length or in the next two of its paragraph."""
    sentence = reading.sentence_at(length.start)
    for _ in range(_SENTENCES):
        if at < sentence.end:
            return True
        sentence = reading.sentence_at(min(sentence.end + 2, len(reading.text) - 1))
    return at < sentence.end and "\n\n" not in reading.text[length.end : at]
