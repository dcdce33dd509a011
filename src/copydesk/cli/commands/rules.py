"""copydesk rules: list the rules, one on each line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copydesk.cli import completions as offers
from copydesk.cli.exit_codes import usage_errors
from copydesk.cli.options import run_options, settings_options
from copydesk.cli.streams import print_document, print_lines
from copydesk.config.project import ProjectConfig
from copydesk.config.settings import nearest
from copydesk.report.escaping import json_text
from copydesk.support.closest import closest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.rules import Rule


@click.command("rules")
@click.argument("families", nargs=-1, metavar="[FAMILY…]", shell_complete=offers.rules_and_families)
@settings_options
@click.option(
    "--output-format", "-o", type=click.Choice(["text", "json"]), default="text", help="How to print them."
)
def command(families: tuple[str, ...], output_format: str, **values: Any) -> int:
    """List the rules, of all families or some, with their severity, as configured for the working folder."""
    with usage_errors():
        selector = ProjectConfig(run_options(values)).selector_for(Path.cwd() / "any")
    enabled = {rule.id: rule for rule in selector.rules_for(Path.cwd() / "any").rules}
    rules = [enabled.get(id_, rule) for id_, rule in selector.catalogue.items()]
    known = {rule.family for rule in rules}
    if unknown := [family for family in families if family not in known]:
        raise click.UsageError(_no_family(unknown[0], sorted(known), selector.catalogue))
    rules = [rule for rule in rules if not families or rule.family in families]
    rules.sort(key=lambda rule: (rule.family, rule.id))
    if output_format == "json":
        print_document(json_text([_as_dict(rule, rule.id in enabled) for rule in rules], indent=1))
        return 0
    width = max(len(rule.id) for rule in rules)
    print_lines(
        f"{rule.family:<12} {rule.id:<{width}} {rule.severity if rule.id in enabled else 'off':<8} {rule.summary}"
        for rule in rules
    )
    return 0


def _no_family(word: str, families: list[str], rules: Mapping[str, Rule]) -> str:
    """Return a message on a word that is no family, but may be a rule or like one."""
    if word in rules:
        return (
            f"“{word}” is a rule, of the family “{rules[word].family}”; “copydesk explain {word}” prints its page,"
            f" “copydesk rules {rules[word].family}” lists its family"
        )
    hint = nearest(word, families)
    if not hint and (rule := closest(word, rules.keys())):
        hint = f"; did you mean the rule “{rule}”? “copydesk explain {rule}” prints its page"
    return f"there is no family “{word}”" + (hint or f"; there are {', '.join(families)}")


def _as_dict(rule: Rule, enabled: bool) -> dict[str, Any]:
    return {
        "id": rule.id,
        "family": rule.family,
        "severity": rule.severity,
        "preset": rule.preset,
        "enabled": enabled,
        "summary": rule.summary,
        "why": rule.why,
        "bad": rule.bad,
        "good": rule.good,
        "options": dict(rule.options),
        "fixable": rule.fixable,
        "measured": rule.measured,
        "origin": rule.origin,
    }
