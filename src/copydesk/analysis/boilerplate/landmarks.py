"""Landmarks of a page: the body of the article, its solid paragraphs, copied lines and the title."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from math import log1p
from typing import NamedTuple

from copydesk.analysis.boilerplate.block_features import Shape
from copydesk.support.patterns import compile_later

MOST = 4.0
"""The largest log odds of a block that count in a sum over several blocks."""

_DISTANCES = (1, 2, 3, 5, 10)
_FAR_DISTANCES = (1, 2, 3, 5, 10, 20, 50)
_DEPTHS = (1, 2, 4, 10)
PLACES = 21
"""How many values place() has."""
POSITIONS = 22
"""How many values position() has."""
COPIES = 4
"""How many values copies() has."""
TITLES = 4
"""How many values titles() has."""
_SOLID_ODDS = -1.5
_SOLID_WORDS = 20
_TITLE_WORDS = 3
_ALIKE = 0.6
_WORD = compile_later(r"\w+")


class ArticleBody(NamedTuple):
    """The blocks that look most like an article: the numbers of the first and the last one."""

    first: int
    last: int


def find_body(shapes: Sequence[Shape], odds: Sequence[float]) -> ArticleBody | None:
    """The stretch whose blocks' odds against chrome, long blocks counting more, sum up to most (Kadane's algorithm)."""
    best = total = 0.0
    start = 0
    body = None
    for index, (shape, value) in enumerate(zip(shapes, odds, strict=True)):
        if total <= 0:
            total, start = 0.0, index
        total -= max(-MOST, min(MOST, value)) * log1p(shape.words)
        if total > best:
            best, body = total, ArticleBody(start, index)
    return body


def solid_blocks(shapes: Sequence[Shape], odds: Sequence[float]) -> list[int]:
    """Return the numbers of the blocks that are certainly article text, judged by themselves."""
    return [
        index
        for index, (shape, value) in enumerate(zip(shapes, odds, strict=True))
        if value < _SOLID_ODDS and shape.words >= _SOLID_WORDS
    ]


def place(at: int, body: ArticleBody | None) -> int:
    """Return a block's position: 1 to 8 before the body, 9 to 12 in it, 13 to 20 after it; 0 if there is no body."""
    if body is None:
        return 0
    if at < body.first:
        return 1 + bisect_right(_FAR_DISTANCES, body.first - at)
    if at > body.last:
        return 13 + bisect_right(_FAR_DISTANCES, at - body.last)
    return 9 + min(3, bisect_right(_DEPTHS, min(at - body.first, body.last - at)))


def copies(lines: Sequence[str], counts: Counter[str]) -> list[int]:
    """Return for each line: 0 if it occurs once, 1 at its first, 3 at its last and 2 at its other occurrences."""
    left = dict(counts)
    out = []
    for line in lines:
        left[line] -= 1
        if counts[line] == 1:
            out.append(0)
        else:
            out.append(3 if not left[line] else 1 if left[line] == counts[line] - 1 else 2)
    return out


def titles(lines: Sequence[str], body: ArticleBody | None) -> list[int]:
    """Return where the title (the first line) occurs again before the middle of the body.

    1 before the last such line, 2 on it, 3 after it; 0 if there is none.
    """
    wanted = set(_WORD.findall(lines[0].lower())) if lines else set()
    if len(wanted) < _TITLE_WORDS or body is None:
        return [0] * len(lines)
    at = 0
    for index in range(1, min(len(lines), body.first + (body.last - body.first) // 2 + 1)):
        words = set(_WORD.findall(lines[index].lower()))
        if len(words & wanted) >= _ALIKE * len(words | wanted):
            at = index
    if not at:
        return [0] * len(lines)
    return [1] * at + [2] + [3] * (len(lines) - at - 1)


def position(at: int, solid: Sequence[int]) -> int:
    """Return a block's position among the solid paragraphs: before the first, after the last, or between two."""
    if not solid:
        return 0
    following = bisect_right(solid, at)
    if following == 0:
        return 1 + bisect_right(_DISTANCES, solid[0] - at)
    if following == len(solid):
        return 7 + bisect_right(_DISTANCES, at - solid[-1])
    left, right = min(at - solid[following - 1], 3), min(solid[following] - at, 3)
    return 13 + max(0, left - 1) * 3 + right - 1
