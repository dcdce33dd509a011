"""Links: which words of a source are a link's, and where links lead."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TAG_BEFORE = compile_later(r"<(/?)a\b[^<>]*>(?:(?!</?a\b)[\s\S])*\Z", re.IGNORECASE)
_OPENING = compile_later(r"\[[\s*_`]*\Z")
_CLOSING = compile_later(r"[\s*_`»›→>.!]*\](?:\(|\[|:)")
_REACH = 2_000
"""How far before the words an HTML link may start, in code points."""


_TARGET = compile_later(r"\]\([ \t]*<?([^)\s>]+)|\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_ELSEWHERE = compile_later(r"[a-z][a-z+.-]*:|/", re.IGNORECASE)
"""How the target of a link begins that names a site, or a page by its place on the site."""


class Target(NamedTuple):
    """Where a link leads, and the place where that is written, in code points."""

    start: int
    end: int
    text: str


class Links:
    """Finds links as Markdown and HTML write them. A format that writes them otherwise has a subclass."""

    def find_targets(self, source: str) -> Iterator[Target]:
        """Yield where the links of a source lead, in order."""
        for match in _TARGET.finditer(source):
            yield Target(*match.span(), match[1] or match[2])

    def is_linked(self, source: str, start: int, end: int) -> bool:
        """Tell whether the text between two offsets is, or is part of, the text of a link."""
        if _OPENING.search(source, max(0, start - 8), start) and _CLOSING.match(source, end):
            return True
        tag = _TAG_BEFORE.search(source, max(0, start - _REACH), start)
        return tag is not None and not tag[1] and "href" in tag.group().lower()


class LinkTargets:
    """Where the links of one source lead, in order of their places."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self._targets = list(targets)
        is_elsewhere = (_ELSEWHERE.match(each.text) is not None for each in self._targets)
        self._elsewhere: list[int] = [0, *accumulate(is_elsewhere)]

    def between(self, start: int, end: int) -> list[str]:
        """Return where the links between two offsets lead."""
        return [each.text for each in self._targets[self._slice(start, end)]]

    def lead_nearby(self, start: int, end: int) -> bool:
        """Tell whether there are links between two offsets and all are relative, as an author's own links are.

        Copied links name a site, or a place on the site that they were copied from.
        """
        found = self._slice(start, end)
        return bool(found.start < found.stop and self._elsewhere[found.start] == self._elsewhere[found.stop])

    def _slice(self, start: int, end: int) -> slice:
        first = bisect_left(self._targets, start, key=attrgetter("start"))
        return slice(first, bisect_right(self._targets, end, lo=first, key=attrgetter("end")))
