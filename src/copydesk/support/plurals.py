"""Plurals: write a number with its noun, and quote the beginning of a text."""

from __future__ import annotations

from datetime import date
from reprlib import repr as shortened
from typing import Any


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number and its noun: "1 file", "2 files", "2 fixes"; `plural` is for nouns that do not just add an s."""
    return f"{number:,} {noun if number == 1 or noun == 'info' else plural or f'{noun}s'}"


_LONGEST = 40


def shown_value(value: Any) -> str:
    """Return a value of a setting for a message: a text in quotation marks; of what is long, the beginning."""
    if isinstance(value, date):  # a time is one, too
        value = str(value)
    if not isinstance(value, str):
        return shortened(value)
    return f"“{beginning(value, _LONGEST)}”"


def beginning(text: str, limit: int) -> str:
    """Return a text as messages quote it: of more than `limit` code points the first words, and an ellipsis."""
    if len(text) <= limit:
        return text
    shown = text[: limit - 1]
    if not text[limit - 1].isspace() and (last := shown.rfind(" ")) > limit // 2:
        shown = shown[:last]  # else there is a word that is longer than half of the limit
    return f"{shown.rstrip()}…"
