"""Exchanged neighbours: two signs side by side that have changed places, the commonest slip of typists."""

from __future__ import annotations

_PAIR = 2


def are_exchanged(one: str, other: str) -> bool:
    """Tell whether one word becomes the other when two neighbouring signs of it change places, and no other does."""
    if len(one) != len(other):
        return False
    places = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) != _PAIR:
        return False
    first, second = places
    return second - first == 1 and one[first] == other[second] and one[second] == other[first]
