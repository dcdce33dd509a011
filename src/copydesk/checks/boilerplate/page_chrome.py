"""boilerplate/page-chrome."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.boilerplate.block_features import is_sentence
from copydesk.analysis.boilerplate.chrome import Region, find_chrome, join_regions, named_regions
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import Count, Share, rule

_SURER_INSIDE = 0.95
_LEAST = 2


@rule(own_text=False, generality=2)
def page_chrome(doc: Document, *, chance: Share = 0.85, inside: Count = 8) -> Iterator[Flag]:
    """A run of lines reads as the page around the article: menus, link lists, related headlines, footers.

    It goes by what lines look like together: short ones in a row, without stop words and full stops, before the
    article's headline or below its last paragraph. What stands between headline and first paragraph is taken for the
    article's own head, a list under the last paragraph for its own list, until a line says otherwise ("Related",
    "Share this", "©"); lines that stand in the article as headings for its table of contents, and what stands under
    "References" for what it rests on. Inside the article only `inside` lines in a row count, and only from such a line
    on. A run that is mostly sentences is none, nor are lists that an author marked up. `chance` is how sure a run must
    be, from 0 to 1. It knows the phrases of English pages; in other languages it goes by shapes alone, and where it does
    not know the language's common words it keeps to longer runs. In HTML what stands in an element that names itself a
    part of the page ("share-bar", "author-box", "newsletter") is flagged too, however it reads, unless much of the
    article's text is in it, or all its links lead to places in the page. In a complete page (`<html>`, `<body>`) what
    its markup sets around the article, such as `<nav>`, `<footer>` or a sidebar, is no leftover, and no rule of this
    family speaks of it; `text: taken-in` says that the text of the page was extracted, and then it counts.

    Bad: Council backs new bridge ¶ The council voted on Monday to build a second bridge over the river, which the town has wanted for years. ¶ The bridge will cost four million crowns and is to open in the summer of next year, if the weather and the money hold. ¶ News ¶ Ten Bridges That Were Never Built ¶ News ¶ Mayor Opens School ¶ Most read ¶ Contact ¶ Privacy
    Good: Council backs new bridge ¶ By Mara Vint ¶ The council voted on Monday to build a second bridge over the river, which the town has wanted for years.
    Measured: 99 of 100 lines in its runs were chrome on pages.jsonl.gz, in tables held out by site (python -m bench boilerplate --folds).
    """
    is_named = any(block.part == "page" for block in doc.blocks)
    if not is_named and sum(not is_sentence(doc.text, block) for block in doc.blocks) < _LEAST:
        return  # a headline and its paragraphs: the page need not be read
    taken: set[int] = set()
    for whole in _by_looks(doc, chance, inside):
        taken.update(range(whole.first, whole.last + 1))
        if (region := _without_frame(doc, whole)) is None:
            continue
        count = region.sentences
        evidence = f"{count or 'none'} of them {'sentences' if count > 1 else 'a sentence'}"
        yield _flag(doc, region, f"{region.blocks} lines in a row, {evidence}")
    for region in named_regions(doc.text, doc.blocks, doc.page, taken=taken) if is_named else ():
        if not _leads_within(doc, region):
            yield _flag(doc, region, "the page's markup names it so")


def _by_looks(doc: Document, chance: float, inside: int) -> Iterator[Region]:
    """Yield the runs that look like page chrome."""
    least = _LEAST if doc.language else 3 * _LEAST
    sure = [
        region
        for region in find_chrome(doc.text, doc.blocks, doc.page)
        if region.chance >= (max(chance, _SURER_INSIDE) if region.where == "inside" else chance)
    ]
    menu = any(region.where == "before" for region in sure)
    for region in join_regions(doc.text, doc.blocks, sure):
        if region.blocks < (inside if region.where == "inside" else least):
            continue
        if 2 * region.sentences > region.blocks or _is_own(doc, region, menu):
            continue
        yield region


def _without_frame(doc: Document, region: Region) -> Region | None:
    """Return a region without the blocks at its ends that are the page's own; None if no run of lines is left."""
    first, last = region.first, region.last
    while first <= last and doc.is_around(doc.blocks[first]):
        first += 1
    while first <= last and doc.is_around(doc.blocks[last]):
        last -= 1
    if (first, last) == (region.first, region.last):
        return region
    if last - first + 1 < _LEAST:
        return None
    sentences = sum(is_sentence(doc.text, block) for block in doc.blocks[first : last + 1])
    return region._replace(first=first, last=last, sentences=sentences)


def _flag(doc: Document, region: Region, evidence: str) -> Flag:
    start, end = doc.blocks[region.first].start, doc.blocks[region.last].end
    return Flag(start, end, f"reads as page chrome {region.where} the article: {evidence}")


def _leads_within(doc: Document, region: Region) -> bool:
    """Whether a region is a list of links into the page itself: a table of contents."""
    links = doc.link_targets(doc.blocks[region.first].start, doc.blocks[region.last].end)
    return bool(links) and all(target.startswith("#") for target in links)


def _is_own(doc: Document, region: Region, menu: bool) -> bool:
    """Whether an author marked a region up as lists of the article's own: contents, things, links of a further reading."""
    if not doc.syntax.is_markup:
        return False
    blocks = doc.blocks[region.first : region.last + 1]
    links = doc.link_targets(blocks[0].start, blocks[-1].end)
    if _leads_within(doc, region):
        return True
    if region.where == "before":
        return not links and any(block.place == "list" for block in blocks)
    by_hand = not doc.syntax.is_page and not menu
    return by_hand and all(block.place in ("heading", "list") for block in blocks)
