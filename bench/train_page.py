"""Training: learn the weights of analysis.boilerplate.page from pages.jsonl.gz and extracts.jsonl.gz.

python -m bench train_page CORPORA --write          writes the tables to src/copydesk/analysis/data/page.json
python -m bench train_page CORPORA --folds FOLDER   writes one table for each fold, learnt without the fold's sites

It needs numpy, scipy and scikit-learn (1.8 or later), which copydesk itself does not.
"""

from __future__ import annotations

import json
import random
import zlib
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log
from pathlib import Path
from typing import Any, NamedTuple

from bench._labels import FULL_TEXT, Labelled, extracts, golds, label_lines, pages
from copydesk.analysis.boilerplate import block_features as shapes
from copydesk.analysis.boilerplate import context_features as contexts
from copydesk.analysis.boilerplate import page
from copydesk.document import Document

FOLDS = 5
_LEAST_SITES = 8
_DATA = Path(page.__file__).parents[1] / "data" / "page.json"


class Sample(NamedTuple):
    """A document to learn from: its blocks with labels 1 chrome, 0 article, -1 not to be learnt from."""

    kind: str
    id: str
    group: str
    document: Document
    labels: list[int]
    weight: float


def fold_of(group: str) -> int:
    """Return the fold of a site or page, the same in every run."""
    return zlib.crc32(group.encode()) % FOLDS


def block_labels(document: Document, labels: Sequence[tuple[int, int, str]]) -> list[int]:
    """Return each block's label from its lines' labels: article if any line is, unclear if the lines otherwise
    disagree.
    """
    values = {"article": 0, "leftover": 1, "unclear": -1}
    out = []
    for block in document.blocks:
        own = {values[label] for start, end, label in labels if start < block.end and end > block.start}
        out.append(0 if 0 in own else own.pop() if len(own) == 1 else -1)
    return out


def cleaned(source: Labelled, chance: random.Random) -> str:
    """Return the page as an extractor leaves it: the article's lines with a few of the others still among them."""
    kept = [index for index, (*_, label) in enumerate(source.labels) if label != "leftover"]
    if not kept:
        return ""
    low, high = max(0, kept[0] - 4), kept[-1] + 5
    window = source.labels[low:high]
    others = sum(label == "leftover" for *_, label in window) or 1
    rate = min(1.0, chance.choice((1, 2, 3, 5)) / others)
    return "\n\n".join(
        source.text[start:end]
        for start, end, label in window
        if label != "leftover" or chance.random() < rate
    )


def excerpt(text: str, chance: random.Random) -> str:
    """Return a few paragraphs in a row, so that short articles are learnt from as well as long ones."""
    paragraphs = text.split("\n\n")
    size = chance.randrange(2, 9)
    start = chance.choice((0, max(0, len(paragraphs) - size), chance.randrange(len(paragraphs))))
    return "\n\n".join(paragraphs[start : start + size])


def samples(corpora: Path) -> Iterator[Sample]:
    """Yield all documents to learn from."""
    chance = random.Random(7)
    for source in pages(corpora):
        yield _sample("page", source, source.text, 1.0)
        if text := cleaned(source, chance):
            yield _sample("cleaned", source, text, 1.0)
            yield _sample("short", source, excerpt(text, chance), 1.0)
    for source in golds(corpora):
        yield _sample("gold", source, source.text, 0.5)
        yield _sample("gold", source, excerpt(source.text, chance), 1.0)
    for source in extracts(corpora):
        kind = "full" if source.extractor in FULL_TEXT else "extract"
        yield _sample(kind, source, source.text, 1.0 if kind == "extract" else 0.5)


def _sample(kind: str, source: Labelled, text: str, weight: float) -> Sample:
    document = Document(text, f"{source.extractor}:{source.id}")
    labels = source.labels if text is source.text else label_lines(text, source.gold)
    return Sample(kind, source.id, source.group, document, block_labels(document, labels), weight)


def learn_phrases(training: Sequence[Sample]) -> dict[str, float]:
    """Return how strongly words and pairs of words speak for chrome (see `phrases`): a sparse logistic regression.

    What a site repeats in all its menus counts once; a phrase counts if eight sites have it.
    """
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    lines: dict[tuple[str, str, int], list[str]] = {}
    for sample in training:
        if sample.kind not in ("page", "full"):
            continue
        for block, label in zip(sample.document.blocks, sample.labels, strict=True):
            line = shapes.sample(sample.document.text, block)
            if label >= 0:
                lines[sample.group, line, label] = shapes.phrases(shapes.words_of(line))
    sites: dict[str, set[str]] = defaultdict(set)
    for (group, *_), found in lines.items():
        for phrase in found:
            sites[phrase].add(group)
    known = sorted(phrase for phrase, groups in sites.items() if len(groups) >= _LEAST_SITES)
    columns = {phrase: column for column, phrase in enumerate(known)}
    rows, found_columns, values = [], [], []
    for row, found in enumerate(lines.values()):
        for phrase in found:
            if phrase in columns:
                rows.append(row)
                found_columns.append(columns[phrase])
                values.append(1 / shapes.phrase_scale(found))
    matrix = csr_matrix((values, (rows, found_columns)), shape=(len(lines), len(known)))
    model = LogisticRegression(l1_ratio=1.0, C=0.3, solver="liblinear", random_state=7)
    model.fit(matrix, [label for *_, label in lines])
    weights = {phrase: round(float(weight), 1) for phrase, weight in zip(known, model.coef_[0], strict=True)}
    return {phrase: weight for phrase, weight in weights.items() if weight}


def learn_table(
    rows: list[tuple[int, ...]], labels: list[int], weights: list[float], features: Mapping[str, int]
) -> dict[str, Any]:
    """Return an additive logistic model over binned features, learnt by cyclic Newton steps with shrinkage."""
    import numpy as np

    bins = np.array(rows, dtype=np.int32)
    target = np.array(labels, dtype=float)
    weight = np.array(weights)
    sizes = list(features.values())
    table = [np.zeros(size) for size in sizes]
    rate = float((target * weight).sum() / weight.sum())
    bias = log(rate / (1 - rate))
    score = np.full(len(target), bias)
    for _ in range(60):
        for column, size in enumerate(sizes):
            chance = 1 / (1 + np.exp(-score))
            gradient = np.bincount(bins[:, column], weight * (target - chance), size)
            hessian = np.bincount(bins[:, column], weight * chance * (1 - chance), size)
            step = 0.3 * (gradient - 0.02 * table[column] * 50) / (hessian + 8.0)
            table[column] += step
            score += step[bins[:, column]]
    return {"bias": round(bias, 3)} | {
        feature: [round(float(value), 2) for value in column]
        for feature, column in zip(features, table, strict=True)
    }


def as_text(learnt: dict[str, dict[str, Any]]) -> str:
    """Return the tables as JSON, a line for each feature and the phrases in lines of ten."""
    return "{" + ",\n".join(f"{json.dumps(name)}: {_as_text(each)}" for name, each in learnt.items()) + "}\n"


def _as_text(tables: dict[str, Any]) -> str:
    phrases = [
        f"{json.dumps(each, ensure_ascii=False)}: {weight}" for each, weight in tables["phrases"].items()
    ]
    lines = [", ".join(phrases[at : at + 10]) for at in range(0, len(phrases), 10)]
    parts = ['"phrases": {\n' + ",\n".join(lines) + "\n}"]
    for name in ("own", "context"):
        rows = [f"{json.dumps(feature)}: {json.dumps(row)}" for feature, row in tables[name].items()]
        parts.append(f'"{name}": {{\n' + ",\n".join(rows) + "\n}")
    return "{" + ",\n".join(parts) + "}"


def learn(training: Sequence[Sample]) -> dict[str, dict[str, Any]]:
    """Return all tables: for English, and for any other language, without phrases."""
    return {"en": learn_tables(training, "en"), "any": learn_tables(training, "any")}


def learn_tables(training: Sequence[Sample], language: str) -> dict[str, Any]:
    """Return the tables for a language. The second table learns from the first one's results for documents it has not
    seen.
    """
    halves = [zlib.crc32(sample.group.encode()) // FOLDS % 2 for sample in training]
    unseen = [
        learn_own(
            [sample for sample, half in zip(training, halves, strict=True) if half != held_out], language
        )
        for held_out in (0, 1)
    ]
    around = []
    for sample, half in zip(training, halves, strict=True):
        read = _shapes(sample, unseen[half]["phrases"], language)
        around.append(list(contexts.read_contexts(read, page.own_odds(read, unseen[half]["own"]))))
    return learn_own(training, language) | {"context": _learn_table(training, around, contexts.FEATURES)}


def learn_own(training: Sequence[Sample], language: str) -> dict[str, Any]:
    """Return the table for blocks by themselves."""
    phrases = learn_phrases(training) if language == "en" else {}
    read = [[shape.bins for shape in _shapes(sample, phrases, language)] for sample in training]
    return {"phrases": phrases, "own": _learn_table(training, read, shapes.FEATURES)}


def _learn_table(
    training: Sequence[Sample], bins: Sequence[Sequence[tuple[int, ...]]], features: Mapping[str, int]
) -> dict[str, Any]:
    rows: list[tuple[int, ...]] = []
    labels: list[int] = []
    weights: list[float] = []
    for sample, own in zip(training, bins, strict=True):
        for each, label in zip(own, sample.labels, strict=True):
            if label >= 0:
                rows.append(each)
                labels.append(label)
                weights.append(sample.weight)
    return learn_table(rows, labels, weights, features)


def _shapes(sample: Sample, phrases: dict[str, float], language: str) -> list[shapes.Shape]:
    """Return the features of a document; in tables for any language every third document counts as of unknown
    language.
    """
    document = sample.document
    is_known = language == "en" or zlib.crc32(sample.id.encode()) % 3 > 0
    return shapes.read_shapes(
        document.text, document.blocks, document.language if is_known else None, phrases
    )


def main(arguments: list[str]) -> int:
    """Learn from everything (--write), or from all but each fold in turn (--folds FOLDER)."""
    parser = ArgumentParser(prog="python -m bench train_page")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=Path)
    options = parser.parse_args(arguments)
    everything = list(samples(options.corpora))
    if options.write:
        _DATA.parent.mkdir(exist_ok=True)
        _DATA.write_text(as_text(learn(everything)), "utf-8")
    if options.folds:
        options.folds.mkdir(parents=True, exist_ok=True)
        for fold in range(FOLDS):
            learnt = learn([sample for sample in everything if fold_of(sample.group) != fold])
            (options.folds / f"{fold}.json").write_text(as_text(learnt), "utf-8")
    return 0
