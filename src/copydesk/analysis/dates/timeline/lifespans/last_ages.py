"""Last ages: how old an article says that the one whom it is about was at death, is today, or was at any time before.

The age is reckoned from the day of the birth to that of the death, or of the article, which may stand anywhere in it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.date_clauses import tokens
from copydesk.analysis.dates.timeline.lifespans.age_phrases import CLAUSE, age_pattern, years_told
from copydesk.analysis.dates.timeline.lifespans.life_events import (
    LifeEvent,
    LifeReader,
    births_told,
    death_words,
    tells_of_a_death,
)
from copydesk.analysis.dates.timeline.lifespans.reckoning import Days, ages_between, days_of
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.findings import Span
from copydesk.support.patterns import compile_later, one_of

_RECENT = datetime.timedelta(days=70)
"""An obituary that dates no death appears so long after it at most."""
_FEW = 2
"""An article that tells of more births tells of several lives."""
_NEAR = 130
"""So far from the words for a death, in code points, stands the age."""
_BEHIND = 300
"""So far behind them, in code points, may a sentence of its own tell it."""
_OLDEST = 119
_LEAD, _SUBJECT = 2, 6
"""So many words stand before “at 94,”, and so many may be the subject of “… was 94.”."""
_PRONOUN_NEAR = 4
_OPENS_SPEECH = compile_later(r"[“„«»‚‘\"'–—-][ \0\xa0\u202f]?\Z")
_AGE_NOUNS = (
    r"the ([1-9]\d)-year-old",
    r"(?:der|die|den|dem) ([1-9]\d)-?jährige[nr]?",
    r"de ([1-9]\d)-jarige",
    r"(?:den )?([1-9]\d)-år(?:ingen|ige|iga)",
    r"([1-9]\d)-letni(?:ego|emu|a|ej|ą|m)?",
    r"([1-9]\d)let(?:á|ý|ého|ému)",
    r"(?:il|la|lo) ([1-9]\d)enne",
    r"(?:le|la|l') ?[^\W\d_]{3,20} de ([1-9]\d) ans",
    r"(?:el|la) [^\W\d_]{3,20}, de ([1-9]\d) años",
    r"[oa] [^\W\d_]{3,20} de ([1-9]\d) anos",
)
_AGE_NOUN = compile_later(rf"(?i)(?<!\w){one_of(*_AGE_NOUNS)}(?!\w)")
"""Words that take up the one of whom an article tells by the age: the 34-year-old."""


class WrongAge(NamedTuple):
    """An age that does not fit, where it is told, the birth and the end that it was reckoned with.

    Attributes:
        start, end: its offsets.
        born: the date of the birth.
        until: the date of the death; None for the article's own, or for a death shortly before it.
        ages: how old somebody born then may have been.
    """

    start: int
    end: int
    born: DateMention
    until: DateMention | None
    ages: range


class _End(NamedTuple):
    days: Days
    date: DateMention | None


class LastAges:
    """The ages that an article tells of the one whom it is about, and how old that person can have been.

    `today` is the day of the article, if it is known.
    """

    def __init__(self, reader: LifeReader, today: datetime.date | None) -> None:
        self._reader = reader
        self._births: list[LifeEvent] = []
        self._deaths: list[LifeEvent] = []
        self._lives: list[tuple[LifeEvent, _End, range]] = []
        if not reader.language.death_ages:
            return
        births = [(each, days) for each in reader.births() if each.date and (days := days_of(each.date))]
        if not births or len({days for _, days in births}) > _FEW:
            return
        self._births = [each for each, _ in births]
        self._deaths = reader.deaths()
        ends = [_End(days, each.date) for each in self._deaths if each.date and (days := days_of(each.date))]
        if today and any(each.date is None for each in self._deaths):
            ends.append(_End(Days(today - _RECENT, today), None))
        last = reader.last_day() if self._deaths and not ends else None
        if last and all(last.year > born.last.year for _, born in births):
            ends.append(_End(Days(last - _RECENT, last + _RECENT), None))
        if today and not self._deaths:
            ends.append(_End(Days(today, today), None))
        self._lives = [
            (birth, end, ages)
            for birth, born in births
            for end in ends
            if (ages := ages_between(born, end.days)) and 0 < ages[-1] <= _OLDEST
        ]

    def wrong(self) -> Iterator[WrongAge]:
        """Yield the ages in the text that fit no birth and no end."""
        if not self._lives:
            return
        if self._deaths:
            told = [
                *_beside_deaths(self._reader, self._deaths),
                *_in_sentences(self._reader, self._births, self._deaths),
            ]
        else:
            told = [*_of_today(self._reader), *_as_a_noun(self._reader, self._births)]
        done: set[int] = set()
        fitting = {self._reader.sentence_at(span.start) for span, years in told if self._may_be(years)}
        for span, years in told:
            done.add(span.end)
            if self._reader.sentence_at(span.start) in fitting:
                continue  # of two ages in a sentence one is that at something else
            if years <= _OLDEST and not self._may_be(years):
                yield self._wrong(span)
        most = max((ages[-1] for _, _, ages in self._lives), default=_OLDEST)
        for span, years in _at_the_head(self._reader, self._reader.language.code):
            if most < years <= _OLDEST and span.end not in done:
                yield self._wrong(span)

    def wrong_in_title(self, title: str) -> Iterator[WrongAge]:
        """Yield the ages in a title that tells of the death, with their offsets in the title."""
        code = self._reader.language.code
        if not self._lives or not tells_of_a_death(title, code):
            return
        for match in age_pattern(code, "death_ages").finditer(title):
            years = years_told(match, code)
            if years and years <= _OLDEST and not self._may_be(years):
                yield self._wrong(Span(*match.span()))

    def _may_be(self, years: int) -> bool:
        return any(years in ages for _, _, ages in self._lives)

    def _wrong(self, span: Span) -> WrongAge:
        """Return the age with the life that ends last, with a date if possible."""
        birth, end, ages = max(self._lives, key=lambda life: (life[1].date is not None, life[1].days.last))
        assert birth.date is not None
        return WrongAge(*span, birth.date, end.date, ages)


def told_in_one_sentence(reader: LifeReader, dates: Sequence[DateMention]) -> Iterator[WrongAge]:
    """Yield the ages in sentences that date a birth and a death, and nothing else, of whomever they tell."""
    language, plain = reader.language, reader.plain
    for match in births_told(plain, language.code):
        sentence = reader.sentence_at(match.start())
        told = plain[slice(*sentence)]
        near = [each for each in dates if sentence.start <= each.start < sentence.end and each.complete]
        if len(near) != _FEW or not tells_of_a_death(told, language.code):
            continue
        words = {each.word for each in tokens(plain, *sentence)}
        others = {word.lower() for word in language.kin} | language.possessives | language.own_words | {";"}
        if not others.isdisjoint(words) or near[0].last or near[1].last:
            continue
        born, died = sorted(near, key=lambda each: (each.year or 0, each.month or 0, each.day or 0))
        one, two = days_of(born), days_of(died)
        ages = ages_between(one, two) if one and two else None
        if not ages or ages[-1] > _OLDEST:
            continue
        found = list(age_pattern(language.code, "death_ages", bare=False).finditer(plain, *sentence))
        if len(found) != 1 or _is_at_something_else(plain, found[0], sentence, language.code):
            continue
        if (years := years_told(found[0], language.code)) and years not in ages:
            yield WrongAge(*found[0].span(), born, died, ages)


def _beside_deaths(reader: LifeReader, deaths: Sequence[LifeEvent]) -> Iterator[tuple[Span, int]]:
    """Yield the ages in the sentences of deaths: “has died aged 82”, “Ada Lunn, 82, died”."""
    plain, code = reader.plain, reader.language.code
    pattern = age_pattern(code, "death_ages")
    nth = age_pattern(code, "nth_years", bare=False) if reader.language.nth_years else None
    for death in deaths:
        for match in nth.finditer(plain, *death.sentence) if nth else ():
            if (years := years_told(match, code)) and not reader.is_of_another(death.start, match.start()):
                yield Span(*match.span()), years - 1
        first = max(death.sentence.start, death.start - _NEAR)
        last = min(death.sentence.end, death.end + _NEAR)
        for match in pattern.finditer(plain, first, last):
            between = (death.end, match.start()) if match.start() >= death.end else (match.end(), death.start)
            if between[0] > between[1]:
                between = (match.start(), match.start())
            if _is_at_something_else(plain, match, death.sentence, code):
                continue
            if reader.is_of_another(*between) or _unreal(reader.language.code).search(
                plain, first, match.end()
            ):
                continue
            if years := years_told(match, reader.language.code):
                yield Span(*match.span()), years


def _is_at_something_else(plain: str, age: re.Match[str], sentence: Span, code: str) -> bool:
    """Tell whether an age belongs to a word before it, and the death comes later: married at 22, she died in 2021."""
    death = _dying(code).search(plain, *sentence)
    before = _LAST_WORD.search(plain, max(sentence.start, age.start() - _NEAR), age.start())
    return death is not None and age.start() < death.start() and before is not None and before[1].islower()


_LAST_WORD = compile_later(r"([^\W\d_]+)[\s\0]+\Z")


@cache
def _dying(code: str) -> re.Pattern[str]:
    """Make the pattern of a language's words for dying."""
    return compile_later(rf"(?<!\w){either(death_words(language_data(code)))}(?!\w)", re.IGNORECASE)


def _in_sentences(
    reader: LifeReader, births: Sequence[LifeEvent], deaths: Sequence[LifeEvent]
) -> Iterator[tuple[Span, int]]:
    """Yield the ages that a short sentence tells behind that of a death: “She was 94.”, “Przeżył 87 lat”; or the end of
    that of the birth: “She was born in 1931 and was 94.”.
    """
    language = reader.language
    for match in age_pattern(language.code, "told_ages", bare=False).finditer(reader.plain):
        years = years_told(match, language.code)
        sentence = reader.sentence_at(match.start())
        if not years or not (
            _fills(reader, sentence, match) or _ends_a_birth(reader, births, sentence, match)
        ):
            continue
        lived = not language.lived_words.isdisjoint(match.group().lower().split())
        if lived or any(death.sentence.end <= sentence.start <= death.end + _BEHIND for death in deaths):
            yield Span(*match.span()), years


def _of_today(reader: LifeReader) -> Iterator[tuple[Span, int]]:
    """Yield the ages of the living that a sentence begins with: “She is 94 and swims”."""
    for match in age_pattern(reader.language.code, "present_ages", bare=False).finditer(reader.plain):
        years = years_told(match, reader.language.code)
        sentence = reader.sentence_at(match.start())
        if years and _has_subject(reader, sentence, match):
            yield Span(*match.span()), years


def _as_a_noun(reader: LifeReader, births: Sequence[LifeEvent]) -> Iterator[tuple[Span, int]]:
    """Yield the only “the 34-year-old” of an article behind its only birth, with nobody else named between."""
    if len(births) != 1:
        return
    nouns = [match for match in _AGE_NOUN.finditer(reader.plain) if match.start() > births[0].end]
    if not nouns or nouns[0].start() - births[0].end > _BEHIND:
        return
    first = nouns[0]
    between = [
        each
        for each in tokens(reader.plain, births[0].sentence.end, first.start())
        if not _OPENS_SPEECH.search(reader.plain, max(0, each.start - 3), each.start)
    ]
    if reader.names_a_stranger(between) or reader.is_of_another(births[0].sentence.end, first.start()):
        return
    if any(each.text == ":" for each in between) or len({each[0] for each in nouns}) > 1:
        return
    yield Span(*first.span()), int(next(filter(None, first.groups())))


def _at_the_head(reader: LifeReader, code: str) -> Iterator[tuple[Span, int]]:
    """Yield the ages at the head of a sentence about the same person: “At 94 she still swam”, « À 94 ans, elle »."""
    language = reader.language
    for match in age_pattern(code, "opening_ages", bare=False, follows=CLAUSE).finditer(reader.plain):
        years = years_told(match, code)
        sentence = reader.sentence_at(match.start())
        lead = tokens(reader.plain, sentence.start, match.start())
        if not years or len(lead) > _LEAD or any(each.is_name for each in lead[1:]):
            continue
        behind = [each for each in tokens(reader.plain, match.end(), sentence.end) if each.text != ","]
        subject = behind[:_PRONOUN_NEAR][-1].end if behind else match.end()
        if reader.is_of_another(sentence.start, subject) or _unreal(code).search(reader.plain, *sentence):
            continue
        if any(each.word in language.pronouns for each in behind[:_PRONOUN_NEAR]):
            yield Span(*match.span()), years
        elif language.may_omit_subject and behind and not behind[0].is_name:
            if behind[0].word not in language.determiners and not reader.names_a_stranger(
                behind[:_PRONOUN_NEAR]
            ):
                yield Span(*match.span()), years
        elif behind and behind[0].is_name and reader.is_named_above(behind[0]):
            yield Span(*match.span()), years


def _fills(reader: LifeReader, sentence: Span, match: re.Match[str]) -> bool:
    """Tell whether a sentence tells an age, and no more than its subject besides, but in a clause of its own."""
    rest = tokens(reader.plain, match.end(), sentence.end)
    links = reader.language.clause_links
    ends = len([each for each in rest if each.word.isalnum()]) <= 1
    goes_on = bool(rest) and (rest[0].text in ",;" or rest[0].word in links)
    dated = any(each.word.isdigit() for each in (*rest, *tokens(reader.plain, sentence.start, match.start())))
    return (ends or (goes_on and not dated)) and _has_subject(reader, sentence, match)


def _ends_a_birth(
    reader: LifeReader, births: Sequence[LifeEvent], sentence: Span, match: re.Match[str]
) -> bool:
    """Tell whether the sentence of a birth ends with an age, behind an “and” or a comma: “…, and was 94 years old.”."""
    birth = next((each for each in births if each.sentence == sentence and each.end <= match.start()), None)
    if birth is None or any(each.word.isalnum() for each in tokens(reader.plain, match.end(), sentence.end)):
        return False
    between = tokens(reader.plain, birth.end, match.start())
    joined = bool(between) and (between[-1].text == "," or between[-1].word in reader.language.clause_links)
    return joined and not any(each.word in reader.language.relatives for each in between)


def _has_subject(reader: LifeReader, sentence: Span, match: re.Match[str]) -> bool:
    """Tell whether nothing but the person, by name or pronoun, or nobody, stands before an age in its sentence."""
    lead = [each for each in tokens(reader.plain, sentence.start, match.start()) if each.text not in ',”“"']
    if len(lead) > _SUBJECT or reader.is_of_another(sentence.start, match.start()):
        return False
    if not lead:
        return reader.language.may_omit_subject or match.group()[:1].isupper()
    if any(each.word in reader.language.pronouns for each in lead):
        return len(lead) <= _LEAD
    if lead[0].word in reader.language.definite_articles and not any(each.is_name for each in lead[1:]):
        return True  # the oldest of the village was 94
    return all(each.is_name for each in lead) and any(reader.is_named_above(each) for each in lead)


@cache
def _unreal(code: str) -> re.Pattern[str]:
    """Make the pattern of what would have been."""
    return compile_later(rf"(?<!\w){either(language_data(code).unreal_forms)}(?!\w)", re.IGNORECASE)


def may_tell(spellings: frozenset[str], text: str, code: str) -> bool:
    """Tell whether an article's words may tell of a birth, without which no age can be reckoned."""
    return "†" in text or not _signs(code).isdisjoint(spellings)


@cache
def _signs(code: str) -> frozenset[str]:
    language = language_data(code)
    words = {phrase.split()[-1].rstrip(".") for phrase in language.birth_words | language.birth_phrases}
    words |= {phrase.split()[-1] for phrase in death_words(language)} if not words else set()
    return frozenset(words | {word.capitalize() for word in words})
