"""Maximal length: compute how long a match of a pattern can be. It is not tried, or compiled, for longer lines."""

from __future__ import annotations

import math

from copydesk.packs.pattern_analysis.memo import remembered
from copydesk.packs.pattern_analysis.syntax import (
    Alternatives,
    Assertion,
    CharacterSet,
    Literal,
    Node,
    Repetition,
    Sequence,
    read_pattern,
)


@remembered
def longest_match(pattern: str) -> float:
    """Return the largest length of a match in code points, runs of white space as one; infinite without a limit."""
    return _longest(read_pattern(pattern))


def _longest(node: Node) -> float:
    match node:
        case Literal() | CharacterSet():
            return 1.0
        case Assertion():
            return 0.0
        case Sequence(items):
            return float(sum(map(_longest, items)))
        case Alternatives(branches):
            return max(map(_longest, branches))
        case Repetition(item, _, most):
            length = _longest(item)
            return length * (math.inf if most is None else most) if length and most != 0 else 0.0
        case _:
            return math.inf
