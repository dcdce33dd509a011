"""Plurals: write a number with its noun."""

from __future__ import annotations


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number and its noun: "1 file", "2 files", "2 fixes"; `plural` is for nouns that do not just add an s."""
    return f"{number:,} {noun if number == 1 or noun == 'info' else plural or f'{noun}s'}"
