"""Quotes: measure the rules on marks, brackets and speakers, with python -m bench quotes CORPORA [--every N]
[--faults].

It prints the documents with a finding in edited articles, judged by bench/judged/quotes.tsv; of the faults planted in
clean articles, how many are found and how many at the right mark, or with a word on it; the speakers of direct
quotations against gold source spans; the deleted speakers found; and the time. `--faults` lists every finding that is
not judged yet.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from itertools import islice
from pathlib import Path
from typing import Any

from bench import _injections, _speakers
from bench._corpora import records
from bench._verdicts import verdicts
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.findings import Finding
from copydesk.rules import Rule

_TWEET = re.compile(r"</?tweet\b[^>]*>")
MARK_RULES = (
    "unclosed-quote", "unopened-quote", "reopened-quote", "mixed-quote-marks", "reversed-quote",
    "unclosed-bracket", "unopened-bracket", "stray-quote-space",
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Measure everything, or a sample of every Nth article."""
    parser = argparse.ArgumentParser(prog="python -m bench quotes", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth article")
    parser.add_argument("--faults", action="store_true", help="list the findings that are not judged")
    options = parser.parse_args(arguments)
    rules = {
        rule.id: rule
        for rule in all_rules(plugin_manager()).values()
        if rule.family == "quotes" and rule.scope == "document"
    }
    news = list(islice(records(options.corpora / "news.jsonl.gz"), 0, None, options.every))
    attributed = list(islice(records(options.corpora / "attributions.jsonl.gz"), 0, None, options.every))
    for article in attributed:  # the tags that its scraper left are markup; offsets stay
        article["text"] = _TWEET.sub(lambda tag: " " * len(tag[0]), article["text"])
    for name, articles in (("news", news), ("attributions", attributed)):
        _false_alarms(name, articles, rules, options.faults)
    _planted({"news": news, "attributions": attributed}, rules)
    _speakers.report(attributed)
    _speakers.report_deleted(attributed, rules)
    _speed(news, rules)
    return 0


def _findings(text: str, rules: dict[str, Rule]) -> tuple[Finding, ...]:
    return lint(Document(text), rules.values()).findings


def _false_alarms(name: str, articles: list[dict[str, Any]], rules: dict[str, Rule], list_them: bool) -> None:
    default = {rule_id: rule for rule_id, rule in rules.items() if rule.preset == "recommended"}
    judged = verdicts("quotes")
    flagged, false, unjudged, by_rule = set(), set(), 0, dict.fromkeys(default, 0)
    for article in articles:
        for finding in _findings(article["text"], default):
            verdict = judged.get((finding.rule, article["id"], finding.start), "")
            by_rule[finding.rule] += 1
            if finding.rule in MARK_RULES:
                flagged.add(article["id"])
                if verdict == "false":
                    false.add(article["id"])
            if not verdict:
                unjudged += 1
                if list_them:
                    around = article["text"][max(0, finding.start - 120) : finding.end + 120]
                    print(finding.rule, article["id"], finding.start, finding.message, repr(around), sep="\t")
    share = len(false) / len(articles)
    print(
        f"{name}: {len(articles)} documents, {len(flagged)} with a finding on a mark, {len(false)} of them falsely",
        end="",
    )
    print(f" ({share:.2%}); {unjudged} findings not judged")
    print("   findings:", ", ".join(f"{rule} {count}" for rule, count in by_rule.items() if count))


def _planted(corpora: dict[str, list[dict[str, Any]]], rules: dict[str, Rule]) -> None:
    mark_rules = {rule_id: rules[rule_id] for rule_id in MARK_RULES if rule_id in rules}
    for name, articles in corpora.items():
        clean = [article["text"] for article in articles if not _findings(article["text"], mark_rules)]
        variants = [(name, clean)]
        if name == "news":
            variants.append(("news, curly", [_injections.curled(text) for text in clean]))
            variants.append(("news, German", [_injections.curled(text, "„", "“") for text in clean]))
            variants.append(
                ("news, French", [_injections.curled(text, "«\u00a0", "\u00a0»") for text in clean])
            )
        for label, texts in variants:
            _plant(label, texts, mark_rules)


def _plant(label: str, texts: list[str], rules: dict[str, Rule]) -> None:
    print(f"planted in clean articles: {label}")
    for kind in _injections.KINDS:
        chance = random.Random(kind.name)
        found = right = planted = 0
        for text in texts:
            injected = kind.inject(text, chance)
            if injected is None:
                continue
            planted += 1
            findings = _findings(injected.text, rules)
            found += bool(findings)
            right += any(
                place.start <= injected.wrong < place.end
                for finding in findings
                for place in (finding, *finding.related)
            )
        if planted:
            print(
                f"   {kind.name:28} {planted:5} planted, {found / planted:.3f} found, {right / planted:.3f} at the mark"
            )


def _speed(articles: list[dict[str, Any]], rules: dict[str, Rule]) -> None:
    default = [rule for rule in rules.values() if rule.preset == "recommended"]
    documents = [Document(article["text"]) for article in articles]
    for document in documents:
        _ = document.names, document.sentences, document.language
    size = sum(len(document.text) for document in documents) / 1e6
    start = time.process_time()
    for document in documents:
        lint(document, default)
    print(
        f"speed: {(time.process_time() - start) / size * 1000:.0f} ms/MB for quotations, speakers and rules"
    )
