"""Omissions: the sentences of the sources that an article leaves out, and those that it adds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from copydesk.findings import Extended, Outcome, Span
from copydesk.stories.comparing.alignment import compare_sentences, sentences_of
from copydesk.stories.fact_sheet.entries import FactEntry, FactKind, SourcePlace
from copydesk.stories.fact_sheet.stretches import merged
from copydesk.stories.story import Story

_MOSTLY = 0.5
"""The least share of a sentence that quotations of the other text must fill for the sentence to be told there."""

_TOLD = frozenset({Outcome.MATCHES, Outcome.DIFFERS, Outcome.SAID_BY_ANOTHER})


def left_out(story: Story, entries: Sequence[FactEntry]) -> list[SourcePlace]:
    """Return the sentences of each source that the article has neither in a sentence nor in a quotation.

    As in all comparisons, sentences of fewer than four words do not count.
    """
    told = {
        (counterpart.witness.path, counterpart.their_start)
        for passage in story.once(compare_sentences)
        for counterpart in passage.counterparts
    }
    quoted = [place for each in entries if _is_told_quotation(each) for place in each.places]
    found = []
    for source in story.sources:
        spoken = merged(place for place in quoted if place.key == source.path)
        found += [
            SourcePlace(source.path, sentence.start, sentence.end)
            for sentence in sentences_of(source.facts)
            if (source.path, sentence.start) not in told and not _is_filled(sentence, spoken)
        ]
    return found


def added(story: Story, entries: Sequence[FactEntry]) -> list[Span]:
    """Return the sentences of the article that no source has."""
    spoken = merged(each for each in entries if _is_told_quotation(each))
    return [
        Span(passage.start, passage.end)
        for passage in story.once(compare_sentences)
        if not passage.counterparts and not _is_filled(passage, spoken)
    ]


def _is_told_quotation(entry: FactEntry) -> bool:
    return entry.kind is FactKind.QUOTATION and entry.outcome in _TOLD


def _is_filled(sentence: Extended, quotations: Sequence[Span]) -> bool:
    """Tell whether quotations, in order and without overlaps, fill most of a sentence."""
    first = bisect_right(quotations, sentence.start, key=attrgetter("end"))
    last = bisect_left(quotations, sentence.end, lo=first, key=attrgetter("start"))
    inside = quotations[first:last]
    filled = sum(min(sentence.end, each.end) - max(sentence.start, each.start) for each in inside)
    return filled >= _MOSTLY * (sentence.end - sentence.start)
