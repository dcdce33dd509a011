"""quotes/misattributed-quote."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.stories.comparing.compare_speakers import compare_speakers
from copydesk.stories.story import Story


@rule(scope="story")
def misattributed_quote(story: Story) -> Iterator[Flag]:
    """A quotation is given to one speaker, and by the source to another.

    It is asked of articles that have sources. Reported only where both texts name the speaker beside the quotation, or
    beside the piece that it goes on from, and the names are two people's: a title, a pronoun or another spelling of the name is no evidence. Quotations of four or
    five words are compared only if the source has them word for word.
    """
    for speaker in story.once(compare_speakers):
        yield Flag(
            speaker.start,
            speaker.end,
            f"quoted as said by {speaker.name}; in the source it is {speaker.other} who says it",
            related=(
                Related(
                    speaker.their_start,
                    speaker.their_end,
                    f"{speaker.other} says it here",
                    speaker.witness.path,
                ),
            ),
            path=speaker.member.path,
        )
