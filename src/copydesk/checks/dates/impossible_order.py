"""dates/impossible-order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from copydesk.analysis.dates.claims.beginnings import (
    stages_are_reversed,
    tells_before_beginning,
    tells_since_before_birth,
)
from copydesk.analysis.dates.claims.sequences import tells_of_later, tells_of_the_same
from copydesk.analysis.dates.display import shown
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.parts import opens_a_sentence
from copydesk.analysis.dates.timeline.first_and_last.clash import DateClash, Reading
from copydesk.analysis.dates.timeline.first_and_last.counted_spans import SpanReader
from copydesk.analysis.dates.timeline.first_and_last.endings import ends_before_it_begins
from copydesk.analysis.dates.timeline.first_and_last.follow_ups import after_own_death, told_as_next
from copydesk.analysis.dates.timeline.first_and_last.founders import founded_by_nobody
from copydesk.analysis.dates.timeline.first_and_last.last_ones import before_own_deeds
from copydesk.analysis.dates.timeline.lifespans.present_ages import AGE, births_by_age
from copydesk.analysis.dates.timeline.lives import Contradiction, contradictions
from copydesk.analysis.dates.timeline.statements import BORN, CLOSED, DIED
from copydesk.analysis.language.languages import Language, language_data
from copydesk.document import Document
from copydesk.findings import Flag, Related, Span
from copydesk.rules import rule

_PRECISIONS = ("year", "season", "month", "day")
_GAP = 4
_CHRONICLE = 40
"""An article with more dates is a chronicle."""
_FARTHEST = 160
"""Two dates that tell of one thing stand no farther apart, in code points."""


@rule(in_quotations=False, places=("body", "list", "caption"))
def impossible_order(doc: Document) -> Iterator[Flag]:
    """Something ends before it begins, or happens before it began.

    One sentence dates how a thing begins (built, founded, begun …) and what can only come later (closed, restored,
    finished …), and the second date is the earlier one; or somebody did something “from 1842 until his death in 1838”.
    Which of the two is wrong the text does not tell. Silent where the sentence turns to something else, or looks back
    (after, had, which …).

    A sentence that begins with what can only come next (“Completed in 1598, it …” behind the first stone of 1612, “Their
    thousandth cask” behind the first) has no earlier date, and nobody founds anything as a child or after death.

    In the whole article, the years in which something was founded, built or opened, and somebody was born or died, are
    compared with what else is dated of them, and what was pulled down with what is later held in it. What belongs to an older thing of the same kind (“the old school”, “its
    predecessor”) or is told as earlier (“had”) is not compared.

    Bad: The library opened in 1936. ¶ In 1928 the library lent its first records.
    Bad: The old lighthouse was built in 1871 and automated in 1862.
    Good: The old lighthouse was built in 1871 and automated in 1962.
    Good: The new bridge was built in 1871, after the old one had collapsed in 1862.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    language = language_data(doc.language)
    if not language.beginning_verbs:
        return
    told: set[int] = set()
    for flag in _reversed(doc, language):
        told.add(flag.start)
        yield flag
    if len(doc.dates) < 2:
        return
    spans = SpanReader(
        doc.plain, doc.dates, doc.beginnings, doc.block_at, doc.sentence_at, doc.language or ""
    )
    for date, begun in spans.before_the_beginning(doc.lengths):
        if date.start not in told:
            told.add(date.start)
            quoted, limit = (shown(doc.text, each.start, each.end) for each in (date, begun))
            related = Related(begun.start, begun.end, "the other date is here")
            yield Flag(
                date.start,
                date.end,
                f"“{quoted}” lies before “{limit}”, when this began",
                related=(related,),
            )
    reading = Reading(doc.plain, doc.dates, doc.sentence_at, language)
    known, beside = doc.beginnings, set(told)
    if today := doc.year_of_writing:
        known = [*known, *births_by_age(doc.plain, known, today, doc.language or "")]
    for found in contradictions(doc.text, doc.dates, known, doc.sentence_at, doc.language or ""):
        if found.date.start not in told and found.bound.date.start not in told:
            beside |= {found.date.start, found.bound.date.start}
            yield _outside(doc, found)
    for clash in _between_sentences(doc, reading):
        if beside.isdisjoint({clash.date.start, clash.other.start}) and len(doc.dates) <= _CHRONICLE:
            beside.add(clash.date.start)
            quoted, limit = (shown(doc.text, each.start, each.end) for each in clash[:2])
            related = Related(clash.other.start, clash.other.end, "the other date is here")
            message = f"“{quoted}” {clash.says.replace('#', limit)}"
            yield Flag(clash.date.start, clash.date.end, message, related=(related,))


def _between_sentences(doc: Document, reading: Reading) -> Iterator[DateClash]:
    yield from told_as_next(reading)
    yield from after_own_death(reading)
    yield from before_own_deeds(reading)
    yield from founded_by_nobody(reading, doc.beginnings)


def _outside(doc: Document, found: Contradiction) -> Flag:
    date, bound = found.date, found.bound.date
    quoted, limit = (shown(doc.text, each.start, each.end) for each in (date, bound))
    if bound.origin == AGE:
        limit = f"{bound.year}–{(bound.year or 0) + 1}, by the age “{limit}”"
    message = f"“{quoted}” lies " + {
        DIED: f"after “{limit}”, the time of the death",
        BORN: f"before “{limit}”, the time of the birth",
        CLOSED: f"after “{limit}”, when this was pulled down ({found.bound.subject.head})",
    }.get(found.bound.kind, f"before “{limit}”, when this began ({found.bound.subject.head})")
    related = Related(bound.start, bound.end, "the other date is here")
    return Flag(date.start, date.end, message, related=(related,))


def _reversed(doc: Document, language: Language) -> Iterator[Flag]:
    """Find two dates next to each other that stand in the wrong order."""
    for one, two in pairwise(doc.dates):
        if two.start - one.end > _FARTHEST:
            continue
        backwards = _is_earlier(two, one)
        if not (backwards or _is_earlier(one, two)):
            continue
        sentence, following = doc.sentence_at(one.start), doc.sentence_at(two.start)
        if opens_a_sentence(doc.text, one.end, two):
            sentence, following = Span(sentence.start, two.start), Span(two.start, following.end)
        quoted = [shown(doc.text, date.start, date.end) for date in (one, two)]
        if backwards and _is_told_as_later(doc, sentence, following, one, two, language):
            related = Related(one.start, one.end, "what comes first is dated here")
            message = f"“{quoted[1]}” lies before “{quoted[0]}”, but is told as later"
            yield Flag(two.start, two.end, message, related=(related,))
        elif sentence == following and _is_upside_down(doc, sentence, one, two, language):
            related = Related(one.start, one.end, "the other date is here")
            message = f"“{quoted[0]}” and “{quoted[1]}” stand in the wrong order for what happens first and what later"
            yield Flag(two.start, two.end, message, related=(related,))


def _is_told_as_later(
    doc: Document, sentence: Span, following: Span, one: DateMention, two: DateMention, language: Language
) -> bool:
    if sentence != following:
        return _is_next(doc, sentence, following) and (
            tells_of_the_same(doc.text, sentence, following, one, two, language)
            or ends_before_it_begins(doc.text, sentence, following, one, two, language)
        )
    if ends_before_it_begins(doc.text, sentence, sentence, one, two, language):
        return True
    return tells_of_later(doc.text, *sentence, one, two, language) or tells_before_beginning(
        doc.text, sentence, one, two, language
    )


def _is_upside_down(
    doc: Document, sentence: Span, one: DateMention, two: DateMention, language: Language
) -> bool:
    return stages_are_reversed(doc.text, sentence, one, two, language) or (
        _is_earlier(one, two) and tells_since_before_birth(doc.text, sentence, one, two, language)
    )


def _is_next(doc: Document, one: Span, other: Span) -> bool:
    """Tell whether a sentence stands directly behind another in its paragraph."""
    return other.start - one.end < _GAP and doc.block_at(one.start) == doc.block_at(other.start)


def _is_earlier(one: DateMention, other: DateMention) -> bool:
    """Tell whether a date lies before another for certain; both must name their years."""
    for date in (one, other):
        if (
            not date.complete
            or date.impossible
            or date.ambiguous
            or date.last
            or date.precision not in _PRECISIONS
        ):
            return False
    mine, its = (
        (date.year or 0,)
        if date.precision == "season"
        else tuple(filter(None, (date.year, date.month, date.day)))
        for date in (one, other)
    )
    length = min(len(mine), len(its))
    return mine[:length] < its[:length]
