"""python -m bench crawl CORPUS [--documents N] [--characters N] [--rules]: what the preset “crawl” takes and finds.

Each text is checked with the preset and with “recommended”, in turn, so that a busy machine slows both; processor time
is counted, without start-up: the least of a few rounds. Printed are milliseconds a document, and how many of the
findings of “recommended” the preset has, by rule. With --rules: what each rule of “recommended” takes, alone, over
reading the text, which shows what may belong to the preset.

CORPUS is a file of JSON Lines, with .gz, with a `text` in each line; --characters takes so many of each text.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from bench._corpora import records
from copydesk import Desk
from copydesk.config.rule_sources.presets import CRAWL, crawl_rules

DOCUMENTS = 200
ROUNDS = 9


def main(arguments: list[str]) -> int:
    """Print a line for each preset, then a line for each rule."""
    parser = argparse.ArgumentParser(prog="python -m bench crawl", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--characters", type=int)
    parser.add_argument("--rules", action="store_true")
    options = parser.parse_args(arguments)
    taken = islice(records(options.corpus), options.documents)
    texts = [each["text"][: options.characters] for each in taken]
    print(f"{len(texts):,} documents of {sum(map(len, texts)) / len(texts):,.0f} characters")
    if options.rules:
        _print_rules(texts)
        return 0
    desks = {name: _desk(preset=name) for name in ("recommended", CRAWL)}
    for name, seconds in _timed(desks, texts).items():
        print(f"{name:<12} {seconds / len(texts) * 1000:7.2f} ms a document")
    whole, found = (_found(desk, texts) for desk in desks.values())
    both, rules = whole & found, crawl_rules()
    print(f"of {whole.total():,} findings {both.total():,}; {(found - whole).total():,} others")
    by_rule = Counter(rule for _, rule, *_ in whole.elements())
    for rule, number in by_rule.most_common():
        seen = sum(count for (_, each, *_), count in both.items() if each == rule)
        print(f"  {rule:<24} {seen:4} of {number:4}{'' if rule in rules else '  not in the preset'}")
    return 0


def _desk(**choice: str) -> Desk:
    return Desk(format="text", suppressions=False, **choice)


def _found(desk: Desk, texts: Sequence[str]) -> Counter[tuple[int, str, int, int]]:
    return Counter(
        (number, each.rule, each.start, each.end)
        for number, text in enumerate(texts)
        for each in desk.check(text).findings
    )


def _timed(desks: dict[str, Desk], texts: Sequence[str], rounds: int = ROUNDS) -> dict[str, float]:
    """Return the seconds that each desk takes for all texts; a first round, which loads code, is not counted."""
    least: dict[str, float] = {}
    for round_ in range(rounds + 1):
        for name, desk in desks.items():
            began = time.process_time()
            for text in texts:
                desk.check(text)
            seconds = time.process_time() - began
            if round_:
                least[name] = min(seconds, least.get(name, seconds))
    return least


def _print_rules(texts: Sequence[str]) -> None:
    names = [each.id for each in _desk().rules.values() if each.preset == "recommended" and not each.compares]
    cheapest = _timed({"": _desk(select="ligature")}, texts)[""]
    taken = {name: _timed({name: _desk(select=name)}, texts, 2)[name] - cheapest for name in names}
    for name, seconds in sorted(taken.items(), key=lambda each: each[1]):
        mark = "crawl" if name in crawl_rules() else ""
        print(f"  {name:<24} {seconds / len(texts) * 1000:7.3f} ms  {mark}")
