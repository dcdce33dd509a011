"""Page model: estimate for each block the probability that it is page chrome.

Two additive tables of learnt weights. The first uses the features of a block by itself (see `block_features`), and
gives its log odds of being chrome. The second adds the first one's results for the neighbours, for the stretch that
reads most like an article, and for the whole document (see `context_features`). Each result is a sum of one number
for each feature, so that it can be explained. English has its own tables, which know phrases; those for all other
languages do not. bench/train_page.py learns the tables.
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
"""Larger log odds are cut, so that exp() stays finite."""

PLACE_ODDS = (0.0, 3.0, 1.5, -0.7, 0.0, -0.7, -0.7, 0.0)
"""The log odds of markup, by the bins of the feature "place".

They are set by hand, because the corpora for the other weights are plain text. What HTML marks as navigation or
footer mostly is chrome; a marked heading or quotation mostly belongs to the article.
"""


class Page(NamedTuple):
    """The result of the page model.

    Attributes:
        chrome: for each block the probability that it is page chrome, 0 to 1.
        alone: for each block its log odds of being chrome, judged by itself.
        lines: for each block its start without markup and case, to compare lines.
        body: the stretch of blocks that reads most like an article, with chrome inside it; None if there is none.
    """

    chrome: tuple[float, ...]
    alone: tuple[float, ...]
    lines: tuple[str, ...]
    body: ArticleBody | None


@cache
def weights() -> dict[str, Any]:
    """Return the learnt tables for "en" and "any": "phrases", and "own" and "context" with a list of weights for each
    feature.
    """
    loaded: dict[str, Any] = json.loads(_WEIGHTS.read_text("utf-8"))
    for tables in loaded.values():
        tables["phrases"] = shapes.PhraseWeights(tables["phrases"])
    return loaded


def tables_for(language: str | None) -> dict[str, Any]:
    """Return the learnt tables for a language; English if the language is unknown."""
    tables: dict[str, Any] = weights()["en" if language in ("en", None) else "any"]
    return tables


def read_page(text: str, blocks: Sequence[Block], language: str | None = None) -> Page:
    """Return the page model's result for a document."""
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
    """Return the log odds of each block by itself."""
    rows, bias = [table[feature] for feature in shapes.FEATURES], table["bias"]
    return [_sum(rows, shape.bins, bias) + PLACE_ODDS[shape.bins[-1]] for shape in read]


def context_odds(read: Sequence[Shape], own: Sequence[float], table: Mapping[str, Any]) -> list[float]:
    """Return the log odds of each block in its context."""
    rows, bias = [table[feature] for feature in contexts.FEATURES], table["bias"]
    return [max(-_LIMIT, min(_LIMIT, _sum(rows, bins, bias))) for bins in contexts.read_contexts(read, own)]


def _sum(rows: list[list[float]], bins: Sequence[int], bias: float) -> float:
    for row, number in zip(rows, bins, strict=True):
        bias += row[number]
    return bias
