"""How likely each block stands outside the article, as a whole page tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, log
from typing import NamedTuple

_TRUST = 0.5
"""How much a block's own log odds count: those of neighbours are not independent of each other."""
_LEAST, _MOST = exp(-4.0 * _TRUST), exp(4.0 * _TRUST)
_LEFTOVER = exp(-1.0)
"""What it costs that a block which reads as chrome stands inside the article."""
_TURN = exp(-3.0)
"""What it costs that the article begins or ends at a block."""
_START = exp(-1.0)
"""What it costs that a text begins with the article."""
_NEVER = 1e-9


class _States(NamedTuple):
    """How likely a block stands before, inside and after the article, given all blocks up to it."""

    before: float
    inside: float
    after: float


def outside_odds(odds: Sequence[float]) -> list[float]:
    """For each block the log odds that it stands before or after the article.

    A hidden Markov model of three states in a row, before, inside and after, read by the forward-backward algorithm.
    `odds` are the log odds of each block by itself.
    """
    leanings = [max(_LEAST, min(_MOST, exp(_TRUST * value))) for value in odds]
    forward = list(_forward(leanings))
    backward = list(_forward(leanings[::-1]))[
        ::-1
    ]  # read from its end, what stands after the article comes first
    out = []
    for lean, left, right in zip(leanings, forward, backward, strict=True):
        outside = (left.before * right.after + left.after * right.before) / lean
        inside = left.inside * right.inside / _inside(lean)
        out.append(log((outside + _NEVER) / (inside + _NEVER)))
    return out


def _inside(lean: float) -> float:
    return max(1.0, lean * _LEFTOVER)


def _forward(leanings: Sequence[float]) -> Iterator[_States]:
    before, inside, after = 1.0, _START, 0.0
    for lean in leanings:
        after = (after + inside * _TURN) * lean
        inside = (inside + before * _TURN) * _inside(lean)
        before *= lean
        total = before + inside + after
        before, inside, after = before / total, inside / total, after / total
        yield _States(before, inside, after)
