"""dates/date-added."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.stories.comparing.compare_dates import ComparedDate, unsupported_dates
from copydesk.stories.comparing.date_relations import DateRelation
from copydesk.stories.comparing.differences import one_line
from copydesk.stories.grounds import name_among
from copydesk.stories.story import Story


@rule(scope="story")
def date_added(story: Story) -> Iterator[Flag]:
    """A date, or a part of one, stands here and not in the source, or in no other copy of the story.

    Somebody who rewrites a text often makes “in April” a month of some year; whether it is the right year the source does
    not say. Reported are dates of which a sentence that tells the same has less, or nothing, and dated sentences that the
    source has no counterpart for. Without a source, a sentence that no copy has is reported only between sentences that
    others have, and the month of a year never. What the earliest copy says was not added, nor what the same sentence
    tells outside its date (“the 16th, a day in May”, “May of that year”), nor the date of a message, a caption or a
    page's last change.

    Measured: 14 findings among 1,683 undeclared news copies, all read, 13 right; none in 300 untouched copies held to their source (python -m bench stories).
    """
    for held in unsupported_dates(story):
        if held.relation is DateRelation.DIFFERS or (
            not story.sources and story.earliest == held.member.path
        ):
            continue
        where = "the source" if story.sources else "the other copies"
        if len(held.readings) == 1 and not story.sources:
            where = name_among(story, held.readings[0][0].path)
        yield Flag(
            held.mention.start,
            held.mention.end,
            f"“{one_line(held.member, held.mention.start, held.mention.end)}” {_what(held, where)}",
            related=tuple(
                Related(start, end, _there(held), member.path) for member, start, end in held.readings[:4]
            ),
            path=held.member.path,
        )


def _what(held: ComparedDate, where: str) -> str:
    if held.relation is DateRelation.ADDED:
        member, start, end = held.readings[0]
        return f"is only “{one_line(member, start, end)}” in {where}"
    return f"is not in this sentence of {where}" if held.readings else f"is not in {where}"


def _there(held: ComparedDate) -> str:
    return (
        "the date is less precise here"
        if held.relation is DateRelation.ADDED
        else "the same sentence without the date"
    )
