"""Whole sheet: all entries of an article that is held to its sources, and what it leaves out and adds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.variants.name_variants import Pairs
from copydesk.findings import Outcome, Span
from copydesk.stories.article import Article
from copydesk.stories.fact_sheet.date_entries import date_entries, unchecked_dates
from copydesk.stories.fact_sheet.entries import FactEntry, SourcePlace
from copydesk.stories.fact_sheet.name_entries import name_entries, unchecked_names
from copydesk.stories.fact_sheet.number_entries import number_entries, unchecked_numbers
from copydesk.stories.fact_sheet.omissions import added, left_out
from copydesk.stories.fact_sheet.quotation_entries import quotation_entries, unchecked_quotations
from copydesk.stories.fact_sheet.shown_names import ShownNames
from copydesk.stories.source_spelling import respelled_names
from copydesk.stories.story import Member, Story
from copydesk.support.patterns import compile_later

_WORD = compile_later(r"[^\W\d_]+")
_NEAR = 40
"""Code points behind a number in which the word stands that says what it counts."""


class FactSheet(NamedTuple):
    """The sheet of one article. All offsets are those of the documents, in code points.

    Attributes:
        entries: in the order of the article.
        left_out: the sentences of the sources that the article does not tell; none if one is in another language.
        added: the sentences of the article that no source has; likewise.
    """

    entries: tuple[FactEntry, ...]
    left_out: tuple[SourcePlace, ...] = ()
    added: tuple[Span, ...] = ()


def make_sheet(
    story: Story, others: tuple[Member, ...] = (), prefer: Sequence[str] = (), two_people: Pairs = ()
) -> FactSheet:
    """Return the sheet of an article and its sources, from the comparisons that the rules use.

    Args:
        story: the article, its only member, and its sources.
        others: other articles, in which quotations that the sources do not have are looked up.
        prefer: spellings of the project's roster, which count more than a source's.
        two_people: pairs of names that only look alike.
    """
    respelled = respelled_names(story, prefer, two_people)
    found = chain(
        quotation_entries(story, others),
        date_entries(story),
        number_entries(story),
        name_entries(story, respelled),
    )
    entries = sorted(found, key=lambda each: (each.start, each.end))
    if story.in_another_language:
        return FactSheet(tuple(entries))
    return FactSheet(tuple(entries), tuple(left_out(story, entries)), tuple(added(story, entries)))


def entries_above(
    story: Story,
    body: Article,
    texts: Sequence[Span],
    others: tuple[Member, ...] = (),
    prefer: Sequence[str] = (),
    two_people: Pairs = (),
) -> list[FactEntry]:
    """Return the entries of the texts above an article, such as its title: see `make_sheet` and `ShownNames`."""
    respelled = respelled_names(story, prefer, two_people)
    found = chain(
        quotation_entries(story, others),
        date_entries(story),
        (each for each in number_entries(story) if not _counts_its_parts(story, each)),
        ShownNames(story, body, texts, respelled, prefer, two_people).entries(),
    )
    return sorted(found, key=lambda each: (each.start, each.end))


def _counts_its_parts(story: Story, entry: FactEntry) -> bool:
    """Tell whether a number that no source has is only that of the article's own parts: 5 things to know."""
    if entry.outcome not in (Outcome.NOT_FOUND, Outcome.NOT_CHECKED):
        return False
    article = story.members[0].facts
    listed = language_data(article.language or "en").headline_parts
    words = _WORD.findall(article.text, entry.end, entry.end + _NEAR)[:2]
    return any(word.lower() in listed for word in words)


def make_unchecked_sheet(article: Article) -> FactSheet:
    """Return the sheet of an article without a source: nothing in it is checked."""
    found = chain(
        unchecked_quotations(article),
        unchecked_dates(article),
        unchecked_numbers(article),
        unchecked_names(article),
    )
    return FactSheet(tuple(sorted(found, key=lambda each: (each.start, each.end))))
