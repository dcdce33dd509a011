"""Fused pairs: a small word and the word beside it that have grown together: ofthe, andwhen, undder."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from copydesk.analysis.language.languages import language_data

SMALLEST = 2
"""How many letters a small word has that may have grown together with the next one."""
_SMALLEST_BEHIND = 3
SHORTEST_BESIDE = 4
"""How many letters the other word has, if it is no small one."""


def is_fused(
    word: str, language: str, before: AbstractSet[str], behind: AbstractSet[str], likely: AbstractSet[str]
) -> tuple[str, str] | None:
    """Return the two words that a word is made of, one of them a small one; None if it is not."""
    small = language_data(language).stop_words
    for at in range(SMALLEST, len(word) - SMALLEST + 1):
        first, last = word[:at], word[at:]
        if min(at, len(last)) >= _SMALLEST_BEHIND and first in small and last in small:
            return first, last
        if first in before and len(last) >= SHORTEST_BESIDE + (at <= SMALLEST) and last in likely:
            return first, last
        if len(last) >= _SMALLEST_BEHIND and last in behind and at >= SHORTEST_BESIDE and first in likely:
            return first, last
    return None
