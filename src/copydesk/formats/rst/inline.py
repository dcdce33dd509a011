"""Inline markup: what of a paragraph's text a reader sees. docutils finds the markup; its offsets are noted here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from docutils.parsers.rst.states import Inliner

from copydesk.formats.parsed import MARKUP, OBJECT
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PROSE_ROLES = frozenset(
    "emphasis strong subscript sub superscript sup title title-reference t abbr abbreviation acronym ac dfn term"
    " guilabel menuselection index".split()
)
"""Roles whose content is words. Of all others it is a name of something, or code, unless words stand before `<…>`."""
_DELIMITERS = {nodes.emphasis: (1, 1), nodes.strong: (2, 2), nodes.target: (2, 1)}
_LONGEST = 10_000
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


def _noted(name: str) -> Callable[..., Any]:
    """One of the methods for a kind of markup; what it finds is noted."""

    def note(self: InlineReader, match: Any, lineno: int) -> Any:
        found = before, inlines, rest, _messages = getattr(self, name)(match, lineno)
        if inlines:
            start = len(self.text) - len(match.string) + len(before)
            self.note(inlines[0], start, len(self.text) - len(rest))
        return found

    return note


class InlineReader(Inliner):  # type: ignore[misc]
    """Reads the texts of one document.

    Attributes:
        references: the names that texts refer to, in order.
        targets: the names that texts give to themselves.
    """

    # docutils looks for the parts of its patterns in the class itself, not in its bases.
    locals().update(
        {name: part for name, part in vars(Inliner).items() if isinstance(part, str) and name[:2] != "__"}
    )
    dispatch = {start: _noted(method.__name__) for start, method in Inliner.dispatch.items()}  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.references: list[str] = []
        self.targets: set[str] = set()
        self._found: list[_Markup] = []
        self._missing: set[Any] = set()

    def read(self, text: str, lineno: int, memo: Any, parent: Any) -> str:
        """Return the part of a text that readers see, as long as the text, with fillers for markup."""
        if not any(mark in text for mark in "*`_|\\"):
            return text
        return "".join(self._read(piece, lineno, memo, parent) for piece in _pieces(text))

    def _read(self, text: str, lineno: int, memo: Any, parent: Any) -> str:
        self.text, self._found = text, []
        self._missing.clear()
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
        self.document.spend()
        if isinstance(node, nodes.problematic):
            return
        if isinstance(
            node, nodes.footnote_reference
        ):  # with the space before it, which no reader sees either
            start -= len(self.text[:start]) - len(self.text[:start].rstrip(" "))
            self._found.append(_Markup(start, end, end, end, is_object=False))
            return
        self._take_name(node, self.text[start:end])
        first, last = _shown(node, self.text[start:end])
        self._found.append(_Markup(start, end, start + first, start + last, is_object=first == last))

    def _take_name(self, node: Any, raw: str) -> None:
        if isinstance(node, nodes.target):
            self.targets.update(node["names"])
        elif isinstance(node, nodes.reference):
            if _WITH_TARGET.match(raw.strip("`_")):
                self.targets.add(named(node.astext()))
            elif not raw.endswith("__"):
                self.references.append(named(node.astext()))
        elif self._leads(node):
            self.references.append(named(node.astext()))

    @staticmethod
    def _leads(node: Any) -> bool:
        """Tell whether a role may lead to what has the name between its back-ticks."""
        is_role = isinstance(node, nodes.inline) and node["role"] not in _PROSE_ROLES - {"term"}
        return is_role and not _WITH_TARGET.match(node.astext())

    def inline_obj(self, match: Any, lineno: int, end_pattern: Any, *arguments: Any, **options: Any) -> Any:
        """Look for the end of markup, unless it is known that none follows: then many starts would take too long."""
        at = match.end("start")
        if self._closes(end_pattern, match.string, at):
            return super().inline_obj(match, lineno, end_pattern, *arguments, **options)
        return match.string[:at], [], match.string[at:], [], ""

    def interpreted_or_phrase_ref(self, match: Any, lineno: int) -> Any:
        """Do the same for what back-ticks enclose."""
        at = match.end("backquote")
        if self._closes(self.patterns.interpreted_or_phrase_ref, match.string, at):
            return super().interpreted_or_phrase_ref(match, lineno)
        return match.string[:at], [], match.string[at:], []

    def _closes(self, end_pattern: Any, text: str, at: int) -> bool:
        """Tell whether an end of markup stands behind an offset; what is missing there is missing in the rest."""
        if end_pattern not in self._missing and end_pattern.search(text[at:]) is None:
            self._missing.add(end_pattern)
        return end_pattern not in self._missing

    def interpreted(self, rawsource: str, text: str, role: str | None, lineno: int) -> Any:  # noqa: ARG002
        """Take any role for known: what Sphinx and others define is not asked for."""
        return [nodes.inline(rawsource, text, role=role)], []

    def implicit_inline(self, text: str, lineno: int) -> Any:  # noqa: ARG002
        """Leave bare URLs to be found in the whole text."""
        return [nodes.Text(text)] if text else []


def named(text: str) -> str:
    """Return the name that stands for a text."""
    return " ".join(text.lower().split())


def _pieces(text: str) -> Iterator[str]:
    """Yield a text whole, or in pieces if it is far longer than a paragraph; no markup reaches over their ends."""
    start = 0
    while len(text) - start > _LONGEST:
        end = max(text.rfind(" ", start, start + _LONGEST), text.rfind("\n", start, start + _LONGEST)) + 1
        end = end or start + _LONGEST
        yield text[start:end]
        start = end
    yield text[start:]


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
