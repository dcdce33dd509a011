"""copydesk pack test: test a pack with its own examples and fixtures."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk.cli.exit_codes import CANNOT, CLEAN, FINDINGS, usage_errors
from copydesk.cli.streams import print_line, print_lines
from copydesk.support.closest import near_path
from copydesk.support.limits import TooLarge, read_bounded
from copydesk.support.paths import display_path, is_link
from copydesk.support.plurals import count

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from copydesk.rules import Rule


@click.group("pack")
def command() -> None:
    """Test packs of rules."""


@command.command("test", short_help="Test the rules of a pack with their examples and fixtures.")
@click.argument("pack", metavar="PATH")
@click.option("--accept", is_flag=True, help="Write what the rules find now into the fixtures.")
def test(pack: str, accept: bool) -> int:
    """Test every rule at or under PATH with its bad and good texts, and with the fixture of its name (<rule-id>.md).

    PATH is a folder, a rule file, a Python file with rules, or package:NAME, an installed distribution.
    """
    from copydesk.testing import example_problems, fixture_problems

    paths = _paths_of(pack)
    rules, malformed = _read(paths)
    for problem in malformed:
        print_line(f"FAILED  {problem}")
    if not rules and not malformed:
        raise click.ClickException(f"{pack}: there is no rule file here; one ends in .yaml or .yml")
    fixtures = {file.stem: file for path in paths for file in _fixtures(path)}
    taken = _taken_names(rules)
    failed = 0
    are_whole = all(path.is_dir() for path in paths) and not malformed
    strays = _strays(fixtures, {rule.id for rule in rules}) if are_whole else []
    for file in strays:
        print_line(
            f"FAILED  {file}: this is a fixture, but there is no rule “{file.stem}”; rename it like its rule"
        )
    for rule in rules:
        problems = [taken[rule.id]] if rule.id in taken else []
        try:
            problems += example_problems(rule)
            if rule.id in fixtures:
                problems += fixture_problems(rule, fixtures[rule.id], accept=accept)
        except (ValueError, OSError) as error:
            problems.append(str(error))
        failed += bool(problems)
        print_line(f"{'FAILED' if problems else 'passed'}  {rule.family}/{rule.id}")
        for problem in problems:
            print_lines(f"        {line}" for line in problem.split("\n"))
    print_line(_total(len(rules), failed, len(malformed), len(strays)))
    if malformed:
        return CANNOT
    return FINDINGS if failed or strays else CLEAN


def _paths_of(pack: str) -> list[Path]:
    """Return the files and folders that a pack consists of.

    Raises:
        ClickException: there is no such pack, or a file of it is a link out of the project.
    """
    from copydesk.config.rule_sources.installed_packs import InstalledPackError, installed_packs
    from copydesk.config.settings import IN_DISTRIBUTION

    if pack.startswith(IN_DISTRIBUTION):
        try:
            return installed_packs(pack.removeprefix(IN_DISTRIBUTION))
        except InstalledPackError as error:
            raise click.ClickException(str(error)) from None
    path = Path(pack)
    if not os.path.lexists(path):
        raise click.ClickException(f"{pack}: no such file or folder{near_path(path)}")
    _refuse_links(path)
    return [path]


def _read(paths: list[Path]) -> tuple[list[Rule], list[str]]:
    """Return the rules of rule files or of a Python file, and the mistakes in rule files."""
    from copydesk.config.plugins import rules_in_file
    from copydesk.packs.loader import read_packs

    with usage_errors():
        if paths[0].suffix == ".py":
            return rules_in_file(paths[0]), []
        return read_packs(paths)


def _refuse_links(path: Path) -> None:
    """Refuse a pack with a rule file or fixture that is a link out of the project: what stands there would be shown.

    Raises ClickException.
    """
    from copydesk.config.confinement import confined
    from copydesk.packs.rule_files import pack_files

    absolute = Path(os.path.abspath(path))
    folder = absolute if absolute.is_dir() else absolute.parent
    confinement = confined(folder, Path.cwd())
    with usage_errors():
        files = [
            *pack_files(absolute, confinement.objection_to_setting),
            *(_markdown_in(absolute) if folder == absolute else folder.glob("*.md")),
        ]
    for file in filter(is_link, files):
        if objection := confinement.objection_to_setting(file):
            raise click.ClickException(f"{display_path(file)}: this link is not followed: {objection}")


def _fixtures(path: Path) -> list[Path]:
    """Return the files that may be fixtures: all in the folder of a pack, or what lies beside a single file and begins
    like one, for articles may lie there too.
    """
    if path.is_dir():
        return _markdown_in(path)
    return [file for file in sorted(path.parent.glob("*.md")) if _begins_like_fixture(file)]


def _markdown_in(path: Path) -> list[Path]:
    """Return the files in the folder of a pack that may be fixtures, also where links lead to the rules."""
    from copydesk.packs.rule_files import rule_files

    folders = {file.parent for file in rule_files(path)}
    return sorted({*path.rglob("*.md"), *(file for folder in folders for file in folder.glob("*.md"))})


def _total(rules: int, failed: int, mistakes: int, strays: int) -> str:
    """Return the last line: whether anything failed, what it was, and what was not tested at all."""
    parts = [f"{count(rules, 'rule')}: {rules - failed} passed, {failed} failed"]
    if mistakes:
        parts.append(f"{count(mistakes, 'mistake')} in files that cannot be read as rules")
    if strays:
        parts.append(f"{count(strays, 'fixture')} without a rule")
    return ("FAILED: " if failed or mistakes or strays else "") + "; ".join(parts)


def _strays(fixtures: Mapping[str, Path], ids: Set[str]) -> list[Path]:
    """Return files that begin like fixtures but have no rule of their name."""
    return [file for name, file in fixtures.items() if name not in ids and _begins_like_fixture(file)]


def _begins_like_fixture(file: Path) -> bool:
    try:
        return read_bounded(file).startswith(b"===")
    except (OSError, TooLarge):
        return False


def _taken_names(rules: list[Rule]) -> dict[str, str]:
    """Return, by id, the reason why a rule cannot have this id: another rule has it already."""
    from copydesk.config.plugins import all_rules, plugin_manager
    from copydesk.engine.failures import ENGINE_RULES
    from copydesk.engine.suppressions import SUPPRESSION_RULES

    own = {Path(rule.origin).resolve() for rule in rules}
    others = [*all_rules(plugin_manager()).values(), *ENGINE_RULES, *SUPPRESSION_RULES.values()]
    taken = {
        rule.family: f"“{rule.family}” is the name of a family; rename the rule" for rule in (*others, *rules)
    }
    for id_, number in Counter(rule.id for rule in rules).items():
        if number > 1:
            taken[id_] = f"{number} rules of the pack are called “{id_}”"
    for rule in others:
        if Path(rule.origin).resolve() not in own:
            taken[rule.id] = f"there is a rule “{rule.id}” already; rename yours"
    return taken
