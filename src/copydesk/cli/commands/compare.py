"""copydesk compare: hold drafts to their sources, and list what comes of each quotation, date, number and name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from copydesk.cli.exit_codes import CANNOT, CLEAN, FINDINGS, usage_errors
from copydesk.cli.guidance.left_out import print_reports_left_out
from copydesk.cli.options import (
    ANY_PATH,
    colour,
    configuration,
    exclusion,
    jobs,
    output_formats,
    run_options,
)
from copydesk.cli.outputs import circumstances, outputs_of, write_report, written_notes
from copydesk.cli.progress import progress_bar
from copydesk.cli.stdin import stdin_filename, with_named_stdin, with_stdin
from copydesk.cli.streams import print_line
from copydesk.report.sheet_report import SHEET_FORMATS, SheetReport, exceeded_line, sheet_writers
from copydesk.run.cross_file.sheets.allowances import DEFAULT, Allowances
from copydesk.run.cross_file.sheets.make_sheets import make_sheets
from copydesk.run.session import Session


@click.command("compare")
@click.argument("drafts", nargs=-1, type=ANY_PATH)
@click.option(
    "--with",
    "given",
    multiple=True,
    type=ANY_PATH,
    metavar="PATH",
    help="A source, a folder of sources or a glob; each draft is held to the nearest. May be repeated.",
)
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="PATTERN|FILE.csv",
    help="Which source belongs to which draft: a pattern such as 'wire/{stem}.txt', or a table of drafts and sources.",
)
@click.option(
    "--against-base",
    "base",
    default="",
    metavar="REV",
    help="Hold each draft to its own text where the branch left this revision; only drafts that have changed.",
)
@click.option(
    "--allow",
    "allowances",
    multiple=True,
    metavar="NAME=NUMBER",
    help=f"How many rows of an outcome are allowed, or “any”; without it {DEFAULT}. May be repeated.",
)
@configuration
@exclusion
@output_formats(SHEET_FORMATS)
@click.option("--open", "opens", is_flag=True, help="Show the sheet in the browser.")
@jobs
@stdin_filename
@colour
@click.option("--quiet", "-q", is_flag=True, help="Print the sheets only, without a summary.")
def command(drafts: tuple[Path, ...], formats: tuple[str, ...], quiet: bool, **values: Any) -> int:
    """Hold DRAFTS, files and folders, to their sources; "-" reads standard input.

    Which source belongs to a draft: what --map says; else its front matter (“sources:”) and the configuration; else of
    the files given by --with the one that shares most with it. The sheet says which it is, and how sure that is.

    Exit status: 0 no more rows of any outcome than --allow lets pass, 1 more, 2 a draft has no source, or a file could
    not be read.
    """
    drafts = with_named_stdin(drafts, values["stdin_filename"])
    if not drafts:
        raise click.UsageError("name a draft, a folder of drafts, or “-” for standard input")
    if values["opens"]:
        from copydesk.report.html_page.browser import open_in_browser, with_html_file

        formats, page = with_html_file(formats)
    formats = formats or ("table",)
    if values["base"] and (values["given"] or values["maps"]):
        raise click.UsageError(
            "--against-base takes each draft's own text as its source; leave out --with and --map"
        )
    with usage_errors():
        allowances = Allowances(values["allowances"])
        paths, options = with_stdin(drafts, run_options(values), values["stdin_filename"])
        session = Session(options)
        outputs = outputs_of(formats, session, offered=sheet_writers())
        with progress_bar() as progress:
            sheets = make_sheets(
                session,
                paths,
                given=values["given"],
                maps=values["maps"],
                base=values["base"],
                progress=progress,
            )
        print_reports_left_out(session, done="compared")
        report = SheetReport(
            tuple(sheets),
            tuple(allowances.exceeded_by(sheets)),
            lambda: circumstances(session, [Path(sheet.path).absolute() for sheet in sheets]),
            quiet,
        )
        write_report(outputs, report)
        if not quiet:
            for note in written_notes(outputs, drafts):
                print_line(note, err=True)
    if values["opens"]:
        print_line(open_in_browser(page), err=True)
    if not quiet and "table" not in formats and (exceeded := exceeded_line(report)):
        print_line(exceeded, err=True)
    if any(sheet.problem for sheet in sheets):
        return CANNOT
    return FINDINGS if report.exceeded else CLEAN
