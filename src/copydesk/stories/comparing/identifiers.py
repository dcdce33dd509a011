"""Identifiers: numbers that name a thing and count nothing, and prices in a list: no copy has them wrong."""

from __future__ import annotations

import re

from copydesk.stories.article import Article
from copydesk.support.patterns import compile_later

_LABEL = (
    r"PR|pull\s+request|issue|bug|ticket|version|release|build|ISBN|ISSN|DOI|IBAN|account|acct|invoice|order|docket"
    r"|case|ref|serial|tel|telephone|phone|fax|no\.|nr|n[°º]"
)
_LABELLED = compile_later(
    rf"(?:[#№/@_=]|\b(?-i:[A-Z]){{2,}}[-‑]|\bv|\b(?:{_LABEL})[.:]?[\s\0]*(?:(?:number|no\.?|#)[\s\0#]*)?)\Z",
    re.IGNORECASE,
)
_COUNTED = compile_later(r"[\s\0]+(?:[a-z]+[\s\0]+)?[a-z]{3,}s\b")
"""A number before a plural counts, whatever stands before it: “to build 12 houses”."""
_GROUPED = compile_later(r"[+(]?\d[\d()\s./-]*\d")
_GROUPS_JOINED = compile_later(r"\d[)]?[-./][\s]?\d")
_TELEPHONE_DIGITS = 7
_AROUND = 24


def is_identifier(article: Article, start: int, end: int) -> bool:
    """Tell whether the number between two offsets names an issue, a version, a book, an account or a telephone."""
    labelled = _LABELLED.search(article.text, max(0, start - _AROUND), start)
    if labelled and not _COUNTED.match(article.text, end):
        return True
    return _is_dialled(article.text, start, end)


def is_entry(article: Article, start: int) -> bool:
    """Tell whether an offset lies in an entry of a list that is no sentence, as of a catalogue or an agenda."""
    return any(entry.start <= start < entry.end for entry in article.entries)


def _is_dialled(text: str, start: int, end: int) -> bool:
    """Tell whether the number is one of several groups of digits that marks join: 555-0134."""
    first = max(0, start - _AROUND)
    for match in _GROUPED.finditer(text, first, min(len(text), end + _AROUND)):
        if match.start() <= start and end <= match.end():
            digits = sum(character.isdigit() for character in match.group())
            return digits >= _TELEPHONE_DIGITS and _GROUPS_JOINED.search(match.group()) is not None
    return False
