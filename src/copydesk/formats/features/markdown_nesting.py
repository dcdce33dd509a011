"""Nesting of Markdown: its parts, those without words included, such as code, HTML and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from copydesk.formats.features.nesting import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_INLINE = frozenset(("Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript", "Subscript"))
_OF_THEIR_OWN = frozenset(("Heading", "CodeBlock", "HtmlBlock", "TableCell", "DefinitionListTitle"))
"""What holds words and no further part. So does a paragraph."""
_PARAGRAPH = "Paragraph"
_BARE_WORDS = "words"
"""What an entry of a list holds if no empty lines stand in the list: pages show its entries without space between."""
_TERMS, _TERM, _DEFINITION = "DefinitionList", "DefinitionListTitle", "DefinitionListDefinition"
_ENTRY = "entry"
"""A term, or several, and what defines them: a definition without its term would be that of the term before."""
_NUMBERED = "List"


def parts_of(events: Iterable[tuple[Any, Any]]) -> Iterator[Part]:
    """Yield the parts of a text, given the events of its parser with their ranges."""
    walk = _Walk()
    for event, span in events:
        yield from walk.take(event, span["start"], span["end"])
    yield from walk.end_part()


class _Walk:
    def __init__(self) -> None:
        self._around: list[tuple[str, int]] = []
        self._before: list[tuple[str, int]] = []
        self._own = ""
        self._pieces: list[str] = []
        self._start = self._end = 0
        self._number = 0
        self._filled: set[int] = set()
        self._defined: set[int] = set()

    def take(self, event: Any, start: int, end: int) -> Iterator[Part]:
        """Take an event; yield the part that it ends."""
        if event == "Rule":
            yield from self.end_part()
            yield self._part(start, end, event, "")
            return
        kind = event if isinstance(event, str) else next(iter(event))
        value: Any = None if isinstance(event, str) else event[kind]
        name = "" if kind not in ("Start", "End") else value if isinstance(value, str) else next(iter(value))
        if not name or name in _INLINE:
            self._take_words(str(value) if kind in ("Text", "Html") else f"\0{event}", start, end)
        elif kind == "Start":
            yield from self.end_part()
            self._take_entry(name)
            if name in _OF_THEIR_OWN:
                self._own, self._start, self._end, self._pieces = _called(name, value), start, end, [""]
            elif name == _PARAGRAPH:
                self._own = name
            else:
                self._number += 1
                self._around.append((_called(name, value), self._number))
                if name == _TERMS:
                    self._begin_entry()
        else:
            yield from self.end_part()
            if name == _TERMS and self._around:
                self._around.pop()
            if name not in _OF_THEIR_OWN and name != _PARAGRAPH and self._around:
                if self._around[-1][1] not in self._filled:
                    yield self._part(start, end, "empty", "")
                self._around.pop()

    def _take_entry(self, name: str) -> None:
        """Take note of where an entry of a list of definitions begins, and that it has a definition."""
        if name not in (_TERM, _DEFINITION) or not self._around:
            return
        entry = self._around[-1][1]
        if name == _DEFINITION:
            self._defined.add(entry)
        elif entry in self._defined:
            self._around.pop()
            self._begin_entry()

    def _begin_entry(self) -> None:
        self._number += 1
        self._around.append((_ENTRY, self._number))

    def _take_words(self, words: str, start: int, end: int) -> None:
        if not self._pieces:
            self._start = start
        self._pieces.append(words)
        self._end = max(self._end, end)

    def end_part(self) -> Iterator[Part]:
        """Yield the part that has begun, if there is one."""
        if self._pieces:
            yield self._part(self._start, self._end, self._own or _BARE_WORDS, "".join(self._pieces))
        self._own, self._pieces, self._end = "", [], 0

    def _part(self, start: int, end: int, kind: str, words: str) -> Part:
        shared = 0
        for ours, theirs in zip(self._around, self._before, strict=False):
            if ours != theirs:
                break
            shared += 1
        self._before = list(self._around)
        self._filled.update(number for _, number in self._around)
        return Part(start, end, (*(name for name, _ in self._around), kind), shared, words)


def _called(name: str, value: Any) -> str:
    """Return what tells an element from others of its name; a list that begins at another number is the same."""
    if name == _NUMBERED:
        return f"{name} {value[name] is None}"
    return name if isinstance(value, str) else str(value)
