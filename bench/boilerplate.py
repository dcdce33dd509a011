"""Boilerplate: measure how well the family finds page chrome and leftovers.

python -m bench boilerplate CORPORA [--folds FOLDER] [--preset strict] [--show N] [--every N]

It reads whole pages (pages.jsonl.gz), extracts (extracts.jsonl.gz) and gold articles, and measures the time. With
--folds (written by `python -m bench train_page CORPORA --folds FOLDER` and `train_lines`) every document is read with
tables learnt without its site or page; without it with the shipped tables, which have seen these corpora. A line
counts as flagged if findings cover at least half of it.
"""

from __future__ import annotations

import gzip
import json
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench._corpora import records
from bench._labels import FULL_TEXT, RUN, Labelled, extracts, golds, pages, tokens
from bench._verdicts import verdicts
from bench.train_page import fold_of
from copydesk.analysis.boilerplate import line_model, page
from copydesk.analysis.boilerplate.provenance import Level
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.findings import Finding
from copydesk.rules import Rule


class Counts(NamedTuple):
    """Lines: flagged rightly, flagged wrongly, missed, and article lines in all."""

    hit: int = 0
    false: int = 0
    missed: int = 0
    article: int = 0

    def plus(self, other: Counts) -> Counts:
        """Return the sum of both."""
        return Counts(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    def __str__(self) -> str:
        precision = self.hit / (self.hit + self.false or 1)
        recall = self.hit / (self.hit + self.missed or 1)
        rate = 1000 * self.false / (self.article or 1)
        return (
            f"P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / (precision + recall or 1):.3f}  "
            f"{rate:.1f} false flags a 1,000 of {self.article} article lines"
        )


class Reader:
    """Find boilerplate with the tables for a group of documents."""

    def __init__(self, rules: Sequence[Rule], folds: Path | None) -> None:
        self._rules = rules
        self._shipped = page.weights()
        self._folder = folds
        self._folds = (
            [json.loads(file.read_text("utf-8")) for file in sorted(folds.glob("*.json"))] if folds else []
        )

    def findings(self, text: str, group: str) -> tuple[Finding, ...]:
        """Return the family's findings in a plain text."""
        return self.findings_in(Document(text), group)

    def findings_in(self, document: Document, group: str) -> tuple[Finding, ...]:
        """Return the family's findings in a document."""
        tables = self._folds[fold_of(group)] if self._folds else self._shipped
        page.weights = lambda: tables  # type: ignore[assignment]
        if self._folder:
            line_model.TABLES = self._folder / f"lines-{fold_of(group)}"
            line_model.table.cache_clear()
        return lint(document, self._rules).findings


def count(source: Labelled, findings: Iterable[Finding]) -> Counts:
    """Compare the labelled lines of a document with its findings."""
    hit = false = missed = article = 0
    spans = [(finding.start, finding.end) for finding in findings]
    for start, end, label in source.labels:
        covered = sum(max(0, min(end, stop) - max(start, begin)) for begin, stop in spans)
        flagged = 2 * covered >= end - start
        hit += flagged and label == "leftover"
        missed += not flagged and label == "leftover"
        false += flagged and label == "article"
        article += label == "article"
    return Counts(hit, false, missed, article)


def without(text: str, findings: Iterable[Finding]) -> str:
    """Return the text without what is flagged."""
    for finding in sorted(findings, key=lambda each: -each.start):
        text = text[: finding.start] + "\n" + text[finding.end :]
    return text


def overlap(words: list[str], gold: list[str], size: int) -> float:
    """Return the F1 of the runs of so many words of a text against the gold text's; repeated runs count."""
    ours, theirs = (
        Counter(tuple(each[at : at + size]) for at in range(len(each) - size + 1)) for each in (words, gold)
    )
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def report(name: str, sources: Sequence[Labelled], reader: Reader, size: int, show: int) -> Counts:
    """Print one line of figures: lines, and the text's overlap with the gold text before and after."""
    counts = Counts()
    before = after = 0.0
    shown = 0
    for source in sources:
        findings = reader.findings(source.text, source.group)
        own = count(source, findings)
        counts = counts.plus(own)
        gold = tokens(source.gold)
        before += overlap(tokens(source.text), gold, size)
        after += overlap(tokens(without(source.text, findings)), gold, size)
        if own.false and shown < show:
            shown += _show(source, findings)
    total = len(sources) or 1
    print(f"{name:14} {counts}; {size}-word F1 {before / total:.3f} -> {after / total:.3f}")
    return counts


def _show(source: Labelled, findings: Iterable[Finding]) -> int:
    shown = 0
    for finding in findings:
        for start, end, label in source.labels:
            if label == "article" and min(end, finding.end) - max(start, finding.start) > (end - start) / 2:
                print(
                    f"    {source.extractor} {source.id[:8]} {finding.rule}: {source.text[start:end][:100]!r}"
                )
                shown += 1
    return shown


def main(arguments: list[str]) -> int:
    """Print all figures."""
    parser = ArgumentParser(prog="python -m bench boilerplate")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--preset", default="recommended")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args(arguments)
    rules = [
        rule
        for rule in all_rules(plugin_manager()).values()
        if rule.family == "boilerplate"
        and rule.scope == "document"
        and (options.preset == "strict" or rule.preset == "recommended")
    ]
    reader = Reader(rules, options.folds)
    print(f"{len(rules)} rules; tables {'held out by fold' if options.folds else 'as shipped'}")
    report("pages", list(pages(options.corpora))[:: options.every], reader, 1, options.show)
    everything = Counts()
    leftover = Counts()
    by_extractor: dict[str, list[Labelled]] = {}
    for source in extracts(options.corpora):
        by_extractor.setdefault(source.extractor, []).append(source)
    for extractor, sources in by_extractor.items():
        counts = report(extractor, sources[:: options.every], reader, RUN, options.show)
        everything = everything.plus(counts)
        leftover = leftover if extractor in FULL_TEXT else leftover.plus(counts)
    print(f"{'all ten':14} {everything}")
    print(f"{'but full text':14} {leftover}")
    _html(options.corpora, reader, options.every)
    _golds(options.corpora, reader, options.every, options.show)
    _speed(options.corpora, rules)
    return 0


def _html(corpora: Path, reader: Reader, every: int) -> None:
    """Measure pages as HTML: the words of all blocks, without what is flagged, against the gold text."""
    before, after = [], []
    for source in list(pages(corpora))[::every]:
        file = corpora / "pages-html" / f"{source.id}.html.gz"
        if not file.exists():
            continue
        name = f"{source.id}.html"
        page_source = gzip.decompress(file.read_bytes()).decode("utf-8", "replace")
        # Of a page that was taken in, what stands around the article counts, too.
        document = Document(page_source, name).in_project(name, level=Level.TAKEN_IN)
        flagged = bytearray(len(document.text))
        for finding in reader.findings_in(document, source.group):
            flagged[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
        kept = "".join(
            " " if mark else character for mark, character in zip(flagged, document.text, strict=True)
        )
        gold = tokens(source.gold)
        for text, figures in ((document.text, before), (kept, after)):
            words = tokens("\n".join(text[block.start : block.end] for block in document.blocks))
            figures.append(overlap(words, gold, 1))
    total = len(before) or 1
    print(f"{total} pages as HTML: 1-word F1 {sum(before) / total:.3f} -> {sum(after) / total:.3f}")


def _golds(corpora: Path, reader: Reader, every: int, show: int) -> None:
    """Print the findings in the gold articles themselves, and how many a reader judged to be leftovers."""
    judged = verdicts("boilerplate")
    found = [
        (source.id, finding, judged.get((finding.rule, f"pages/{source.id}", finding.start), "not judged"))
        for source in list(golds(corpora))[::every]
        for finding in reader.findings(source.text, source.group)
    ]
    counts = Counter(verdict for *_, verdict in found)
    print(f"gold articles: {len(found)} findings, {dict(counts)}, of rules:", end=" ")
    print(Counter(finding.rule for _, finding, _ in found).most_common())
    for identity, finding, verdict in found if show else ():
        print(
            f"    {identity} {finding.start} {finding.rule} [{verdict}]: {' '.join(finding.excerpt.split())[:140]}"
        )


def _speed(corpora: Path, rules: Sequence[Rule]) -> None:
    texts = [record["text"] for record in records(corpora / "news.jsonl.gz")][::10]
    for text in texts[:20]:
        lint(Document(text), rules)
    started = time.perf_counter()
    for text in texts:
        lint(Document(text), rules)
    spent = time.perf_counter() - started
    print(
        f"time: {1e9 * spent / sum(map(len, texts)):.0f} ms per million characters of news, reading included"
    )
