"""Page elements: the elements of an HTML page that hold a passage and nothing else; lines mean nothing there."""

from __future__ import annotations

from copydesk.findings import Span
from copydesk.run.fixes.cutting.remains import is_balanced
from copydesk.support.patterns import compile_later

_NEAR = 2_000
"""In code points: how long a tag, with the white space around it, may be."""
_MOST_LEVELS = 30
_BLOCKS = frozenset("p div li ul ol dl section h1 h2 h3 h4 h5 h6".split())
_INLINE = frozenset("a b i u em small span strong".split())
_OPENING = compile_later(r"<([a-zA-Z][a-zA-Z0-9]*+)(?:\s[^<>]*)?>\s*\Z")
_CLOSING = compile_later(r"\s*</([a-zA-Z][a-zA-Z0-9]*+)\s*>")


def element_around(source: str, passage: Span) -> Span | None:
    """Return the outermost element that holds nothing but a passage; None if only inline elements do, or none does.

    The article itself, and what the page is made of, such as `main`, is never such an element.
    """
    start, end = passage
    found = None
    for _ in range(_MOST_LEVELS):
        above = max(0, start - _NEAR)
        at = source.rfind("<", above, start)
        opens = _OPENING.match(source[at:start]) if at >= above else None
        closes = _CLOSING.match(source, end, end + _NEAR)
        if not opens or not closes or opens[1].lower() != closes[1].lower():
            break
        name = opens[1].lower()
        if name not in _BLOCKS and name not in _INLINE:
            break
        start, end = at, closes.end()
        if name in _BLOCKS:
            found = Span(start, end)
    return found if found and is_balanced(source[found.start : found.end]) else None
