"""Pointers: tell whether something in a source speaks of what is to be deleted, and would then speak of something else.

A comment that suppresses findings in the next block, a label or attributes of a block, a link to an id, and the numbers
of a list, by which a text may name its items.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from html import unescape
from itertools import dropwhile
from operator import attrgetter
from typing import TYPE_CHECKING
from urllib.parse import unquote

from copydesk.engine.directives import DirectiveReader
from copydesk.findings import Span
from copydesk.formats.features.heading_links import HeadingLinks
from copydesk.run.fixes.cutting.counted_lists import CountedLists
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from copydesk.document import Document

_NEAR = 2_000
"""In code points: how far above and below the deletion lines are looked at."""
_MARK = "copydesk-"
_DRESSED_ABOVE = compile_later(
    r"[ \t>]*(?:\{(?::|#|\.)[^\r\n]*\}|\([\w.:-]+\)=|\[\]\([^()\r\n]*\)\{[^\r\n]*\}"
    r"|(?:<a\s[^<>]*>\s*</a>|<a\s[^<>]*/>))[ \t]*\Z"
)
"""Attributes of the block below, and an anchor before it, in Markdown."""
_DRESSED_BELOW = compile_later(r"[ \t>]*\{:[^\r\n]*\}[ \t]*\Z")
_LABEL = compile_later(
    r"[ \t]*(?:\.\.[ \t]+_[^\r\n]*:|__[ \t]*[^\r\n]*|\.\.[ \t]+(?:rst-)?class::[^\r\n]*)[ \t]*\Z"
)
"""A target of reStructuredText, which is the paragraph below it, and a directive that dresses that."""
_NUMBERED = compile_later(r"[ \t>]*\(?(?:\d{1,9}|#|[a-zA-Z]|[ivxlcIVXLC]+)[.)][ \t]+\S")
_ID = compile_later(
    r"""(?i:\s(?:id|name))\s*=\s*(?:"([^"<>]{1,200})"|'([^'<>]{1,200})'|([^\s"'<>]{1,200}))|\{[^{}\r\n]*#([\w:.-]+)"""
    r"|_`([^`\r\n]+)`|\.\.[ \t]+_([\w .-]+):|(?m:[ \t]\^([\w-]+)[ \t]*$)"
)
_LINK = compile_later(r"#\^?([\w:.-]+)|`([^`\r\n]+)`_(?!\w)|(?<![\w-])([^\W_][\w-]*)_(?!\w)")
_AIM = compile_later(r"#([^\s\"'<>()]{1,300})")
"""A link to an id, which may be written with escapes."""
_NAMING = compile_later(
    r"""(?i)(?:\b(?:for|aria-\w+|headers|itemref|list|form|popovertarget|commandfor|anchor|usemap|data-[\w-]{1,40})\s*=\s*"""
    r"""|\bgetElement(?:ById|sByName)\(\s*)(?:"([^"<>]{1,500})"|'([^'<>]{1,500})'|([^\s"'<>]{1,200}))"""
)
"""An attribute that names ids, and a script that does."""
_WORKS_ELSEWHERE = compile_later(
    r"(?m)^[ \t>]*(?:\*?\[[^\[\]\r\n]+\]:|\$?\{[^{}\r\n]*\}|\\[a-zA-Z]{2}|:::|\(@|[\w -]{1,30}::(?:\s|\Z)"
    r"|\[(?:toc|_toc_)\][ \t]*$)"
    r"|\[\^|\[\[|@\[|\]\{|<!--|%%|(?<!\S)\^[\w-]+[ \t]*$|(?<!\S)-?@[\w:-]*\d{4}[a-z]?\b"
    r"|\[(?:[^\[\]\r\n]*[\s;-])?@[^\[\]\r\n]+\](?![(\[])",
    re.IGNORECASE,
)
"""What no page has, and what counts beyond its place in Markdown: a definition, a note, a citation, a list of contents,
attributes, the name of a block, a command, a comment.
"""
_BRACKETED_LINE = compile_later(r"(?m)^[ \t>]*\[[^\[\]\r\n]{1,40}\][ \t]*$")
_LISTS = compile_later(r"(?i)<(/?)([ou])l\b[^<>]*>")
_ITEM_TAG = compile_later(r"(?i)\s*<li\b")


class Pointers:
    """What a document's source says of its own parts; it is gone through once, for any number of deletions."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._source = document.source
        self._counted_lists = CountedLists(document)

    def suppress(self, lines: Span) -> bool:
        """Tell whether a comment for copydesk stands between two offsets, or speaks of a block that does."""
        starts, furthest_ends = self._directed
        before = bisect_left(starts, lines.end)
        return bool(before) and furthest_ends[before - 1] > lines.start

    def point_at(self, lines: Span) -> bool:
        """Tell whether a label, a link or a number speaks of what stands between two offsets."""
        source, (start, end) = self._source, lines
        if self._counted_lists.count(lines):
            return True
        if not self._document.syntax.is_markup:
            return _is_numbered(source[start:end], source[end : end + _NEAR].splitlines())
        if self._is_counted(lines) or self._is_linked_to(lines) or self._has_linked_heading(lines):
            return True
        if self._document.syntax.is_page:
            return False
        above = source[max(0, start - _NEAR) : start].splitlines()[::-1]
        below = source[end : end + _NEAR].splitlines()
        return _is_dressed(self._document, above, below) or _is_numbered(source[start:end], below)

    @cached_property
    def _directed(self) -> tuple[list[int], list[int]]:
        """The starts of the comments, and how far they and those before them reach, with the blocks they speak of."""
        document = self._document
        if _MARK not in document.source or not document.syntax.is_markup:
            return [], []
        reader = DirectiveReader(document, ())
        starts: list[int] = []
        ends: list[int] = []
        for comment in document.syntax.comments(document.source):
            speaks_of_next = comment.body.lstrip().startswith(f"{_MARK}disable-next-block")
            end = reader.end_of_block(Span(comment.start, comment.end)) if speaks_of_next else None
            starts.append(comment.start)
            ends.append(max([end or comment.end, *ends[-1:]]))
        return starts, ends

    @cached_property
    def _links(self) -> dict[str, tuple[int, int]]:
        """By name of a part, where the first and the last reference to it begins."""
        links: dict[str, tuple[int, int]] = {}

        def add(name: str, at: int) -> None:
            name = name.rstrip(".:-")
            first, last = links.get(name, (at, at))
            links[name] = min(first, at), max(last, at)

        for match in _LINK.finditer(self._source):
            add(match[match.lastindex or 0], match.start())
        for match in _AIM.finditer(self._source):
            add(unquote(unescape(match[1])), match.start())
        for match in _NAMING.finditer(self._source):
            for name in match[match.lastindex or 0].split():
                add(name.removeprefix("#"), match.start())
        return links

    def _is_linked_to(self, lines: Span) -> bool:
        names = [match[match.lastindex or 0] for match in _ID.finditer(self._source, *lines)]
        names += [part for name in names for part in name.split()]
        found = (self._links.get(unescape(name).rstrip(".:-")) for name in names)
        return any(each is not None and (each[0] < lines.start or each[1] >= lines.end) for each in found)

    @cached_property
    def _heading_links(self) -> HeadingLinks:
        return HeadingLinks(self._source)

    def _has_linked_heading(self, lines: Span) -> bool:
        """Tell whether a link leads to a heading between two offsets, or to one of its name, which has a number."""
        blocks = self._document.blocks
        first = bisect_left(blocks, lines.start, key=attrgetter("start"))
        between = blocks[first : bisect_left(blocks, lines.end, lo=first, key=attrgetter("start"))]
        headings = [self._document.text[each.start : each.end] for each in between if each.place == "heading"]
        return bool(headings) and self._heading_links.lead_to(headings, *lines)

    def has_what_works_elsewhere(self, lines: Span) -> bool:
        """Tell whether something between two offsets counts beyond its place."""
        if not self._document.syntax.has_markdown:
            return False
        deleted = self._source[lines.start : lines.end].strip()
        return _WORKS_ELSEWHERE.search(deleted) is not None or (
            "\n" in deleted and _BRACKETED_LINE.search(deleted) is not None
        )

    @cached_property
    def _lists(self) -> tuple[list[int], list[bool]]:
        """Where lists of HTML begin and end, and whether a numbered one is the innermost from there on."""
        at: list[int] = []
        numbered: list[bool] = []
        opened: list[bool] = []
        for tag in _LISTS.finditer(self._source):
            if not tag[1]:
                opened.append(tag[2] in "oO")
            elif opened:
                opened.pop()
            at.append(tag.start())
            numbered.append(bool(opened) and opened[-1])
        return at, numbered

    def _is_counted(self, lines: Span) -> bool:
        """Tell whether an element is an item of a numbered list, and not the last."""
        if not _ITEM_TAG.match(self._source, lines.start) or not _ITEM_TAG.match(self._source, lines.end):
            return False
        at, numbered = self._lists
        before = bisect_left(at, lines.start)
        return bool(before) and numbered[before - 1]


def _is_dressed(document: Document, above: list[str], below: list[str]) -> bool:
    before = next(dropwhile(lambda line: not line.strip(), above), "")
    if document.syntax.has_overlines:
        return _LABEL.match(before) is not None
    behind = next(iter(below), "")
    return _DRESSED_ABOVE.match(before) is not None or _DRESSED_BELOW.match(behind) is not None


def _is_numbered(deleted: str, below: list[str]) -> bool:
    """Tell whether the lines are an item of a numbered list before another one, whose number would change."""
    behind = next(dropwhile(lambda line: not line.strip(" \t>"), below), "")
    return any(_NUMBERED.match(line) for line in deleted.splitlines()) and (
        _NUMBERED.match(behind) is not None
    )
