"""Mentioned words: tell whether a text talks about a word or mark instead of using it."""

from __future__ import annotations

from copydesk.formats.parsed import MARKUP

_ENCLOSING = frozenset((MARKUP * 2, '""', "''", "“”", "‘’", "„“", "«»", "»«", "``"))


def is_spoken_of(text: str, start: int, end: int) -> bool:
    """Tell whether the text between two offsets is alone inside quotation marks or markup of its own."""
    return text[start - 1 : start] + text[end : end + 1] in _ENCLOSING
