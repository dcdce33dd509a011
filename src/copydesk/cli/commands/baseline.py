"""copydesk baseline: write, prune and show the list of known findings."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copydesk.cli.exit_codes import CANNOT, CLEAN, usage_errors
from copydesk.cli.guidance.left_out import print_rules_left_out, unchecked_note
from copydesk.cli.options import ANY_PATH, configuration, exclusion, rule_choice, run_options
from copydesk.cli.output_files import refuse_accept_list, refuse_place
from copydesk.cli.outputs import anchors_of
from copydesk.cli.streams import print_line
from copydesk.config.files import accept_lists_around
from copydesk.config.project import ProjectConfig
from copydesk.config.request import RunOptions
from copydesk.run.narrowing.baseline import DEFAULT_FILE, prune_baseline, write_baseline
from copydesk.run.narrowing.coverage import Coverage
from copydesk.run.narrowing.known_findings import read_ledger
from copydesk.run.runner import run
from copydesk.run.session import Session
from copydesk.support.plurals import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.run.result import RunResult

_file = click.option(
    "--baseline",
    "file",
    type=click.Path(path_type=Path, dir_okay=False, readable=False),
    default=DEFAULT_FILE,
    show_default=True,
    metavar="FILE",
    help="The file with the list.",
)
_paths = click.argument("paths", nargs=-1, type=ANY_PATH)


@click.group("baseline")
def command() -> None:
    """Keep a list of known findings, to see only new ones.

    “baseline write” writes the list, and “check --baseline FILE” does not show the findings in it.
    """


@command.command("write", short_help="List all findings of today.")
@_paths
@_file
@rule_choice
@configuration
@exclusion
def write(paths: tuple[Path, ...], file: Path, **values: Any) -> int:
    """List all findings in PATHs now. The lines of the list for other files stay.

    A list of accepted findings that a configuration names is not written over, whatever configuration this run uses.
    """
    with usage_errors():
        session, result, coverage = _run(paths, file, values, creates_baseline=True)
        around = (file.absolute(), *result.paths.values())
        named = {session.config.settings_for(each).accept for each in around}
        refuse_accept_list(file, chain(named, accept_lists_around(around)))
        with _write_errors(file):
            change = write_baseline(file, result.findings, anchors_of(session, result), coverage)
    print_line(
        f"{file}: {count(change.left, 'finding')} listed ({change.added} added, {change.removed} removed)."
    )
    return _status(result)


@command.command("prune", short_help="Remove lines for findings that are mended.")
@_paths
@_file
@rule_choice
@configuration
@exclusion
@click.option(
    "--by-hand",
    is_flag=True,
    help="Prune a list that “baseline write” did not write, too, such as one of accepted findings.",
)
def prune(paths: tuple[Path, ...], file: Path, *, by_hand: bool, **values: Any) -> int:
    """Remove lines for findings that are no longer in PATHs. No line is ever added.

    A list that “baseline write” did not write stays as it is, unless --by-hand is given.
    """
    with usage_errors():
        _, result, coverage = _run(paths, file, values)
        with _write_errors(file):
            change = prune_baseline(file, result.findings, coverage, may_be_by_hand=by_hand)
    print_line(f"{file}: {count(change.left, 'finding')} listed ({change.removed} removed).")
    return _status(result)


@command.command("show", short_help="Count the findings in the list, by rule and by file.")
@_paths
@_file
def show(paths: tuple[Path, ...], file: Path) -> int:
    """Count the findings in the list by rule and by file; with PATHs, only those in these files and folders."""
    with usage_errors():
        entries = read_ledger(file)
        if paths:
            config = ProjectConfig(RunOptions())
            tops = [config.project_path(path.absolute()) for path in paths]
            entries = [each for each in entries if any(_is_in(each.path, top) for top in tops)]
    for title, counts in (
        ("by rule", Counter(entry.rule or "(unknown)" for entry in entries)),
        ("by file", Counter(entry.path or "(unknown)" for entry in entries)),
    ):
        print_line(f"{title}:")
        for name, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            print_line(f"{number:>7,}  {name}")
    these = f" for {', '.join(map(str, paths))}" if paths else ""
    print_line(f"{file}: {count(len(entries), 'finding')} listed{these}.")
    return CLEAN


def _is_in(path: str, top: str) -> bool:
    """Tell whether a file is the named one, or lies in the named folder; both are named as in ids."""
    return top in ("", ".") or path == top or path.startswith(f"{top}/")


def _run(
    paths: tuple[Path, ...], file: Path, values: dict[str, Any], *, creates_baseline: bool = False
) -> tuple[Session, RunResult, Coverage]:
    """Check the paths; return the result, and which rules ran on which file."""
    refuse_place(file)
    options = run_options(values)
    options = options._replace(creates_baseline=creates_baseline, baseline_written=file.absolute())
    session = Session(options)
    result = run(session, paths or (Path(),))
    print_rules_left_out(session, result)
    if note := unchecked_note(paths, session, result.paths.values()):
        print_line(f"copydesk: {note[0].lower()}{note[1:]}", err=True)
    coverage = Coverage(session.config, result.paths, result.findings, covers_project=result.covers_project)
    return session, result, coverage


@contextmanager
def _write_errors(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise click.ClickException(f"{file}: cannot be written: {error.strerror or error}") from None


def _status(result: RunResult) -> int:
    """Report what could not be checked, because no list can contain it; an unreadable source is listed like other
    findings.
    """
    unchecked = [finding for finding in result.findings if finding.is_failure]
    for finding in unchecked:
        print_line(f"copydesk: {finding.path}: {finding.message}", err=True)
    return CANNOT if unchecked else CLEAN
