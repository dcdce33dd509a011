"""Layout: which of a page's elements holds the article, and which blocks stand in named parts of the page around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.formats.html.frame import PageElement, find_frame

if TYPE_CHECKING:
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
_OF_COMPLETE_PAGES = frozenset(("html", "body"))


class Layout:
    """The tree of a page's elements, and the blocks in them. Elements have numbers; that of the page is 0."""

    def __init__(self) -> None:
        self._elements = [PageElement()]
        self._data: list[int] = []
        self._standfirsts: set[int] = set()
        self._element_of: list[int] = []
        self._is_complete = False

    def open(
        self, parent: int, tag: str, *, is_named: bool, is_data: bool, is_standfirst: bool = False
    ) -> int:
        """Take note of an element, which may name itself a part of the page, data of it, or the article's standfirst;
        return its number.
        """
        if is_data:
            self._data.append(len(self._elements))
        if is_standfirst:
            self._standfirsts.add(len(self._elements))
        self._elements.append(PageElement(parent, tag, is_named))
        self._is_complete = self._is_complete or tag in _OF_COMPLETE_PAGES
        return len(self._elements) - 1

    def add(self, element: int) -> None:
        """Take note of the next block's element."""
        self._element_of.append(element)

    def placed(self, blocks: Sequence[Block]) -> list[Block]:
        """Return the blocks with what the page's markup says of them: see `Block.part` and `Block.is_framed`."""
        paragraphs = [number for number, block in enumerate(blocks) if _is_paragraph(block)]
        held = [0] * len(self._elements)
        for number in paragraphs:
            held[self._element_of[number]] += blocks[number].end - blocks[number].start
        for element in range(len(held) - 1, 0, -1):  # parents have lower numbers
            held[self._elements[element].parent] += held[element]
        container, parts = 0, [""] * len(held)
        if held[0] >= _LEAST:
            for element in range(1, len(held)):  # the innermost that holds most comes last
                if held[element] >= _MOST * held[0]:
                    container = element
            parts = self._parts(blocks, held, container)
        frame: frozenset[int] = frozenset()
        if self._is_complete:
            frame = find_frame(blocks, self._element_of, self._elements, container, paragraphs)
        return [
            block._replace(part=parts[element], is_framed=number in frame)
            for number, (block, element) in enumerate(zip(blocks, self._element_of, strict=True))
        ]

    def _parts(self, blocks: Sequence[Block], held: Sequence[int], container: int) -> list[str]:
        """Return for each element the part of the page that it is (see `Block.part`)."""
        named = [element.is_named for element in self._elements]
        first = self._first_paragraph(blocks, container)
        for element in self._data:  # above the article's first paragraph they are its byline
            named[element] = named[element] or element > first
        parts = ["outside"] * len(held)
        for element in range(1, len(held)):
            above = parts[self._elements[element].parent]
            if above == "page" or (named[element] and held[element] <= _MOST_IN_A_PART * held[0]):
                parts[element] = "page"
            elif element == container:
                parts[element] = "article"
            else:
                parts[element] = above
        return parts

    def _first_paragraph(self, blocks: Sequence[Block], container: int) -> int:
        """Return the element of the first paragraph in the article's container."""
        paragraphs = (
            element
            for block, element in zip(blocks, self._element_of, strict=True)
            if element >= container and element not in self._standfirsts and _is_paragraph(block)
        )
        return next(paragraphs, container)


def _is_paragraph(block: Block) -> bool:
    length = block.end - block.start
    return length >= _PARAGRAPH and block.linked <= _MOST_LINKED and block.place != "chrome"
