"""boilerplate/stray-line."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.boilerplate.chrome import between_sentences
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import Share, rule


@rule(
    own_text=False,
    preset="strict",
    severity="info",
    places=("body", "list", "caption", "chrome"),
    generality=2,
)
def stray_line(doc: Document, *, chance: Share = 0.85, odds: float = 2.0) -> Iterator[Flag]:
    """A line between two of the article's paragraphs looks like a label, a teaser or a credit of the page.

    There is no phrase to know it by, only its looks: short, without a full stop, unlike the paragraphs around it. A
    heading of the article can look like that too, which is why only the strict preset asks. `chance` is how sure the
    reading of the page must be, from 0 to 1; `odds` the log odds at which a line's own words are enough.

    Bad: The council voted on Monday to build a second bridge over the river, which the town has wanted for years. ¶ Shop Now Subscribe Newsletter Log in ¶ The bridge will cost four million crowns and is to open in the summer of next year, if the weather and the money hold.
    Good: The council voted on Monday to build a second bridge over the river, which the town has wanted for years. ¶ What it will cost ¶ The bridge will cost four million crowns and is to open in the summer of next year, if the weather and the money hold.
    Measured: about one in two was a leftover on extracts.jsonl.gz (python -m bench boilerplate --preset strict).
    """
    for index in between_sentences(doc.text, doc.blocks):
        if doc.page.chrome[index] >= chance or doc.page.alone[index] >= odds:
            block = doc.blocks[index]
            yield Flag(
                block.start,
                block.end,
                "a line without a sentence between paragraphs, like a label of the page",
            )
