"""Dates of a fact sheet: every date that the article claims, as the rules for dates compare it."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.findings import Outcome
from copydesk.stories.article import Article, claimed_dates
from copydesk.stories.comparing.compare_dates import ComparedDate, compare_dates
from copydesk.stories.comparing.date_relations import DateRelation
from copydesk.stories.comparing.differences import one_line
from copydesk.stories.fact_sheet.entries import FactEntry, FactKind, not_found, places_of, unchecked
from copydesk.stories.story import Story


def date_entries(story: Story) -> Iterator[FactEntry]:
    """Yield the dates of the article of a story."""
    for compared in story.once(compare_dates):
        mention, outcome = compared.mention, compared.relation.outcome
        how = _how(compared)
        if outcome is Outcome.NOT_FOUND and not compared.readings:
            outcome, how = not_found(story)
        places = places_of(compared.agreeing or compared.readings)
        yield FactEntry(FactKind.DATE, mention.start, mention.end, outcome, how, places=places)


def unchecked_dates(article: Article) -> Iterator[FactEntry]:
    """Yield the dates of an article without a source."""
    for mention in claimed_dates(article):
        yield unchecked(FactKind.DATE, mention.start, mention.end)


def _how(compared: ComparedDate) -> str:
    ours = one_line(compared.member, compared.mention.start, compared.mention.end)
    if compared.relation is DateRelation.MATCHES:
        return ""
    if compared.relation is DateRelation.NOT_CHECKED:
        return "the source does not say which day this is"
    if compared.relation is DateRelation.NOT_FOUND:
        return "this sentence of the source has no date" if compared.readings else ""
    theirs = one_line(*compared.readings[0])
    only = "only " if compared.relation is DateRelation.ADDED else ""
    return f"“{ours}” is {only}“{theirs}” in the source"
