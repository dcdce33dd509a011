"""Plurals: write a number with its noun."""

from __future__ import annotations

from reprlib import repr as shortened
from typing import Any


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number and its noun: "1 file", "2 files", "2 fixes"; `plural` is for nouns that do not just add an s."""
    return f"{number:,} {noun if number == 1 or noun == 'info' else plural or f'{noun}s'}"


_LONGEST = 40


def shown_value(value: Any) -> str:
    """Return a value of a setting for a message: a text in quotation marks; of what is long, the beginning."""
    if not isinstance(value, str):
        return shortened(value)
    return f"“{value if len(value) <= _LONGEST else value[: _LONGEST - 1] + '…'}”"
