"""Scanning: names of which a scanner takes two letters for one that looks like them, such as Barnes and Bames."""

from __future__ import annotations

_LOOKS_LIKE = {
    "m": "rn in ni nn tn ln".split(),
    "d": ["cl"],
    "h": ["li"],
    "w": ["vv"],
    "u": ["ii", "ll"],
    "n": ["ii", "ri"],
    "k": ["lc"],
}
"""Two letters that look like one, by the one."""


def are_read_alike(one: str, other: str) -> bool:
    """Tell whether two letters of one name are a letter of the other that looks like them."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    if len(longer) - len(shorter) != 1:
        return False
    at = length_of_same_start(longer, shorter)
    return any(
        longer.startswith(two, start) and shorter == longer[:start] + single + longer[start + len(two) :]
        for single, pairs in _LOOKS_LIKE.items()
        for two in pairs
        for start in (at - 1, at)
        if start >= 0
    )


def length_of_same_start(one: str, other: str) -> int:
    """Count the letters with which both begin."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
