"""First times: what somebody did before they began, took over or came, or changed before it was first published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.date_clauses import is_small, tokens
from copydesk.analysis.dates.timeline.first_and_last.clash import (
    DateClash,
    Reading,
    is_earlier,
    is_first,
    looks_back,
)
from copydesk.analysis.dates.timeline.subjects import name_before
from copydesk.analysis.language.languages import Language
from copydesk.analysis.language.words_between import BREAKS

_NEAR = 10
"""So many words stand at most between a verb and its date."""
_OPENING = 4
_LEAD = 12
"""So many code points stand at most before a date that opens its sentence: By 2009, those same."""
_MOST = 12
"""An article with more dates is a chronicle, in which “he” may be anybody."""


def changed_before_published(reading: Reading) -> Iterator[DateClash]:
    """Yield what was revised before it was first published, in the sentence behind: “I first shared this in 2019”."""
    language = reading.language
    dates = [date for date, _ in reading.years()] if language.revising_verbs else []
    for one, two in pairwise(dates):
        if not is_earlier(two, one) or not reading.may_say(one, language.first_words):
            continue
        if not reading.follows_in_paragraph(one, two, 1):
            continue
        first = any(is_first(word, language) for word in reading.before(one)[-_NEAR:])
        then = reading.before(two)
        told = [*then, *reading.after(two, 40)[:_OPENING]]
        if not first or looks_back(told, language):
            continue
        if not language.revising_verbs.isdisjoint(told):
            yield DateClash(two, one, "is when it was changed, but it first came out in “#”")


def before_taking_up(reading: Reading) -> Iterator[DateClash]:
    """Yield what somebody did in a place, or every year since, before having come or taken it over."""
    language = reading.language
    dates = [date for date, _ in reading.years()] if language.taking_up_verbs else []
    if not 1 < len(dates) <= _MOST or len(reading.dates) > 2 * _MOST:
        return
    begun = [
        date
        for at, date in enumerate(dates)
        if any(is_earlier(other, date) for other in dates[at + 1 :])  # nothing else can contradict it
        and (language.nouns_have_capitals or reading.may_say(date, language.taking_up_verbs))
        and _takes_up(reading, date)
    ]
    if len(begun) != 1:
        return
    (start,) = begun
    for date in dates:
        if date.start > start.end and is_earlier(date, start) and _goes_on_there(reading, date):
            yield DateClash(date, start, "lies before “#”, when this began")


def since_before_founding(reading: Reading) -> Iterator[DateClash]:
    """Yield “since 1952” where the next sentence tells that “it” was founded later."""
    language = reading.language
    dates = [date for date, _ in reading.years()] if language.since_words else []
    for one, two in pairwise(dates):
        if not reading.may_say(one, language.since_words, _LEAD) or not is_earlier(one, two):
            continue
        before = reading.before(one)
        if not before or before[-1] not in language.since_words:
            continue
        then = reading.before(two)
        told = [*then, *reading.after(two, 30)[:2]]
        opens = bool(then) and (then[0] in language.same_subject and then[0] not in language.pronouns)
        if not opens or language.foundings.isdisjoint(told) or looks_back(told, language):
            continue
        if reading.follows_in_paragraph(one, two, 1) and language.has_words & {*before}:
            yield DateClash(one, two, "lies before “#”, when this began")


def the_same_before(reading: Reading) -> Iterator[DateClash]:
    """Yield what “those same volunteers” had done by a year before the one in which they did it first."""
    language = reading.language
    dates = [date for date, _ in reading.years()] if language.same_ones else []
    for date in dates if len(dates) > 1 else ():
        if date.start - reading.sentence_at(date.start).start > _LEAD:
            continue
        after = [word for word in reading.after(date) if word not in BREAKS]
        at = next((at for at, word in enumerate(after[:_OPENING]) if word in language.same_ones), None)
        if at is None or at + 1 >= len(after):
            continue
        for first in dates:
            before = reading.before(first)
            if (
                first.start < date.start
                and is_earlier(date, first)
                and after[at + 1] in before
                and any(is_first(word, language) for word in before)
            ):
                yield DateClash(date, first, "lies before “#”, when the same did it first")
                break


def _takes_up(reading: Reading, date: DateMention) -> bool:
    """Tell whether somebody who is named, or a pronoun, begins something on a date."""
    language = reading.language
    before = reading.before(date)
    near = before[-_NEAR:]
    last = next((at for at in reversed(range(len(near))) if near[at] in BREAKS), -1)
    told = near[last + 1 :]
    told += reading.after(date, 40)[:2] if language.nouns_have_capitals else []
    if language.taking_up_verbs.isdisjoint(told) or looks_back(before, language):
        return False
    if not language.pronouns.isdisjoint(before):
        return True
    words = tokens(reading.text, reading.sentence_at(date.start).start, date.start)
    return language.may_omit_subject or any(
        name_before(words[: at + 1], language)
        for at, word in enumerate(words)
        if word.is_name
        and not is_small(word, language)
        and (at + 1 == len(words) or not words[at + 1].is_name)
    )


def _goes_on_there(reading: Reading, date: DateMention) -> bool:
    """Tell whether a clause tells of a first time there, or of what is done every year since."""
    language, before = reading.language, reading.before(date)
    opens = len(before) == 1 and before[0] in language.since_words
    told = [*before, *reading.after(date, 80)] if opens else before
    has_subject = not language.pronouns.isdisjoint(told) or language.may_omit_subject
    if not has_subject or looks_back(told, language) or not language.kin.isdisjoint(told):
        return False
    if opens:  # Desde 2009 hornea cada madrugada, seit 2008 mahlt er jede Woche
        return _is_repeated(told, language)
    if before and before[-1] in language.since_words:
        return _is_repeated(before[-_OPENING:-1], language) and _is_of_the_same_thing(before, language)
    first = any(is_first(word, language) for word in before)
    return first and not language.there_words.isdisjoint(before)


def _is_repeated(words: Sequence[str], language: Language) -> bool:
    return not language.every_words.isdisjoint(words)


def _is_of_the_same_thing(words: Sequence[str], language: Language) -> bool:
    """Tell whether something is done to “it” or “them” every year; not “has lived”."""
    return not language.object_pronouns or not language.object_pronouns.isdisjoint(words)
