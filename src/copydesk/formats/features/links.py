"""Links: which words of a source are a link's, and where links lead."""

from __future__ import annotations

import re

from copydesk.support.patterns import compile_later

_TAG_BEFORE = compile_later(r"<(/?)a\b[^<>]*>(?:(?!</?a\b)[\s\S])*\Z", re.IGNORECASE)
_OPENING = compile_later(r"\[[\s*_`]*\Z")
_CLOSING = compile_later(r"[\s*_`»›→>.!]*\](?:\(|\[|:)")
_REACH = 2_000
"""How far before the words an HTML link may start, in code points."""


_TARGET = compile_later(r"\]\([ \t]*<?([^)\s>]+)|\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_ELSEWHERE = compile_later(r"[a-z][a-z+.-]*:|/", re.IGNORECASE)
"""How the target of a link begins that names a site, or a page by its place on the site."""


class Links:
    """Finds links as Markdown and HTML write them. A format that writes them otherwise has a subclass."""

    def targets(self, source: str, start: int, end: int) -> list[str]:
        """Return where the links between two offsets lead."""
        return [match[1] or match[2] for match in _TARGET.finditer(source, start, end)]

    def is_linked(self, source: str, start: int, end: int) -> bool:
        """Tell whether the text between two offsets is, or is part of, the text of a link."""
        if _OPENING.search(source, max(0, start - 8), start) and _CLOSING.match(source, end):
            return True
        tag = _TAG_BEFORE.search(source, max(0, start - _REACH), start)
        return tag is not None and not tag[1] and "href" in tag.group().lower()

    def leads_nearby(self, source: str, start: int, end: int) -> bool:
        """Tell whether there are links between two offsets and all are relative, as an author's own links are.

        Copied links name a site, or a place on the site that they were copied from.
        """
        found = self.targets(source, start, end)
        return bool(found) and not any(map(_ELSEWHERE.match, found))
