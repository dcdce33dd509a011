"""Inline markup: what of a paragraph's text a reader sees. docutils finds the markup; its offsets are noted here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from docutils import nodes
from docutils.parsers.rst.states import Inliner

from copydesk.formats.parsed import MARKUP, OBJECT
from copydesk.support.patterns import compile_later

_PROSE_ROLES = frozenset(
    "emphasis strong subscript sub superscript sup title title-reference t abbr abbreviation acronym ac dfn term"
    " guilabel menuselection index".split()
)
"""Roles whose content is words. Of all others it is a name of something, or code, unless words stand before `<…>`."""
_DELIMITERS = {nodes.emphasis: (1, 1), nodes.strong: (2, 2), nodes.target: (2, 1)}
_ESCAPE = compile_later(r"\\([\s\S]?)")
_CODE = compile_later(r"[_(){}%=/\\]")
_WITH_TARGET = compile_later(r"([\s\S]*?\S)\s*(?<!\\)<[^<>]+>\Z")


class _Markup(NamedTuple):
    """A stretch with markup in it: all of it, and the part that a reader sees; `is_object` if a thing stands there."""

    start: int
    end: int
    shown_start: int
    shown_end: int
    is_object: bool


def _noted(method: Callable[..., Any]) -> Callable[..., Any]:
    """One of docutils's methods for a kind of markup; what it finds is noted."""

    def note(self: InlineReader, match: Any, lineno: int) -> Any:
        found = before, inlines, rest, _messages = method(self, match, lineno)
        if inlines:
            start = len(self.text) - len(match.string) + len(before)
            self.note(inlines[0], start, len(self.text) - len(rest))
        return found

    return note


class InlineReader(Inliner):  # type: ignore[misc]
    """Reads the texts of one document."""

    # docutils looks for the parts of its patterns in the class itself, not in its bases.
    locals().update(
        {name: part for name, part in vars(Inliner).items() if isinstance(part, str) and name[:2] != "__"}
    )
    dispatch = {start: _noted(method) for start, method in Inliner.dispatch.items()}  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._found: list[_Markup] = []

    def read(self, text: str, lineno: int, memo: Any, parent: Any) -> str:
        """Return the part of a text that readers see, as long as the text, with fillers for markup."""
        if not any(mark in text for mark in "*`_|\\"):
            return text
        self.text, self._found = text, []
        self.parse(text, lineno, memo, parent)
        shown = list(text)
        for each in self._found:
            if each.is_object:
                shown[each.start : each.end] = OBJECT + _filled(text[each.start + 1 : each.end])
            else:
                shown[each.start : each.shown_start] = _filled(text[each.start : each.shown_start])
                shown[each.shown_end : each.end] = _filled(text[each.shown_end : each.end])
        for escape in _ESCAPE.finditer(text):
            if shown[escape.start()] == "\\":
                shown[escape.start()] = MARKUP
                if escape[1] == " ":
                    shown[escape.start(1)] = MARKUP
        return "".join(shown)

    def note(self, node: Any, start: int, end: int) -> None:
        """Take markup that docutils has found."""
        if isinstance(node, nodes.problematic):
            return
        if isinstance(
            node, nodes.footnote_reference
        ):  # with the space before it, which no reader sees either
            start -= len(self.text[:start]) - len(self.text[:start].rstrip(" "))
            self._found.append(_Markup(start, end, end, end, is_object=False))
            return
        first, last = _shown(node, self.text[start:end])
        self._found.append(_Markup(start, end, start + first, start + last, is_object=first == last))

    def interpreted(self, rawsource: str, text: str, role: str | None, lineno: int) -> Any:  # noqa: ARG002
        """Take any role for known: what Sphinx and others define is not asked for."""
        return [nodes.inline(rawsource, text, role=role)], []

    def implicit_inline(self, text: str, lineno: int) -> Any:  # noqa: ARG002
        """Leave bare URLs to be found in the whole text."""
        return [nodes.Text(text)] if text else []


def _shown(node: Any, raw: str) -> tuple[int, int]:
    """Return the place of the words that readers see in a piece of markup; empty if there is an object instead."""
    if type(node) in _DELIMITERS:
        left, right = _DELIMITERS[type(node)]
        return left, len(raw) - right
    is_reference = isinstance(node, nodes.reference)
    if is_reference and raw[0] not in "`|":
        return 0, len(raw.rstrip("_"))
    if raw[0] == "|" or not (is_reference or isinstance(node, nodes.inline)):
        return 0, 0
    start, end = raw.index("`") + 1, raw.rindex("`")
    is_words = is_reference or node["role"] in _PROSE_ROLES
    match = _WITH_TARGET.match(raw[start:end])
    if match and (is_words or not _CODE.search(match[1])):
        return start, start + match.end(1)
    return (start, end) if is_words and raw[start] != "<" else (0, 0)


def _filled(text: str) -> str:
    return "".join(MARKUP if character not in "\r\n" else character for character in text)
