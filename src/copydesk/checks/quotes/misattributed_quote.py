"""quotes/misattributed-quote."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.stories.article import read_article
from copydesk.stories.speakers import hold_speakers
from copydesk.stories.story import Story


@rule(scope="story", gather=read_article)
def misattributed_quote(story: Story) -> Iterator[Flag]:
    """A quotation is given to one speaker, and by the source to another.

    Reported only where both texts name the speaker and the names are two people's: a title, a pronoun or another
    spelling of the name is no evidence. Between copies without a source, both sides are told.
    """
    for speaker in story.once(hold_speakers):
        where = "the source" if story.sources else speaker.witness.path.rpartition("/")[2]
        yield Flag(
            speaker.start,
            speaker.end,
            f"quoted as said by {speaker.name}; in {where} it is {speaker.other} who says it",
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
