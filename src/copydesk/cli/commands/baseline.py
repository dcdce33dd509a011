"""copydesk baseline: write, prune and show the list of findings that are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from copydesk.cli.exit_codes import CANNOT, CLEAN, usage_errors
from copydesk.cli.options import ANY_PATH, configuration, request_of, selection
from copydesk.report.base import count
from copydesk.run.narrowing import baseline as baselines
from copydesk.run.narrowing.known_findings import read_ledger
from copydesk.run.result import RunResult
from copydesk.run.runner import run

_file = click.option(
    "--baseline",
    "file",
    type=click.Path(path_type=Path, dir_okay=False, readable=False),
    default=baselines.DEFAULT_FILE,
    show_default=True,
    metavar="FILE",
    help="The list.",
)
_paths = click.argument("paths", nargs=-1, type=ANY_PATH)


@click.group("baseline")
def command() -> None:
    """Show only new findings: keep a list of those that are known.

    “baseline write” makes the list, “check --baseline FILE” leaves out what is in it.
    """


@command.command("write")
@_paths
@_file
@selection
@configuration
def write(paths: tuple[Path, ...], file: Path, **options: Any) -> int:
    """List everything that is found in PATHs now. What the list says of other files stays."""
    change, outcome = _changed(baselines.write_baseline, file, paths, options, creates_baseline=True)
    click.echo(
        f"{file}: {count(change.left, 'finding')} listed ({change.added} added, {change.removed} taken out)."
    )
    return _status(outcome)


@command.command("prune")
@_paths
@_file
@selection
@configuration
def prune(paths: tuple[Path, ...], file: Path, **options: Any) -> int:
    """Take out what is no longer found in PATHs. Nothing is ever added."""
    change, outcome = _changed(baselines.prune_baseline, file, paths, options)
    click.echo(f"{file}: {count(change.left, 'finding')} listed ({change.removed} taken out).")
    return _status(outcome)


@command.command("show")
@_file
def show(file: Path) -> int:
    """Count the findings of the list by rule and by file."""
    with usage_errors():
        entries = read_ledger(file)
    for title, counts in (
        ("by rule", Counter(entry.rule or "(not told)" for entry in entries)),
        ("by file", Counter(entry.path or "(not told)" for entry in entries)),
    ):
        click.echo(f"{title}:")
        for name, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            click.echo(f"{number:>7,}  {name}")
    click.echo(f"{file}: {count(len(entries), 'finding')} listed.")
    return CLEAN


def _changed(
    action: Callable[[Path, RunResult], baselines.Change],
    file: Path,
    paths: tuple[Path, ...],
    options: dict[str, Any],
    *,
    creates_baseline: bool = False,
) -> tuple[baselines.Change, RunResult]:
    with usage_errors():
        outcome = run(
            paths or (Path(),),
            replace(request_of(options), creates_baseline=creates_baseline, baseline_written=file.absolute()),
        )
        try:
            return action(file, outcome), outcome
        except OSError as error:
            raise click.ClickException(f"{file}: cannot be written: {error.strerror}") from None


def _status(outcome: RunResult) -> int:
    """What could not be checked can be in no list; a source that could not be read is like any other finding."""
    unchecked = [finding for finding in outcome.findings if finding.is_failure]
    for finding in unchecked:
        click.echo(f"copydesk: {finding.path}: {finding.message}", err=True)
    return CANNOT if unchecked else CLEAN
