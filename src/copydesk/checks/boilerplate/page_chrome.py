"""boilerplate/page-chrome."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.reading.chrome import Region, find_chrome
from copydesk.rules import rule


@rule(absorbs=True)
def page_chrome(doc: Document, *, chance: float = 0.8, inside: int = 4) -> Iterator[Flag]:
    """A run of lines reads as the page around the article: menus, link lists, related headlines, footers.

    It goes by what lines look like together: short ones in a row, without stop words and full stops, before the
    article's headline or after its last paragraph. Inside the article only `inside` lines in a row count, so that
    headings and lists of the article are left alone. `chance` is how sure a run must be, from 0 to 1. What stands
    between headline and first paragraph is taken for the article's own head. In a language whose common words it does
    not know it keeps to longer runs.

    Bad: Council backs new bridge ¶ The council voted on Monday to build a second bridge over the river, which the town has wanted for years. ¶ The bridge will cost four million crowns and is to open in the summer of next year, if the weather and the money hold. ¶ News ¶ Ten Bridges That Were Never Built ¶ News ¶ Mayor Opens School ¶ Most read ¶ Contact ¶ Privacy
    Good: Council backs new bridge ¶ By Mara Vint ¶ The council voted on Monday to build a second bridge over the river, which the town has wanted for years.
    """  # noqa: E501 - the example is one line by its format
    least = 2 if doc.language else 6
    for region in find_chrome(doc.text, doc.blocks, doc.page):
        blocks = region.last - region.first + 1
        if region.chance < chance or blocks < (inside if region.where == "inside" else least):
            continue
        if region.where == "inside" and region.sentences:
            continue
        start, end = doc.blocks[region.first].start, doc.blocks[region.last].end
        yield Flag(start, end, f"reads as page chrome {_place(region)}: {_evidence(region, blocks)}")


def _place(region: Region) -> str:
    return {"before": "before the article", "after": "after the article"}.get(
        region.where, "inside the article"
    )


def _evidence(region: Region, blocks: int) -> str:
    if region.sentences:
        return f"{blocks} lines in a row, {region.sentences} of them a sentence"
    return f"{blocks} lines in a row without a sentence"
