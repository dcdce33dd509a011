"""Every pattern and every rule is linear in what it reads: a text of four times the length takes about four times as
long. `python -m bench pump` shows it with more and longer texts.
"""

from __future__ import annotations

import re

import pytest
from bench._package_patterns import examples, package_patterns
from bench._pattern_attacks import Attack, attacks
from bench._pumping import pump

from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.engine.suppressions import SUPPRESSION_RULES, collect_suppressions
from timing import is_quick

LENGTH = 8_000
SHORT = 2_000
"""Code points of a text on which patterns show that are far from linear."""
ATTACKS = 4
QUICK_RULE = 10e-6
"""Seconds for each code point."""


def slow_text(pattern, read, most, length=LENGTH):
    """The first text on which a pattern is not linear; None if there is none."""
    found = ((attack, pump(read, attack.text, length)) for attack in attacks(pattern, most))
    return next((f"{slow}: {attack}" for attack, slow in found if slow), None)


@pytest.mark.slow
def test_every_pattern_is_linear():
    slow = {each.owner: slow_text(each.pattern, each.read, ATTACKS) for each in package_patterns()}
    assert not {owner: text for owner, text in slow.items() if text}


@pytest.mark.slow
def test_every_rule_reads_its_own_examples_in_linear_time(rules):
    slow = {}
    for rule in rules.values():
        for apart in (" ", "\n\n"):
            attack = Attack("", apart.join([*examples(rule), ""]))
            if attack.pump:
                slow[rule.id, apart] = pump(
                    lambda text, rule=rule: lint(Document(text, "a.md"), [rule]),
                    attack.text,
                    2_000,
                    QUICK_RULE,
                )
    assert not {name: str(each) for name, each in slow.items() if each}


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:a+)+b",  # in more ways than can be counted
        r"<!-- *copydesk-[\s\S]*?-->",  # from every opening to the end
        r"!\[[^\]\n]*\]\(",
    ],
)
def test_what_is_not_linear_is_found(pattern):
    compiled = re.compile(pattern)
    assert slow_text(pattern, lambda text: sum(1 for _ in compiled.finditer(text)), 100, SHORT)


@pytest.mark.parametrize("pattern", [r"\b(?>a+)b", r"<!-- *copydesk-[^<]*+-->", r"!\[[^\[\]\n]*\]\("])
def test_what_is_linear_is_not_found(pattern):
    compiled = re.compile(pattern)
    assert not slow_text(pattern, lambda text: sum(1 for _ in compiled.finditer(text)), 100)


LINKED = " ".join(f"[Word{number}](https://example.org/tags/a-word-and-more)" for number in range(12))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"“We will see, {LINKED} and so on.\n\n“And then we went home,” said Ines Okafor.\n"),
        (
            "a.md",
            f"“We will see, {LINKED.replace(']', '] <!-- a -->')} and so on.\n\n“And then we went home.”\n",
        ),
        ("a.txt", "Home" + " / ab" * 200 + " / end of it all.\n"),
        ("a.txt", "Home — where the heart is" + " — and so on" * 200 + ".\n"),
        ("a.md", "---\n" + "\n" * 400 + "a b\n---\nThe ferry sails.\n"),
        ("a.md", "Title: a\r\n" * 40 + "The ferry sails.\n"),
        ("a.md", "[gallery" + ' a="b"' * 60 + " ferry\n"),
        ("a.md", "<!-- copydesk- " * 2_000),
        ("a.html", "{# copydesk- " * 2_000),
        ("a.md", "copydesk\n" + "".join("`" * (number % 100 + 1) + "a" for number in range(200))),
        ("a.md", "<!-- copydesk-disable-next-block doubled-word -->" * 500 + "\n\nThe the ferry.\n"),
        (
            "a.md",
            "<!-- copydesk-disable-file "
            + ", ".join(f"no-rule-{number}" for number in range(2_000))
            + " -->",
        ),
    ],
    ids=range(12),
)
def test_an_article_stops_no_rule(rules, name, text):
    active = [*rules.values(), *SUPPRESSION_RULES.values()]
    results = []

    def check():
        document = Document(text, name)
        found = lint(document, rules.values())
        results.append(collect_suppressions(found, document, active, {rule.id: rule for rule in active}))

    assert is_quick(check, 3)
    assert not [finding.message for finding in results[-1].findings if finding.family == "engine"]
