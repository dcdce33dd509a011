"""Layout: which of a page's elements holds the article, and which blocks stand in named parts of the page around it."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.formats.parsed import Block

_PARAGRAPH = 100
"""In code points: a block of at least this length, with few links in it, is a paragraph."""
_MOST_LINKED = 0.4
_MOST = 0.75
"""The article's container holds at least this share of the paragraphs."""
_LEAST = 400
"""With fewer code points in paragraphs there is no telling where the article is."""
_MOST_IN_A_PART = 0.15
"""A named element that holds more than this share of the paragraphs is no part of the page around the article."""


class Layout:
    """The tree of a page's elements, and the blocks in them. Elements have numbers; that of the page is 0."""

    def __init__(self) -> None:
        self._parents = [0]
        self._named = [False]
        self._data: list[int] = []
        self._element_of: list[int] = []

    def open(self, parent: int, *, is_named: bool, is_data: bool) -> int:
        """Take note of an element, which may name itself a part of the page or data of it; return its number."""
        self._parents.append(parent)
        if is_data:
            self._data.append(len(self._named))
        self._named.append(is_named)
        return len(self._parents) - 1

    def add(self, element: int) -> None:
        """Take note of the next block's element."""
        self._element_of.append(element)

    def placed(self, blocks: Sequence[Block]) -> list[Block]:
        """Return the blocks with their part of the page (see `Block.part`)."""
        held = [0] * len(self._parents)
        for block, element in zip(blocks, self._element_of, strict=True):
            if _is_paragraph(block):
                held[element] += block.end - block.start
        for element in range(len(held) - 1, 0, -1):  # parents have lower numbers
            held[self._parents[element]] += held[element]
        if held[0] < _LEAST:
            return list(blocks)
        container = 0
        for element in range(1, len(held)):  # the innermost that holds most comes last
            if held[element] >= _MOST * held[0]:
                container = element
        named = self._named.copy()
        first = self._first_paragraph(blocks, container)
        for element in self._data:  # above the article's first paragraph they are its byline
            named[element] = named[element] or element > first
        parts = [""] * len(held)
        for element in range(1, len(held)):
            above = parts[self._parents[element]]
            if above == "page" or (named[element] and held[element] <= _MOST_IN_A_PART * held[0]):
                parts[element] = "page"
            elif element == container:
                parts[element] = "article"
            else:
                parts[element] = above
        return [
            block._replace(part=parts[element] or "outside")
            for block, element in zip(blocks, self._element_of, strict=True)
        ]

    def _first_paragraph(self, blocks: Sequence[Block], container: int) -> int:
        """Return the element of the first paragraph in the article's container."""
        paragraphs = (
            element
            for block, element in zip(blocks, self._element_of, strict=True)
            if element >= container and _is_paragraph(block)
        )
        return next(paragraphs, container)


def _is_paragraph(block: Block) -> bool:
    length = block.end - block.start
    return length >= _PARAGRAPH and block.linked <= _MOST_LINKED and block.place != "chrome"
