"""Training: learn the weights of analysis.boilerplate.line_model from lines of pages and of articles.

python -m bench train_lines CORPORA [--write] [--held-out]

It reads bench/lines/LANGUAGE.tsv (label, kind, line: written for the purpose), and from the corpora
interface.jsonl.gz, pages.jsonl.gz, news.jsonl.gz and attributions.jsonl.gz. --held-out learns without a fifth of the kinds of lines in turn,
and prints what is found of them. It needs numpy, scipy and scikit-learn (1.8 or later), which copydesk itself does not.
"""

from __future__ import annotations

import json
import random
import re
import zlib
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

from bench._corpora import records
from bench._labels import golds, pages
from copydesk.analysis.boilerplate import line_model
from copydesk.analysis.boilerplate.line_model import features

OWN = Path(__file__).parent / "lines"
FOLDS = 5
_OTHER_LANGUAGES = 0.15
"""How much a line of another language counts: some words mean the same everywhere."""
_FOUND = 0.25
"""How much a string of an interface and a line of a corpus count; a line that was written for the purpose counts 1."""
_KEPT = 0.13
"""The share of the corpora's lines that is learnt from, so that English does not outweigh what was written."""
_LABEL = 8
"""Lines of an article with at most so many words, headings mostly, are all learnt from: they look like a page's."""
_LEAST = 3
"""How many lines must have a feature."""
_BACKSTAGE = re.compile(
    r"block\.[A-Z][a-z]+(?:-[A-Z]|$)|checkout|Countr|plugin|theme|admin|network|capabilit|database|invalid|upload|error", re.I
)
"""Keys and texts of what only who keeps a site sees."""


class Line(NamedTuple):
    """A line to learn from."""

    language: str
    is_page: bool
    kind: str
    text: str
    weight: float


def written() -> Iterator[Line]:
    """Yield the lines of bench/lines."""
    for file in sorted(OWN.glob("*.tsv")):
        for row in file.read_text("utf-8").splitlines():
            label, kind, text = row.split("\t")
            yield Line(file.stem, label == "page", kind, text, 1.0)


def interface(corpora: Path, languages: set[str]) -> Iterator[Line]:
    """Yield the strings of interfaces in the languages that there are lines of articles in."""
    seen = set()
    for record in records(corpora / "interface.jsonl.gz"):
        language, text = record["lang"].partition("-")[0], record["text"]
        if language in languages and text not in seen and not _BACKSTAGE.search(record["key"] + " " + text):
            seen.add(text)
            yield Line(language, True, "interface", text.replace("{}", " "), _FOUND)


def of_corpora(corpora: Path) -> Iterator[Line]:
    """Yield lines of pages, and of articles."""
    chance = random.Random(11)
    seen = set()
    for source in pages(corpora):
        language = _language(source.text)
        for start, end, label in source.labels:
            text = source.text[start:end].strip()
            is_label = label == "article" and len(text.split()) <= _LABEL
            if label == "unclear" or text in seen or (not is_label and language == "en" and chance.random() > _KEPT):
                continue
            seen.add(text)
            yield Line(language, label == "leftover", "corpus", text, _FOUND)
    for name in ("news", "attributions"):
        for record in records(corpora / f"{name}.jsonl.gz"):
            for text in record["text"].split("\n"):
                if text.strip() and chance.random() < _KEPT:
                    yield Line("en", False, "corpus", text.strip(), _FOUND)


def _language(text: str) -> str:
    from copydesk.document import Document

    return Document(text).language or "unknown"


def learn(lines: Sequence[tuple[Line, list[str]]], language: str) -> dict[str, float]:
    """Return the weight of each feature for a language: a sparse logistic regression."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts: Counter[str] = Counter()
    for line, found in lines:
        if line.language == language or language == "any":
            counts.update(found)
    known = sorted(feature for feature, count in counts.items() if count >= _LEAST)
    columns = {feature: column for column, feature in enumerate(known)}
    starts, used, values, labels, weights = [0], [], [], [], []
    for line, found in lines:
        for feature in found:
            if feature in columns:
                used.append(columns[feature])
                values.append(1 / sqrt(len(found)))
        starts.append(len(used))
        labels.append(line.is_page)
        weights.append(line.weight * (1.0 if line.language == language or language == "any" else _OTHER_LANGUAGES))
    matrix = csr_matrix((values, used, starts), shape=(len(lines), len(known)))
    weight = np.array(weights)
    label = np.array(labels)
    for side in (True, False):
        weight[label == side] *= len(lines) / 2 / weight[label == side].sum()
    model = LogisticRegression(l1_ratio=1.0, C=1.0, solver="liblinear", random_state=7, tol=1e-3)
    model.fit(matrix, label, sample_weight=weight)
    table = {feature: round(float(value), 1) for feature, value in zip(known, model.coef_[0], strict=True)}
    return {"": round(float(model.intercept_[0]), 2)} | {f: v for f, v in table.items() if v}


def odds(table: dict[str, float], found: Sequence[str]) -> float:
    return table[""] + sum(table.get(each, 0.0) for each in found) / sqrt(len(found))


def held_out(lines: Sequence[tuple[Line, list[str]]], languages: Sequence[str]) -> None:
    """Print for each language what is found of kinds that were not learnt, and what is disturbed."""
    for language in languages:
        results: dict[bool, list[float]] = defaultdict(list)
        for fold in range(FOLDS):
            def is_out(line: Line) -> bool:
                return line.weight == 1.0 and zlib.crc32(line.kind.encode()) % FOLDS == fold

            table = learn([each for each in lines if not is_out(each[0])], language)
            for line, found in lines:
                if line.language == language and is_out(line):
                    results[line.is_page].append(odds(table, found))
        out = []
        for least in (0.0, 1.0, 1.5, 2.0, 2.5, 3.0):
            rates = [sum(value >= least for value in results[side]) / (len(results[side]) or 1) for side in (True, False)]
            out.append(f"{least}: {rates[0]:.2f}/{rates[1]:.3f}")
        print(language, len(results[True]), len(results[False]), "  ".join(out), flush=True)


def main(arguments: list[str]) -> int:
    """Learn the tables (--write), or measure with kinds held out."""
    parser = ArgumentParser(prog="python -m bench train_lines")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--languages", default="")
    options = parser.parse_args(arguments)
    own = list(written())
    languages = sorted({line.language for line in own})
    everything = [*own, *interface(options.corpora, set(languages)), *of_corpora(options.corpora)]
    lines = [(line, found) for line in everything if (found := features(line.text))]
    print(len(lines), Counter((l.language, l.is_page) for l, _ in lines).most_common(40))
    wanted = options.languages.split(",") if options.languages else languages
    if options.held_out:
        held_out(lines, wanted)
    if options.write:
        folder = line_model._TABLES
        folder.mkdir(exist_ok=True)
        for language in [*wanted, "any"]:
            table = learn(lines, language)
            print(language, len(table), flush=True)
            (folder / f"{language}.json").write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", "utf-8")
    return 0
