"""Kept markup: tell which changes of a text leave its markup as it is, so that nothing becomes a heading or a link."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from copydesk.formats.features.heading_links import HeadingLinks, name_in_links
from copydesk.formats.features.nesting import is_kept
from copydesk.formats.parsed import MARKUP, OBJECT, WORDLESS, Parsed
from copydesk.support import limits
from copydesk.support.source_text import Replacement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from copydesk.document import Document
    from copydesk.formats.format import Format

_MOST_TRIED = 60
"""So many changes of one document are tried one by one; further ones would take too long, and are not made."""
_LONGEST_TAG = 100
_OF_CERTAIN_WIDTH = ("heading", "table")
"""Places of formats that draw lines above or below the words."""


Kept = TypeVar("Kept")


def without_markup_changes(document: Document, changes: Sequence[tuple[Replacement, Kept]]) -> list[Kept]:
    """Return what belongs to those changes, in order and apart, after which a document has the same markup as before.

    It has the same if reading it again gives the same text, fillers included, blocks of the same kinds and levels, and
    the same names by which it refers to its parts.
    """
    wanted = [
        (change, each)
        for change, each in changes
        if not (
            _changes_width(document, change)
            or _joins_marks(document, change)
            or _renames_tag(document, change)
            or _renames_heading(document, change)
        )
    ]
    if not wanted or not document.syntax.is_markup or not document.syntax.has_reader:
        return [each for _, each in wanted]
    try:
        return [each for _, each in _Reader(document).harmless(wanted)]
    except limits.TooSlow:
        return []


def _changes_width(document: Document, change: Replacement) -> bool:
    """Tell whether a change makes a line shorter or longer under which, or beside which, other lines are drawn."""
    return (
        document.syntax.has_overlines
        and len(change.text) != change.end - change.start
        and document.place(change.start) in _OF_CERTAIN_WIDTH
    )


def _joins_marks(document: Document, change: Replacement) -> bool:
    """Tell whether a change takes away all that parts two marks of markup: of “*” and “*” it makes “**”."""
    text = document.whole_text
    return (
        not change.text
        and text[change.start - 1 : change.start] == MARKUP == text[change.end : change.end + 1]
    )


def _renames_tag(document: Document, change: Replacement) -> bool:
    """Tell whether a change is made within a name that others go by: #tag, @account, ^block."""
    source = document.source
    at = change.start
    while at and change.start - at < _LONGEST_TAG and not source[at - 1].isspace():
        at -= 1
    return source[at : change.start].lstrip("([{“„«\"'‘*_").startswith(("#", "@", "^"))


def _renames_heading(document: Document, change: Replacement) -> bool:
    """Tell whether a change is one of the name by which a link leads to a heading."""
    block = document.block_at(change.start) if document.syntax.is_markup and change.text else None
    if block is None or block.place != "heading" or change.end > block.end:
        return False
    before, after = (document.text[block.start : change.start], document.text[change.end : block.end])
    old = document.text[block.start : block.end]
    if name_in_links(old) == name_in_links(before + change.text + after):
        return False
    return HeadingLinks(document.source).lead_to([old], block.start, block.end)


class _Reader:
    """Reads one document again after changes of it."""

    def __init__(self, document: Document) -> None:
        self._source = document.source
        self._syntax = document.syntax
        self._parse = document.syntax.read
        self._before = self._parse(document.source)

    def harmless(self, changes: Sequence[tuple[Replacement, Kept]]) -> Sequence[tuple[Replacement, Kept]]:
        """Return the changes that are harmless together: all, or those that are so one by one."""
        if self._is_kept([change for change, _ in changes]):
            return changes
        if len(changes) == 1:
            return []
        left = [each for each in changes[:_MOST_TRIED] if self._is_kept([each[0]])]
        return left if self._is_kept([change for change, _ in left]) else []

    def _is_kept(self, changes: Sequence[Replacement]) -> bool:
        after = self._parse(_changed(self._source, changes))
        names = iter(self._before.names)
        return (
            after.fault is None
            and _words(after.whole_text) == _words(_changed(self._before.whole_text, changes))
            and list(_outline(after, [])) == list(_outline(self._before, changes))
            and after.meta.keys() <= self._before.meta.keys()
            and all(name in names for name in after.names)  # in order; what is deleted may name something
            and has_same_nesting(self._syntax, self._source, self._before.whole_text, changes)
        )


def has_same_nesting(syntax: Format, source: str, text: str, changes: Sequence[Replacement]) -> bool:
    """Tell whether each part of a source stands in what it stood in before, after changes in order and apart; `text` is
    the text behind its markup.

    Only lines decide on that, and the white space at their start.
    """
    if syntax.nesting is None or not any(map(partial(_touches_line_start, source), changes)):
        return True
    return is_kept(text, syntax.nesting(source), syntax.nesting(_changed(source, changes)), changes)


def _touches_line_start(source: str, change: Replacement) -> bool:
    start, end, new = change
    line_start = max(source.rfind("\n", 0, start), source.rfind("\r", 0, start)) + 1
    return not source[line_start:start].strip() or any(
        sign in part for part in (source[start:end], new) for sign in "\r\n"
    )


def is_plain(document: Document, start: int, end: int) -> bool:
    """Tell whether nothing between two offsets is markup, an entity or a thing in the place of a word."""
    text = document.whole_text[start:end]
    return text == document.source[start:end] and OBJECT not in text and MARKUP not in text


def _changed(text: str, changes: Iterable[Replacement]) -> str:
    pieces, at = [], 0
    for start, end, new in changes:
        pieces += [text[at:start], new]
        at = end
    return "".join((*pieces, text[at:]))


def _words(text: str) -> str:
    """Return a text without a distinction between things and markup: a tag alone in its paragraph is no thing in it."""
    return text.replace(OBJECT, MARKUP)


def _outline(parsed: Parsed, changes: Sequence[Replacement]) -> Iterator[tuple[object, ...]]:
    """Yield what must stay of each block with words after some changes: not its place, nor figures that depend on
    the other blocks.
    """
    starts, ends = [each.start for each in changes], [each.end for each in changes]
    for block in parsed.blocks:
        start, end = block.start, block.end
        own = (
            Replacement(max(start, first) - start, min(end, last) - start, new)
            for first, last, new in changes[bisect_left(ends, start) : bisect_right(starts, end)]
        )
        words = _changed(parsed.text[start:end], own).strip(WORDLESS)
        if words:
            yield words, block.place, block.level, block.hints, block.within
    yield from ((each.place,) for each in parsed.beside)
