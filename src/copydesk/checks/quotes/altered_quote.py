"""quotes/altered-quote."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.findings import Flag, Outcome
from copydesk.rules import rule
from copydesk.stories.comparing.compare_quotations import altered_short_quotations, compare_quotations
from copydesk.stories.comparing.differences import differences, flag, lies_in_original
from copydesk.stories.comparing.negations import drops_negation
from copydesk.stories.story import Story


@rule(scope="story")
def altered_quote(story: Story, *, original: bool = False) -> Iterator[Flag]:
    """Quoted words differ from the source, or from the other copies of the story.

    What stands in quotation marks is what somebody said, so two versions of it cannot both be right. A source is right;
    between copies the difference is reported in those whose wording is not that of most, and nobody knows which is right
    before somebody looks.

    Quotations are compared word for word. These do not count: case, accents, punctuation, the kind of marks, white space,
    markup; contractions (isn't, is not); numbers and sums in words or digits ($5m, five million dollars); one or the
    other English's spelling (realise, realize); the spelling of a name (Koran, Quran), which is asked by a rule of its own;
    words joined, parted or hyphenated; U.S., US and United States, and their like; a unit's plural (30-foot, 30 feet); um
    and uh; [sic]; masked letters (f***). A bracketed letter counts as the letter ([A]t), words in brackets or parentheses for
    up to eight others, an ellipsis for any; but neither a bracket nor an ellipsis for a word or two hides a negation. A
    quotation may begin later and end earlier than the source has it, unless a negation right beside it is lost, and run
    two of one paragraph together. No score of likeness ever passes a quotation: every other differing word is reported.

    Quotations under four words are compared only with what the source quotes in the same sentence, if that is otherwise
    copied, and those that share too little with anything quoted elsewhere are not
    taken to be the same utterance: of copies, half of the words must be shared, names and small words aside, and what one
    has at its head or end and the other has not is no difference.

    A copy that is the earliest by its date is the original, and is not flagged because a single other copy differs from
    it, unless `original` says so.

    Measured: 153 findings among 1,683 undeclared news copies, all read, 148 real differences of wording; against a source .99 of words replaced or dropped and of negations removed are found, none in 300 untouched copies (python -m bench stories).
    """
    for held, _quoted in (*story.once(compare_quotations), *story.once(altered_short_quotations)):
        if held.outcome is Outcome.DIFFERS or not story.sources:
            for difference in differences(story, held):
                if original or not lies_in_original(story, difference):
                    yield flag(story, difference, drops_negation(difference))
