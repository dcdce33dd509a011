"""python -m bench profile CORPUS.jsonl.gz: where the time of a run goes, by family and for the slowest rules.

An analysis that several rules share is counted with the rule that asks for it first. The time is the processor's, so
that a busy machine does not show.
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from bench._corpora import records
from copydesk.document import Document
from copydesk.linter import lint
from copydesk.plugins import all_rules, plugin_manager


def main(arguments: list[str]) -> int:
    """Print milliseconds per megabyte of source for reading, for each family, and for the slowest rules."""
    (corpus,) = map(Path, arguments)
    rules = [rule for rule in all_rules(plugin_manager()).values() if rule.preset == "recommended"]
    texts = [record["text"] for record in records(corpus)]
    lint(Document(texts[0]), rules)  # compiles what is compiled on first use
    families: Counter[str] = Counter()
    by_rule: Counter[str] = Counter()
    for text in texts:
        started = time.process_time()
        document = Document(text, "a.txt")
        _ = document.sentences, document.words, document.language
        families["(reading)"] += time.process_time() - started
        for rule in rules:
            started = time.process_time()
            lint(document, [rule])
            seconds = time.process_time() - started
            families[rule.family] += seconds
            by_rule[rule.id] += seconds
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    total = families.total()
    print(f"{len(texts):,} articles, {megabytes:.1f} MB: {megabytes / total:.2f} MB a second")
    for title, counts in (("family", families), ("rule", by_rule)):
        print(f"{title:<32} ms/MB   share")
        for name, seconds in counts.most_common(12):
            print(f"  {name:<30} {1000 * seconds / megabytes:>5.0f}  {seconds / total:>6.1%}")
    return 0
