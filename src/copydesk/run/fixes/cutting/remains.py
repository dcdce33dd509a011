"""Remains: tell whether the lines around a deletion would be left as broken markup, or as another part of the text.

What changes how the text is read shows when it is read again (`engine.kept_markup`). This is about what would be read
as before: a directive or an item without content, two lists that become one.
"""

from __future__ import annotations

from itertools import dropwhile
from typing import TYPE_CHECKING, NamedTuple

from copydesk.findings import Span
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from copydesk.document import Document
    from copydesk.formats.format import Format

_NEAR = 2_000
"""In code points: how far above and below the deletion lines are looked at."""
_MOST_FRAMES = 8
"""So many lines of tags around a passage go with it."""
_INDENT = compile_later(r"[ \t]*")
_ITEM = compile_later(r"[ \t]*(?:([-*+•])|\(?(?:\d{1,9}|[a-zA-Z]|#)([.)]))[ \t]+(?=\S)")
_NEEDS_CONTENT = compile_later(
    r"[ \t]*(?:\.\.[ \t]|!!!|\?\?\?|===[ \t]|:[^:\s][^:]*:[ \t]*\Z|(?:[-*+•]|\(?\w{1,9}[.)]|#\.)[ \t]*\Z)"
    r"|.*::[ \t]*\Z"
)
"""A directive, an admonition, a field or a bullet, which is about what stands deeper below it."""
_QUOTED = compile_later(r"(?: {0,3}> ?)*")
_OPTION = compile_later(r"[ \t]*:[^:\s][^:]*:(?:\s|\Z)")
_TAG = compile_later(r"<(/?)([a-zA-Z][\w-]*+)[^<>]*?(/?)>")
_VOID = frozenset("br img hr wbr input source".split())
_WRAPPERS = r"(?:[abiu]|d[dlt]|div|em|h[1-6]|li|[ou]l|p|section|small|span|strong)\b"
"""Elements that may be deleted together with all that stands in them."""
_OPENING = compile_later(rf"[ \t]*(?:(?:[-*+>#]+|\d{{1,3}}[.)])[ \t]+)*(?:[*_~\[ \t]|<{_WRAPPERS}[^<>]*>)*\Z")
_CLOSING = compile_later(
    r"(?:[*_~ \t]|\](?:\([^()\r\n]*(?:\([^()\r\n]*\)[^()\r\n]*)*\)|\[[^\[\]\r\n]*\])?"
    rf"|</{_WRAPPERS}\s*>)*\Z"
)
"""What may go with a passage besides its words: bullets, marks of emphasis, tags and links around it."""
_OPENING_LINE = compile_later(rf"\s*(?:<{_WRAPPERS}[^<>]*>\s*)+\Z")
_CLOSING_LINE = compile_later(rf"\s*(?:</{_WRAPPERS}\s*>\s*)+\Z")


class _Around(NamedTuple):
    """The first line to delete, and the lines above and below, the nearest first; some of them are empty."""

    first: str
    above: list[str]
    below: list[str]


def would_be_broken(document: Document, lines: Span) -> bool:
    """Tell whether the markup around some whole lines would be broken, or join what they part, without them."""
    source, syntax, (start, end) = document.source, document.syntax, lines
    deleted = source[start:end]
    around = _Around(
        deleted.splitlines()[0],
        source[max(0, start - _NEAR) : start].splitlines()[::-1],
        source[end : end + _NEAR].splitlines(),
    )
    if _touches_heading(around, syntax):
        return True
    if not syntax.is_page and _has_more(deleted, around):
        return True
    if not syntax.is_markup:
        return deleted.lstrip().startswith("<") and not is_balanced(deleted)
    if syntax.is_page:
        return not is_balanced(deleted)
    return (
        not is_balanced(deleted)
        or _is_all_content(around)
        or _parts_lists(around)
        or (syntax.has_overlines and _leaves_transitions(around, syntax))
        or (syntax.has_indented_parts and _depth(_at(around.below, 0)) > _depth(around.first))
    )


def is_frame(before: str, after: str) -> bool:
    """Tell whether nothing but bullets, marks of emphasis, tags or a link stands around a passage on its line."""
    return bool(_OPENING.match(before) and _CLOSING.match(after))


def with_frame(source: str, lines: Span) -> Span:
    """Return whole lines together with the lines around them that only open and close the elements around them."""
    start, end = lines
    for _ in range(_MOST_FRAMES):
        above = source[max(0, start - _NEAR) : start].splitlines(keepends=True)[-1:]
        below = source[end : end + _NEAR].splitlines(keepends=True)[:1]
        opens = bool(above) and _OPENING_LINE.match(above[0]) is not None
        closes = bool(below) and _CLOSING_LINE.match(below[0]) is not None
        is_whole = is_balanced(source[start:end])
        if closes and not is_whole and is_balanced(source[start : end + len(below[0])]):
            end += len(below[0])
        elif opens and not is_whole and is_balanced(source[start - len(above[0]) : end]):
            start -= len(above[0])
        elif opens and closes and is_whole and is_balanced(above[0] + below[0]):
            start, end = start - len(above[0]), end + len(below[0])
        else:
            break
    return Span(start, end)


def is_balanced(lines: str) -> bool:
    """Tell whether every element that begins in these lines also ends in them."""
    opened: list[str] = []
    for match in _TAG.finditer(lines):
        name = match[2].lower()
        if match[1]:
            if not opened or opened.pop() != name:
                return False
        elif not match[3] and name not in _VOID:
            opened.append(name)
    return not opened


def _touches_heading(around: _Around, syntax: Format) -> bool:
    """Tell whether a line is drawn right below, or in formats that draw it there right above."""
    return _is_drawn(_at(around.below, 0), syntax) or (
        syntax.has_overlines and _is_drawn(_at(around.above, 0), syntax)
    )


def _leaves_transitions(around: _Around, syntax: Format) -> bool:
    """Tell whether a line that is drawn between paragraphs would stand next to another one, or at either end."""
    above, below = _filled(around.above), _filled(around.below)
    before, after = (_is_drawn(_at(lines, 0), syntax) for lines in (above, below))
    return (before and not below) or (after and not _at(below, 1).strip() and (before or not above))


def _is_all_content(around: _Around) -> bool:
    """Tell whether the lines are all that stands deeper below a line that needs content, such as a directive, or a term
    right above.
    """
    depth = _depth(around.first)
    if not depth or _depth(_at(_filled(around.below), 0)) >= depth:
        return False
    above = list(dropwhile(_OPTION.match, _filled(around.above)))
    if not above or _depth(above[0]) >= depth:
        return False
    is_term = above[0] == around.above[0] and not _ITEM.match(above[0])
    return is_term or _NEEDS_CONTENT.match(above[0]) is not None


def _has_more(deleted: str, around: _Around) -> bool:
    """Tell whether an item, in quotations too, goes on below the lines: with a paragraph, code, a picture, a list."""
    quoted = _QUOTED.match(around.first)
    marks = quoted.group().count(">") if quoted else 0
    lines = [_unquoted(line, marks) for line in deleted.splitlines()]
    depths = [_depth(line) for line in lines if _ITEM.match(line)]
    below = (line for each in around.below if (line := _unquoted(each, marks)).strip())
    return bool(depths) and _depth(next(below, "")) > min(depths)


def _unquoted(line: str, marks: int) -> str:
    """Return a line without the marks of the quotations that it stands in, and with spaces for tabs."""
    for _ in range(marks):
        line = line.lstrip(" ").removeprefix(">").removeprefix(" ")
    return line.expandtabs(4)


def _parts_lists(around: _Around) -> bool:
    """Tell whether the lines, which are no item, stand between items that would otherwise be those of one list."""
    below = _at(_filled(around.below), 0)
    item = _ITEM.match(below)
    if not item or _ITEM.match(around.first):
        return False
    shallow = (line for line in around.above if line.strip() and _depth(line) <= _depth(below))
    other = _ITEM.match(next(shallow, ""))
    return other is not None and other.groups() == item.groups()


def _is_drawn(line: str, syntax: Format) -> bool:
    return syntax.underline.match(line) is not None


def _depth(line: str) -> int:
    """Return the number of spaces and tabs that a line begins with; 0 for an empty line."""
    match = _INDENT.match(line)
    return match.end() if match and line.strip() else 0


def _filled(lines: list[str]) -> list[str]:
    """Return the lines from the first one that is not empty."""
    return list(dropwhile(lambda line: not line.strip(), lines))


def _at(lines: list[str], index: int) -> str:
    return lines[index] if index < len(lines) else ""
