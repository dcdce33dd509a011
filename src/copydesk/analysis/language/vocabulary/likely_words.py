"""Likely words: the words of a language that a writer may have meant, some 30,000; names are not among them."""

from __future__ import annotations

from functools import cache

from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.language.vocabulary.known_words import KNOWN
from copydesk.analysis.language.wordlists import read_list

_SECTIONS = ("before:", "behind:", "short:", "names:", "long:")


@cache
def likely_words(language: str) -> frozenset[str]:
    """Return the likely words of a language, in small letters; the common ones alone if it has no longer list."""
    return common_words(language) - _section(language, "names:") | _section(language, "long:")


@cache
def very_common_words(language: str) -> frozenset[str]:
    """Return words of four and five letters that are so common that a slip of one is told from a rare word."""
    return _section(language, "short:")


@cache
def small_words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the small words that begin no longer word with another behind them, and those that end none."""
    return _section(language, "before:"), _section(language, "behind:")


def _section(language: str, name: str) -> frozenset[str]:
    return _sections(language)[name]


@cache
def _sections(language: str) -> dict[str, frozenset[str]]:
    if language not in KNOWN:
        return dict.fromkeys(_SECTIONS, frozenset())
    words = read_list(f"likely/{language}").split("\n", 1)[1].split()
    starts = [words.index(name) for name in _SECTIONS]
    return {
        name: frozenset(words[start + 1 : end])
        for name, start, end in zip(_SECTIONS, starts, [*starts[1:], len(words)], strict=True)
    }
