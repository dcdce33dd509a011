"""Whether every pattern is linear in what it reads: python -m bench pump [NAME …] [--attacks N] [--seed S] [--rules].

Each pattern of the package reads texts that are made from its own repeats, N for each pattern, and from then on four
times as long ones where that takes long. Printed are the patterns whose time grows faster than the text, with the text
that shows it: what leads up to it, what is repeated, and what ends it. NAME is a part of a rule's or a module's name.
With --rules, rules instead of patterns read their own bad and good texts, repeated in a line or in paragraphs.

The exit status is 1 if anything is printed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from bench._package_patterns import examples, package_patterns
from bench._pattern_attacks import Attack, attacks
from bench._pumping import pump
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.formats.registry import FORMATS

_LENGTH = 16_000
_PARAGRAPHS_LENGTH = 4_000
_QUICK_RULE = 10e-6
"""Seconds for each code point in which a document is read and a rule run."""


def main(arguments: list[str]) -> int:
    """Print what is not linear."""
    parser = argparse.ArgumentParser(
        prog="python -m bench pump", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--attacks", type=int, default=200, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    parser.add_argument("--rules", action="store_true")
    options = parser.parse_args(arguments)
    slow = (
        _slow_rules(options.names)
        if options.rules
        else _slow_patterns(options.names, options.attacks, options.seed)
    )
    found = 0
    for line in slow:
        found += 1
        print(line, flush=True)
    return int(found > 0)


def _slow_patterns(names: list[str], most: int, seed: int) -> Iterator[str]:
    for each in package_patterns():
        if not names or any(name in each.owner for name in names):
            for attack in attacks(each.pattern, most, seed):
                if slow := pump(each.read, attack.text, _LENGTH):
                    yield f"{each.owner}: {slow}: {attack}"
                    break


def _slow_rules(names: list[str]) -> Iterator[str]:
    for rule in all_rules(plugin_manager()).values():
        if names and not any(name in rule.id for name in names):
            continue
        for format_name in FORMATS:
            for example in examples(rule):
                for attack in (Attack("", f"{example} "), Attack("", f"{example}\n\n")):
                    read = lambda text: lint(Document(text, "a", format_name), [rule])  # noqa: B023, E731
                    if slow := pump(read, attack.text, _PARAGRAPHS_LENGTH, _QUICK_RULE):
                        yield f"{rule.id} ({format_name}): {slow}: {attack.pump[:80]!r}"
