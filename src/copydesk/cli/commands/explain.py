"""copydesk explain: print the page of a rule."""

from __future__ import annotations

import textwrap
from operator import attrgetter
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from copydesk.cli import completions as offers
from copydesk.cli.exit_codes import usage_errors
from copydesk.cli.options import run_options, settings_options
from copydesk.cli.streams import print_lines
from copydesk.config.project import ProjectConfig
from copydesk.config.selection import NAMES
from copydesk.config.settings import nearest
from copydesk.engine.failures import ENGINE_RULES
from copydesk.findings import BOILERPLATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from copydesk.rules import Rule

_ORDER = attrgetter("family", "id")
_MOST_NAMED = 5
_WIDEST = 100
"""Columns; longer lines are hard to read."""


@click.command("explain")
@click.argument("rule", required=False, shell_complete=offers.rules)
@click.option("--all", "shows_all", is_flag=True, help="Print the pages of all rules, or of all in a family.")
@settings_options
def command(rule: str | None, shows_all: bool, **values: Any) -> int:
    """Show what RULE finds, why, and how to set it. Of a family, list the rules."""
    from pathlib import Path

    if not rule and not shows_all:
        raise click.UsageError("name a rule or a family, or write --all; “copydesk rules” lists the rules")

    with usage_errors():
        config = ProjectConfig(run_options(values))
        selector = config.selector_for(Path.cwd() / "any")
        rules = {each.id: each for each in ENGINE_RULES} | dict(selector.catalogue)
    if shows_all:
        shown = sorted((each for each in rules.values() if rule in (None, each.id, each.family)), key=_ORDER)
        if not shown:
            raise click.ClickException(_no_rule(rule or "", rules.values()))
        print_lines(line for each in shown for line in (*_wrapped(page(each)), "", ""))
        return 0
    assert rule is not None
    family = sorted((each for each in rules.values() if each.family == rule), key=attrgetter("id"))
    if family and rule not in rules:
        print_lines(
            [f"{rule}: a family of {len(family)} rules; “copydesk explain RULE” prints the page of one"]
        )
        width = max(len(each.id) for each in family)
        print_lines(f"  {each.id:<{width}}  {each.summary}" for each in family)
        return 0
    if rule not in rules:
        raise click.ClickException(_no_rule(rule, rules.values()))
    print_lines(_wrapped(page(rules[rule])))
    return 0


def _no_rule(word: str, rules: Iterable[Rule]) -> str:
    """Return a message on a word that is neither a rule nor a family."""
    names = {name: None for each in rules for name in (each.family, each.id)}
    if hint := nearest(word, list(names)):
        return f"there is no rule or family “{word}”{hint}"
    holding = sorted(name for name in names if word and word.lower() in name)[:_MOST_NAMED]
    hint = f"; there are {', '.join(holding)}" if holding else "; “copydesk rules” lists the rules"
    return f"there is no rule or family “{word}”{hint}"


def _wrapped(text: str) -> Iterator[str]:
    """Yield the lines of a page, broken to the width of the terminal; what is indented stays so."""
    width = min(get_terminal_size().columns, _WIDEST)
    for line in text.split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        yield from textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False) or [""]


def _flowing(text: str) -> str:
    """Return a text with each of its paragraphs on one line; lines that are indented stay as they are."""
    parts = text.split("\n\n")
    return "\n\n".join(part if "\n " in part else " ".join(part.split()) for part in parts)


_ROSTER = {
    "prefer": "names that are spelled right, such as [Ines Okafor]: write one here where a name has one right spelling;"
    " spellings that are nearly it are then flagged, and it is suggested",
    "two_people": "pairs of names that are both right, such as [[Clark, Clarke]]: write a pair here where two people,"
    " bodies or places have like names; neither is then flagged for the other",
}
"""What stands under `names` in the configuration, and which of the two to use when."""

_STORIES = """An article is held to the sources that it declares. Without any, it is held to its copies among the files
of the run: those whose front matter has the same “story:”, and those that share much of their wording and their
quotations. Editions of a series are no copies: their titles, file names, versions or dates tell them apart. A finding
between copies ends with what the two texts share. “copies: off” in the configuration, or --no-copies, leaves copies
that nobody declared alone."""


def page(rule: Rule) -> str:
    """Return a rule's documentation as plain text with fixed headings."""
    preset = "on by default" if rule.preset == "recommended" else f"only in the preset “{rule.preset}”"
    parts = [
        f"{rule.id}: a rule of the family “{rule.family}”; severity: {rule.severity}; {preset}",
        rule.summary,
        _flowing(rule.why),
    ]
    parts.append(_section("Compared", [_flowing(_STORIES)] if rule.scope == "story" else []))
    parts += [_section("Bad", rule.bad), _section("Good", rule.good)]
    roster = _ROSTER if rule.family == NAMES else {}
    own = [f"{name}: {_shown(value)}" for name, value in rule.options.items() if name not in roster]
    shared = [f"{name}: {roster[name]}" for name in rule.options if name in roster]
    parts.append(_section(f"Options (in copydesk.yaml under “rules: {rule.id}:”)", own))
    parts.append(_section("Options (in copydesk.yaml under “names:”, for all rules about names)", shared))
    parts.append(_section("Fix", [_fix_of(rule)]))
    parts.append(_section("Needs", [f"the extra copydesk[{rule.extra}]"] if rule.extra else []))
    parts.append(_section("Measured", [rule.measured] if rule.measured else []))
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())


def _fix_of(rule: Rule) -> str:
    if rule.fixable:
        return "“copydesk fix” mends what is safe to mend; “copydesk fix --suggested” also the rest"
    if rule.family == BOILERPLATE:
        return "“copydesk fix --suggested” deletes it where it fills whole lines, unless it may be the article's own"
    return "a person decides; where a finding suggests a text, “copydesk fix --suggested” puts it there"


def _section(title: str, entries: list[str] | tuple[str, ...]) -> str:
    body = "\n".join("  " + entry.replace("\n", "\n  ") for entry in entries)
    return f"{title}:\n{body}" if entries else ""


def _shown(value: Any) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, (tuple, list)) else str(value)
