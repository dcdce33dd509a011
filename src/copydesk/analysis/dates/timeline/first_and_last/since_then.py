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
        elif (
            len({each.date.year for each in begun}) == 1
            and _is_near(date, begun[0].date)
            and _began(words[at + 1 :], reading, date, begun[0], language)
        ):
            yield DateClash(date, begun[0].date, "is told as the beginning, but so is “#”")


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


def _began(
    clause: Sequence[str], reading: Reading, date: DateMention, first: Statement, language: Language
) -> bool:
    """Tell whether a clause behind “since” tells that the same thing began: since the service started, in 1999."""
    told, head = [*clause, *reading.after(date, 40)[:2]], first.subject.head
    if len(head) < _SHORTEST or head not in clause[:_OPENING] or len(clause) > _NEAR:
        return False
    lead = clause[: clause.index(head)]
    is_whole = all(word in language.definite_articles | language.stop_words for word in lead)
    return is_whole and not (language.beginning_verbs | language.foundings).isdisjoint(told)
