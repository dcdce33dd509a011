"""Numbers of a fact sheet: those that stand in no date and in no quotation, which have entries of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.analysis.wording.number_mentions import NumberMention, find_numbers
from copydesk.findings import Outcome
from copydesk.stories.article import Article, once
from copydesk.stories.comparing.alignment import compare_sentences
from copydesk.stories.comparing.compare_numbers import (
    are_close,
    compare_numbers,
    in_date,
    is_hedged,
    is_in_quotation,
    is_one_amount,
)
from copydesk.stories.comparing.differences import ComparedPassage, Counterpart, Difference, one_line
from copydesk.stories.fact_sheet.entries import FactEntry, FactKind, SourcePlace, how_it_differs, places_of
from copydesk.stories.story import Member, Story

_OF_SOMETHING_ELSE = "the source has this number in another sentence; see whether it counts the same"


def number_entries(story: Story) -> Iterator[FactEntry]:
    """Yield the numbers of the article of a story."""
    member = story.members[0]
    differing = story.once(compare_numbers)
    sentences = story.once(compare_sentences)
    for mention in numbers_of(member.facts):
        other = next((each for each in differing if _touch(mention, each)), None)
        if other:
            places = places_of(place for reading in other.readings for place in reading.places)
            yield _entry(mention, Outcome.DIFFERS, how_it_differs(other), places)
        else:
            passage = next((each for each in sentences if each.start <= mention.start < each.end), None)
            yield _not_differing(story, mention, passage)


def unchecked_numbers(article: Article) -> Iterator[FactEntry]:
    """Yield the numbers of an article without a source."""
    for mention in numbers_of(article):
        yield _entry(mention, Outcome.NOT_CHECKED, "there is no source")


@once
def numbers_of(article: Article) -> tuple[NumberMention, ...]:
    """Return the numbers in the sentences of an article, but for those of its dates and its quotations."""
    return tuple(
        mention
        for sentence in article.sentences
        for mention in find_numbers(article.text, *sentence)
        if not in_date(article, mention.start, mention.end) and not is_in_quotation(article, mention.start)
    )


@once
def _all_numbers(article: Article) -> tuple[NumberMention, ...]:
    """Return all numbers in the sentences of a source, quoted or not, but for those of its dates."""
    return tuple(
        mention
        for sentence in article.sentences
        for mention in find_numbers(article.text, *sentence)
        if not in_date(article, mention.start, mention.end)
    )


def _not_differing(story: Story, mention: NumberMention, passage: ComparedPassage | None) -> FactEntry:
    """Return the entry of a number for which no aligned sentence has another one."""
    counterparts = passage.counterparts if passage else ()
    for counterpart in counterparts:
        if place := _in_aligned(mention, counterpart):
            return _entry(mention, Outcome.MATCHES, places=(place,))
    for counterpart in counterparts:
        if other := _in_slot(story, mention, counterpart):
            return _in_other_form(mention, other, counterpart.witness)
    same: list[SourcePlace] = []
    likely: list[SourcePlace] = []
    for source in story.sources:
        for other in _all_numbers(source.facts):
            place = SourcePlace(source.path, other.start, other.end)
            if mention.is_same(other):
                same.append(place)
            elif mention.value == other.value:
                likely.append(place)
    if same:
        return _entry(mention, Outcome.MATCHES, places=tuple(same))
    if likely:
        return _entry(mention, Outcome.NOT_CHECKED, _OF_SOMETHING_ELSE, tuple(likely))
    if not story.complete:
        return _entry(mention, Outcome.NOT_CHECKED, "not in the sources that could be read")
    return _entry(mention, Outcome.NOT_FOUND)


def _in_aligned(mention: NumberMention, counterpart: Counterpart) -> SourcePlace | None:
    """Return the place of the same value in the aligned sentence of a source."""
    for other in _between(_all_numbers(counterpart.witness.facts), counterpart):
        if other.value == mention.value:
            return SourcePlace(counterpart.witness.path, other.start, other.end)
    return None


def _in_slot(story: Story, mention: NumberMention, counterpart: Counterpart) -> NumberMention | None:
    """Return the number in the same slot of a source's sentence, where the rule for numbers takes both for the same."""
    member, witness = story.members[0], counterpart.witness
    for clash in counterpart.clashes:
        if clash.start <= mention.start < clash.end:
            theirs = [
                each
                for each in _all_numbers(witness.facts)
                if clash.their_start <= each.start < clash.their_end
            ]
            if len(theirs) == 1 and (
                is_one_amount(member, clash, witness) or _is_round(member, mention, witness, theirs[0])
            ):
                return theirs[0]
    return None


def _is_round(member: Member, mention: NumberMention, witness: Member, other: NumberMention) -> bool:
    """Tell whether one of two numbers is the other in round figures: “about 2 million”, “1.95 million”."""
    hedged = is_hedged(member.facts, mention.start) or is_hedged(witness.facts, other.start)
    return hedged and mention.currency == other.currency and are_close(mention.value, other.value)


def _in_other_form(mention: NumberMention, other: NumberMention, witness: Member) -> FactEntry:
    place = SourcePlace(witness.path, other.start, other.end)
    theirs = one_line(witness, other.start, other.end)
    if mention.currency and other.currency and mention.currency != other.currency:
        how = f"in another currency: “{theirs}” {other.currency} in the source"
        return _entry(mention, Outcome.NOT_CHECKED, how, (place,))
    return _entry(mention, Outcome.MATCHES, f"a round figure: “{theirs}” in the source", (place,))


def _between(mentions: Sequence[NumberMention], counterpart: Counterpart) -> Iterator[NumberMention]:
    return (each for each in mentions if counterpart.their_start <= each.start < counterpart.their_end)


def _touch(mention: NumberMention, other: Difference) -> bool:
    return mention.start < other.end and other.start < mention.end


def _entry(
    mention: NumberMention, outcome: Outcome, how: str = "", places: tuple[SourcePlace, ...] = ()
) -> FactEntry:
    return FactEntry(FactKind.NUMBER, mention.start, mention.end, outcome, how, places=places)
