"""Template tags, shortcodes and comments in Markdown, found in one pass, however many of them never close."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from copydesk.formats.templating.code_marks import ELEMENT_START, CodeFinder
from copydesk.formats.templating.fences import fence_ends
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 1_000
"""In code points: what a tag holds whose quotation marks do not pair, and what a comment in {# #} does."""


def _braces(depth: int) -> str:
    """Write a pattern for what stands in braces, with as many pairs of braces inside one another as `depth` says."""
    inside = f"|{_braces(depth - 1)}" if depth else ""
    return rf"\{{(?>(?:[^{{}}\"'`]++|[\"'`](?:[{{}}][\"'`])?{inside})*)\}}"


_BRACES = _braces(8)
_VALUE = r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}\[\]][^\s{}\[\]]*)"
"""Of an attribute; what begins with a quotation mark is quoted, so that it can be read in one way only."""
_ATTRIBUTE = rf"(?:[.#][\w:-]+|[\w:-]+={_VALUE})"
_STARTS = {
    False: compile_later(
        r"[`{\[]|~{3}|<!--|" + ELEMENT_START + r"|\\(?:[(\[\\]|begin\{)|(?<![^\n])[ \t]*\$\$"
    ),
    True: compile_later(r"[`{<]|~{3}"),
}
_FENCE = compile_later(r"`{3,}|~{3,}")
_CODE = compile_later(r"``[^\n]+?``|`[^`\n]+`")
_COMMENT = compile_later(r"\{%-?\s*comment\s*-?%\}")
_END_OF_COMMENT = compile_later(r"\{%-?\s*endcomment\s*-?%\}")
_EMPTY_COMMENT = compile_later(r"<!--(?:>|->)")
"""A whole comment in CommonMark, 6.6, and in HTML."""

_EMPTY_LINE = compile_later(r"\n[^\S\n]*\n")
_ATTRIBUTES = compile_later(rf"\{{:[^{{}}\n]*\}}|\{{\s*{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*\s*\}}")
_WORDPRESS = compile_later(
    rf"\[/?[a-z][\w-]*(?:\s+[\w-]+={_VALUE})+\s*/?\](?![(\[:])"
    r"|\[/[a-z][\w-]*\](?![(\[:])|\[(?:gallery|playlist|toc)\](?![(\[:])"
)
_JSX = compile_later(
    r"</?(?:[A-Za-z][\w.:-]*)?"
    rf"(?:\s+(?:[\w.:-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|{_BRACES}))?|{_BRACES}))*\s*/?>"
)
_BRACE = compile_later(r"[\"'`][{}](?=[\"'`])|[{}]")
_NAME = compile_later(r"\[(/?)([a-z][\w-]*)\]")


class TemplateTag(NamedTuple):
    """A tag, in code points: `kind` is code, comment, shortcode, value, statement, attributes, wordpress or jsx."""

    kind: str
    start: int
    end: int


class _Pair(NamedTuple):
    """What opens and closes a kind of tag, and all that may stand before what closes it: strings may hold that."""

    kind: str
    opening: str
    closing: str
    inside: re.Pattern[str]


def _pair(kind: str, opening: str, closing: str) -> _Pair:
    last, rest = re.escape(closing[0]), re.escape(closing[1:])
    string = r'"[^"\n]*"|\'[^\'\n]*\'|`[^`\n]*`'
    inside = compile_later(rf"(?>(?:{string}|[^\"'`{last}]++|{last}(?!{rest}))*)")
    return _Pair(kind, opening, closing, inside)


_PAIRS = (
    _pair("shortcode", "{{<", ">}}"),
    _pair("shortcode", "{{%", "%}}"),
    _pair("value", "{{{", "}}}"),
    _pair("value", "{{", "}}"),
    _pair("statement", "{%", "%}"),
)


class TagFinder:
    """Finds the tags of one source.

    What is learnt of a place where nothing closes is kept: no stretch is gone through again for each of many openings.
    """

    def __init__(self, source: str, *, mdx: bool) -> None:
        self._source = source
        self._mdx = mdx
        self._blocked: dict[str, int] = {}
        self._missing: set[str] = set()
        self._code = CodeFinder(source)

    def find(self, start: int) -> Iterator[TemplateTag]:
        """Yield all tags from an offset on, in order. Tags inside code do not count."""
        at = start
        while begin := _STARTS[self._mdx].search(self._source, at):
            at = begin.start()
            if fence := _FENCE.match(self._source, at):
                at = self._fences.get(at, fence.end())
            elif code := _CODE.match(self._source, at):
                at = code.end()
            elif tag := self._comment(at) or (self._jsx(at) if self._mdx else self._template(at)):
                yield tag
                at = tag.end
            else:
                at += 1

    @cached_property
    def _fences(self) -> dict[int, int]:
        return fence_ends(self._source)

    def _comment(self, at: int) -> TemplateTag | None:
        source = self._source
        end = -1
        if empty := _EMPTY_COMMENT.match(source, at):
            end = empty.end()
        elif source.startswith("<!--", at):
            end = self._behind("-->", at + 4)
        elif source.startswith("{/*", at):
            end = self._behind("*/}", at + 3)
        elif source.startswith("{#", at):
            end = self._soon_behind("#}", at + 2)
        elif opening := _COMMENT.match(source, at):
            if "endcomment" not in self._missing and (
                closing := _END_OF_COMMENT.search(source, opening.end())
            ):
                end = closing.end()
            else:
                self._missing.add("endcomment")
        return TemplateTag("comment", at, end) if end >= 0 else None

    def _template(self, at: int) -> TemplateTag | None:
        if (end := self._code.end_at(at)) >= 0:
            return TemplateTag("code", at, end)
        for pair in _PAIRS:
            if self._source.startswith(pair.opening, at) and (end := self._end_of(pair, at)) >= 0:
                return TemplateTag(pair.kind, at, end)
        for kind, pattern in (("attributes", _ATTRIBUTES), ("wordpress", _WORDPRESS)):
            if match := pattern.match(self._source, at):
                return TemplateTag(kind, *match.span())
        return None

    def _jsx(self, at: int) -> TemplateTag | None:
        if self._source[at] == "<" and (end := self._code.element_end(at)) >= 0:
            return TemplateTag("code", at, end)
        if match := _JSX.match(self._source, at):
            return TemplateTag("jsx", *match.span())
        return TemplateTag("value", at, self._braced[at]) if at in self._braced else None

    @cached_property
    def _braced(self) -> dict[int, int]:
        """Where what stands in braces ends, by where it begins; braces in quotation marks of their own are none."""
        ends: dict[int, int] = {}
        open_: list[int] = []
        for brace in _BRACE.finditer(self._source):
            if brace[0] == "{":
                open_.append(brace.start())
            elif brace[0] == "}" and open_:
                ends[open_.pop()] = brace.end()
        return ends

    def _end_of(self, pair: _Pair, at: int) -> int:
        """Return where a tag ends; if its quotation marks do not pair, at the first thing that closes it. -1 if
        nowhere.
        """
        inside = at + len(pair.opening)
        if at >= self._blocked.get(pair.opening, 0):
            match = pair.inside.match(self._source, inside)
            end = match.end() if match else inside
            if self._source.startswith(pair.closing, end):
                return end + len(pair.closing)
            self._blocked[pair.opening] = end
        return self._soon_behind(pair.closing, inside)

    def _behind(self, closing: str, at: int) -> int:
        """Return the end of the closing text; -1 if there is none."""
        if closing in self._missing:
            return -1
        found = self._source.find(closing, at)
        if found < 0:
            self._missing.add(closing)
            return -1
        return found + len(closing)

    def _soon_behind(self, closing: str, at: int) -> int:
        """Return the same, but nearby and before the next empty line."""
        found = self._source.find(closing, at, at + _LONGEST + len(closing))
        return -1 if found < 0 or _EMPTY_LINE.search(self._source, at, found) else found + len(closing)


class Shortcodes:
    """The places in a source where names stand in brackets and nothing else does: [name], [/name]."""

    def __init__(self, source: str) -> None:
        self._source = source

    def opening_before(self, name: str, start: int, end: int) -> int:
        """Return the last place of [name] between two offsets; -1 if nowhere."""
        places = self._places.get(("", name), ())
        index = bisect_left(places, end) - 1
        return places[index] if index >= 0 and places[index] >= start else -1

    def is_closed(self, name: str) -> bool:
        """Tell whether the source contains [/name]."""
        return ("/", name) in self._places

    @cached_property
    def _places(self) -> dict[tuple[str, str], list[int]]:
        places: dict[tuple[str, str], list[int]] = {}
        for match in _NAME.finditer(self._source):
            places.setdefault((match[1], match[2]), []).append(match.start())
        return places
