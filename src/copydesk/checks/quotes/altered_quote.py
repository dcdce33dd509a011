"""quotes/altered-quote."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.stories.quotations import drops_negation, hold_quotations
from copydesk.stories.readings import differences, flag
from copydesk.stories.sketch import read_sketch
from copydesk.stories.story import Story


@rule(scope="story", gather=read_sketch)
def altered_quote(story: Story) -> Iterator[Flag]:
    """Quoted words differ from the source, or from the other copies of the story.

    What stands in quotation marks is what somebody said, so two versions of it cannot both be right. A source is right;
    between copies the difference is reported in those whose wording is not that of most, and nobody knows which is right
    before somebody looks.

    Quotations are compared word for word. These do not count: case, accents, punctuation, the kind of marks, white space,
    markup; contractions (isn't, is not); numbers in words or digits up to ninety-nine; one or the other English's spelling
    (realise, realize); words joined, parted or hyphenated; U.S. and US; um and uh; [sic]; masked letters (f***). A
    bracketed letter counts as the letter ([A]t), bracketed words for up to eight others, an ellipsis for any. A quotation
    may begin later and end earlier than the source has it, unless a negation right before its first word is lost. No
    score of likeness ever passes a quotation: every other differing word is reported. Quotations under four words are not
    compared, and those that share too few words with anything quoted elsewhere are not taken to be the same utterance.

    Measured: of 50 findings read among 1,683 undeclared news copies, 44 were real differences of wording; against a source .96 of words replaced or dropped and of negations removed are found, none in 300 untouched copies (python -m bench stories).
    """
    for held, _quoted in story.once(hold_quotations):
        if held.outcome == "differs" or not story.sources:
            for difference in differences(story, held):
                yield flag(story, difference, drops_negation(difference))
