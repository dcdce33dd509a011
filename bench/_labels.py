"""Labels: label the lines of a page or an extract by how many of their four-word runs the human gold text has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from bench._corpora import records

_TOKEN = re.compile(r"\w+")
RUN = 4
"""Words in a run."""

_LONG = 12
"""The place of a line with so many words in the gold text is certain."""

FULL_TEXT = ("html-text", "inscriptis")
"""The extractors that return a whole page's text."""


class Labelled(NamedTuple):
    """One document to measure on: `labels` is a list with (start, end, label) of each line.

    A label is "article", "leftover" or "unclear".
    """

    id: str
    group: str
    extractor: str
    text: str
    gold: str
    labels: list[tuple[int, int, str]]


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return _TOKEN.findall(text.lower())


def runs(words: list[str], size: int = RUN) -> set[tuple[str, ...]]:
    """Return all runs of so many words."""
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def label_lines(text: str, gold: str) -> list[tuple[int, int, str]]:
    """Label the lines of a text.

    A line with at most .2 of its runs in the gold text is a leftover, one with at least .7 is the article's. A line
    too short for a run is a leftover if it does not occur in the gold text, and the article's if it is a line of it.
    A short line of the article (under twelve words) must stand where the gold text has it, between the same long
    lines: menus and tables of contents repeat headings. Otherwise it is unclear.
    """
    words_of_gold = tokens(gold)
    places = _places(words_of_gold)
    gold_lines = {tuple(tokens(line)) for line in gold.splitlines()}
    lines = [(match.span(), tokens(match.group())) for match in re.finditer(r"[^\r\n]+", text)]
    lines = [(span, words) for span, words in lines if words]
    labels = [_label(words, places, gold_lines) for _, words in lines]
    anchors = [_anchor(words, label, places) for (_, words), label in zip(lines, labels, strict=True)]
    before = list(accumulate([0, *anchors[:-1]], lambda last, anchor: last if anchor is None else anchor))
    after = list(
        accumulate(
            [len(words_of_gold), *anchors[:0:-1]], lambda last, anchor: last if anchor is None else anchor
        )
    )[::-1]
    for index, (_, words) in enumerate(lines):
        if labels[index] == "article" and anchors[index] is None:
            low, high = sorted((before[index], after[index]))
            if not any(low - len(words) <= place <= high + len(words) for place in _found(words, places)):
                labels[index] = "unclear"
    return [(*span, label) for (span, _), label in zip(lines, labels, strict=True)]


def _places(words: list[str]) -> dict[tuple[str, ...], list[int]]:
    """Return where in a text each word and each run of words stands."""
    places: dict[tuple[str, ...], list[int]] = {}
    for size in range(1, RUN + 1):
        for at in range(len(words) - size + 1):
            places.setdefault(tuple(words[at : at + size]), []).append(at)
    return places


def _found(words: list[str], places: dict[tuple[str, ...], list[int]]) -> Iterator[int]:
    """Yield where in the gold text the runs of a line stand."""
    size = min(RUN, len(words))
    for at in range(len(words) - size + 1):
        yield from places.get(tuple(words[at : at + size]), ())


def _anchor(words: list[str], label: str, places: dict[tuple[str, ...], list[int]]) -> int | None:
    """Return where in the gold text a long line of the article stands; None if it is short or stands twice."""
    if label != "article" or len(words) < _LONG:
        return None
    runs_of_line = (places.get(tuple(words[at : at + RUN]), ()) for at in range(len(words) - RUN + 1))
    found = sorted(run[0] for run in runs_of_line if len(run) == 1)
    return found[len(found) // 2] if found else None


def _label(
    words: list[str], places: dict[tuple[str, ...], list[int]], gold_lines: set[tuple[str, ...]]
) -> str:
    if len(words) < RUN:
        line = tuple(words)
        return "article" if line in gold_lines else "unclear" if line in places else "leftover"
    own = runs(words)
    share = sum(run in places for run in own) / len(own)
    return "leftover" if share <= 0.2 else "article" if share >= 0.7 else "unclear"


def _labelled(record: dict[str, Any], group: str, extractor: str, text: str) -> Labelled:
    return Labelled(
        record["id"], group, extractor, text, record["article"], label_lines(text, record["article"])
    )


def pages(corpora: Path) -> Iterator[Labelled]:
    """Yield whole pages, grouped by site."""
    for record in records(corpora / "pages.jsonl.gz"):
        host = urlsplit(record["url"]).hostname or record["id"]
        yield _labelled(record, ".".join(host.split(".")[-2:]), "page", record["text"])


def extracts(corpora: Path) -> Iterator[Labelled]:
    """Yield what ten extractors made of pages, grouped by page."""
    for record in records(corpora / "extracts.jsonl.gz"):
        for extractor, text in record["extracts"].items():
            yield _labelled(record, record["id"], extractor, text)


def golds(corpora: Path) -> Iterator[Labelled]:
    """Yield the gold articles of pages as documents, without leftovers."""
    for record in records(corpora / "pages.jsonl.gz"):
        host = urlsplit(record["url"]).hostname or record["id"]
        yield _labelled(record, ".".join(host.split(".")[-2:]), "gold", record["article"])
