"""Quotations of a fact sheet: every quoted sentence, as the rules for quotations compare it, and the short ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.analysis.quotes.attributions import Attribution
from copydesk.findings import Outcome
from copydesk.stories.article import Article
from copydesk.stories.comparing.compare_quotations import (
    altered_short_quotations,
    compare_quotations,
    find_quotation,
)
from copydesk.stories.comparing.compare_speakers import Misattributed, other_speaker
from copydesk.stories.comparing.differences import ComparedPassage, differences
from copydesk.stories.comparing.negations import drops_negation
from copydesk.stories.comparing.quoted_text import MIN_WORDS, QuotedSentence, quoted_sentences
from copydesk.stories.fact_sheet.doubtful_speakers import doubt_about_speaker
from copydesk.stories.fact_sheet.entries import (
    FactEntry,
    FactKind,
    SourcePlace,
    how_it_differs,
    not_found,
    unchecked,
)
from copydesk.stories.story import Member, Story

_TOO_SHORT = "too short to compare: fewer than four words"
_SPEAKER_UNCHECKED = "the words match, but the speaker is not checked"
_FOUND = (Outcome.MATCHES, Outcome.DIFFERS)


def quotation_entries(story: Story, others: Sequence[Member] = ()) -> Iterator[FactEntry]:
    """Yield the quoted sentences of the article of a story.

    One that the sources do not have stays not found if `others`, which are no sources of this article, have it.
    """
    article = story.members[0].facts
    altered = story.once(altered_short_quotations)
    for passage, quoted in (*story.once(compare_quotations), *altered):
        yield _compared(story, others, passage, quoted)
    for quoted in quoted_sentences(article):
        if len(quoted.words) < MIN_WORDS and not any(quoted is each for _, each in altered):
            yield _short(article, quoted, story.sources)


def unchecked_quotations(article: Article) -> Iterator[FactEntry]:
    """Yield the quoted sentences of an article without a source."""
    for quoted in quoted_sentences(article):
        speaker = _speaker(article, quoted.attribution)
        yield unchecked(FactKind.QUOTATION, quoted.start, quoted.end, speaker)


def _speaker(article: Article, attribution: Attribution) -> str:
    """Return who says a quotation: the full name where it is known, else the article's words; empty if it does not
    tell.
    """
    if attribution.name or attribution.speaker is None:
        return attribution.name or ""
    return " ".join(article.text[slice(*attribution.speaker)].replace("\0", "").split())


def _compared(
    story: Story, others: Sequence[Member], passage: ComparedPassage, quoted: QuotedSentence
) -> FactEntry:
    best = sorted(passage.counterparts, key=lambda each: each.changed)
    places = tuple(SourcePlace(each.witness.path, each.their_start, each.their_end) for each in best)
    outcome, how = passage.outcome, ""
    if outcome is Outcome.DIFFERS:
        found = list(differences(story, passage))
        how = "; ".join(how_it_differs(each) + drops_negation(each) for each in found)
    if other := other_speaker(passage, quoted):
        how = "; ".join(filter(None, (_said_by(other), how)))
        outcome = Outcome.SAID_BY_ANOTHER
    elif outcome in _FOUND:
        there = ((each.witness.facts, each.their_start, each.their_end) for each in best)
        if doubt := doubt_about_speaker(passage.member.facts, quoted.attribution, there):
            how = f"{how}; the speaker is not checked: {doubt}" if how else f"{_SPEAKER_UNCHECKED}: {doubt}"
            outcome = outcome if outcome is Outcome.DIFFERS else Outcome.NOT_CHECKED
    if outcome is Outcome.NOT_FOUND:
        elsewhere = _first_place(others, quoted) if story.tells_all else ()
        outcome, how = not_found(story, "only another source has these words" if elsewhere else "")
        places = elsewhere
    speaker = _speaker(passage.member.facts, quoted.attribution)
    return FactEntry(FactKind.QUOTATION, passage.start, passage.end, outcome, how, speaker, places)


def _said_by(speaker: Misattributed) -> str:
    return f"in the source {speaker.other} says it"


def _short(article: Article, quoted: QuotedSentence, sources: Sequence[Member]) -> FactEntry:
    """Return the entry of a quotation under four words: it matches where a source has exactly these words."""
    places = _first_place(sources, quoted)
    outcome, how = (Outcome.MATCHES, "") if places else (Outcome.NOT_CHECKED, _TOO_SHORT)
    facts = {each.path: each.facts for each in sources}
    found = ((facts[place.key], place.start, place.end) for place in places)
    if doubt := doubt_about_speaker(article, quoted.attribution, found):
        outcome, how = Outcome.NOT_CHECKED, f"{_SPEAKER_UNCHECKED}: {doubt}"
    speaker = _speaker(article, quoted.attribution)
    return FactEntry(FactKind.QUOTATION, quoted.start, quoted.end, outcome, how, speaker, places)


def _first_place(members: Sequence[Member], quoted: QuotedSentence) -> tuple[SourcePlace, ...]:
    """Return where the first of these articles that has exactly the words of a quotation has them."""
    for member in members:
        if place := find_quotation(member.facts, quoted):
            return (SourcePlace(member.path, *place),)
    return ()
