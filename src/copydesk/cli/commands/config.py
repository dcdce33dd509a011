"""copydesk config show: print the settings for a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from copydesk.cli.exit_codes import usage_errors
from copydesk.cli.guidance.no_effect import without_effect
from copydesk.cli.options import ANY_PATH, run_options, settings_options
from copydesk.cli.streams import print_line
from copydesk.config.project import ProjectConfig
from copydesk.support.paths import display_path


@click.group("config")
def command() -> None:
    """Show the configuration."""


@command.command("show", short_help="Show the settings for a file, or for the working folder.")
@click.argument("file", required=False, type=ANY_PATH)
@settings_options
def show(file: Path | None, **values: Any) -> int:
    """Show the configuration file for FILE, and the rules that run on it, with severity and options.

    Without FILE, show what holds for articles in the working folder. “(set here)” marks the rules that are not as by
    default. At the end stand settings that have no effect, such as a pattern that matches no file.
    """
    if file is None or file.is_dir():
        file = (file or Path()) / "article.md"
    file = file.absolute()
    with usage_errors():
        config = ProjectConfig(run_options(values))
        origin = config.settings_for(file).file
        selector = config.selector_for(file)
        rules = selector.rules_for(file)
    defaults = f"the defaults apply{', but for what --config sets' if config.options.settings else ''}"
    print_line(f"configuration: {origin or f'none found: {defaults}'}")
    print_line(f"for: {display_path(file)}")
    print_line(f"excluded: {config.exclusion_of(file) or 'no'}")
    print_line(f"fail-on: {rules.fail_on}")
    print_line(f"text: {config.text_of(file) or 'not set; each article is examined'}")
    print_line(f"copies: {'on' if config.compares_copies(file) else 'off'}")
    if entries := config.settings_for(file).overrides:
        numbers = selector.overrides_of(file)
        shown = (f"files[{number}] ({', '.join(entries[number].paths)})" for number in numbers)
        print_line(f"files: {', '.join(shown) or f'none of the {len(entries)} entries matches this path'}")
    print_line("rules:")
    for rule in rules.rules:
        base = selector.catalogue[rule.id]
        changed = [
            f"{key}={json.dumps(value, ensure_ascii=False, default=sorted)}"
            for key, value in rule.options.items()
            if value != base.options[key]
        ]
        set_here = (
            " (set here)" if rule.severity != base.severity or rule.preset != "recommended" or changed else ""
        )
        print_line(f"  {rule.id}: {rule.severity}{' ' if changed else ''}{' '.join(changed)}{set_here}")
    with usage_errors():
        useless = list(without_effect(config, file))
    if useless:
        print_line("without effect:")
    for line in useless:
        print_line(f"  {line}")
    return 0
