"""Outcomes: what came of each quotation and date of an article that is held to sources."""

from __future__ import annotations

from typing import NamedTuple

from copydesk.stories.article import Article
from copydesk.stories.comparing.compare_dates import claimed_dates, hold_dates
from copydesk.stories.comparing.compare_quotations import hold_quotations
from copydesk.stories.comparing.quoted import MIN_WORDS, quoted_sentences
from copydesk.stories.story import Story


class Outcome(NamedTuple):
    """What came of a quotation or date of an article, and where it stands; `outcome` is one of `findings.OUTCOMES`."""

    start: int
    end: int
    thing: str
    outcome: str


def outcomes_of(story: Story | None, article: Article, *, complete: bool) -> list[Outcome]:
    """What came of the quotations and dates of one article; `story` is None if none of its sources could be read.

    If not all sources could be read (`complete`), what the others do not have was not checked.
    """
    if story is None:
        quoted = [each for each in quoted_sentences(article) if len(each.words) >= MIN_WORDS]
        return [
            *(Outcome(each.start, each.end, "quotation", "not checked") for each in quoted),
            *(Outcome(each.start, each.end, "date", "not checked") for each in claimed_dates(article)),
        ]
    told = {"added": "differs", "not found": "not found" if complete else "not checked"}
    return [
        *(
            Outcome(held.start, held.end, "quotation", told.get(held.outcome, held.outcome))
            for held, _ in story.once(hold_quotations)
        ),
        *(
            Outcome(held.mention.start, held.mention.end, "date", told.get(held.outcome, held.outcome))
            for held in story.once(hold_dates)
        ),
    ]
