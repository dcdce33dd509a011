"""Kept spaces: where a page shows white space as it is written, so that a change of it is seen."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGN = compile_later(r"(?i)white-?space")
_KEEPS = compile_later(
    r"(?i)white-space(?:-collapse)?\s*:\s*(?:pre|break-spaces)|\bwhite-?space-(?:pre|break)"
)
"""A property of CSS, or a class that is called after it."""
_STYLE = compile_later(r"(?i)<style\b[^<>]{0,500}>")
_END_OF_STYLE = compile_later(r"(?i)</style\b")
_PART_OF_SELECTOR = compile_later(r"[.#]?[a-zA-Z][\w-]*")
_TAG = compile_later(r"<(/?)([a-zA-Z][\w:-]*)([^<>]{0,2000})>")
_NAME = compile_later(r"(?i)\b(class|id)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def keeps_spaces(source: str, offset: int) -> bool:
    """Tell whether an offset lies in an element whose style, or its class, says that white space is shown as it is."""
    if not _SIGN.search(source):
        return False
    starts, ends = _elements(source)
    before = bisect_right(starts, offset)
    return bool(before) and offset < ends[before - 1]


@lru_cache(maxsize=4)
def _elements(source: str) -> tuple[list[int], list[int]]:
    """Return where the outermost of such elements begin and end, in order."""
    named = _named_in_styles(source)
    starts: list[int] = []
    ends: list[int] = []
    opened: list[tuple[str, bool]] = []
    number = Counter[str]()
    keeping = 0
    for tag in _TAG.finditer(source):
        name = tag[2].lower()
        if not tag[1]:
            if name in _VOID or tag[3].endswith("/"):
                continue
            keeps = _KEEPS.search(tag[3]) is not None or bool(named and named & _names_of(name, tag[3]))
            if keeps and not keeping:
                starts.append(tag.end())
            opened.append((name, keeps))
            number[name] += 1
            keeping += keeps
        elif number[name]:
            last = ""
            while last != name:
                last, keeps = opened.pop()
                number[last] -= 1
                keeping -= keeps
                if keeps and not keeping:
                    ends.append(tag.start())
    if keeping:
        ends.append(len(source))
    return starts, ends


def _named_in_styles(source: str) -> frozenset[str]:
    """Return the classes, ids and elements of which style sheets in a page say so, as selectors write them."""
    return frozenset(
        part
        for sheet in _style_sheets(source)
        for rule in sheet.split("}")
        if _KEEPS.search(rule)
        for selector in rule.rpartition("{")[0].rpartition("{")[2].split(",")
        for last in selector.split()[-1:]
        for part in _PART_OF_SELECTOR.findall(last)
    )


def _style_sheets(source: str) -> Iterator[str]:
    at = 0
    while begin := _STYLE.search(source, at):
        end = _END_OF_STYLE.search(source, begin.end())
        at = end.end() if end else len(source)
        yield source[begin.end() : end.start() if end else at]


def _names_of(name: str, attributes: str) -> set[str]:
    names = {name}
    for each in _NAME.finditer(attributes):
        sign = "." if each[1].lower() == "class" else "#"
        names.update(sign + one for one in each[each.lastindex or 0].split())
    return names
