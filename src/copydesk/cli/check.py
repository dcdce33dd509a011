"""copydesk check: lint files and folders."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from copydesk import report as built_in_reporters
from copydesk.cli.options import configuration, request_of, selection
from copydesk.cli.status import CANNOT, CLEAN, FINDINGS, usage_errors
from copydesk.config import Config, nearest
from copydesk.lazy import LazyMapping
from copydesk.report.base import Report, Reporter, sources_line
from copydesk.rules import Rule
from copydesk.runner import ENGINE_RULES, STDIN, Desk, Run, run


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@selection
@configuration
@click.option(
    "--against", multiple=True, type=click.Path(path_type=Path), metavar="PATH", help="Hold the text to a source."
)
@click.option("--require-sources", is_flag=True, help="Fail where something is not checked against a source.")
@click.option(
    "--output-format", "formats", multiple=True, metavar="NAME[=FILE]", help="full, concise, json, …"
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 in spite of findings.")
@click.option("--no-cache", is_flag=True, help="Check every file anew.")
@click.option("--jobs", type=click.IntRange(0), default=0, metavar="N", help="Processes; 0 for one a core.")
@click.option("--stdin-filename", default="<stdin>", metavar="NAME", help="What standard input goes by.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only.")
def command(paths: tuple[Path, ...], formats: tuple[str, ...], **options: Any) -> int:
    """Lint files and folders: the working folder if no PATH is named; "-" reads standard input.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 a file or rule could not be checked.
    """
    request = request_of(options)
    if Path(STDIN) in paths:
        name = options["stdin_filename"]
        request = replace(request, stdin=(name, sys.stdin.buffer.read()))
        paths = tuple(Path(name) if path == Path(STDIN) else path for path in paths)
    with usage_errors():
        desk = Desk(request)
        desk.manager.register(built_in_reporters)
        outputs = _outputs(formats or ("full",), desk)
        outcome = run(paths or (Path(),), request)
        _write(outputs, _report(outcome, desk, quiet=options["quiet"]))
    if outcome.outcomes and all(name.startswith("json") for name in formats or ("full",)):
        click.echo(sources_line(outcome.outcomes), err=True)
    if options["statistics"]:
        _print_statistics(outcome)
    if outcome.incomplete:
        return CANNOT
    return FINDINGS if outcome.failing and not options["exit_zero"] else CLEAN


def _outputs(formats: tuple[str, ...], desk: Desk) -> list[tuple[Reporter, Path | None]]:
    """Each format asked for, with the file it goes to; None for standard output."""
    reporters = {
        name: write for each in desk.manager.hook.copydesk_reporters() for name, write in each.items()
    }
    outputs = []
    for wanted in formats:
        name, _, file = wanted.partition("=")
        if name not in reporters:
            hint = nearest(name, list(reporters)) or f"; there are {', '.join(sorted(reporters))}"
            raise click.UsageError(f"--output-format: there is no format “{name}”{hint}")
        outputs.append((reporters[name], Path(file) if file else None))
    return outputs


def _report(outcome: Run, desk: Desk, *, quiet: bool) -> Report:
    def source(path: str) -> str | None:
        try:
            return desk.read(Path(path).absolute()).source
        except (OSError, ValueError):
            return None

    def rules() -> dict[str, Rule]:
        return {rule.id: rule for rule in ENGINE_RULES} | desk.catalogue(Config())

    return Report(outcome.findings, outcome.files, LazyMapping(rules), source, quiet, outcome.outcomes)


def _write(outputs: list[tuple[Reporter, Path | None]], report: Report) -> None:
    for write, file in outputs:
        if file is None:
            write(report, sys.stdout)
            continue
        try:
            with file.open("w", encoding="utf-8", newline="\n") as stream:
                write(report, stream)
        except OSError as error:
            raise click.ClickException(f"{file}: the report could not be written: {error.strerror}") from None


def _print_statistics(outcome: Run) -> None:
    """On standard error, so that a report on standard output stays what it is."""
    counts = Counter((finding.rule, finding.severity) for finding in outcome.findings)
    for (rule, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        click.echo(f"{count:>7,}  {severity:<8} {rule}", err=True)
