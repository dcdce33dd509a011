"""Context features: evidence for or against page chrome from the blocks around a block."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from copydesk.analysis.boilerplate import landmarks
from copydesk.analysis.boilerplate.block_features import FEATURES as OWN_FEATURES
from copydesk.analysis.boilerplate.block_features import Shape
from copydesk.analysis.boilerplate.chrome_score import outside_odds
from copydesk.analysis.boilerplate.closing_lines import is_closing

_ODDS = (-4.0, -2.5, -1.5, -0.7, 0.0, 0.7, 1.5, 2.5, 4.0)
_COARSE_ODDS = (-2.0, -0.5, 0.7, 2.2)
_OUTSIDE_ODDS = (-8.0, -5.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 5.0, 8.0)
_SHARES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9)
_DENSITIES = (1, 20, 40, 80, 150, 250, 400)
_BLOCKS = (3, 6, 12, 25, 50, 100, 200, 400)
_BODY_SHARES = (0.001, 0.1, 0.5, 0.9, 0.999)
_BODY_WORDS = (1, 60, 150, 300, 600, 1200)
_COUNTS = (1, 2, 3, 6, 12)
_REPEATS = (2, 3, 5)
_LABEL_ODDS = 2.5
_LABEL_WORDS = 12
_NEAR, _AROUND, _FAR = 3, 5, 10
"""How many blocks before and after count as near, around and far."""

_KINDS = 1 + len(_COARSE_ODDS) + 1
"""How many values the coarse odds of a block have; 0 stands for a place before the first or after the last block."""
_NEIGHBOURS = _KINDS**3

_ALONE: Mapping[str, int] = {
    "neighbours": _NEIGHBOURS,
    "near": len(_ODDS) + 1,
    "far": len(_ODDS) + 1,
    "outside": len(_OUTSIDE_ODDS) + 1,
    "article words around": len(_DENSITIES) + 1,
    "blocks in the document": len(_BLOCKS) + 1,
    "article in the document": len(_BODY_WORDS) + 1,
    "closings in the document": len(_COUNTS) + 1,
}
_WITH_ODDS: Mapping[str, int] = {
    "near": len(_ODDS) + 1,
    "position": landmarks.POSITIONS,
    "chrome in the document": len(_SHARES) + 1,
    "body": landmarks.PLACES,
    "article before it": len(_BODY_SHARES) + 1,
    "labels since the body began": len(_COUNTS) + 1,
    "closings since the body began": len(_COUNTS) + 1,
    "repeats around it": len(_REPEATS) + 1,
    "copies": landmarks.COPIES,
    "title": landmarks.TITLES,
}
_OF_ITS_OWN = {
    name: size for name, size in OWN_FEATURES.items() if name not in ("length", "stop words", "end")
}
"""The block's own features, without those that "length, stop words and end" combines."""

FEATURES: Mapping[str, int] = {
    **_ALONE,
    **{f"{name} and odds": _KINDS * size for name, size in _WITH_ODDS.items()},
    "body and position": landmarks.PLACES * landmarks.POSITIONS,
    **_OF_ITS_OWN,
}
"""The features of a block in its context, and the number of bins of each."""


def read_contexts(shapes: Sequence[Shape], odds: Sequence[float]) -> Iterator[tuple[int, ...]]:
    """Return for each block the bins of FEATURES: its own features beside those of its surroundings.

    Args:
        shapes: the features of each block.
        odds: the log odds of each block by itself.
    """
    kinds = [1 + bisect_right(_COARSE_ODDS, value) for value in odds]
    body = landmarks.find_body(shapes, odds)
    columns = {
        **_of_neighbours(kinds, odds),
        **_of_layout(shapes, odds, body),
        **_of_lines(shapes, odds, body),
    }
    crossed = [_crossed(kinds, columns[name], size) for name, size in _WITH_ODDS.items()]
    places = _crossed(columns["body"], columns["position"], landmarks.POSITIONS)
    own = zip(*(shape.bins for shape in shapes), strict=True)
    kept = [bins for name, bins in zip(OWN_FEATURES, own, strict=False) if name in _OF_ITS_OWN]
    return zip(*(columns[name] for name in _ALONE), *crossed, places, *kept, strict=True)


def _crossed(first: Iterable[int], second: Iterable[int], size: int) -> list[int]:
    return [one * size + other for one, other in zip(first, second, strict=True)]


def _binned(edges: Sequence[float], values: Iterable[float]) -> list[int]:
    return [bisect_right(edges, value) for value in values]


def _so_far(values: Iterable[int]) -> list[int]:
    return list(accumulate(values, initial=0))


def _of_neighbours(kinds: Sequence[int], odds: Sequence[float]) -> dict[str, list[int]]:
    """Return the features of the blocks before and after."""
    total = len(odds)
    sums = list(accumulate((max(-landmarks.MOST, min(landmarks.MOST, value)) for value in odds), initial=0.0))

    def mean(low: int, high: int) -> float:
        low, high = max(0, low), min(total, high)
        return (sums[high] - sums[low]) / (high - low) if high > low else 0.0

    def means(reach: int) -> list[float]:
        return [(mean(at - reach, at) + mean(at + 1, at + 1 + reach)) / 2 for at in range(total)]

    return {
        "neighbours": [
            (mine * _KINDS + before) * _KINDS + after
            for mine, before, after in zip(kinds, [0, *kinds][:-1], [*kinds, 0][1:], strict=True)
        ],
        "near": _binned(_ODDS, means(_NEAR)),
        "far": _binned(_ODDS, means(_FAR)),
        "outside": _binned(_OUTSIDE_ODDS, outside_odds(odds)),
        "chrome in the document": [bisect_right(_SHARES, sum(value > 0 for value in odds) / (total or 1))]
        * total,
    }


def _of_layout(
    shapes: Sequence[Shape], odds: Sequence[float], body: landmarks.ArticleBody | None
) -> dict[str, list[int]]:
    """Return the features of the page's layout: the solid paragraphs, and the stretch that reads most like the
    article.
    """
    total = len(odds)
    solid = landmarks.solid_blocks(shapes, odds)
    solid_words = [0] * total
    for index in solid:
        solid_words[index] = shapes[index].words
    words = _so_far(solid_words)
    return {
        "article words around": _binned(
            _DENSITIES,
            (words[min(total, at + _AROUND + 1)] - words[max(0, at - _AROUND)] for at in range(total)),
        ),
        "position": [landmarks.position(at, solid) for at in range(total)],
        "blocks in the document": [bisect_right(_BLOCKS, total)] * total,
        "body": [landmarks.place(at, body) for at in range(total)],
        "article before it": _binned(_BODY_SHARES, (count / (words[-1] or 1) for count in words[:-1])),
        "article in the document": [bisect_right(_BODY_WORDS, words[-1])] * total,
    }


def _of_lines(
    shapes: Sequence[Shape], odds: Sequence[float], body: landmarks.ArticleBody | None
) -> dict[str, list[int]]:
    """Return the features of lines that structure a page: labels, closing lines, copies, the title."""
    total = len(odds)
    lines = [shape.line for shape in shapes]
    began = body.first if body else 0
    labels = _so_far(
        value >= _LABEL_ODDS and shape.words < _LABEL_WORDS for value, shape in zip(odds, shapes, strict=True)
    )
    closings = _so_far(map(is_closing, lines))
    counts = Counter(lines)
    repeats = [counts[line] for line in lines]

    def since_the_body_began(so_far: Sequence[int]) -> list[int]:
        return _binned(_COUNTS, (so_far[at] - so_far[min(at, began)] for at in range(total)))

    return {
        "labels since the body began": since_the_body_began(labels),
        "closings since the body began": since_the_body_began(closings),
        "closings in the document": [bisect_right(_COUNTS, closings[-1])] * total,
        "repeats around it": _binned(
            _REPEATS, (max(repeats[max(0, at - _AROUND) : at + _AROUND + 1]) for at in range(total))
        ),
        "copies": landmarks.copies(lines, counts),
        "title": landmarks.titles(lines, body),
    }
