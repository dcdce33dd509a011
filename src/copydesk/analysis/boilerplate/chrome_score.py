"""Chrome score: estimate whether each block stands outside the article, from all blocks of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, log
from typing import NamedTuple

_TRUST = 0.5
"""How much a block's own log odds count: those of neighbours are not independent of each other."""
_LEAST, _MOST = exp(-4.0 * _TRUST), exp(4.0 * _TRUST)
_LEFTOVER = exp(-1.0)
"""The factor for a block inside the article that reads as chrome."""
_TURN = exp(-3.0)
"""The factor for the article's beginning or end at a block."""
_START = exp(-1.0)
"""The factor for a text that begins with the article."""
_NEVER = 1e-9


class _States(NamedTuple):
    """The probabilities that a block stands before, inside and after the article, given all blocks up to it."""

    before: float
    inside: float
    after: float


def outside_odds(odds: Sequence[float]) -> list[float]:
    """Return for each block the log odds that it stands before or after the article.

    A hidden Markov model with three states in a row (before, inside, after), solved by the forward-backward
    algorithm.

    Args:
        odds: the log odds of each block by itself.
    """
    leanings = [max(_LEAST, min(_MOST, exp(_TRUST * value))) for value in odds]
    forward = list(_forward(leanings))
    # Read backwards, the states before and after change places.
    backward = list(_forward(leanings[::-1]))[::-1]
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
