"""Bounds: refuse patterns that would take too long, or too much memory, to compile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.packs.pattern_analysis.memo import remembered
from copydesk.packs.pattern_analysis.syntax import REPEAT
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable

DEEPEST = 20
"""Levels of groups within groups."""
LARGEST = 200_000
"""The largest size of the patterns of a rule together. It is their length in code points, except that the module
`regex` writes out what must be repeated: `(?:ab){50}` is larger than fifty `(?:ab)`, and `a{50}` than fifty `a`.
"""

_TOKEN = compile_later(r"\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|.", re.DOTALL)
_LONGEST_REPEAT = 24
_MAY_STAND_BEFORE_REPEAT = compile_later(r"\(\?(?:#|\w*x|\w+\))")
"""Comments, flags, and the flag that allows spaces anywhere: behind them, a repeat belongs to what stands before."""


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
                "repeats something too often, or is too long; write smaller numbers in the braces, or less, or repeat"
                " no group that contains repeated ones"
            )


@remembered
def _size(pattern: str) -> int:
    """Return the size of a pattern, or any number above LARGEST if it is larger."""
    outer: list[int] = []
    is_clear = not _MAY_STAND_BEFORE_REPEAT.search(pattern)
    size = at = 0
    while at < len(pattern) and size <= LARGEST:
        token = _TOKEN.match(pattern, at)
        assert token is not None  # it matches any character
        at = token.end()
        size += 1
        item = 1
        if token.group() == "(":
            outer.append(size)
            size = 0
            if len(outer) > DEEPEST:
                raise ValueError(
                    f"has groups within groups, more than {DEEPEST} levels deep; take some apart"
                )
            continue
        if token.group() == ")" and outer:
            item = size
            size += outer.pop()
        if repeat := REPEAT.match(pattern, at):
            if len(repeat.group()) > _LONGEST_REPEAT:
                raise ValueError("repeats something too often; write a smaller number in the braces")
            size += _least(repeat) * (item if is_clear else size)
    return size


def _least(repeat: re.Match[str]) -> int:
    """Return how often something must be repeated at least."""
    return repeat["sign"] == "+" if repeat["sign"] else int(repeat["exact"] or repeat["least"] or 0)
