"""Dates: measure the date rules on real text, with python -m bench dates CORPORA [--every N] [--list RULE …].

It prints the findings in edited articles, judged by bench/judged/dates.tsv; the faults found of those planted in
clean articles, by kind; the results for the table tests/data/date_phrases.tsv; the attributions cut from dated
sentences; and the time for a megabyte of text. `--list` prints the findings of rules with the text around them.
"""

from __future__ import annotations

import argparse
import datetime
import random
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from bench import _planted_dates
from bench._corpora import records
from bench._verdicts import verdicts
from copydesk.analysis.dates.dateline import Dateline
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.findings import Finding
from copydesk.rules import Rule

PHRASES = Path(__file__).parent.parent / "tests" / "data" / "date_phrases.tsv"
SURE = ("impossible-date", "weekday-mismatch", "backwards-range", "date-gap", "raw-timestamp", "future-past")
CLEAN = {"attributions": "text", "news": "text", "pages": "article"}


def main(arguments: list[str]) -> int:
    """Measure everything, or a sample of every Nth article."""
    parser = argparse.ArgumentParser(prog="python -m bench dates", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth article")
    parser.add_argument(
        "--list", nargs="*", default=[], metavar="RULE", help="print the findings of these rules"
    )
    options = parser.parse_args(arguments)
    rules = {
        rule.id: _everywhere(rule) for rule in all_rules(plugin_manager()).values() if rule.family == "dates"
    }
    corpora = {
        name: list(islice(records(options.corpora / f"{name}.jsonl.gz"), 0, None, options.every))
        for name in CLEAN
    }
    for name, articles in corpora.items():
        _findings_in(name, articles, rules, options.list)
    _planted(corpora, rules)
    _cut_attributions(corpora["attributions"], rules["unsupported-date"])
    _extraction()
    _speed(corpora["attributions"], rules.values())
    return 0


def _everywhere(rule: Rule) -> Rule:
    """Return a rule that asks in every article for a source, as others do by themselves."""
    asks = "everywhere" in rule.options
    return replace(rule, options={**rule.options, "everywhere": True}) if asks else rule


def document(article: dict[str, Any], field: str = "text") -> Document:
    """Return an article with the date of its publication, which these corpora have beside the text."""
    made = Document(article.get(field) or "")
    published = article.get("published") or ""
    if len(published) == len("2025-01-31"):
        made.__dict__["dateline"] = Dateline(datetime.date.fromisoformat(published), "metadata")
    return made


def _findings_in(
    name: str, articles: list[dict[str, Any]], rules: dict[str, Rule], listed: list[str]
) -> None:
    judged = verdicts("dates")
    counts: Counter[tuple[str, str]] = Counter()
    for article in articles:
        doc = document(article, CLEAN[name])
        for finding in lint(doc, rules.values()).findings:
            verdict = judged.get((finding.rule, str(article["id"]), finding.start), "not judged")
            counts[finding.rule, verdict] += 1
            if finding.rule in listed:
                _show(article["id"], doc, finding, verdict)
    print(f"{name}: {len(articles)} articles")
    for rule in rules:
        said = {verdict: count for (other, verdict), count in counts.items() if other == rule}
        total = sum(said.values())
        print(f"  {rule:18} {total:5}  {total / len(articles):.3f} an article  {said or ''}")


def _show(article_id: str, doc: Document, finding: Finding, verdict: str) -> None:
    start, end = doc.sentence_at(finding.start)
    sentence = " ".join(doc.source[start:end].split())
    print(f"    {finding.rule} {article_id} {finding.start} [{verdict}] «{finding.excerpt}» in: {sentence}")


def _planted(corpora: dict[str, list[dict[str, Any]]], rules: dict[str, Rule]) -> None:
    chance = random.Random(7)
    print("planted in clean articles, found at the very place:")
    for kind, (rule_id, plant) in _planted_dates.KINDS.items():
        tried = found = 0
        for name in ("attributions", "news"):
            for article in corpora[name]:
                if (planted := plant(article["text"], article.get("published"), chance)) is None:
                    continue
                text, dateline, start, end = planted
                doc = Document(text)
                if dateline:
                    doc.__dict__["dateline"] = Dateline(dateline, "metadata")
                tried += 1
                flags = lint(doc, [rules[rule_id]]).findings
                found += any(flag.start < end and start < flag.end for flag in flags)
        print(f"  {kind:34} {found:4} of {tried:4}  {found / max(1, tried):.3f}")


def _cut_attributions(articles: list[dict[str, Any]], rule: Rule) -> None:
    tried = found = 0
    for article in articles:
        for text, start, end in _planted_dates.without_attribution(
            document(article), article["attributions"]
        ):
            doc = document({**article, "text": text})
            tried += 1
            found += any(flag.start < end and start < flag.end for flag in lint(doc, [rule]).findings)
    print(f"attribution cut from a dated sentence: {found} of {tried}, {found / max(1, tried):.3f}")


def _extraction() -> None:
    wanted = got = right = days = right_days = extra = 0
    for line in PHRASES.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        language, dateline, text, *expected = line.split("\t")
        doc = Document(text)
        doc.__dict__["language"] = language
        doc.__dict__["dateline"] = (
            Dateline(datetime.date.fromisoformat(dateline), "metadata") if dateline else None
        )
        read = {doc.text[date.start : date.end]: date for date in doc.dates}
        pairs = [each.rpartition("=")[::2] for each in expected]
        wanted += len(pairs)
        extra += len(read) - sum(phrase in read for phrase, _ in pairs)
        for phrase, value in pairs:
            date = read.get(phrase)
            got += date is not None
            right += date is not None and (date.value or "-") == value
            if len(value) == len("2025-01-31"):
                days += 1
                right_days += date is not None and date.value == value
    print(
        f"extraction: {wanted} phrases, recall {got / wanted:.3f}, precision {got / (got + extra):.3f},"
        f" value right {right / wanted:.3f}, of days {right_days / days:.3f}"
    )


def _speed(articles: list[dict[str, Any]], rules: Iterable[Rule]) -> None:
    chosen = [rule for rule in rules if rule.preset == "recommended" and not rule.compares]
    documents = [Document(article["text"]) for article in articles]
    for doc in documents:
        _ = doc.sentences, doc.plain, doc.quotations  # shared with other families, and so not counted
    size = sum(len(doc.text) for doc in documents) / 1e6
    start = time.process_time()
    for doc in documents:
        lint(doc, chosen)
    print(
        f"speed: {1000 * (time.process_time() - start) / size:.0f} ms a megabyte for datelines, dates and rules"
    )
