"""Options: those that several subcommands have."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import click

from copydesk.cli import completions as offers
from copydesk.cli.guidance.number_options import Megabytes, WholeNumber
from copydesk.config.request import CliOverrides, RunOptions
from copydesk.config.rule_sources.presets import PRESET_NAMES
from copydesk.findings import SEVERITIES
from copydesk.formats.registry import NAMES
from copydesk.report.recognition import begins_like_report, is_report
from copydesk.support.closest import closest
from copydesk.support.patterns import compile_later

_SETTING = compile_later(r"[a-z][\w-]*(?:\.[\w-]+)*=")
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class _AnyPath(click.Path):
    """A path of any kind, but not an empty one, which a variable without a value leaves in a script."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("an empty path names no file; write “.” for the working folder", param, ctx)
        if value != "-" and os.path.normpath(value) == "-":  # a file “-”, not standard input
            value = os.path.abspath(value)
        return super().convert(value, param, ctx)


ANY_PATH = _AnyPath(readable=False, path_type=Path)
"""A path of any kind: click does not check it, so that an unreadable file is reported like a missing one."""


def _names(_ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """An option that may be repeated, with one name or several, separated by commas."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _rules(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Rules, given like names; to choose none of them would mean all."""
    names = _names(context, parameter, values)
    if values and not names and parameter.name == "select":
        raise click.BadParameter("it names no rule; without it all rules run")
    return names


def _patterns(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Patterns, given like names; None if the option is not given, since an empty one takes all patterns away."""
    return _names(context, parameter, values) if values else None


def _severities(
    _ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    pairs = []
    for value in values:
        target, equals, severity = value.partition("=")
        if not equals or severity not in SEVERITIES:
            near = closest(severity, SEVERITIES)
            hint = f"; did you mean “{target}={near}”?" if near else f", such as names={SEVERITIES[-1]}"
            levels = ", ".join(SEVERITIES)
            raise click.BadParameter(f"“{value}” is not RULE=LEVEL; the levels are {levels}{hint}")
        pairs.append((target, severity))
    return tuple(pairs)


def _stack(*options: Callable[[Any], Any]) -> Decorator:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def rules_option(name: str, help_text: str) -> Decorator:
    """Return an option that names rules and families, with commas or by being repeated."""
    return click.option(
        name,
        multiple=True,
        callback=_rules,
        shell_complete=offers.rules_and_families,
        metavar="RULE",
        help=help_text,
    )


def _configuration(
    _ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """The option --config: at most one file, and settings."""
    if "" in values:
        raise click.BadParameter("an empty path names no file")
    files = [value for value in values if not _is_setting(value)]
    if len(files) > 1:
        raise click.BadParameter(f"{files[0]} and {files[1]}: only one configuration file can be used")
    return values


def _is_setting(value: str) -> bool:
    """Tell whether a value of --config sets a key; a file may have “=” in its name, too."""
    return _SETTING.match(value) is not None and not os.path.lexists(value)


settings_options = _stack(
    click.option(
        "--config",
        multiple=True,
        callback=_configuration,
        metavar="FILE|KEY=VALUE",
        help="Use this configuration file; or set one key of it, such as rules.doubled-word=off. May be repeated.",
    ),
    click.option(
        "--allow-read",
        "allowed",
        multiple=True,
        type=ANY_PATH,
        metavar="PATH",
        help="Let articles and configuration name files here, hidden or outside the project; may be repeated.",
    ),
    click.option("--isolated", is_flag=True, help="Use no configuration file."),
    click.option(
        "--plugin",
        "plugins",
        multiple=True,
        metavar="MODULE|FILE",
        help="Load a module, or a Python file such as house_rules.py, as a plugin.",
    ),
)
"""Where settings come from, for commands that read no article."""

reading_options = _stack(
    click.option(
        "--format",
        type=click.Choice(NAMES),
        help="Read the files in this format, whatever their suffixes are.",
    ),
    click.option(
        "--max-file-size",
        type=Megabytes(),
        metavar="MB",
        help="Read files of up to so many megabytes, whatever the configuration says.",
    ),
)
"""How articles are read."""

configuration = _stack(settings_options, reading_options)

exclusion = _stack(
    click.option(
        "--exclude",
        multiple=True,
        callback=_patterns,
        metavar="PATTERN",
        help="Do not check files like these (as in .gitignore), instead of those that the configuration excludes.",
    ),
    click.option(
        "--extend-exclude",
        multiple=True,
        callback=_names,
        metavar="PATTERN",
        help="Do not check files like these either.",
    ),
    click.option(
        "--force-exclude",
        is_flag=True,
        help="Do not check a named file either that .gitignore excludes; patterns of copydesk always count.",
    ),
)

preset = click.option("--preset", type=click.Choice(PRESET_NAMES), help="Start from this set of rules.")

rule_choice = _stack(
    preset,
    rules_option(
        "--select",
        "Run only these rules or families; a family means all its rules, even those that otherwise only “strict” runs.",
    ),
    rules_option("--extend-select", "Run these rules or families too."),
    rules_option("--ignore", "Do not run these rules or families."),
)
"""Which rules run."""

severity = click.option(
    "--severity",
    multiple=True,
    callback=_severities,
    shell_complete=offers.severities,
    metavar="RULE=LEVEL",
    help="Set the severity of a rule or family.",
)

fail_on = click.option(
    "--fail-on", type=click.Choice(SEVERITIES), help="The lowest severity that makes the run fail."
)

selection = _stack(rule_choice, severity, fail_on)

against = click.option(
    "--against",
    multiple=True,
    type=ANY_PATH,
    metavar="PATH",
    help="Compare the articles with this source.",
)


def _set_colour(context: click.Context, _parameter: click.Parameter, choice: str) -> None:
    context.color = {"always": True, "never": False}.get(choice)


colour = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    expose_value=False,
    callback=_set_colour,
    help="Whether to use colour; auto: on a terminal, unless NO_COLOR is set.",
)

narrowing = _stack(
    click.option(
        "--baseline",
        type=ANY_PATH,
        metavar="FILE",
        help="Do not show the findings that this file lists.",
    ),
    click.option(
        "--diff-base",
        metavar="REV",
        help="Show only findings on lines that have changed since this revision.",
    ),
    click.option(
        "--staged",
        is_flag=True,
        help="Check the staged content, and show only findings on its changed lines.",
    ),
)


own_configuration = click.option(
    "--config",
    type=ANY_PATH,
    metavar="FILE",
    help="Use this configuration file; without it none is searched.",
)


def output_formats(names: Collection[str]) -> Decorator:
    """Return the option that names the output formats."""
    return click.option(
        "--output-format",
        "-o",
        "formats",
        multiple=True,
        shell_complete=offers.among(names),
        metavar="NAME[=FILE]",
        help=f"One of {', '.join(names)}; with =FILE it is written to a file; may be repeated.",
    )


jobs = click.option(
    "--jobs",
    type=WholeNumber(0),
    default=0,
    metavar="N",
    help="Number of processes; 0 for one on each core.",
)


def run_options(values: dict[str, Any]) -> RunOptions:
    """Return the run options for these command-line values (of `configuration`, and of `selection` if the command has
    it).
    """
    choices = CliOverrides(**{key: values[key] for key in CliOverrides._fields if key in values})
    files = [each for each in values["config"] if not _is_setting(each)]
    settings = [each.partition("=") for each in values["config"] if _is_setting(each)]
    return RunOptions(
        choices=choices,
        config=Path(os.path.abspath(files[0])) if files else None,
        settings=tuple((key, value) for key, _, value in settings),
        isolated=values["isolated"],
        plugins=tuple(values["plugins"]),
        jobs=values.get("jobs", 0),
        use_cache=not values.get("no_cache", False),
        allowed=tuple(Path(os.path.abspath(path)) for path in values["allowed"]),
        against=tuple(path.absolute() for path in values.get("against", ())),
        require_sources=values.get("require_sources", False),
        compare_copies=values.get("copies"),
        max_file_size=values.get("max_file_size"),
        format=values.get("format") or "",
        exclude=values.get("exclude"),
        extend_exclude=values.get("extend_exclude", ()),
        force_exclude=values.get("force_exclude", False),
        report_tests=(begins_like_report, is_report),
    )
