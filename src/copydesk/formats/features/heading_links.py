"""Heading links: the links of a source that lead to its headings, by the names that programs make of these."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINK = compile_later(
    r"\[\[[^\[\]\r\n#]{0,200}#([^\[\]\r\n|]{1,200})|#([^\s#()<>\[\]{}|\"'`]+)|\[([^\[\]\r\n#]{1,200})\](?![(:{])"
)
"""A link to a heading by the name that a program makes of it, or by its words, as wikis and Pandoc have it."""
_FIGURES = "0123456789"
"""At its end the second of two headings of one name has a number in links."""


class HeadingLinks:
    """Where a source has links that may lead to headings."""

    def __init__(self, source: str) -> None:
        self._places: dict[str, tuple[int, int]] = {}
        for match in _LINK.finditer(source):
            name = name_in_links(unquote(match[match.lastindex or 0]))
            self._places[name] = (self._places.get(name, (match.start(),))[0], match.start())

    def lead_to(self, headings: Iterable[str], start: int, end: int) -> bool:
        """Tell whether a link leads to one of some headings, or to another one of its name, from outside a place."""
        places = (self._places.get(name) for name in {name_in_links(each) for each in headings} - {""})
        return any(place is not None and (place[0] < start or place[1] >= end) for place in places)


def name_in_links(words: str) -> str:
    """Return what all names that programs make of a heading have in common: its letters, and figures but the last."""
    return "".join(filter(str.isalnum, words)).lower().rstrip(_FIGURES)
