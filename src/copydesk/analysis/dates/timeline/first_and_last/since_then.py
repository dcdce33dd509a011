"""Since then: a year since which something is said to exist, and another one in which it was founded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.first_and_last.clash import DateClash, Reading, is_earlier, looks_back
from copydesk.analysis.dates.timeline.statements import BUILT, FOUNDED, OPENED, Statement
from copydesk.analysis.language.languages import Language
from copydesk.analysis.language.words_between import BREAKS

_NEARLY = 15
"""Years that lie farther apart are those of two things, or of one and its forerunner."""
_SHORTEST = 4
_NEAR, _OPENING = 8, 4


def since_otherwise(reading: Reading, told: Sequence[Statement]) -> Iterator[DateClash]:
    """Yield “since the service began in 1999” of what was founded in 1996, and “we have woven since 1952” of 1958."""
    language = reading.language
    if not language.since_words:
        return
    begun = [each for each in told if each.kind in (FOUNDED, BUILT, OPENED) and each.subject.kind == "noun"]
    for date, _ in reading.years():
        if not reading.may_say(date, language.since_words):
            continue
        words = reading.before(date)
        at = next((at for at in reversed(range(len(words))) if words[at] in language.since_words), None)
        if at is None or looks_back(words, language):
            continue
        if at == len(words) - 1:
            first = _founding_of_ours(reading, date, words[:at])
            if first and is_earlier(date, first):
                yield DateClash(date, first, "lies before “#”, when this began")
        elif other := _other_beginning(reading, date, words[at + 1 :], begun):
            yield DateClash(date, other, "is told as the beginning, but so is “#”")


def _is_near(date: DateMention, other: DateMention) -> bool:
    """Tell whether two dates lie some years apart, but few."""
    return 0 < abs((date.year or 0) - (other.year or 0)) <= _NEARLY


def _founding_of_ours(reading: Reading, date: DateMention, words: Sequence[str]) -> DateMention | None:
    """Return when the workplace was founded of which “we” tell what they do since a year; None if it is not told."""
    language = reading.language
    last = next((at for at in reversed(range(len(words))) if words[at] in BREAKS), -1)
    if language.we_words.isdisjoint([*words[last + 1 :], *reading.after(date)[:3]]):
        return None
    found = []
    for other, _ in reading.years():
        if not _is_near(date, other) or not reading.may_say(other, language.workplaces):
            continue
        lead = reading.before(other)
        told = [*lead, *reading.after(other)]
        opens = not language.workplaces.isdisjoint(lead[:2])
        if opens and not (language.foundings | language.beginning_verbs).isdisjoint(told):
            found.append(other)
    return found[0] if len(found) == 1 and not looks_back(reading.before(found[0]), language) else None


def _other_beginning(
    reading: Reading, date: DateMention, clause: Sequence[str], begun: Sequence[Statement]
) -> DateMention | None:
    """Return the other year in which the same thing or person began: since the service started, in 1999."""
    language = reading.language
    verbs = language.beginning_verbs | language.foundings - language.birth_words
    told = [*clause, *reading.after(date, 40)[:2]]
    if len(clause) > _NEAR or verbs.isdisjoint(told):
        return None
    at = next((at for at, word in enumerate(clause[:_OPENING]) if word not in _small(language)), None)
    if at is None:
        return None
    head = clause[at]
    if head in verbs and at and clause[at - 1] in language.pronouns:
        return _began_before(reading, date, clause[at - 1], verbs)
    if len(head) < _SHORTEST or head in verbs:
        return None
    found = [each.date for each in begun if each.subject.head == head and each.date != date]
    found += [
        other for other, _ in reading.years() if other != date and _begins(reading.before(other), head, verbs)
    ]
    years = {other.year for other in found}
    return found[0] if len(years) == 1 and _is_near(date, found[0]) else None


def _small(language: Language) -> frozenset[str]:
    return language.stop_words | language.definite_articles | language.pronouns


def _begins(lead: Sequence[str], head: str, verbs: frozenset[str]) -> bool:
    """Tell whether a noun and a verb of a beginning stand before a date: “the scheme, which opened in”."""
    if head not in lead[-_NEAR:]:
        return False
    behind = lead[len(lead) - 1 - lead[::-1].index(head) + 1 :]
    return len(behind) <= _NEAR - 2 and not verbs.isdisjoint(behind)


def _began_before(
    reading: Reading, date: DateMention, pronoun: str, verbs: frozenset[str]
) -> DateMention | None:
    """Return when “he” began by the sentence before: “He began in 1991. Since he started in 1987”."""
    before = [other for other, _ in reading.years() if other.start < date.start]
    if not before or not _is_near(date, before[-1]) or not reading.follows_in_paragraph(before[-1], date, 1):
        return None
    lead = reading.before(before[-1])
    is_his = lead[:1] == [pronoun] and not verbs.isdisjoint(lead[1:3])
    return before[-1] if is_his else None
