"""Page chrome: find the runs of blocks before, inside and after an article that belong to the page."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from copydesk.analysis.boilerplate.block_features import is_sentence
from copydesk.analysis.boilerplate.closing_lines import is_closing
from copydesk.analysis.boilerplate.outline import LIKELY, Outline, find_outline
from copydesk.analysis.boilerplate.page import Page
from copydesk.formats.parsed import Block

_NEVER = {
    "before": ("table", "quote"),
    "inside": ("table", "quote", "list", "heading"),
    "after": ("table", "quote"),
}
"""Kinds of blocks that are never chrome, by their position: a marked table or quotation is no menu."""
_SURE = 0.85


class Region(NamedTuple):
    """A run of blocks that reads as page chrome.

    Attributes:
        first, last: the numbers of its first and last block.
        where: "before", "after" or "inside" the article; "outside" if it is one of both.
        chance: the mean of its blocks' probabilities of being chrome, 0 to 1.
        sentences: how many of its blocks are sentences.
    """

    first: int
    last: int
    where: str
    chance: float
    sentences: int

    @property
    def blocks(self) -> int:
        """Return how many blocks it has."""
        return self.last - self.first + 1


def find_chrome(text: str, blocks: Sequence[Block], page: Page) -> list[Region]:
    """Return the runs of chrome in a document, in order; none if the document has no paragraph of an article."""
    if all(chance < LIKELY for chance in page.chrome):
        return []
    outline = find_outline(text, blocks, page)
    if outline is None:
        return []
    zones = (
        (0, outline.early, "before"),
        (outline.early, outline.head, "inside"),
        (outline.first, outline.last + 1, "inside"),
        (outline.below, len(blocks), "after"),
    )
    return [region for zone in zones for region in _regions(text, blocks, outline, *zone)]


def _regions(
    text: str, blocks: Sequence[Block], outline: Outline, start: int, stop: int, where: str
) -> Iterator[Region]:
    """Yield the longest runs of probable chrome between two blocks, without uncertain blocks at their ends."""
    page = outline.page
    kept = outline.own_lists(start, stop) if where != "inside" else ()
    at = start
    while at < stop:
        end = at
        while (
            end < stop and end not in kept and blocks[end].place not in _NEVER[where] and outline.likely(end)
        ):
            end += 1
        first, last = at, end
        # A sentence at the end that touches the article belongs to the article.
        while where != "before" and first < last and outline.is_prose(first):
            first += 1
        while where != "after" and first < last and outline.is_prose(last - 1):
            last -= 1
        # Short lines inside an article may be its own list: the first line must be a closing line.
        while where == "inside" and first < last and not is_closing(page.lines[first]):
            first += 1
        chances = page.chrome[first:last]
        if chances and max(chances) >= _SURE:
            sentences = _sentences(text, blocks, first, last - 1)
            yield Region(first, last - 1, where, sum(chances) / len(chances), sentences)
        at = end + 1


def _sentences(text: str, blocks: Sequence[Block], first: int, last: int) -> int:
    return sum(is_sentence(text, block) for block in blocks[first : last + 1])


def _is_one(region: Region, following: Region) -> bool:
    """Tell whether exactly one block lies between two regions outside the article, one of which has several blocks."""
    return (
        region.where == following.where != "inside"
        and following.first - region.last == 2
        and max(region.blocks, following.blocks) > 1
    )


def join_regions(text: str, blocks: Sequence[Block], regions: Iterable[Region]) -> list[Region]:
    """Return the regions, with two before or after the article joined where a single block lies between them.

    One line between a menu and a list of links is probably not the article's.
    """
    out: list[Region] = []
    for region in regions:
        last = out[-1] if out else None
        if last and _is_one(last, region):
            first, chance = last.first, min(last.chance, region.chance)
            sentences = _sentences(text, blocks, first, region.last)
            out[-1] = Region(first, region.last, region.where, chance, sentences)
        else:
            out.append(region)
    return out


def between_sentences(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """Yield the numbers of the blocks that are no sentence and stand between two sentences."""
    sentences = [is_sentence(text, block) for block in blocks]
    for index in range(1, len(blocks) - 1):
        if sentences[index - 1] and sentences[index + 1] and not sentences[index]:
            yield index


def named_regions(
    text: str, blocks: Sequence[Block], page: Page, *, taken: Container[int]
) -> Iterator[Region]:
    """Yield the runs of blocks that HTML names as a part of the page (see `Block.part`), without those `taken`."""
    inside = [index for index, block in enumerate(blocks) if block.part == "article"]
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and blocks[end].part == "page" and end not in taken:
            end += 1
        if end > at:
            chance = sum(page.chrome[at:end]) / (end - at)
            where = "inside" if inside and inside[0] < at < inside[-1] else "outside"
            yield Region(at, end - 1, where, chance, _sentences(text, blocks, at, end - 1))
        at = end + 1
