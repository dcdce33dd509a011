"""copydesk fix: apply the safe fixes, or show them."""

from __future__ import annotations

import sys
from difflib import diff_bytes, unified_diff
from pathlib import Path
from typing import Any

import click

from copydesk.cli.exit_codes import CANNOT, CLEAN, FINDINGS, usage_errors
from copydesk.cli.options import ANY_PATH, configuration, request_of, selection
from copydesk.cli.outputs import outputs_of, report_of, write_report
from copydesk.cli.stdin import STDIN, stdin_filename, with_stdin
from copydesk.findings import BOILERPLATE
from copydesk.report.base import count
from copydesk.run.fixes.loop import FixResult, settle
from copydesk.run.session import Session
from copydesk.support.paths import display_path


@click.command("fix")
@click.argument("paths", nargs=-1, type=ANY_PATH)
@click.option("--diff", is_flag=True, help="Show the changes as a diff, and write nothing.")
@click.option(
    "--suggested", is_flag=True, help="Apply single suggestions that are not safe too, and cut boilerplate."
)
@selection
@configuration
@stdin_filename
@click.option("--quiet", "-q", is_flag=True, help="Do not list what is left.")
def command(paths: tuple[Path, ...], diff: bool, suggested: bool, quiet: bool, **options: Any) -> int:
    """Apply the safe fixes to files and folders: the working folder if no PATH is named.

    With "-" for the PATH the text comes from standard input, and goes, fixed, to standard output.

    A safe fix is one that no reader would mind, such as a word typed twice; text is cut with --suggested only. Markup,
    encoding and line ends stay as they are. Exit status as of check: 0 nothing left at or above --fail-on, 1 findings
    left (with --diff: found), 2 a file could not be read, checked or written.
    """
    is_filter = STDIN in paths
    if is_filter and len(paths) > 1:
        raise click.UsageError("“-” stands alone: what is fixed goes to standard output")
    with usage_errors():
        paths, request = with_stdin(paths, request_of(options), options["stdin_filename"])
        settled = settle(paths or (Path(),), request, suggested=suggested)
        failed = []
        if diff:
            _print_diff(settled)
        elif is_filter:
            _print_bytes(*(settled.contents or request.contents).values())
        else:
            failed = settled.write()
            settled = settled.without(file for file, _ in failed)
        outcome = settled.before if diff else settled.after
        if not (diff or quiet) and outcome.findings:
            desk = Session(request)
            outputs = outputs_of(("concise",), desk)
            write_report(
                outputs, report_of(outcome, desk, quiet=True), sys.stderr if is_filter else sys.stdout
            )
    for file, reason in failed:
        click.echo(f"copydesk: {display_path(file)}: not written: {reason}", err=True)
    for path, reason in settled.refused.items():
        click.echo(f"copydesk: {path}: not fixed: {reason}", err=True)
    click.echo(_summary(settled, diff=diff, suggested=suggested), err=diff or is_filter)
    if outcome.incomplete or failed:
        return CANNOT
    return FINDINGS if outcome.failing else CLEAN


def _print_diff(settled: FixResult) -> None:
    """Bytes, so that the diff can be applied whatever the encoding."""
    for file, new in sorted(settled.contents.items()):
        name = display_path(file).encode("utf-8", "surrogateescape")
        old = settled.originals[file]
        lines = diff_bytes(
            unified_diff,
            _lines(old),
            _lines(new),
            b"a/" + name,
            b"b/" + name,
        )
        for line in lines:
            ended = line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"
            _print_bytes(ended)


def _print_bytes(*pieces: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.writelines(pieces)
    sys.stdout.buffer.flush()


def _lines(data: bytes) -> list[bytes]:
    """Lines as patch tools know them: only a line feed ends one."""
    return [line + b"\n" for line in data.split(b"\n")[:-1]] + [
        line for line in data.split(b"\n")[-1:] if line
    ]


def _summary(settled: FixResult, *, diff: bool, suggested: bool) -> str:
    fixes, files = count(settled.fixed.total(), "fix", "fixes"), count(len(settled.contents), "file")
    left = count(len(settled.after.findings), "finding")
    text = f"{fixes} {'would be made' if diff else 'made'} in {files}; {left} left."
    offered = 0 if suggested else _suggested(settled)
    if offered:
        text += f" copydesk fix --suggested --diff shows changes for {offered:,} of them."
    return text


def _suggested(settled: FixResult) -> int:
    """How many of the findings left have a suggestion, or are boilerplate that might be cut."""
    return sum(
        len(each.suggestions) == 1 or (each.family == BOILERPLATE and not each.suggestions)
        for each in settled.after.findings
    )
