"""Readiness: what opens before it was bought or paid for, and first guests before the place was open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.ago import is_ago
from copydesk.analysis.dates.timeline.first_and_last.clash import (
    DateClash,
    Reading,
    is_earlier,
    is_first,
    looks_back,
)
from copydesk.analysis.dates.timeline.lengths import Length
from copydesk.analysis.language.languages import Language
from copydesk.analysis.language.words_between import BREAKS

_FARTHEST, _SENTENCES = 400, 3
"""So far apart, in code points and in sentences, what comes first and what needs it are told."""
_MOST_YEARS = 25
"""What lies longer before is told of something else."""
_BEHIND, _NEAR = 80, 9
_OPENING = 3
_SHORTEST = 5
_FAR_FUTURE = 5000
"""Years that are told by their distance from today are counted down from this one."""


def before_it_was_ready(reading: Reading, told: Sequence[Length]) -> Iterator[DateClash]:
    """Yield what was opened before it was bought, and first guests before the opening.

    Years are compared with years, and distances from today (“nine years ago”) with such distances.
    """
    if not reading.language.opening_verbs:
        return
    years = [date for date, _ in reading.years()]
    for dates in (years, _counted_back(reading, told)):
        for at, one in enumerate(dates):
            for two in dates[at + 1 : at + 3]:
                if two.start - one.end > _FARTHEST:
                    break
                if not is_earlier(two, one) or (one.year or 0) - (two.year or 0) > _MOST_YEARS:
                    continue
                if _is_near(reading, one, two) and (says := _needs(reading, one, two)):
                    yield DateClash(two, one, says)


def _counted_back(reading: Reading, told: Sequence[Length]) -> list[DateMention]:
    """Return the distances from today as if they were years."""
    return [
        DateMention(
            length.start,
            length.end,
            "",
            "year",
            "text",
            _FAR_FUTURE - length.years,
            shape="year",
            complete=True,
        )
        for length in told
        if length.unit == 1 and is_ago(reading.text, length.start, length.end, reading.language)
    ]


def _is_near(reading: Reading, one: DateMention, two: DateMention) -> bool:
    """Tell whether two dates stand in one sentence, in one paragraph, or the second in the paragraph behind."""
    if "\n" not in reading.text[one.end : two.start]:
        return True
    return reading.text.count("\n\n", one.end, two.start) == 1 and (
        two.start - reading.text.rindex("\n", 0, two.start) < _BEHIND
    )


def _needs(reading: Reading, one: DateMention, two: DateMention) -> str:
    """Return what the message says if the second date is that of what needs the first; empty if it is not."""
    language = reading.language
    around = reading.text[max(0, one.start - _BEHIND) : two.end + _BEHIND].lower()
    if not any(verb in around for verb in language.opening_verbs | language.planting_verbs):
        return ""
    same = reading.sentence_at(one.start) == reading.sentence_at(two.start)
    lead = reading.before(one)
    first = [*lead, *reading.after(one, _BEHIND)]
    then = reading.before(two)
    if same:
        then = then[len(lead) + 1 :]
        first = [*lead, *then]
    first = [word for word in first if word not in language.ago_words]
    if looks_back(first, language) or looks_back(then, language):
        return ""
    near = [*lead[-_NEAR:], *reading.after(one, 30)[:2]]
    is_open = not language.opening_verbs.isdisjoint(near) or not language.planting_verbs.isdisjoint(first)
    if is_open and language.which_ones.isdisjoint(lead) and _is_first_visit(then, language):
        return "is told as the first time, but this began only in “#”"
    bought, paid = (
        not words.isdisjoint(first) for words in (language.buying_verbs, language.financing_words)
    )
    if (bought and _opens_it(then, language)) or (
        paid and not same and _opens(reading, then, two, first, language)
    ):
        return "is told as the opening, but “#” as what came before it"
    return ""


def _is_first_visit(then: Sequence[str], language: Language) -> bool:
    """Tell whether a sentence begins with the first of those who come to a place: “The first guests”."""
    at = next((at for at, word in enumerate(then[: _OPENING + 1]) if is_first(word, language)), None)
    if at is None or not all(
        word in language.stop_words or word in language.definite_articles for word in then[:at]
    ):
        return False
    rest, back = then[at + 1 :], language.looking_back - language.definite_articles
    return len(rest) < _SHORTEST and not language.visit_nouns.isdisjoint(rest[:2]) and back.isdisjoint(then)


def _opens_it(then: Sequence[str], language: Language) -> bool:
    """Tell whether words go on with the same subject, which opens what it has bought: “and opened it in”."""
    last = next(
        (at for at in reversed(range(len(then))) if then[at] in BREAKS or then[at] in language.clause_links),
        -1,
    )
    clause = [part for word in then[last + 1 :] for part in word.split("-")]  # abriu-o
    own = language.own_words - language.pronouns - language.object_pronouns
    small = language.stop_words | language.has_words | language.object_pronouns | language.opening_verbs
    return (
        sum(word in language.opening_verbs for word in clause) == 1
        and own.isdisjoint(clause)
        and language.passives.isdisjoint(clause)
        and all(word in small or len(word) <= _OPENING for word in clause)
        and last >= 0
    )


def _opens(
    reading: Reading, then: Sequence[str], two: DateMention, first: Sequence[str], language: Language
) -> bool:
    """Tell whether a date is that of the opening of what the sentence before was about."""
    last = next((at for at in reversed(range(len(then))) if then[at] in BREAKS), -1)
    clause = [*then[last + 1 :], *reading.after(two, 40)[:2]]
    verb = next((at for at, word in enumerate(clause) if word in language.opening_verbs), None)
    if verb is None or not language.looking_back.isdisjoint(clause):
        return False
    small = language.stop_words | language.passives | language.has_words | language.clause_links
    nouns = {word for word in first if len(word) >= _SHORTEST} - small
    known = language.building_nouns | nouns
    return not known.isdisjoint(word.rpartition("'")[2] for word in clause)
