"""Code that stands in the text without markup of its own: between markers such as [code] … [/code], or by its signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.analysis.quotes.pairing.marks import Mark
from copydesk.findings import Span, is_inside
from copydesk.support.patterns import compile_later

_SHORTCODES = (
    "cc[a-z]{0,2}|code|sourcecode|highlight|source|pre|php|js|javascript|css|html|xml|sql|bash|python"
)
_MARKER = compile_later(
    rf"\[(?P<end>/)?(?P<name>{_SHORTCODES})\b[^\]\n]{{0,200}}\]"
    r"|\b(?:CODE[_-](?P<last>START|BEGIN|END)|(?P<first>START|BEGIN|END)[_-]CODE)\b"
)
_REACH = 40
"""How far from a mark a sign of code still speaks of it, in code points of one line."""
_QUOTE = "[\"'“”‘’]"
_SIGNS = compile_later(
    r"\)\s?\{|\}\)|=>|[!=]==?(?=[\s\0])|&&|\|\|"
    rf"|{_QUOTE}\0*\s?\+\s?[\w\"'‘“]|\w\s\+\s{_QUOTE}|{_QUOTE}\0*\]?\);|\w!?\s?\(\s{_QUOTE}"
    rf"|{_QUOTE}\0*\.[a-z]\w*\(|\w\({_QUOTE}|\\n\s?{_QUOTE}|(?:^|\s)//\s"
)


def marked_code(text: str) -> list[Span]:
    """Find what stands between two markers of code."""
    if "[/" not in text and "CODE" not in text:
        return []
    return list(_between_markers(text))


def _between_markers(text: str) -> Iterator[Span]:
    opened: tuple[str, int] | None = None
    for match in _MARKER.finditer(text):
        name = match["name"] or ""
        closes = match["end"] == "/" if name else "END" in (match["last"], match["first"])
        if closes and opened and opened[0] == name:
            yield Span(opened[1], match.end())
            opened = None
        elif not closes and opened is None:
            opened = (name, match.start())


def outside(marks: list[Mark], spans: Sequence[Span]) -> list[Mark]:
    """Return the marks that stand in none of the spans, which are in order."""
    return [mark for mark in marks if not is_inside(spans, mark.start)]


def is_among_code_signs(text: str, start: int, end: int) -> bool:
    """Tell whether the line around a mark shows signs of code near it: `){`, `=>`, `" +`, a call with a string."""
    first = max(text.rfind("\n", max(0, start - _REACH), start) + 1, start - _REACH, 0)
    last = text.find("\n", end, end + _REACH)
    return _SIGNS.search(text[first : last if last >= 0 else end + _REACH]) is not None
