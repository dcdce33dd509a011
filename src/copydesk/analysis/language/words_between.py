"""Words between two places, in lower case: with the marks that part clauses, without them, or as a set."""

from __future__ import annotations

from copydesk.support.patterns import compile_later

_WORD = compile_later(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_WORD_NUMBER_OR_BREAK = compile_later(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[,;:()—–]")
BREAKS = frozenset(",;:()—–")
"""The marks that part clauses."""


def words(text: str, start: int, end: int) -> list[str]:
    """Return the words between two offsets."""
    return [match.group().lower() for match in _WORD.finditer(text, start, end)]


def words_and_breaks(text: str, start: int, end: int) -> list[str]:
    """Return the words, numbers and `BREAKS` between two offsets."""
    return [match.group().lower() for match in _WORD_NUMBER_OR_BREAK.finditer(text, start, end)]


def word_set(text: str) -> set[str]:
    """Return what stands between the spaces and the markup of a text, without the marks around it."""
    return {word.strip(",.;:()").lower() for word in text.replace("\0", " ").split()}
