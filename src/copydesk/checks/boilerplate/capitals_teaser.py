"""boilerplate/capitals-teaser."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.boilerplate.chrome import between_sentences
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import Count, rule


@rule(own_text=False, preset="strict", severity="info", places=("body", "list", "chrome"))
def capitals_teaser(doc: Document, *, words: Count = 5, odds: float = 0.0) -> Iterator[Flag]:
    """A headline in capitals stands between two paragraphs: a link to another story, without its link.

    Sites that set their teasers in capitals put them into the middle of an article, where the link is what tells them
    from a subheading. Only lines of at least `words` words are looked at, and only if they look like the page's by
    themselves (log odds of `odds`). A heading that is marked as one is left alone.

    Bad: The council voted on Monday to build a second bridge over the river, which the town has wanted for years. ¶ MAYOR'S EX-HUSBAND OPENS UP ABOUT HIS NEW LIFE ON THE COAST ¶ The bridge will cost four million crowns and is to open in the summer of next year, if the weather and the money hold.
    Good: The council voted on Monday to build a second bridge over the river, which the town has wanted for years. ¶ WHAT IT WILL COST ¶ The bridge will cost four million crowns and is to open in the summer of next year, if the weather and the money hold.
    Measured: news extracts, 8 of 10 different lines; guides that set subheadings in capitals bring it to about a half.
    """
    for index in between_sentences(doc.text, doc.blocks):
        block = doc.blocks[index]
        line = doc.text[block.start : block.end]
        if line.isupper() and len(line.split()) >= words and doc.page.alone[index] >= odds:
            yield Flag(
                block.start,
                block.end,
                "reads as the headline of another story: capitals between two paragraphs",
            )
