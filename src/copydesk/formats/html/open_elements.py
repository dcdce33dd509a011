"""Open elements of HTML: a stack in which an element is found at once by its name, however deep it is."""

from __future__ import annotations

from typing import NamedTuple

from copydesk.formats.html.elements import BLOCKS


class Element(NamedTuple):
    """An open element, and what holds for the text in it.

    Attributes:
        name: the tag's.
        hidden: whether readers do not see it.
        place, level, hints, within: as in `Block`.
        first_block: the number of blocks before it.
        in_code: whether it holds code.
        number: its number in the page's layout.
    """

    name: str
    hidden: bool
    place: str
    level: int
    hints: tuple[str, ...]
    first_block: int
    within: frozenset[str] = frozenset()
    in_code: bool = False
    number: int = 0


_ROOT = Element("", False, "body", 0, (), 0)


class OpenElements:
    """The elements that are open at a place of a page, the innermost on top; under them all is one without a name."""

    def __init__(self) -> None:
        self._elements = [_ROOT]
        self._by_name: dict[str, list[int]] = {}
        self._blocks: list[int] = []
        self._shown_blocks: list[int] = []

    @property
    def top(self) -> Element:
        """Return the innermost element."""
        return self._elements[-1]

    def push(self, element: Element) -> None:
        """Open an element."""
        index = len(self._elements)
        self._elements.append(element)
        self._by_name.setdefault(element.name, []).append(index)
        if element.name in BLOCKS:
            self._blocks.append(index)
            if not element.hidden:
                self._shown_blocks.append(index)

    def cut(self, index: int) -> Element:
        """Close all elements from an index on, and return the outermost of them."""
        element = self._elements[index]
        while len(self._elements) > index:
            self._by_name[self._elements.pop().name].pop()
        for indices in (self._blocks, self._shown_blocks):
            while indices and indices[-1] >= index:
                indices.pop()
        return element

    def last(self, name: str) -> int | None:
        """Return the index of the innermost element with a name; None if none is open."""
        indices = self._by_name.get(name)
        return indices[-1] if indices else None

    def last_end(self, names: frozenset[str]) -> int | None:
        """Return the index of the innermost element with one of these names, if no other block is inside it."""
        innermost = max((self.last(name) or 0 for name in names), default=0)
        return innermost if innermost and innermost >= (self._blocks or [0])[-1] else None

    def has_shown_block_above(self, index: int) -> bool:
        """Tell whether an element that makes a block and is not hidden is open inside the one at an index."""
        return bool(self._shown_blocks) and self._shown_blocks[-1] > index

    def holds(self, *names: str) -> bool:
        """Tell whether an element with one of these names is open."""
        return any(self._by_name.get(name) for name in names)
