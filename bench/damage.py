"""Damage: measure the damage rules on clean text, with python -m bench damage CORPORA [STEP] [RULE …].

It reads every STEP-th article of the clean corpora (BBC news, PolNeAR's news, the gold articles of WCXB's pages),
prints the findings of each rule and its milliseconds for a megabyte, and, for the rules named, every finding in its
context. Judged findings are in bench/judged/damage.tsv: rule, document, offsets, verdict.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench._corpora import records
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document

CLEAN = {"news": "text", "attributions": "text", "pages": "article"}


def articles(folder: Path, step: int) -> Iterator[tuple[str, str]]:
    """Yield identifier and text of every STEP-th clean article."""
    for corpus, key in CLEAN.items():
        for number, record in enumerate(records(folder / f"{corpus}.jsonl.gz")):
            if number % step == 0:
                yield f"{corpus}/{record.get('id', number)}", record[key]


def main(arguments: list[str]) -> int:
    """Print counts, times and, for named rules, findings."""
    folder, step = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    shown = set(arguments[2:])
    rules = [rule for rule in all_rules(plugin_manager()).values() if rule.family == "damage"]
    counts: Counter[tuple[str, str]] = Counter()
    seconds: defaultdict[str, float] = defaultdict(float)
    size = documents = 0
    for identifier, text in articles(folder, step):
        document = Document(text, f"{identifier}.txt")
        _ = (
            document.sentences,
            document.quotations,
            document.language,
        )  # shared by all families: not timed here
        size += len(text)
        documents += 1
        for rule in rules:
            began = time.perf_counter()
            flags = [
                flag for flag in rule.check(document, **rule.options) if rule.where.holds(document, flag)
            ]
            seconds[rule.id] += time.perf_counter() - began
            counts[rule.id, identifier.split("/")[0]] += len(flags)
            if rule.id in shown:
                for flag in flags:
                    before, after = text[max(0, flag.start - 60) : flag.start], text[flag.end : flag.end + 50]
                    line = f"{before}>>{text[flag.start : flag.end]}<<{after}".replace("\n", "⏎")
                    print(f"{rule.id}\t{identifier}\t{flag.start}\t{flag.end}\t{line[:300]}")
    print(f"{documents} articles, {size / 1e6:.1f} million characters", file=sys.stderr)
    for rule in rules:
        each = "  ".join(f"{corpus} {counts[rule.id, corpus]:4}" for corpus in CLEAN)
        print(
            f"{rule.id:24} {rule.preset:12} {each}  {seconds[rule.id] / size * 1e9:6.1f} ms/MB",
            file=sys.stderr,
        )
    return 0
