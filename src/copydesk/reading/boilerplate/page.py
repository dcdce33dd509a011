"""Which blocks are the article and which are the page around it.

Three small additive tables of learnt weights. The first looks at a block by itself (see shapes) and gives its log
odds of being chrome; the second looks again, with what the first said of the neighbours and of the document, and the
third does the same with what the second said. Each is a sum of one number a feature, so what a reading rests on can
be read off. bench/train_page.py learns them.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

from copydesk.formats.parsed import Block
from copydesk.reading.boilerplate.shapes import FEATURES as OWN_FEATURES
from copydesk.reading.boilerplate.shapes import Shape, read_shapes

_WEIGHTS = Path(__file__).parents[1] / "data" / "page.json"

_ODDS = (-4.0, -2.5, -1.5, -0.7, 0.0, 0.7, 1.5, 2.5, 4.0)
_COARSE_ODDS = (-2.0, -0.5, 0.7, 2.2)
_SHARES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9)
_DENSITIES = (1, 20, 40, 80, 150, 250, 400)
_RUNS = (1, 2, 3, 5, 8, 13, 25)
_DISTANCES = (1, 2, 3, 5, 10)
_BLOCKS = (3, 6, 12, 25, 50, 100, 200, 400)
_SOLID_ODDS = -1.5
_SOLID_WORDS = 20
_LIMIT = 30.0
_HOPELESS = -2.5
"""A block with such odds by itself is article whatever stands around it: it is not looked at again."""

PLACE_ODDS = (0.0, 3.0, 1.5, -0.7, 0.0, -0.7, -0.7, 0.0)
"""What markup says, by shapes' bins of "place": set by hand, since the corpora that the rest is learnt from are plain
text. What HTML calls navigation or footer mostly is; a heading or a quotation that is marked as one mostly belongs."""

FEATURES = (
    "own odds",
    "between its neighbours",
    "before",
    "after",
    "two before",
    "two after",
    "near",
    "far",
    "odds in its surroundings",
    "article words nearby",
    "position",
    "position and odds",
    "chrome in the document and odds",
    "run and odds",
    "blocks in the document",
    *OWN_FEATURES,
)
"""The names of what the second table looks at, in the order of a context's bins."""


class Page(NamedTuple):
    """A reading of the page.

    Attributes:
        chrome: for each block, how sure it is that the block is page chrome (0 to 1).
        alone: for each block its log odds of being chrome going by itself alone.
    """

    chrome: tuple[float, ...]
    alone: tuple[float, ...] = ()


@cache
def weights() -> dict[str, Any]:
    """The learnt tables: "words", and "own", "context" and "again" with a list of weights a feature."""
    loaded: dict[str, Any] = json.loads(_WEIGHTS.read_text("utf-8"))
    return loaded


def read_page(text: str, blocks: Sequence[Block], language: str | None = None) -> Page:
    """Tell article from chrome."""
    learnt = weights()
    shapes = read_shapes(text, blocks, language, learnt["words"])
    own = own_odds(shapes, learnt["own"])
    odds = own
    for table in (learnt["context"], learnt["again"]):
        odds = look_again(shapes, own, odds, table)
    return Page(tuple(1 / (1 + exp(-value)) for value in odds), tuple(own))


def look_again(
    shapes: Sequence[Shape], own: Sequence[float], odds: Sequence[float], table: Mapping[str, Any]
) -> list[float]:
    """New odds for every block that is worth a look, from what `odds` says of those around it."""
    wanted = [index for index, value in enumerate(own) if value > _HOPELESS]
    rows = _rows(table, FEATURES)
    again = list(odds)
    for index, bins in zip(wanted, read_contexts(shapes, own, odds, wanted), strict=True):
        again[index] = max(-_LIMIT, min(_LIMIT, _sum(rows, bins, table["bias"])))
    return again


def own_odds(shapes: Sequence[Shape], table: Mapping[str, Any]) -> list[float]:
    """The log odds of each block by itself."""
    rows, bias = _rows(table, OWN_FEATURES), table["bias"]
    return [_sum(rows, shape.bins, bias) + PLACE_ODDS[shape.bins[-1]] for shape in shapes]


def _rows(table: Mapping[str, Any], features: Sequence[str]) -> list[list[float]]:
    return [table[feature] for feature in features]


def _sum(rows: list[list[float]], bins: Sequence[int], bias: float) -> float:
    for row, number in zip(rows, bins, strict=True):
        bias += row[number]
    return bias


def solid_blocks(shapes: Sequence[Shape], odds: Sequence[float]) -> list[int]:
    """The numbers of the blocks that are article text beyond doubt, going by themselves alone."""
    return [
        index
        for index, (shape, value) in enumerate(zip(shapes, odds, strict=True))
        if value < _SOLID_ODDS and shape.words >= _SOLID_WORDS
    ]


def read_contexts(
    shapes: Sequence[Shape], own: Sequence[float], odds: Sequence[float], wanted: Sequence[int]
) -> list[tuple[int, ...]]:
    """For each wanted block, the bins of FEATURES: its own evidence beside that of its surroundings."""
    total = len(odds)
    solid = solid_blocks(shapes, own)
    solid_words = [0] * total
    for index in solid:
        solid_words[index] = shapes[index].words
    words_so_far = list(accumulate(solid_words, initial=0))
    odds_so_far = list(accumulate((max(-4.0, min(4.0, value)) for value in odds), initial=0.0))
    share = bisect_right(_SHARES, sum(value > 0 for value in odds) / (total or 1))
    size = bisect_right(_BLOCKS, total)
    runs = _run_lengths(odds)
    coarse = [1 + bisect_right(_COARSE_ODDS, value) for value in odds]
    fine = [1 + bisect_right(_ODDS, value) for value in odds]

    def mean(low: int, high: int) -> float:
        low, high = max(0, low), min(total, high)
        return (odds_so_far[high] - odds_so_far[low]) / (high - low) if high > low else 0.0

    contexts = []
    for at in wanted:
        mine = coarse[at]
        before = coarse[at - 1] if at else 0
        after = coarse[at + 1] if at + 1 < total else 0
        position = _position(at, solid)
        near = (mean(at - 3, at) + mean(at + 1, at + 4)) / 2
        contexts.append(
            (
                fine[at],
                (mine * 6 + before) * 6 + after,
                fine[at - 1] if at else 0,
                fine[at + 1] if at + 1 < total else 0,
                fine[at - 2] if at > 1 else 0,
                fine[at + 2] if at + 2 < total else 0,
                bisect_right(_ODDS, near),
                bisect_right(_ODDS, (mean(at - 10, at) + mean(at + 1, at + 11)) / 2),
                mine * 10 + bisect_right(_ODDS, near),
                bisect_right(_DENSITIES, words_so_far[min(total, at + 6)] - words_so_far[max(0, at - 5)]),
                position,
                mine * 22 + position,
                mine * 10 + share,
                mine * 8 + bisect_right(_RUNS, runs[at]),
                size,
                *shapes[at].bins,
            )
        )
    return contexts


def _position(at: int, solid: Sequence[int]) -> int:
    """Where a block stands among the article's solid paragraphs: before the first, after the last, or between two."""
    if not solid:
        return 0
    following = bisect_right(solid, at)
    if following == 0:
        return 1 + bisect_right(_DISTANCES, solid[0] - at)
    if following == len(solid):
        return 7 + bisect_right(_DISTANCES, at - solid[-1])
    left, right = min(at - solid[following - 1], 3), min(solid[following] - at, 3)
    return 13 + max(0, left - 1) * 3 + right - 1


def _run_lengths(odds: Sequence[float]) -> list[int]:
    """For each block how many blocks in a row lean to chrome around it; 0 where it does not lean so itself."""
    lengths = [0] * len(odds)
    start = 0
    for at in range(len(odds) + 1):
        if at == len(odds) or odds[at] <= 0:
            lengths[start:at] = [at - start] * (at - start)
            start = at + 1
    return lengths
