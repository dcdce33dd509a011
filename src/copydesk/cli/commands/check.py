"""copydesk check: lint files and folders."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from copydesk.cli import completions as offers
from copydesk.cli.exit_codes import CANNOT, CLEAN, FINDINGS, usage_errors
from copydesk.cli.filters import changed_lines, narrowed
from copydesk.cli.options import ANY_PATH, configuration, narrowing, request_of, selection
from copydesk.cli.outputs import outputs_of, report_of, write_report
from copydesk.cli.progress import progress_bar
from copydesk.cli.stdin import stdin_filename, with_stdin
from copydesk.config.request import RunOptions
from copydesk.report import FORMATS
from copydesk.report.base import count, sources_line
from copydesk.run.narrowing.known_findings import read_ledger
from copydesk.run.result import RunResult
from copydesk.run.runner import run
from copydesk.run.session import Session
from copydesk.support.paths import display_path

_TELLING = frozenset(["full", "concise", "grouped", "markdown", "html", "github"])
"""Formats that say, on standard output, what came of the quotations and dates held to sources."""


@click.command("check")
@click.argument("paths", nargs=-1, type=ANY_PATH)
@selection
@configuration
@click.option(
    "--against",
    multiple=True,
    type=ANY_PATH,
    metavar="PATH",
    help="Hold the text to a source.",
)
@click.option("--require-sources", is_flag=True, help="Fail where something is not checked against a source.")
@click.option(
    "--output-format",
    "formats",
    multiple=True,
    shell_complete=offers.formats,
    metavar="NAME[=FILE]",
    help="Any of " + ", ".join(FORMATS) + "; to a file with =FILE; may be repeated.",
)
@narrowing
@click.option("--exit-zero", is_flag=True, help="Exit with 0 in spite of findings.")
@click.option("--no-cache", is_flag=True, help="Check every file anew.")
@click.option("--jobs", type=click.IntRange(0), default=0, metavar="N", help="Processes; 0 for one a core.")
@stdin_filename
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only.")
def command(paths: tuple[Path, ...], formats: tuple[str, ...], **options: Any) -> int:
    """Lint files and folders: the working folder if no PATH is named; "-" reads standard input.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 a file or rule could not be checked.
    """
    with usage_errors():
        request, changes = changed_lines(_request(formats, options), options)
        paths, request = with_stdin(paths, request, options["stdin_filename"])
        desk = Session(request)
        outputs = outputs_of(formats or ("full",), desk)
        if options["baseline"]:
            read_ledger(options["baseline"])  # a mistake in it shows before the first file is checked
        with progress_bar() as progress:
            outcome = run(paths or (Path(),), request, progress)
        outcome, left_out = narrowed(outcome, options["baseline"], changes, quiet=options["quiet"])
        if not outcome.files:
            left_out = _excluded(paths, desk)
        write_report(outputs, report_of(outcome, desk, quiet=options["quiet"], left_out=left_out))
    if outcome.outcomes and not options["quiet"] and not _TELLING.intersection(formats or ("full",)):
        click.echo(sources_line(outcome.outcomes), err=True)
    if options["statistics"]:
        _print_statistics(outcome)
    if outcome.incomplete:
        return CANNOT
    return FINDINGS if outcome.failing and not options["exit_zero"] else CLEAN


def _excluded(paths: tuple[Path, ...], desk: Session) -> str:
    """Why none of these paths is checked, where all are files that are named; else empty."""
    if not paths or not all(path.is_file() for path in paths):
        return ""
    file = Path(os.path.abspath(paths[0]))
    config = desk.config(file)
    key = "accept" if file == config.accept else "exclude"
    others = f" and {count(len(paths) - 1, 'more file')}" if len(paths) > 1 else ""
    return f"{display_path(file)}{others} left out by “{key}” in {display_path(config.file or file)}."


def _request(formats: tuple[str, ...], options: dict[str, Any]) -> RunOptions:
    creates_baseline = any(name.partition("=")[0] == "ledger" for name in formats)
    return replace(request_of(options), creates_baseline=creates_baseline)


def _print_statistics(outcome: RunResult) -> None:
    """On standard error, so that a report on standard output stays what it is."""
    counts = Counter((finding.rule, finding.severity) for finding in outcome.findings)
    for (rule, severity), number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        click.echo(f"{number:>7,}  {severity:<8} {rule}", err=True)
