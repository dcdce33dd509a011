"""Completions: values that a shell offers for a word that is being typed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.findings import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import click

    from copydesk.rules import Rule


def rules(_ctx: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """Return the ids of all rules."""
    from copydesk.engine.failures import ENGINE_RULES

    return _beginning(typed, [rule.id for rule in (*_catalogue(), *ENGINE_RULES)])


def rules_and_families(_ctx: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """Return the ids of all rules and the names of families, also after a comma."""
    before, comma, last = typed.rpartition(",")
    return [before + comma + name for name in _beginning(last, _targets())]


def severities(_ctx: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """Return rules and families, and after “RULE=” the severities."""
    target, equals, level = typed.partition("=")
    if equals:
        return [f"{target}={each}" for each in _beginning(level, SEVERITIES)]
    return [f"{name}=" for name in _beginning(typed, _targets())]


def among(names: Iterable[str]) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Return a completion that offers these names."""
    return lambda _ctx, _parameter, typed: _beginning(typed, names)


def _beginning(typed: str, names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if name.startswith(typed))


def _targets() -> list[str]:
    found = _catalogue()
    return [*{rule.id for rule in found}, *{rule.family for rule in found}]


def _catalogue() -> list[Rule]:
    """Return all rules for the working folder; if its configuration is broken, only the built-in ones."""
    from copydesk.config.project import ProjectConfig
    from copydesk.config.request import RunOptions

    for options in (RunOptions(), RunOptions(isolated=True)):
        try:
            return list(ProjectConfig(options).selector_for(Path.cwd() / "any").catalogue.values())
        except ValueError:
            continue
    return []
