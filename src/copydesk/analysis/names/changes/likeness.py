"""Weak likeness: what two words have in common of which one was put for the other by a careless eye, ear or machine."""

from __future__ import annotations

from copydesk.analysis.names.spelling.scanning import length_of_same_start
from copydesk.analysis.names.spelling.slips import fold


def shared_ends(one: str, other: str) -> tuple[int, int]:
    """Count the letters with which two words begin alike, and of the rest those with which they end alike."""
    first, second = fold(one), fold(other)
    start = length_of_same_start(first, second)
    rest = min(len(first), len(second)) - start
    return start, min(rest, length_of_same_start(first[::-1], second[::-1]))


def weight(one: str, other: str) -> float:
    """Return the share of the longer word's letters that both have at their start and their end."""
    return sum(shared_ends(one, other)) / max(len(one), len(other))
