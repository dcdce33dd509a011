"""Pointers: tell whether something in a source speaks of what is to be deleted, and would then speak of something else.

A comment that suppresses findings in the next block, a label or attributes of a block, a link to an id, and the numbers
of a list, by which a text may name its items.
"""

from __future__ import annotations

import re
from itertools import dropwhile

from copydesk.document import Document
from copydesk.engine.directives import DirectiveReader
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

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
    r"""(?:\s(?:id|name)\s*=\s*["']?|\{[^{}\r\n]*#)([\w:.-]+)|_`([^`\r\n]+)`|\.\.[ \t]+_([\w .-]+):"""
)
_LISTS = compile_later(r"(?i)<(/?)([ou]l)\b[^<>]*>")
_ITEM_TAG = compile_later(r"(?i)\s*<li\b")


def directed_blocks(document: Document) -> list[Span]:
    """Return the comments that tell copydesk something, each with the block that it speaks of, if it speaks of one."""
    if _MARK not in document.source or not document.syntax.is_markup:
        return []
    reader = DirectiveReader(document, ())
    found = []
    for comment in document.syntax.comments(document.source):
        span = Span(comment.start, comment.end)
        speaks_of_next = comment.body.lstrip().startswith(f"{_MARK}disable-next-block")
        end = reader.end_of_block(span) if speaks_of_next else None
        found.append(Span(comment.start, end or comment.end))
    return found


def is_pointed_at(document: Document, lines: Span) -> bool:
    """Tell whether a label, a link or a number speaks of what stands between two offsets."""
    if not document.syntax.is_markup:
        return False
    source, (start, end) = document.source, lines
    above = source[max(0, start - _NEAR) : start].splitlines()[::-1]
    below = source[end : end + _NEAR].splitlines()
    return (
        _is_counted(source, lines)
        or _is_linked_to(source, lines)
        or (not document.syntax.is_page and _is_dressed(document, above, below))
        or (not document.syntax.is_page and _is_numbered(source[start:end], below))
    )


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


def _is_counted(source: str, lines: Span) -> bool:
    """Tell whether an element is an item of a numbered list, and not the last."""
    start, end = lines
    if not _ITEM_TAG.match(source, start) or not _ITEM_TAG.match(source, end):
        return False
    opened: list[str] = []
    for tag in _LISTS.finditer(source, 0, start):
        if not tag[1]:
            opened.append(tag[2].lower())
        elif opened:
            opened.pop()
    return bool(opened) and opened[-1] == "ol"


def _is_linked_to(source: str, lines: Span) -> bool:
    start, end = lines
    for match in _ID.finditer(source, start, end):
        name = re.escape(match[1] or match[2] or match[3])
        link = re.compile(
            rf"#{name}(?![\w-])|\b(?:for|aria-\w+|headers)\s*=\s*[\"']?{name}(?![\w-])|(?<![\w-])`?{name}`?_(?!\w)"
        )
        if link.search(source, 0, start) or link.search(source, end):
            return True
    return False
