"""Words: find runs of letters and digits, with the apostrophes and hyphens inside them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from copydesk.analysis.block_texts import by_line
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

# Markup fillers inside a word ("\0") do not end it, nor do combining accents: <b>E</b>mphasis is one word.
_WORD = compile_later(r"[^\W_]+(?:['’\-‐‑\0\u0300-\u036f]+[^\W_]+|[\u0300-\u036f]+)*")

_new = tuple.__new__
"""Makes a Span of a pair in half the time: a text has thousands."""

_MARKS = "£$€.,;:!?…()[]{}<>*_\"“”„‘’'«»–—-"


_BETWEEN_WORDS = "’‘“”–—…„•€™"
"""Frequent characters beyond Latin-1 that belong to no word."""
_SPACED = bytes(
    code if (letter := chr(code)).isalnum() and not letter.isdecimal() else ord(" ") for code in range(256)
)
"""By their codes, the characters of Latin-1, with a space for what belongs to no word."""


def western_words(text: str) -> list[str] | None:
    """Return all runs of letters in a quarter of the time that a pattern takes for them.

    None if the text has letters beyond Latin-1.
    """
    if not text.isascii():
        for character in _BETWEEN_WORDS:
            text = text.replace(character, " ")
    try:
        return text.encode("latin-1").translate(_SPACED).decode("latin-1").split()
    except UnicodeEncodeError:
        return None


def find_words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words of `text` between two offsets (code points), in order."""
    stop = len(text) if end is None else end
    return [_new(Span, match.span()) for match in _WORD.finditer(text, start, stop)]


def find_all_words(text: str) -> list[Span]:
    """The words of a whole text, in order; none crosses a line's end."""
    found: list[Span] = []
    for at, words in by_line(find_words, text):
        found += [_new(Span, (at + start, at + end)) for start, end in words] if at else words
    return found


def spellings(text: str) -> frozenset[str]:
    """Every word of `text` as it is written, once, without the marks around it. Only white space parts words here."""
    return frozenset().union(*(words for _, words in by_line(_spellings, text)))


def _spellings(text: str) -> frozenset[str]:
    return frozenset(word.strip(_MARKS) for word in set(text.replace("\0", "").split()))


def either(words: Iterable[str]) -> str:
    """Return a pattern, as a group, that matches any of these words, the longest first; an empty one without words.

    The words are sorted by their first letters, because the engine tries one alternative after the other.
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        rest = word[1:]
        by_letter.setdefault(word[0], []).append(rest if rest.isalnum() else re.escape(rest))
    alternatives = (f"{letter}(?:{'|'.join(rests)})" for letter, rests in sorted(by_letter.items()))
    return f"(?:{'|'.join(alternatives) or '(?!)'})"
