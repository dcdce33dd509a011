"""copydesk config show: the settings that hold for a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from copydesk.cli.exit_codes import usage_errors
from copydesk.cli.options import ANY_PATH, configuration, request_of
from copydesk.config.project import ProjectConfig


@click.group("config")
def command() -> None:
    """Look at the configuration."""


@command.command("show")
@click.argument("file", type=ANY_PATH)
@configuration
def show(file: Path, **options: Any) -> int:
    """Show which configuration file holds for FILE, and the rules that run on it, with severity and options."""
    file = file.absolute()
    with usage_errors():
        rulebook = ProjectConfig(request_of(options))
        origin = rulebook.config(file).file
        selector = rulebook.selector(file)
        plan = selector.plan(file)
    click.echo(f"configuration: {origin or 'none found: the defaults hold'}")
    click.echo(f"excluded: {'yes' if rulebook.excludes(file) else 'no'}")
    click.echo(f"fail-on: {plan.fail_on}")
    click.echo("rules:")
    for rule in plan.rules:
        base = selector.catalogue[rule.id]
        changed = [f"{key}={value!r}" for key, value in rule.options.items() if value != base.options[key]]
        set_here = (
            " (set here)" if rule.severity != base.severity or rule.preset != "recommended" or changed else ""
        )
        click.echo(f"  {rule.id}: {rule.severity}{' ' if changed else ''}{' '.join(changed)}{set_here}")
    return 0
