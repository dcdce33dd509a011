"""sources/number-differs-from-source."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.stories.comparing.compare_numbers import compare_numbers, turned_directions
from copydesk.stories.comparing.differences import flag, lies_in_original
from copydesk.stories.story import Story


@rule(scope="story")
def number_differs_from_source(story: Story, *, original: bool = False) -> Iterator[Flag]:
    """A sentence has one number here and another in the source, or in the other copies of the story.

    Compared are numbers in the same slot of sentences that tell the same, by value: “ten” and “10”, “1.5 million” and
    “1,500,000” do not differ, nor does a round number with “about” or “nearly” before it from one close by (but behind the
    same word, as in “about 640,000” and “about 600,000”, it is another number), nor a sum in another currency, unless the
    figure is the same. Against a source, a word that says which way a number goes is flagged too where it is turned
    round: rose by 4 percent, fell by 4 percent. Between copies without a source, numbers that name something (of
    issues, versions, accounts, telephones) and prices in a list are left alone. Dates are compared by rules of their
    own, quotations by altered-quote.

    A copy that is the earliest by its date is the original, and is not flagged because a single other copy differs from
    it, unless `original` says so.

    Measured: against a source .99 of 185 changed numbers are found, none in 300 untouched copies; two findings among 1,683 undeclared news copies, both read, both right (python -m bench stories).
    """
    for difference in story.once(compare_numbers):
        if original or not lies_in_original(story, difference):
            yield flag(story, difference)
    for difference in story.once(turned_directions):
        yield flag(story, difference)
