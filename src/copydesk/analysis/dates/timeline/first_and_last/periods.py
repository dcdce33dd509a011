"""Periods: what ends or happens last outside its period: “from April to June, which ended in August”."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.first_and_last.clash import (
    DateClash,
    Reading,
    day_of,
    is_last,
    looks_back,
)
from copydesk.analysis.language.words_between import words_and_breaks
from copydesk.support.patterns import compile_later

TO = compile_later(
    r"(?i)(?: ?[-–—] ?|,? (?:to|through|until|till|and|bis|à|au|al|a|hasta|até|ao|fino al|tot|tot en met|till|til|do"
    r"|och|og|und|et|y|e|en) (?:(?:the|zum|le|el|il|den|d\.) )?(?:[^\W\d_]{3,12} )?)"
)
"""What stands between the two dates of a period."""
FROM = compile_later(
    r"(?i)(?<!\w)(?:from|between|von|vom|zwischen|de|du|desde|del|dal|da|van|från|fra|od|entre|tra|tussen)"
    r"(?: (?:the|el|le|il|den|dem))? (?:[^\W\d_]{3,12} )?\Z"
)
"""What stands before them."""
_JOINT = 20
_SENTENCES = 3
_LONGEST = 8
_SLACK = 6
"""So many days may something end before or after its month."""
_YEAR = 366


def outside_its_period(reading: Reading) -> Iterator[DateClash]:
    """Yield what ends, or happens last, on a day that does not lie in the period before it."""
    for one, two in pairwise(reading.dates):
        if two.start - one.end > _JOINT or not (two.complete and two.month and one.month):
            continue
        if not TO.fullmatch(reading.text, one.end, two.start):
            continue
        if not FROM.search(reading.text, max(0, one.start - _JOINT), one.start):
            continue
        year = (two.year or 0) - ((one.month or 0) > (two.month or 0))
        first, last = day_of(one, year=year), day_of(two, last=True)
        if first is None or last is None or first > last:
            continue
        for date in reading.dates:
            day = day_of(date, last=True)
            if date.start <= two.end or day is None or not date.complete or date.last or date.impossible:
                continue
            sentence = reading.sentence_at(two.start)
            if date.start < sentence.end:
                if _is_its_end(reading, two, date) and abs((day - last).days) > _SLACK + (not date.day) * 31:
                    yield DateClash(date, two, "is not the end of what ends with “#”")
                elif _is_its_last(reading, two, date) and day < first:
                    yield DateClash(date, one, "is told as the last of what begins with “#”")
                continue
            if not reading.follows_in_paragraph(two, date, _SENTENCES):
                break
            before = reading.before(date)
            at = next((at for at, word in enumerate(before) if is_last(word, reading.language)), None)
            if at is None or looks_back(before, reading.language):
                continue
            is_day = before[at + 1 : at + 2] and before[at + 1] in reading.language.day_units
            if first.toordinal() - _YEAR < day.toordinal() < first.toordinal():
                yield DateClash(date, one, "is told as the last of what begins with “#”")
            elif is_day and day > last:
                yield DateClash(date, two, "is told as the last day of what ends with “#”")


def _is_its_end(reading: Reading, last: DateMention, date: DateMention) -> bool:
    """Tell whether a relative clause behind a period says when it ended."""
    if date.start - last.end > _LONGEST * 8:
        return False
    between = words_and_breaks(reading.text, last.end, date.start)
    told = [*between, *reading.after(date, 20)[:2]]
    language = reading.language
    return not (language.finishing_verbs.isdisjoint(told) or language.relatives.isdisjoint(between))


def _is_its_last(reading: Reading, last: DateMention, date: DateMention) -> bool:
    """Tell whether its sentence goes on with the last of something: “and its last questionnaire was collected on”."""
    between = words_and_breaks(reading.text, last.end, date.start)
    return any(is_last(word, reading.language) for word in between) and not looks_back(
        between, reading.language
    )
