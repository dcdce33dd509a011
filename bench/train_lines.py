"""Training: learn the weights of analysis.boilerplate.line_model from lines of pages and of articles.

python -m bench train_lines CORPORA --write           writes the tables to src/copydesk/analysis/data/lines
python -m bench train_lines CORPORA --folds FOLDER    writes tables for each fold, learnt without the fold's sites
python -m bench train_lines CORPORA --held-out        prints what is found of kinds of lines that were not learnt

It reads bench/lines/LANGUAGE.tsv (label, kind, line; written for the purpose), and from the corpora
interface.jsonl.gz, pages.jsonl.gz, news.jsonl.gz and attributions.jsonl.gz. It needs numpy, scipy and scikit-learn
(1.8 or later), which copydesk itself does not.
"""

from __future__ import annotations

import json
import random
import re
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from bench._corpora import records
from bench._labels import pages
from bench.train_page import FOLDS, fold_of
from copydesk.analysis.boilerplate import line_model
from copydesk.analysis.boilerplate.line_model import BIAS, SHARED, features
from copydesk.document import Document

OWN = Path(__file__).parent / "lines"
_OTHER_LANGUAGES = 0.05
"""How much a line of another language counts: some words mean the same everywhere."""
_FOUND = 0.25
"""How much a string of an interface and a line of a corpus count; a line that was written for the purpose counts 1."""
_KEPT = 0.13
"""The share of the corpora's lines that is learnt from, so that English does not outweigh what was written."""
_LABEL = 8
"""Lines of an article with at most so many words, headings mostly, are all learnt from: they look like a page's."""
_OF_ITS_OWN = 200
"""A language with fewer written lines has no table of its own; they teach the one that all languages share."""
_LEAST, _MANY, _LEAST_OF_MANY = 2, 20_000, 4
"""How many lines must have a feature; more in a language that there are so many lines of."""
_SMALLEST, _SMALLEST_OF_MANY = 0.6, 1.0
"""Weights that are nearer to nothing are left out: they make tables long, and change nothing that is found."""
_STRENGTH = 3.0
"""How closely the model keeps to what it was shown. Weights shrink, and few become nothing: a line in words that are
rare everywhere is still told by several of them."""
_BACKSTAGE = re.compile(
    r"block\.[A-Z][a-z]+(?:-[A-Z]|$)|checkout|Countr|plugin|theme|admin|network|capabilit|database|invalid|upload"
    r"|error",
    re.IGNORECASE,
)
"""Keys and texts that only those who keep a site see, and lists of countries."""
_THRESHOLDS = (0.0, 1.0, 1.5, 2.0, 2.5, 3.0)


class Line(NamedTuple):
    """A line to learn from: its features instead of its words; the kind or the site that it may be held out with."""

    language: str
    is_page: bool
    group: str
    features: list[str]
    weight: float = 1.0


def written() -> Iterator[Line]:
    """Yield the lines of bench/lines, grouped by kind."""
    for file in sorted(OWN.glob("*.tsv")):
        for row in file.read_text("utf-8").splitlines():
            label, kind, text = row.split("\t")
            yield Line(file.stem, label == "page", kind, features(text))


def with_tables(own: Iterable[Line]) -> list[str]:
    """Return the languages that get tables of their own."""
    counts = Counter(line.language for line in own)
    return sorted(language for language, count in counts.items() if count >= _OF_ITS_OWN)


def interface(corpora: Path, languages: set[str]) -> Iterator[Line]:
    """Yield the strings of interfaces in the languages that there are lines of articles in."""
    seen = set()
    for record in records(corpora / "interface.jsonl.gz"):
        language, text = record["lang"].partition("-")[0], record["text"]
        if language in languages and text not in seen and not _BACKSTAGE.search(record["key"] + " " + text):
            seen.add(text)
            yield Line(language, True, "interface", features(text.replace("{}", " ")), _FOUND)


def of_pages(corpora: Path) -> Iterator[Line]:
    """Yield lines of whole pages, the article's and others, grouped by site."""
    chance = random.Random(11)
    seen = set()
    for source in pages(corpora):
        language = Document(source.text).language or "unknown"
        for start, end, label in source.labels:
            text = source.text[start:end].strip()
            is_label = label == "article" and len(text.split()) <= _LABEL
            is_kept = is_label or language != "en" or chance.random() < _KEPT
            if label != "unclear" and text not in seen and is_kept:
                seen.add(text)
                yield Line(language, label == "leftover", source.group, features(text), _FOUND)


def of_articles(corpora: Path) -> Iterator[Line]:
    """Yield paragraphs of news."""
    chance = random.Random(13)
    for name in ("news", "attributions"):
        for record in records(corpora / f"{name}.jsonl.gz"):
            for text in record["text"].split("\n"):
                if chance.random() < _KEPT:
                    yield Line("en", False, name, features(text), _FOUND)


def learn(lines: Sequence[Line], language: str) -> dict[str, float]:
    """Return the weight of each feature for a language: a logistic regression, with both sides equally heavy."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    def is_own(line: Line) -> bool:
        return language in (line.language, SHARED)

    counts = Counter(feature for line in lines if is_own(line) for feature in line.features)
    are_many = sum(map(is_own, lines)) > _MANY
    least, smallest = (_LEAST_OF_MANY, _SMALLEST_OF_MANY) if are_many else (_LEAST, _SMALLEST)
    known = sorted(feature for feature, count in counts.items() if count >= least)
    columns = {feature: column for column, feature in enumerate(known)}
    used = [[columns[feature] for feature in line.features if feature in columns] for line in lines]
    values = [1 / sqrt(len(line.features)) for line, found in zip(lines, used, strict=True) for _ in found]
    starts = np.cumsum([0, *map(len, used)])
    matrix = csr_matrix(
        (values, np.concatenate([*map(np.array, used)]).astype(int), starts), (len(lines), len(known))
    )
    label = np.array([line.is_page for line in lines])
    weight = np.array([line.weight * (1.0 if is_own(line) else _OTHER_LANGUAGES) for line in lines])
    for side in (True, False):
        weight[label == side] *= len(lines) / 2 / weight[label == side].sum()
    model = LogisticRegression(l1_ratio=0.0, C=_STRENGTH, solver="liblinear", random_state=7, tol=1e-3)
    model.fit(matrix, label, sample_weight=weight)
    table = {feature: round(float(value), 1) for feature, value in zip(known, model.coef_[0], strict=True)}
    return {BIAS: round(float(model.intercept_[0]), 2)} | {
        key: value for key, value in table.items() if abs(value) >= smallest
    }


def write(lines: Sequence[Line], languages: Iterable[str], folder: Path) -> None:
    """Learn the tables of these languages and the shared one; write them as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in [*languages, SHARED]:
        table = json.dumps(learn(lines, language), ensure_ascii=False, indent=0)
        (folder / f"{language}.json").write_text(table + "\n", "utf-8")


def print_held_out(lines: Sequence[Line], language: str) -> None:
    """Print which share of a language's written lines is found, of the page and of the article, if the kind of line was
    not learnt.
    """
    odds: dict[bool, list[float]] = {True: [], False: []}
    for fold in range(FOLDS):
        out = [
            line
            for line in lines
            if line.weight == 1.0 and line.language == language and fold_of(line.group) == fold
        ]
        table = learn([line for line in lines if line.weight < 1.0 or fold_of(line.group) != fold], language)
        for line in out:
            odds[line.is_page].append(line_model.weigh(table, line.features))
    rates = (
        f"{least}: {_share(odds[True], least):.2f}, {_share(odds[False], least):.3f}" for least in _THRESHOLDS
    )
    print(
        f"{language}  {len(odds[True])} of pages, {len(odds[False])} of articles;  {';  '.join(rates)}",
        flush=True,
    )


def _share(odds: Sequence[float], least: float) -> float:
    return sum(value >= least for value in odds) / (len(odds) or 1)


def main(arguments: list[str]) -> int:
    """Learn from everything (--write), from all but each fold's sites in turn (--folds), or measure (--held-out)."""
    parser = ArgumentParser(prog="python -m bench train_lines")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args(arguments)
    own = list(written())
    languages = with_tables(own)
    of_sites = list(of_pages(options.corpora))
    others = [*own, *interface(options.corpora, {*languages}), *of_articles(options.corpora)]
    others, of_sites = ([line for line in each if line.features] for each in (others, of_sites))
    if options.write:
        write([*others, *of_sites], languages, line_model.TABLES)
    if options.folds:
        for fold in range(FOLDS):
            kept = [line for line in of_sites if fold_of(line.group) != fold]
            write([*others, *kept], languages, options.folds / f"lines-{fold}")
    if options.held_out:
        for language in languages:
            print_held_out([*others, *of_sites], language)
    return 0
