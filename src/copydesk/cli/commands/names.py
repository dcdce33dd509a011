"""copydesk names: list who is named in an archive, how spelled, how often and since when."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import click

from copydesk.cli.exit_codes import CANNOT, CLEAN, usage_errors
from copydesk.cli.guidance.left_out import print_reports_left_out, unchecked_note
from copydesk.cli.guidance.number_options import WholeNumber
from copydesk.cli.options import ANY_PATH, configuration, exclusion, jobs, output_formats, run_options
from copydesk.cli.output_files import write_own_file
from copydesk.cli.outputs import refuse_shared, refuse_unknown
from copydesk.cli.progress import progress_bar
from copydesk.cli.streams import documents, output, print_line
from copydesk.report.sheet_writers.names_listing import WRITERS, is_listing
from copydesk.run.cross_file.named_people import ArchiveNames, gathering, read_archive
from copydesk.run.session import Session
from copydesk.stories.grouping.name_archive.kept_index import index_text, is_index, kept_names
from copydesk.stories.grouping.name_archive.listing import Listing, list_names
from copydesk.support.plurals import count

_TABLE = "table"
_ERRORS = "backslashreplace"


@click.command("names")
@click.argument("archive", nargs=-1, type=ANY_PATH)
@configuration
@exclusion
@output_formats(WRITERS)
@click.option(
    "--least",
    type=WholeNumber(1),
    default=2,
    show_default=True,
    metavar="N",
    help="List names that stand in so many articles or more.",
)
@click.option(
    "--write-index",
    "index",
    type=ANY_PATH,
    metavar="FILE",
    help="Write all names to this file, which names.index in the configuration may name.",
)
@click.option("--no-cache", is_flag=True, help="Read every file again, without stored results.")
@jobs
@click.option("--quiet", "-q", is_flag=True, help="Print the list only.")
def command(archive: tuple[Path, ...], formats: tuple[str, ...], **values: Any) -> int:
    """List who is named in full in the articles of ARCHIVE, files or folders: the working folder if none is named.

    At the end the list proposes lines for the section “names” of the configuration. Exit status: 0, or 2 if a file
    could not be read.
    """
    index: Path | None = values["index"]
    formats = formats or (() if index else (_TABLE,))
    for wanted in formats:
        refuse_unknown(wanted.partition("=")[0], WRITERS)
    refuse_shared((*formats, f"--write-index={index}") if index else formats)
    with usage_errors(), progress_bar() as progress:
        session = Session(gathering(run_options(values)))
        names = read_archive(session, archive or (Path(),), progress)
    print_reports_left_out(session, done="read")
    if index:
        write_own_file(index, index_text(kept_names(names.articles)).encode(), is_index)
    listing = list_names(names.articles)
    shown = listing._replace(names=tuple(each for each in listing.names if each.articles >= values["least"]))
    for wanted in formats:
        _write(shown, wanted)
    for finding in names.unread:
        print_line(f"copydesk: {finding.path}: {finding.message}", err=True)
    if not values["quiet"]:
        note = "" if names.files else unchecked_note(archive, session, (), done="read")
        print_line(note or _summary(names, listing, shown), err=True)
    return CANNOT if names.unread else CLEAN


def _write(listing: Listing, wanted: str) -> None:
    """Write the listing in one format, given as NAME or NAME=FILE."""
    name, _, file = wanted.partition("=")
    if not file:
        with output() if name == _TABLE else documents() as stream:
            WRITERS[name](listing, stream)
        return
    text = io.StringIO()
    WRITERS[name](listing, text)
    write_own_file(Path(file), text.getvalue().encode("utf-8", _ERRORS), is_listing)


def _summary(names: ArchiveNames, listing: Listing, shown: Listing) -> str:
    read = f"{count(names.files - len(names.unread), 'file')} read"
    if names.files and names.files == len(names.unread):
        return "No file could be read."
    if not names.files:
        return "No files to read: there are none, or all are excluded or ignored."
    if not listing.names:
        return f"{read}: nobody is named in full, with given name and surname, in a sentence."
    left_out = len(listing.names) - len(shown.names)
    if not shown.names:
        return f"{read}: {count(left_out, 'name')}, none in several articles; --least 1 lists all."
    hint = f"; {left_out:,} more in fewer articles, which --least 1 lists" if left_out else ""
    return f"{read}: {count(len(shown.names), 'name')} listed{hint}."
