"""Outcomes: the result for each quotation and date of an article that is compared with sources."""

from __future__ import annotations

from typing import NamedTuple

from copydesk.findings import Outcome
from copydesk.stories.article import Article, claimed_dates
from copydesk.stories.comparing.compare_dates import compare_dates
from copydesk.stories.comparing.compare_quotations import altered_short_quotations, compare_quotations
from copydesk.stories.comparing.quoted_text import compared_quotations
from copydesk.stories.story import Story


class CheckedPassage(NamedTuple):
    """A quotation or a date of an article (`thing` says which), its place, and the outcome of its comparison."""

    start: int
    end: int
    thing: str
    outcome: Outcome


def checked_passages(story: Story | None, article: Article, *, complete: bool) -> list[CheckedPassage]:
    """Return the quotations and dates of one article with their outcomes.

    `story` is None if none of the article's sources could be read. If these do not tell all
    (not `complete`), a passage that they do not have counts as not checked.
    """
    if story is None:
        quoted = compared_quotations(article)
        places = [(each, "quotation") for each in quoted] + [
            (each, "date") for each in claimed_dates(article)
        ]
        return [CheckedPassage(each.start, each.end, thing, Outcome.NOT_CHECKED) for each, thing in places]
    told = {} if complete else {Outcome.NOT_FOUND: Outcome.NOT_CHECKED}
    return [
        *(
            CheckedPassage(held.start, held.end, "quotation", told.get(held.outcome, held.outcome))
            for held, _ in (*story.once(compare_quotations), *story.once(altered_short_quotations))
        ),
        *(
            CheckedPassage(mention.start, mention.end, "date", told.get(relation.outcome, relation.outcome))
            for mention, relation in ((held.mention, held.relation) for held in story.once(compare_dates))
        ),
    ]
