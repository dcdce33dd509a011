"""copydesk check: lint files and folders."""

from __future__ import annotations

import re
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copydesk.cli.exit_codes import CANNOT, CLEAN, FINDINGS, exit_status, usage_errors
from copydesk.cli.group import ARGUMENTS
from copydesk.cli.guidance.left_out import (
    changed_lines,
    left_out_beside,
    left_out_note,
    print_rules_left_out,
    print_stale,
    skipped_lines,
)
from copydesk.cli.guidance.next_step import arguments_for_fix
from copydesk.cli.options import (
    ANY_PATH,
    against,
    colour,
    configuration,
    exclusion,
    jobs,
    narrowing,
    output_formats,
    run_options,
    selection,
)
from copydesk.cli.output_files import is_stream
from copydesk.cli.outputs import outputs_of, report_of, write_report, written_notes
from copydesk.cli.progress import progress_bar
from copydesk.cli.stdin import STDIN, stdin_filename, with_named_stdin, with_stdin
from copydesk.cli.streams import print_line, print_lines
from copydesk.report import FOR_PEOPLE, FORMATS
from copydesk.report.summary import sources_line, summary
from copydesk.run.runner import files_of, run
from copydesk.run.session import Session
from copydesk.support.paths import display_path
from copydesk.support.plurals import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from copydesk.config.request import RunOptions
    from copydesk.findings import Finding
    from copydesk.run.result import RunResult

_TELLING = FOR_PEOPLE | {"markdown", "html", "github"}
"""Formats that print the outcomes of the comparison with sources on standard output."""


WATCH = "--watch"
_GROUPED = {"file": "grouped", "rule": "by-rule"}
_STATISTICS = {"json": "statistics-json", "full": "statistics"}


def _link_template(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Refuse an address with a field that is none: it would stand in every link."""
    if unknown := set(re.findall(r"\{([^{}]*)\}", value)) - {"path", "line", "column"}:
        raise click.BadParameter(
            f"{{{min(unknown)}}} is no field; there are {{path}}, {{line}} and {{column}}"
        )
    return value


@click.command("check")
@click.argument("paths", nargs=-1, type=ANY_PATH)
@selection
@configuration
@exclusion
@against
@click.option("--copies/--no-copies", default=None, help="Compare articles that tell the same story.")
@click.option(
    "--require-sources",
    is_flag=True,
    help="Report each quotation and date that is not checked against a source as an error.",
)
@output_formats(FORMATS)
@click.option(
    "--link-template",
    default="",
    callback=_link_template,
    metavar="URL",
    help="Where a place can be seen on the web, with {path}, {line} and {column}; for the format html.",
)
@click.option(
    "--template",
    type=ANY_PATH,
    metavar="FILE",
    help="Write a report of your own, by a Jinja template, to standard output.",
)
@click.option("--open", "opens", is_flag=True, help="Show the HTML report in the browser.")
@narrowing
@click.option(
    "--show-files",
    is_flag=True,
    help="List the files that would be checked, and on standard error what is skipped; check none.",
)
@click.option("--show-inputs", is_flag=True, hidden=True)  # for --watch
@click.option(
    "--add-suppressions",
    is_flag=True,
    help="Put comments into the articles that suppress all findings, where comments can stand.",
)
@click.option(
    WATCH,
    "watches",
    is_flag=True,
    help="Check again whenever a file changes, until Ctrl-C (needs copydesk[watch]).",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@click.option("--no-cache", is_flag=True, help="Check every file again, without stored results.")
@jobs
@stdin_filename
@click.option(
    "--statistics",
    is_flag=True,
    help="Show a table of rules instead of findings, or with the format json its data.",
)
@click.option(
    "--group-by", type=click.Choice(["file", "rule"]), help="Show findings under their files or rules."
)
@colour
@click.option("--quiet", "-q", is_flag=True, help="Print findings only.")
@click.option(
    "--verbose",
    "-v",
    is_flag=True,
    help="Say which files are checked, with which configuration, and which are skipped, and why.",
)
def command(paths: tuple[Path, ...], formats: tuple[str, ...], **values: Any) -> int:
    """Check files and folders: the working folder if no PATH is named; "-" reads standard input.

    Exit status: 0 no finding with the severity --fail-on or a higher one, 1 findings, 2 a file or rule could not be
    checked.
    """
    template = values["template"]
    paths = with_named_stdin(paths, values["stdin_filename"])
    formats = _shorthands(formats, values)
    if values["watches"]:
        return _watch(paths, formats, values)
    if values["opens"]:
        from copydesk.report.html_page.browser import open_in_browser, with_html_file

        formats, page = with_html_file(formats)
    elif not formats and not template:
        formats = ("full",)
    quiet, baseline = values["quiet"], values["baseline"]
    with usage_errors():
        options, changes = changed_lines(_options(formats, values), values)
        if changes and STDIN in paths:
            raise click.UsageError(
                "“-” cannot be used with --staged or --diff-base: standard input has no history"
            )
        paths, options = with_stdin(paths, options, values["stdin_filename"])
        session = Session(options)
        if values["show_inputs"]:
            return _show_inputs(session, paths)
        outputs = outputs_of(formats, session, baseline, template)
        if values["show_files"]:
            print_lines(_files(session, paths))
        elif values["verbose"]:
            for line in _told(session, paths):
                print_line(line, err=True)
        if values["verbose"] or (values["show_files"] and not quiet):
            for line in skipped_lines(session, paths):
                print_line(line, err=True)
        if values["show_files"]:
            return CLEAN
        with progress_bar() as progress:
            result = run(session, paths or (Path(),), baseline=baseline, changes=changes, progress=progress)
        if values["add_suppressions"]:
            return _add_suppressions(session, result, paths)
        print_rules_left_out(session, result)
        if not quiet:
            _print_without_effect(session, result, formats, values)
            print_stale(baseline, result.stale)
        left_out = left_out_note(paths, session, result, baseline, changes)
        mended: list[Finding] = []
        if values["staged"] and not quiet:
            from copydesk.cli.guidance.already_mended import already_mended, mended_note

            mended = already_mended(session, result)
            left_out = " ".join(filter(None, (mended_note(mended), left_out)))
        report = report_of(
            session,
            result,
            quiet=quiet,
            left_out=left_out,
            left_out_beside=left_out_beside(session, result),
            again=arguments_for_fix() if result.findings else "",
            mended=[each.id for each in mended],
            link_template=values["link_template"],
        )
        write_report(outputs, report)
        if not quiet:
            shown = [
                each
                for each in outputs
                if not (values["opens"] and each.file and each.file.absolute() == page)
            ]
            for note in written_notes(shown, paths or (Path(),)):
                print_line(note, err=True)
        # Who has every report in a file still reads how many findings there are.
        is_counted = not quiet and (
            values["opens"] or all(each.file and not is_stream(each.file) for each in outputs)
        )
    if values["opens"]:
        for failure in filter(attrgetter("is_failure"), result.findings):
            print_line(f"copydesk: {failure.path}: {failure.message}", err=True)
    if is_counted:
        print_line(summary(report), err=True)
    if values["opens"]:
        print_line(open_in_browser(page), err=True)
    if not is_counted and result.outcomes and not quiet and not _TELLING.intersection(formats):
        print_line(sources_line(result.outcomes), err=True)
    status = exit_status(session, result)
    return CLEAN if values["exit_zero"] and status != CANNOT else status


def _print_without_effect(
    session: Session, result: RunResult, formats: tuple[str, ...], values: dict[str, Any]
) -> None:
    """Print which options change nothing, on standard error."""
    if values["link_template"] and not (
        values["template"] or any(each.partition("=")[0] == "html" for each in formats)
    ):
        print_line("copydesk: --link-template has an effect on the format html only", err=True)
    files = list(result.paths.values())
    # To ask for the rules would load them all, where stored results need none.
    if (
        files
        and not result.findings
        and any(each.enabled is False for each in session.config.settings_for(files[0]).rules)
        and not _has_rules(session, files)
    ):
        print_line("copydesk: the configuration turns all rules off, so nothing was checked", err=True)
    if values["severity"] and result.paths:
        from copydesk.cli.guidance.no_effect import severities_without_effect

        rules = [rule for file in result.paths.values() for rule in session.config.rules_for(file).rules]
        for line in severities_without_effect(values["severity"], rules):
            print_line(f"copydesk: {line}", err=True)


def _has_rules(session: Session, files: Iterable[Path]) -> bool:
    from copydesk.cli.guidance.no_effect import checking_rules

    return any(checking_rules(session.config.rules_for(file).rules) for file in files)


def _files(session: Session, paths: tuple[Path, ...]) -> list[str]:
    """Return the files that would be checked, as messages name them."""
    return [display_path(each) for each in files_of(session, paths or (Path(),))]


def _show_inputs(session: Session, paths: tuple[Path, ...]) -> int:
    """Print, as JSON, the files that the run would read besides its articles."""
    import json

    from copydesk.run.cross_file.inputs import inputs_of

    print_line(json.dumps([str(each) for each in inputs_of(session, paths or (Path(),))]))
    return CLEAN


def _told(session: Session, paths: tuple[Path, ...]) -> Iterator[str]:
    """Yield lines on what is checked, and with what."""
    files = files_of(session, paths or (Path(),))
    for file in files:
        settings = session.config.settings_for(file).file
        with_what = f"with {display_path(settings)}" if settings else "without a configuration"
        rules = count(len(session.config.rules_for(file).rules), "rule")
        yield f"copydesk: {display_path(file)}: checked {with_what}, {rules}"


def _add_suppressions(session: Session, result: RunResult, paths: tuple[Path, ...]) -> int:
    """Put comments before what was found, and tell what came of it; return the exit status."""
    from copydesk.run.fixes.suppressing import add_suppressions

    left, status = 0, CLEAN
    for done in add_suppressions(session, result, paths or (Path(),)):
        left += done.left
        status = status if done.is_done else CANNOT
        if done.line:
            print_line(done.line)
    for failure in filter(attrgetter("is_failure"), result.findings):
        print_line(f"copydesk: {failure.path}: {failure.message}", err=True)
        status = CANNOT
    if left:
        print_line(
            f"{count(left, 'finding')} left, because no comment can stand there; “copydesk review” puts such findings"
            " on the list of accepted ones, “copydesk baseline write” lists all findings."
        )
    elif not result.findings:
        print_line("Nothing found, so there is nothing to suppress.")
    return status or (FINDINGS if left else CLEAN)


def _watch(paths: tuple[Path, ...], formats: tuple[str, ...], values: dict[str, Any]) -> int:
    """Check again after each change."""
    if STDIN in paths or values["opens"] or values["add_suppressions"] or values["show_files"]:
        raise click.UsageError(
            f"{WATCH} goes with files and folders, without --open, --add-suppressions and --show-files"
        )
    from copydesk.cli.guidance.watching import watch_paths

    files = [Path(file) for _, _, file in (each.partition("=") for each in formats) if file]
    return watch_paths(paths, click.get_current_context().find_root().meta[ARGUMENTS], WATCH, files)


def _shorthands(formats: tuple[str, ...], values: dict[str, Any]) -> tuple[str, ...]:
    """Return the formats that --group-by and --statistics stand for."""
    if values["group_by"]:
        formats = (*formats, _GROUPED[values["group_by"]])
    if not values["statistics"]:
        return formats
    wanted = [name.partition("=") for name in formats or ("full",)]
    if refused := [name for name, _, _ in wanted if name not in _STATISTICS]:
        raise click.UsageError(f"--statistics has the formats full and json, but not {refused[0]}")
    return tuple(_STATISTICS[name] + equals + file for name, equals, file in wanted)


def _options(formats: tuple[str, ...], values: dict[str, Any]) -> RunOptions:
    creates_baseline = any(name.partition("=")[0] == "ledger" for name in formats)
    return run_options(values)._replace(creates_baseline=creates_baseline)
