"""Which blocks are the article and which are the page around it.

Two additive tables of learnt weights. The first looks at a block by itself (see shapes) and gives its log odds of
being chrome; the second looks again, with what the first said of the neighbours, of the stretch that reads most like
an article, and of the document (see contexts). Each is a sum of one number a feature, so what a reading rests on can
be read off. English has tables of its own, which know its phrases; those for all other languages go by shapes alone.
bench/train_page.py learns them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

from copydesk.analysis.boilerplate import block_features as shapes
from copydesk.analysis.boilerplate import context_features as contexts
from copydesk.analysis.boilerplate.block_features import Shape
from copydesk.analysis.boilerplate.landmarks import ArticleBody, find_body
from copydesk.formats.parsed import Block

_WEIGHTS = Path(__file__).parents[1] / "data" / "page.json"
_LIMIT = 30.0
"""Log odds beyond this are as good as certain; exp() stays finite."""

PLACE_ODDS = (0.0, 3.0, 1.5, -0.7, 0.0, -0.7, -0.7, 0.0)
"""What markup says, by shapes' bins of "place": set by hand, since the corpora that the rest is learnt from are plain
text. What HTML calls navigation or footer mostly is; a heading or a quotation that is marked as one mostly belongs."""


class Page(NamedTuple):
    """A reading of the page.

    Attributes:
        chrome: for each block, how sure it is that the block is page chrome (0 to 1).
        alone: for each block its log odds of being chrome going by itself alone.
        lines: what of each block is compared: its start without markup and case (see shapes).
        body: the stretch of blocks that reads most like an article, chrome inside it included; None if there is none.
    """

    chrome: tuple[float, ...]
    alone: tuple[float, ...]
    lines: tuple[str, ...]
    body: ArticleBody | None


@cache
def weights() -> dict[str, Any]:
    """The learnt tables for "en" and "any": "phrases", and "own" and "context" with a list of weights a feature."""
    loaded: dict[str, Any] = json.loads(_WEIGHTS.read_text("utf-8"))
    return loaded


def tables_for(language: str | None) -> dict[str, Any]:
    """The learnt tables that hold for a language; a page of which nothing else is known speaks English."""
    tables: dict[str, Any] = weights()["en" if language in ("en", None) else "any"]
    return tables


def read_page(text: str, blocks: Sequence[Block], language: str | None = None) -> Page:
    """Tell article from chrome."""
    learnt = tables_for(language)
    read = shapes.read_shapes(text, blocks, language, learnt["phrases"])
    own = own_odds(read, learnt["own"])
    odds = context_odds(read, own, learnt["context"])
    return Page(
        tuple(1 / (1 + exp(-value)) for value in odds),
        tuple(own),
        tuple(shape.line for shape in read),
        find_body(read, odds),
    )


def own_odds(read: Sequence[Shape], table: Mapping[str, Any]) -> list[float]:
    """The log odds of each block by itself."""
    rows, bias = [table[feature] for feature in shapes.FEATURES], table["bias"]
    return [_sum(rows, shape.bins, bias) + PLACE_ODDS[shape.bins[-1]] for shape in read]


def context_odds(read: Sequence[Shape], own: Sequence[float], table: Mapping[str, Any]) -> list[float]:
    """The log odds of each block among those around it."""
    rows, bias = [table[feature] for feature in contexts.FEATURES], table["bias"]
    return [max(-_LIMIT, min(_LIMIT, _sum(rows, bins, bias))) for bins in contexts.read_contexts(read, own)]


def _sum(rows: list[list[float]], bins: Sequence[int], bias: float) -> float:
    for row, number in zip(rows, bins, strict=True):
        bias += row[number]
    return bias
