"""copydesk pack test: a pack's own examples and fixtures."""

from __future__ import annotations

from pathlib import Path

import click

from copydesk.cli.status import CLEAN, FINDINGS, usage_errors


@click.group("pack")
def command() -> None:
    """Work on packs of rules."""


@command.command("test")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--accept", is_flag=True, help="Rewrite the fixtures from what the rules say now.")
def test(path: Path, accept: bool) -> int:
    """Run the bad and good lines of every rule at or under PATH, and the fixtures named like them (<rule-id>.md)."""
    from copydesk.packs import load_packs
    from copydesk.testing import example_problems, fixture_problems

    with usage_errors():
        rules = load_packs([path])
    folder = path if path.is_dir() else path.parent
    fixtures = {file.stem: file for file in sorted(folder.rglob("*.md"))}
    failed = 0
    for rule in rules:
        problems = example_problems(rule)
        if rule.id in fixtures:
            problems += fixture_problems(rule, fixtures[rule.id], accept=accept)
        failed += bool(problems)
        click.echo(f"{'FAILED' if problems else 'passed'}  {rule.family}/{rule.id}")
        for problem in problems:
            click.echo("        " + problem.replace("\n", "\n        "))
    click.echo(f"{len(rules)} rules: {len(rules) - failed} passed, {failed} failed")
    return FINDINGS if failed else CLEAN
