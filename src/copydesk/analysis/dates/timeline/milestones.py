"""Milestones: for how many years something has existed when it is celebrated: its fortieth anniversary, its centenary.

A milestone has a year of its own (“in 2014”) or is celebrated in the year of the article.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.analysis.dates.claims.anniversaries import OF_SOMETHING, named_anniversaries, years_of
from copydesk.analysis.dates.counts import numbers_by_word
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.parts import opens_a_sentence
from copydesk.analysis.dates.timeline.ago import is_ago
from copydesk.analysis.dates.timeline.lengths import Length
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words_between import words
from copydesk.findings import Span

_BEFORE, _BEHIND = 70, 45
"""How far before and behind it, in code points, the date of a milestone stands."""
_NEAR = 60
_ALONE, _OWN = 4, 9
"""So far before a number of years stands “celebrated”, in code points and in words: “celebrated … its thirty years”."""
_OPENING = 30
_PAUSES = frozenset(",;:()")
_PRECISIONS = ("year", "month", "day", "season")


class Milestone(NamedTuple):
    """The words for a milestone, its number of years, and its date.

    Without a date it is celebrated in the article's year, or so many years later. It `may_be_a_birthday` by its noun.
    """

    start: int
    end: int
    years: int
    date: DateMention | None
    later: int = 0
    may_be_a_birthday: bool = False


def milestones(
    text: str,
    dates: Sequence[DateMention],
    told: Sequence[Length],
    begun: frozenset[int],
    sentence_at: Callable[[int], Span],
    code: str,
) -> Iterator[Milestone]:
    """Yield the milestones of a text with their own year, or with words for the article's; `text` is the plain form.

    `begun` are the offsets of the dates of beginnings, which are no milestone's own.
    """
    language = language_data(code)
    for start, end, years in [*_named(text, code), *_celebrated(text, told, sentence_at, language)]:
        noun = next((noun for noun in language.birthday_nouns if noun in text[start:end].lower()), "")
        if noun and noun not in language.anniversary_nouns:
            continue  # of a person
        sentence = sentence_at(start)
        first = bisect_left(dates, max(sentence.start, start - _BEFORE), key=lambda date: date.start)
        beside = []
        for date in dates[first:]:
            if date.start >= min(sentence.end, end + _BEHIND):
                break
            beside.append(date)
        behind = next((date for date in beside if date.start >= end), None)
        if behind and opens_a_sentence(text, end, behind):
            behind = None
        before = next((date for date in reversed(beside) if date.end <= start), None)
        near = [
            each
            for each in (behind, before)
            if each is not None and each.start not in begun and (each.complete or each.year)
        ]
        if not near and first and _opens_with_then(text, sentence, language):
            near = [date for date in reversed(dates[:first]) if date.end <= sentence.start][:1]
        later = _years_later(text, sentence, start, language)
        if later is None and not near:
            later = _years_ago(text, told, Span(start, end), sentence, language)
        if later is not None:
            yield Milestone(start, end, years, None, later, bool(noun))
        elif not near and _is_present(text, sentence, start, language):
            yield Milestone(start, end, years, None, 0, bool(noun))
        elif near and near[0].complete and near[0].precision in _PRECISIONS:
            yield Milestone(start, end, years, near[0], 0, bool(noun))


def feasts(
    text: str, told: Sequence[Length], sentence_at: Callable[[int], Span], code: str
) -> Iterator[tuple[int, int, int]]:
    """Yield the anniversaries of a text that are no birthdays or weddings, and the years that somebody celebrates."""
    language = language_data(code)
    for start, end, years in [*_named(text, code), *_celebrated(text, told, sentence_at, language)]:
        birthday = any(noun in text[start:end].lower() for noun in language.birthday_nouns)
        wedding = not language.wedding_words.isdisjoint(words(text, max(0, start - _OPENING), end + _OPENING))
        if not birthday and not wedding and not _is_of_another(text, start, end, language):
            yield start, end, years


def _is_of_another(text: str, start: int, end: int, language: Language) -> bool:
    """Tell whether words behind a feast say of what it is: 80 years since the war, but not 80 anni di attività."""
    behind = words(text, end, end + _BEHIND)[:2]
    if not language.since_words.isdisjoint(behind[:1]):
        return True
    if OF_SOMETHING.match(text, end) is None:
        return False
    own = words(text, max(0, start - _OPENING), start)[-1:]
    return language.existence_nouns.isdisjoint(behind) and language.own_words.isdisjoint(own)


def _opens_with_then(text: str, sentence: Span, language: Language) -> bool:
    first = words(text, sentence.start, min(sentence.end, sentence.start + _OPENING))[:1]
    return not language.then_words.isdisjoint(first)


def _years_later(text: str, sentence: Span, start: int, language: Language) -> int | None:
    """Return how many years after the article's a milestone is, if its sentence says so: this year, last year."""
    near = text[max(sentence.start, start - 80) : min(sentence.end, start + 80)].lower()
    padded = f" {near} ".replace(",", " ").replace(".", " ")
    if any(f" {phrase} " in padded for phrase in language.this_year):
        return 0
    lines = (line.split(" ", 1) for line in language.near_years)
    return next((int(years) for years, phrase in lines if f" {phrase} " in padded), None)


def _years_ago(
    text: str, told: Sequence[Length], feast: Span, sentence: Span, language: Language
) -> int | None:
    """Return how long ago a milestone was, below zero: “two years ago it celebrated its 50th anniversary”."""
    for length in told:
        if feast.start <= length.start < feast.end or not sentence.start <= length.start < sentence.end:
            continue
        between = text[length.end : feast.start] or text[feast.end : length.start]
        if length.start - sentence.start < _OPENING:
            between = between.removeprefix(",")  # Il y a trois ans, il a fêté
        if len(between) > _BEFORE or not _PAUSES.isdisjoint(between):
            continue
        if is_ago(text, length.start, length.end, language) and not founded_then(text, length, language):
            return -length.years
    return None


def founded_then(text: str, length: Length, language: Language) -> bool:
    """Tell whether something was founded, built or opened so many years ago, by a verb in the clause of the number."""
    before = text[max(0, length.start - _NEAR) : length.start]
    behind = text[length.end : length.end + _BEHIND]
    for mark in (*_PAUSES, ".", "\n"):
        before, behind = before.rpartition(mark)[2], behind.partition(mark)[0]
    near = [*words(before, 0, len(before)), *words(behind, 0, len(behind))]
    return not language.foundings.isdisjoint(near)


def _is_present(text: str, sentence: Span, start: int, language: Language) -> bool:
    """Tell whether the verb before a milestone is in the present or future."""
    before = words(text, max(sentence.start, start - 60), start)
    return not language.feast_presents.isdisjoint(before[-6:])


def _named(text: str, code: str) -> Iterator[tuple[int, int, int]]:
    """Yield the anniversaries that are named: its fortieth anniversary, 40-jähriges Bestehen, the centenary."""
    for match in named_anniversaries(text, code):
        yield match.start(), match.end(), years_of(match, code)
    for word, years in _jubilees(code).items():
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            is_word = not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum()
            if is_word and not OF_SOMETHING.match(text, end):
                yield at, end, years
            at = text.find(word, end)


def _celebrated(
    text: str, told: Sequence[Length], sentence_at: Callable[[int], Span], language: Language
) -> Iterator[tuple[int, int, int]]:
    """Yield the numbers of years that somebody celebrates: completou 40 anos."""
    for length in told:
        if length.years < 5:
            continue
        start = max(sentence_at(length.start).start, length.start - _NEAR)
        before = words(text, start, length.start)
        reach = _OWN if before and before[-1] in language.own_words else _ALONE
        if not language.feast_words.isdisjoint(before[-reach:]):
            yield length.start, length.end, length.years


@cache
def _jubilees(code: str) -> Mapping[str, int]:
    language = language_data(code)
    jubilees = numbers_by_word(language.jubilees)
    if language.nouns_have_capitals:
        return {word.capitalize(): years for word, years in jubilees.items()}
    return jubilees
