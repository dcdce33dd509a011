"""Inline tags in Markdown: those that mark code up, and those that a sentence names rather than uses."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.findings import Span
from copydesk.formats.html.elements import ENDS, VOID, is_code
from copydesk.formats.html.tokens import Tag, read_tags
from copydesk.support.patterns import compile_later

_MARK_BEHIND = compile_later(r"[*_]*[.,;:!?)]")
_SPACE_BEHIND = compile_later(r"[*_]*[ \t\n\r\"'”’]")
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

    def opens(self, tag: Tag) -> bool:
        """Tell whether code begins at a tag."""
        if tag.closes or not is_code(tag):
            return False
        self._name, self._depth = tag.name, 1
        return True

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
