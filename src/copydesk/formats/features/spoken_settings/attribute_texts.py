"""Attribute texts: what pictures, links and shortcodes say besides an article's text: alt texts, titles, captions."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from copydesk.formats.features.spoken_settings.inline_marks import without_marks
from copydesk.formats.parsed import MARKUP
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PATTERNS = {
    ("![",): compile_later(r"!\[([^\[\]]{3,2000})\](?=\()"),
    ("](",): compile_later(r"\]\([^()\s]{1,2000}[ \t]+\"([^\"\n]{3,2000})\"\)"),
    ("alt=", "title=", "caption="): compile_later(  # of HTML, JSX and shortcodes
        r"(?<![\w-])(?:alt|title|caption)=(?:\"([^\"<>{}]{3,2000})\"|'([^'<>{}]{3,2000})')"
    ),
}
"""How attributes are written, by what one of which must stand there: to search for that is quick."""
_MOST = 200
"""Of each kind so many are read, the first: an article with more of them is a gallery or an index."""
_WORDS = compile_later(r"[^\W\d_]{2}[\w'’.,-]*\s+\S")


class AttributeText(NamedTuple):
    """An attribute that readers see or hear: `text` is as long as it is written. Offsets in code points."""

    start: int
    end: int
    text: str
    place: str = "caption"


def find_attribute_texts(
    source: str, text: str, start: int, is_code: Callable[[int], bool]
) -> Iterator[AttributeText]:
    """Yield the attributes from an offset on that hold several words and are no part of what was read already.

    `text` is what was read in the source, with fillers in the place of markup.
    """
    found: list[tuple[int, int]] = []
    for signs, pattern in _PATTERNS.items():
        if any(sign in source for sign in signs):
            matches = islice(pattern.finditer(source, start), _MOST)
            found += (match.span(match.lastindex or 0) for match in matches)
    at = start
    for first, last in sorted(found):
        if first < at or text[first:last].strip(f"{MARKUP}\r\n") or not _WORDS.search(source, first, last):
            continue
        if not is_code(first) and not _is_hidden(source, first):
            yield AttributeText(first, last, without_marks(source[first:last]))
            at = last


def _is_hidden(source: str, at: int) -> bool:
    """Tell whether an offset lies in a comment, or in a line that Markdown shows as code."""
    opened = source.rfind("<!--", 0, at)
    if opened >= 0 and source.find("-->", opened, at) < 0:
        return True
    line = source.rfind("\n", 0, at) + 1
    above = source.rfind("\n", 0, max(0, line - 1)) + 1
    return source.startswith(("    ", "\t"), line) and not source[above:line].strip()
