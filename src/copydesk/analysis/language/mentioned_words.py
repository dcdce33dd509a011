"""Words and marks that a text speaks of instead of using them."""

from __future__ import annotations

from copydesk.formats.parsed import MARKUP

_ENCLOSING = frozenset((MARKUP * 2, '""', "''", "“”", "‘’", "„“", "«»", "»«", "``"))


def is_spoken_of(text: str, start: int, end: int) -> bool:
    """Whether what stands between two offsets is alone within quotation marks or markup of its own."""
    return text[start - 1 : start] + text[end : end + 1] in _ENCLOSING
