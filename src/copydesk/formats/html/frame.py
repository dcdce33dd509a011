"""Frame: which blocks of a complete page its markup sets apart from the article, around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.formats.parsed import Block

_PAGE = frozenset(("", "html", "body"))
"""What holds a whole page, so that it is no element of the article's own."""
_APART = frozenset(("nav", "aside", "footer", "header", "form", "dialog"))
"""Elements that are parts of the page where they stand outside the article."""
_OF_ITS_SECTION = frozenset(("header", "footer"))
"""Of these, the ones that belong to the `main` or `article` that they stand in."""


class PageElement(NamedTuple):
    """An element of a page: its parent's number, its tag, and whether class, id or role name a part of the page."""

    parent: int = 0
    tag: str = ""
    is_named: bool = False


def find_frame(
    blocks: Sequence[Block],
    element_of: Sequence[int],
    elements: Sequence[PageElement],
    container: int,
    paragraphs: Sequence[int],
) -> frozenset[int]:
    """Return the numbers of the blocks in the frame of a page.

    Args:
        blocks: the page's blocks.
        element_of: for each block the number of its element.
        elements: the page's elements, by number; the page itself is 0, and parents come first.
        container: the element that holds most of the article's paragraphs; 0 if that is not known.
        paragraphs: the numbers of the blocks that are paragraphs.
    """
    article = _article(elements, container)
    inside, apart, in_main = ([False] * len(elements) for _ in range(3))
    inside[article] = True
    for number, (parent, tag, is_named) in enumerate(elements):
        inside[number] = inside[number] or (number > 0 and inside[parent])
        in_main[number] = in_main[parent] or tag in ("main", "article")
        is_apart = tag in _APART and not (tag in _OF_ITS_SECTION and in_main[number])
        apart[number] = apart[parent] or is_apart or is_named
    if elements[article].tag in _PAGE:
        own = [number for number in paragraphs if not apart[element_of[number]]]
        around = range(own[0], own[-1] + 1) if own else range(len(blocks))
        return frozenset(
            number for number, element in enumerate(element_of) if apart[element] and number not in around
        )
    has_main = in_main[elements[article].parent]
    return frozenset(
        number
        for number, (block, element) in enumerate(zip(blocks, element_of, strict=True))
        if not inside[element]
        and (apart[element] or (has_main and not in_main[element]) or block.linked == 1)
    )


def _article(elements: Sequence[PageElement], container: int) -> int:
    """Return the element that the markup calls the article: the outermost around most of its paragraphs.

    Without one it is what holds most of them, or the only article of a page of which that is not known.
    """
    found, number = container, container
    while number:
        if elements[number].tag == "article":
            found = number
        number = elements[number].parent
    if elements[found].tag in _PAGE:
        articles = [number for number, element in enumerate(elements) if element.tag == "article"]
        return articles[0] if len(articles) == 1 else found
    return found
