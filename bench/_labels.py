"""Lines of a page or an extract, labelled by how much of them the human gold holds (METHODS: four-word runs)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from bench._corpora import records

_TOKEN = re.compile(r"\w+")
RUN = 4
"""Words to a run."""

FULL_TEXT = ("html-text", "inscriptis")
"""The extractors that give a whole page's text."""


class Labelled(NamedTuple):
    """One document to measure on: `labels` holds for each line its (start, end, label).

    A label is "article", "leftover" or "unclear".
    """

    id: str
    group: str
    extractor: str
    text: str
    gold: str
    labels: list[tuple[int, int, str]]


def tokens(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _TOKEN.findall(text.lower())


def runs(words: list[str], size: int = RUN) -> set[tuple[str, ...]]:
    """All runs of so many words."""
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def label_lines(text: str, gold: str) -> list[tuple[int, int, str]]:
    """Label the lines of a text.

    At most .2 of its runs in the gold: leftover; at least .7: article. A line too short for a run is leftover if the
    gold does not hold it at all, article if it is a line of the gold and has article beside it. A line that stands
    in a page several times counts as article only where it has article beside it: a menu repeats the headings.
    """
    gold_words = tokens(gold)
    gold_runs = runs(gold_words)
    gold_lines = {tuple(tokens(line)) for line in gold.splitlines()}
    gold_string = f" {' '.join(gold_words)} "
    lines = [(match.span(), tuple(tokens(match.group()))) for match in re.finditer(r"[^\r\n]+", text)]
    lines = [(span, words) for span, words in lines if words]
    counts = Counter(words for _, words in lines)
    labels = [_label(words, gold_runs, gold_lines, gold_string) for _, words in lines]
    for index, (_, words) in enumerate(lines):
        beside = labels[max(0, index - 2) : index] + labels[index + 1 : index + 3]
        if labels[index] == "article" and (len(words) < RUN or counts[words] > 1) and "article" not in beside:
            labels[index] = "unclear"
    return [(*span, label) for (span, _), label in zip(lines, labels, strict=True)]


def _label(
    words: tuple[str, ...],
    gold_runs: set[tuple[str, ...]],
    gold_lines: set[tuple[str, ...]],
    gold_string: str,
) -> str:
    if len(words) < RUN:
        inside = f" {' '.join(words)} " in gold_string
        return "article" if words in gold_lines else "unclear" if inside else "leftover"
    own = runs(list(words))
    share = len(own & gold_runs) / len(own)
    return "leftover" if share <= 0.2 else "article" if share >= 0.7 else "unclear"


def _labelled(record: dict[str, Any], group: str, extractor: str, text: str) -> Labelled:
    return Labelled(
        record["id"], group, extractor, text, record["article"], label_lines(text, record["article"])
    )


def pages(corpora: Path) -> Iterator[Labelled]:
    """Whole pages, grouped by site."""
    for record in records(corpora / "pages.jsonl.gz"):
        host = urlsplit(record["url"]).hostname or record["id"]
        yield _labelled(record, ".".join(host.split(".")[-2:]), "page", record["text"])


def extracts(corpora: Path) -> Iterator[Labelled]:
    """What ten extractors made of pages, grouped by page."""
    for record in records(corpora / "extracts.jsonl.gz"):
        for extractor, text in record["extracts"].items():
            yield _labelled(record, record["id"], extractor, text)


def golds(corpora: Path) -> Iterator[Labelled]:
    """The gold articles of pages as documents of their own, without a leftover."""
    for record in records(corpora / "pages.jsonl.gz"):
        host = urlsplit(record["url"]).hostname or record["id"]
        yield _labelled(record, ".".join(host.split(".")[-2:]), "gold", record["article"])
