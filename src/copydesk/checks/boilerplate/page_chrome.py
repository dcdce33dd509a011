"""boilerplate/page-chrome."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.reading.boilerplate.chrome import find_chrome, joined
from copydesk.reading.boilerplate.shapes import is_sentence
from copydesk.rules import Count, Share, rule

_SURER_INSIDE = 0.95
_LEAST = 2
_FEW = 0.25


@rule(generality=2)
def page_chrome(doc: Document, *, chance: Share = 0.85, inside: Count = 8) -> Iterator[Flag]:
    """A run of lines reads as the page around the article: menus, link lists, related headlines, footers.

    It goes by what lines look like together: short ones in a row, without stop words and full stops, before the
    article's headline or below its last paragraph. What stands between headline and first paragraph is taken for the
    article's own head, a list under the last paragraph for its own list, until a line says otherwise ("Related",
    "Share this", "©"), and lines that stand in the article as headings for its table of contents. Inside the article
    only `inside` lines in a row count, and only from such a line on. `chance` is how sure a run must be, from 0 to 1.
    In a language whose common words it does not know it keeps to longer runs.

    Bad: Council backs new bridge ¶ The council voted on Monday to build a second bridge over the river, which the town has wanted for years. ¶ The bridge will cost four million crowns and is to open in the summer of next year, if the weather and the money hold. ¶ News ¶ Ten Bridges That Were Never Built ¶ News ¶ Mayor Opens School ¶ Most read ¶ Contact ¶ Privacy
    Good: Council backs new bridge ¶ By Mara Vint ¶ The council voted on Monday to build a second bridge over the river, which the town has wanted for years.
    Measured: 99 of 100 lines in its runs were chrome on pages.jsonl.gz, in tables held out by site (python -m bench boilerplate --folds).
    """
    if sum(not is_sentence(doc.text, block) for block in doc.blocks) < _LEAST:
        return  # a headline and its paragraphs: the page need not be read
    least = _LEAST if doc.language else 3 * _LEAST
    sure = [
        region
        for region in find_chrome(doc.text, doc.blocks, doc.page)
        if region.chance >= (max(chance, _SURER_INSIDE) if region.where == "inside" else chance)
    ]
    for region in joined(doc.text, doc.blocks, sure):
        if region.blocks < (inside if region.where == "inside" else least):
            continue
        # No numbers: where a part of it has a better name, less of it is shown.
        share = region.sentences / region.blocks
        evidence = (
            "none of them a sentence"
            if not share
            else f"{'few' if share < _FEW else 'some'} of them sentences"
        )
        message = f"reads as page chrome {region.where} the article: lines in a row, {evidence}"
        yield Flag(doc.blocks[region.first].start, doc.blocks[region.last].end, message)
