"""Inline tags in Markdown: those that mark code up, and those that a sentence names rather than uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.findings import Span
from copydesk.formats.html.elements import ENDS, VOID, is_code
from copydesk.formats.html.tokens import Tag, read_tags
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK_BEHIND = compile_later(r"[*_]*[.,;:!?)]")
_SPACE_BEHIND = compile_later(r"[*_]*[ \t\n\r\"'”’]")
_EMPTY_LINE = compile_later(r"\n[^\S\n]*\r?\n")
_LONGEST = 20_000
"""In code points: how much an element in a paragraph may hold."""
_UNSEEN = frozenset(("script", "style", "textarea", "svg", "math"))
"""Elements whose content is no prose though it is not marked up as code."""
_BEFORE = (" ", "*", "_", "(", '"', "“")


def read_tag(source: str) -> Tag | None:
    """Read a tag; None if it has no name, as a comment."""
    tag = next(read_tags(source), None)
    return tag if tag and tag.name else None


class CodeDepth:
    """Counts how many elements of one name are open within an element that holds code."""

    def __init__(self) -> None:
        self._name = ""
        self._depth = 0
        self._closings: dict[str, int] = {}

    def opens(self, tag: Tag, source: str, end: int) -> bool:
        """Tell whether code, or what else is no prose, begins at a tag that ends at an offset of a source."""
        if tag.closes or not (is_code(tag) or self._is_unseen(tag, source, end)):
            return False
        self._name, self._depth = tag.name, 1
        return True

    def _is_unseen(self, tag: Tag, source: str, end: int) -> bool:
        """Tell whether it is the tag of an element that holds no prose, and that its own paragraph closes."""
        if tag.name not in _UNSEEN or tag.attributes.endswith("/"):
            return False
        closing = self._closings.get(tag.name, 0)
        if 0 <= closing < end:
            places = (source.find(f"</{name}", end) for name in (tag.name, tag.name.upper()))
            closing = self._closings[tag.name] = min((at for at in places if at >= 0), default=-1)
        return 0 <= closing <= end + _LONGEST and not _EMPTY_LINE.search(source, end, closing)

    def closes(self, tag: Tag) -> bool:
        """Tell whether the code ends at a tag within it."""
        if tag.name == self._name and not tag.attributes.endswith("/"):
            self._depth += -1 if tag.closes else 1
        return not self._depth


class SpokenTags:
    """The tags of one block that nothing closes: “the tag <mark>, too” names it."""

    def __init__(self) -> None:
        self._open: dict[str, list[Span]] = {}

    def take(self, tag: Tag, start: int, end: int) -> None:
        """Note a tag between two offsets."""
        if tag.closes:
            self._open.pop(tag.name, None)
        elif not tag.attributes and tag.name not in VOID:
            self._open.setdefault(tag.name, []).append(Span(start, end))

    def take_all(self, source: str) -> Iterator[Span]:
        """Yield the place of each named tag, in no order, and forget them all."""
        tags, self._open = self._open, {}
        for name, places in tags.items():
            for start, end in places:
                # What needs no end tag, such as <p>, may do its work before a word, not before a mark.
                is_named = _MARK_BEHIND.match(source, end) or (
                    name not in ENDS and _SPACE_BEHIND.match(source, end)
                )
                if is_named and source[start - 1 : start] in _BEFORE:
                    yield Span(start, end)
