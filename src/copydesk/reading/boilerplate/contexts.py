"""What stands around a block: the evidence for or against page chrome that a block by itself does not show."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from copydesk.reading.boilerplate import landmarks
from copydesk.reading.boilerplate.shapes import FEATURES as OWN_FEATURES
from copydesk.reading.boilerplate.shapes import Shape

_ODDS = (-4.0, -2.5, -1.5, -0.7, 0.0, 0.7, 1.5, 2.5, 4.0)
_COARSE_ODDS = (-2.0, -0.5, 0.7, 2.2)
_SHARES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9)
_DENSITIES = (1, 20, 40, 80, 150, 250, 400)
_RUNS = (1, 2, 3, 5, 8, 13, 25)
_BLOCKS = (3, 6, 12, 25, 50, 100, 200, 400)
_BODY_SHARES = (0.001, 0.1, 0.5, 0.9, 0.999)
_BODY_WORDS = (1, 60, 150, 300, 600, 1200)
_COUNTS = (1, 2, 3, 6, 12)
_REPEATS = (2, 3, 5)
_LABEL_ODDS = 2.5
_LABEL_WORDS = 12
_AROUND = 20

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
    "body",
    "body and odds",
    "article before it and odds",
    "article in the document",
    "labels since the body began and odds",
    "labels around it and odds",
    "closings since the body began and odds",
    "closings in the document",
    "repeats around it and odds",
    "earlier and later copies and odds",
    "title and odds",
    *OWN_FEATURES,
)
"""The names of what a context shows, in the order of its bins."""


def read_contexts(shapes: Sequence[Shape], odds: Sequence[float]) -> Iterator[tuple[int, ...]]:
    """For each block, the bins of FEATURES: its own evidence beside that of its surroundings.

    `odds` are the log odds of each block by itself.
    """
    total = len(odds)
    lines = [shape.line for shape in shapes]
    solid = landmarks.solid_blocks(shapes, odds)
    solid_words = [0] * total
    for index in solid:
        solid_words[index] = shapes[index].words
    words_so_far = list(accumulate(solid_words, initial=0))
    all_words = words_so_far[-1] or 1
    odds_so_far = list(
        accumulate((max(-landmarks.MOST, min(landmarks.MOST, value)) for value in odds), initial=0.0)
    )
    share = bisect_right(_SHARES, sum(value > 0 for value in odds) / (total or 1))
    size = bisect_right(_BLOCKS, total)
    body_size = bisect_right(_BODY_WORDS, words_so_far[-1])
    runs = landmarks.run_lengths(odds)
    coarse = [1 + bisect_right(_COARSE_ODDS, value) for value in odds]
    fine = [1 + bisect_right(_ODDS, value) for value in odds]
    body = landmarks.find_body(shapes, odds)
    labels = _so_far(
        value >= _LABEL_ODDS and shape.words < _LABEL_WORDS for value, shape in zip(odds, shapes, strict=True)
    )
    closings = _so_far(map(landmarks.is_closing, lines))
    all_closings = bisect_right(_COUNTS, closings[-1])
    counts = Counter(lines)
    repeats = [counts[line] for line in lines]
    copies = landmarks.copies(lines, counts)
    titles = landmarks.titles(lines, body)
    began = body.first if body else 0

    def mean(low: int, high: int) -> float:
        low, high = max(0, low), min(total, high)
        return (odds_so_far[high] - odds_so_far[low]) / (high - low) if high > low else 0.0

    for at in range(total):
        mine = coarse[at]
        before = coarse[at - 1] if at else 0
        after = coarse[at + 1] if at + 1 < total else 0
        position = landmarks.position(at, solid)
        place = landmarks.place(at, body)
        near = (mean(at - 3, at) + mean(at + 1, at + 4)) / 2
        from_body = min(at, began)
        around = labels[min(total, at + _AROUND)] - labels[max(0, at - _AROUND)]
        yield (
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
            place,
            mine * 21 + place,
            mine * 6 + bisect_right(_BODY_SHARES, words_so_far[at] / all_words),
            body_size,
            mine * 6 + bisect_right(_COUNTS, labels[at] - labels[from_body]),
            mine * 6 + bisect_right(_COUNTS, around // 2),
            mine * 6 + bisect_right(_COUNTS, closings[at] - closings[from_body]),
            all_closings,
            mine * 4 + bisect_right(_REPEATS, max(repeats[max(0, at - 5) : at + 6])),
            mine * 4 + copies[at],
            mine * 4 + titles[at],
            *shapes[at].bins,
        )


def _so_far(marks: Iterable[bool]) -> list[int]:
    return list(accumulate(marks, initial=0))
