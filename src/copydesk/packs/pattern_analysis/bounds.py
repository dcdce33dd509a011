"""Bounds: refuse patterns that would take too long, or too much memory, to compile."""

from __future__ import annotations

import re
from collections.abc import Iterable

from copydesk.packs.memo import remembered
from copydesk.packs.pattern_analysis.syntax import REPEAT
from copydesk.support.patterns import compile_later

DEEPEST = 20
"""Levels of groups within groups."""
LARGEST = 200_000
"""The largest size of the patterns of a rule together. It is their length in code points, except that the module
`regex` writes out what must be repeated: `(?:ab){50}` is larger than fifty `(?:ab)`.
"""

_TOKEN = compile_later(r"\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|.", re.DOTALL)
_LONGEST_REPEAT = 24


def check_bounds(patterns: Iterable[str]) -> None:
    """Check the patterns of a rule.

    Raises:
        ValueError: the groups of a pattern are nested too deeply, or the patterns are too large.
    """
    total = 0
    for pattern in patterns:
        total += len(pattern)
        if total <= LARGEST:
            total += _size(pattern) - len(pattern)
        if total > LARGEST:
            raise ValueError(
                "repeats groups too often, or is too long; write less, or repeat no group that contains repeated ones"
            )


@remembered
def _size(pattern: str) -> int:
    """Return the size of a pattern, or any number above LARGEST if it is larger."""
    outer: list[int] = []
    size = at = 0
    while at < len(pattern) and size <= LARGEST:
        token = _TOKEN.match(pattern, at)
        assert token is not None  # it matches any character
        at = token.end()
        size += 1
        if token.group() == "(":
            outer.append(size)
            size = 0
            if len(outer) > DEEPEST:
                raise ValueError(
                    f"has groups within groups, more than {DEEPEST} levels deep; take some apart"
                )
        elif repeat := REPEAT.match(pattern, at):
            if len(repeat.group()) > _LONGEST_REPEAT:
                raise ValueError("repeats something too often; write a smaller number in the braces")
            if token.group() == ")" and outer:
                size *= 1 + _least(repeat)
        if token.group() == ")" and outer:
            size += outer.pop()
    return size


def _least(repeat: re.Match[str]) -> int:
    """Return how often something must be repeated at least."""
    return repeat["sign"] == "+" if repeat["sign"] else int(repeat["exact"] or repeat["least"] or 0)
