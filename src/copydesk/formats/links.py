"""Which words of a source are a link's."""

from __future__ import annotations

import re

from copydesk.compiled import compile_later

_TAG_BEFORE = compile_later(r"<(/?)a\b[^<>]*>(?:(?!</?a\b)[\s\S])*\Z", re.IGNORECASE)
_OPENING = compile_later(r"\[[\s*_`]*\Z")
_CLOSING = compile_later(r"[\s*_`»›→>.!]*\](?:\(|\[|:)")
_REACH = 2_000
"""How far before the words an HTML link may start, in code points."""


def is_linked(source: str, start: int, end: int) -> bool:
    """Whether what stands between two offsets is the text of a link, in Markdown or HTML, or within one."""
    if _OPENING.search(source, max(0, start - 8), start) and _CLOSING.match(source, end):
        return True
    tag = _TAG_BEFORE.search(source, max(0, start - _REACH), start)
    return tag is not None and not tag[1] and "href" in tag.group().lower()
