"""Profile: print which phases, families and rules take the time, with python -m bench profile CORPUS.jsonl.gz
[--every N].

An analysis that several rules share counts for the rule that asks for it first. Processor time is measured, so that a
busy machine matters little.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from bench._corpora import records
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document
from copydesk.engine.linter import lint

STARTS = 7
_START = """
import json, sys, time
marks = []
def mark(): marks.append(1000 * time.process_time())
mark()
import gc; gc.set_threshold(50_000)
import copydesk.__main__, copydesk.cli.commands.check; mark()
from copydesk.config.plugins import all_rules, plugin_manager
rules = [rule for rule in all_rules(plugin_manager()).values() if rule.preset == "recommended"]; mark()
from copydesk.document import Document
from copydesk.engine.linter import lint
text = sys.stdin.read()
for _ in range(2):
    lint(Document(text, "a.txt"), rules); mark()
print(json.dumps(marks))
"""
_PHASES = (
    "Python itself",
    "the command line",
    "the rules",
    "the first article",
    "the same article again",
    "the end",
)


def main(arguments: list[str]) -> int:
    """Print milliseconds for a megabyte of source: for reading, for each family, and for the slowest rules."""
    parser = argparse.ArgumentParser(prog="python -m bench profile")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args(arguments)
    rules = [rule for rule in all_rules(plugin_manager()).values() if rule.preset == "recommended"]
    texts = [record["text"] for record in records(options.corpus)][:: options.every]
    _print_start(texts[0])
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


def _print_start(text: str) -> None:
    """Print the time of each phase of a start: the least of several runs, because other programs can only add to it."""
    starts = [_start(text) for _ in range(STARTS + 1)][1:]  # the first fills the store of patterns
    least = [min(phase) for phase in zip(*starts, strict=True)]
    print(f"a start takes {sum(least):.0f} ms of the processor     share")
    for name, milliseconds in zip(_PHASES, least, strict=True):
        print(f"  {name:<30} {milliseconds:>5.0f}  {milliseconds / sum(least):>6.1%}")


def _start(text: str) -> list[float]:
    """Return milliseconds of processor time of each of _PHASES in a process of its own."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    before = getrusage(RUSAGE_CHILDREN)
    ran = subprocess.run(
        [sys.executable, "-c", _START],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    after = getrusage(RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    marks = [*json.loads(ran.stdout), 1000 * spent]
    return [mark - earlier for earlier, mark in zip([0.0, *marks], marks, strict=False)]
