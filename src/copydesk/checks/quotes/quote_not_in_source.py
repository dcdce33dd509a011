"""quotes/quote-not-in-source."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.findings import Flag, Outcome
from copydesk.rules import rule
from copydesk.stories.comparing.compare_quotations import compare_quotations
from copydesk.stories.story import Story


@rule(scope="story")
def quote_not_in_source(story: Story) -> Iterator[Flag]:
    """A quotation stands in none of the declared sources, nor anything like it.

    Somebody must have said it somewhere else, or nobody has. It is asked of articles that have sources, for quotations of
    four words and more; how wordings are compared is told at altered-quote.
    """
    if not story.sources or not story.tells_all:
        return
    which = "the source" if len(story.sources) == 1 else f"any of the {len(story.sources)} sources"
    for held, _quoted in story.once(compare_quotations):
        if held.outcome is Outcome.NOT_FOUND:
            yield Flag(held.start, held.end, f"this quotation is not in {which}", path=held.member.path)
