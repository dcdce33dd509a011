"""Closest words: tell which word somebody may have meant who mistyped it."""

from __future__ import annotations

from collections.abc import Collection


def closest(word: str, known: Collection[str]) -> str:
    """Return the known word that is most like another one; empty if none is similar."""
    from difflib import get_close_matches  # few runs need it

    return next(iter(get_close_matches(word, known, 1)), "")
