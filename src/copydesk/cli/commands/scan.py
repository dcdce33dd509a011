"""copydesk scan: check the records of a collection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from copydesk.cli.exit_codes import CANNOT, CLEAN, FINDINGS, usage_errors
from copydesk.cli.options import ANY_PATH, jobs, own_configuration, preset, rules_option
from copydesk.cli.output_files import refuse_folder
from copydesk.cli.progress import progress_bar
from copydesk.cli.stdin import STDIN, refuse_closed_stdin
from copydesk.cli.streams import documents, print_line
from copydesk.formats.registry import FORMATS
from copydesk.support.plurals import count

if TYPE_CHECKING:  # only scans need it
    from collections.abc import Iterator
    from pathlib import Path

    from copydesk.services.collections.collection_records import Fields
    from copydesk.services.collections.data_card import DataCard

_RULES = 5
"""So many of the rules that found most are named at the end."""


@click.command("scan")
@click.argument("paths", nargs=-1, required=True, type=ANY_PATH)
@click.option(
    "--text-field", default="text", metavar="NAME", help="The field with the text; “text” by default."
)
@click.option(
    "--id-field", default="id", metavar="NAME", help="The field that names a record; “id” by default."
)
@click.option(
    "--group-field",
    default="",
    metavar="NAME",
    help="The field that names a record's source; by default the host of “url”.",
)
@click.option(
    "--date-field", default="", metavar="NAME", help="The field with a record's own date; by default none."
)
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", help="The format of all texts."
)
@own_configuration
@preset
@rules_option("--select", "Run only these rules or families.")
@rules_option("--ignore", "Do not run these rules or families.")
@jobs
@click.option(
    "--together", is_flag=True, help="Compare the records with each other, as check does with files."
)
@click.option(
    "--output-dir",
    "-o",
    type=ANY_PATH,
    metavar="DIR",
    help="Write the results here, file by file; what is finished is not checked again.",
)
@click.option("--annotate", is_flag=True, help="With -o: write each record with what is found in it.")
@click.option(
    "--clean", is_flag=True, help="With -o: write each record with its text mended and leftovers deleted."
)
@click.option(
    "--drop",
    "most",
    type=click.IntRange(min=0),
    metavar="N",
    help="With -o: part the records with more than N findings, or not checked, from the others, with the reason.",
)
@click.option(
    "--attributes", is_flag=True, help="With -o: write attributes for dolma, by which “dolma mix” cuts."
)
@click.option(
    "--parquet", is_flag=True, help="With -o: write a Parquet table with what is found in each record."
)
def command(paths: tuple[Path, ...], **values: Any) -> int:
    """Check the texts of a collection: JSON Lines, CSV, Parquet, Arrow, WARC, WET or feeds, also with .gz or .zst.

    Findings are printed as JSON Lines, one on each line, with the file and the number of the record. “-” reads JSON
    Lines from standard input. Only one batch of records is in memory. Comments in a text suppress nothing. Records are
    compared with each other only with --together.
    """
    # Imported only where it is asked for.
    import sqlite3

    from copydesk.services.collections.collection_records import Fields
    from copydesk.services.collections.output_folder import OutputFolder
    from copydesk.services.collections.record_scanner import Scanner
    from copydesk.services.collections.shards import ScanError, find_shards
    from copydesk.services.collections.together.steps import CollectionSteps
    from copydesk.services.collections.together.together_scan import TogetherScan, collection_identity
    from copydesk.services.collections.whole_scan import WholeScan
    from copydesk.services.collections.written_records.record_files import (
        ATTRIBUTES,
        Wanted,
        require_table_library,
    )
    from copydesk.services.in_python.desk import Desk
    from copydesk.support.digests import digest_of_files
    from copydesk.support.persistence.own_metadata import own_version

    if STDIN in paths:
        refuse_closed_stdin()
    folder = values["output_dir"]
    wanted = Wanted(*(values[key] for key in ("annotate", "clean", "most", "attributes", "parquet")))
    if wanted != Wanted() and folder is None:
        raise click.UsageError(
            "--annotate, --clean, --drop, --attributes and --parquet write files: say where with --output-dir"
        )
    if wanted.table:
        try:
            require_table_library()
        except ModuleNotFoundError as error:
            raise click.ClickException(str(error)) from None
    if folder is not None:
        refuse_folder(folder)
    with usage_errors():
        chosen = {key: values[key] for key in ("preset", "select", "ignore")}
        desk = Desk(values["config"], format=values["form"], suppressions=False, **chosen)
    if values["together"] and (left_out := CollectionSteps(desk).left_out):
        names = ", ".join(left_out)
        print_line(
            f"note: {names}: these rules compare files in a way of their own, and do not run here", err=True
        )
    fields = Fields(
        values["text_field"],
        values["id_field"],
        values["group_field"],
        values["date_field"],
        keeps_lines=wanted.most is not None,
    )
    try:
        shards, passed_over = find_shards(paths, folder)
        if wanted.attributes and any(shard.name.startswith(f"{ATTRIBUTES}/") for shard in shards):
            raise ScanError(
                f"a folder of the collection is called {ATTRIBUTES}, as that of the results; rename it"
            )
        if passed_over:
            print_line(
                f"note: {count(len(passed_over), 'file')} not read, such as {passed_over[0]}: links, and kinds of"
                " files that are no collection",
                err=True,
            )
        output = folder and OutputFolder(
            folder,
            {
                "version": own_version(),
                "fields": fields,
                "desk": repr(desk.__getstate__()),
                "packs": digest_of_files(desk.__getstate__().config.packs).hex(),
                "clean": values["clean"],
                "together": values["together"],
                "drop": wanted.most,
            },
            fields.text,
            wanted,
            collection=collection_identity(shards) if values["together"] else "",
        )
    except (ScanError, OSError) as error:
        raise click.ClickException(str(error)) from None
    try:
        with progress_bar() as show, documents() as stream:
            kind = TogetherScan if values["together"] else WholeScan
            scan = kind(Scanner(desk, values["clean"]), fields, values["jobs"], output, stream.write)
            card = scan.run(shards, show)
    except (ScanError, OSError, sqlite3.Error) as error:
        raise click.ClickException(str(error)) from None
    print_line(_summary(card), err=True)
    if card.unread_dates:
        print_line(f"warning: --date-field {fields.date}: {card.dates_not_read()}", err=True)
    for field, option in _absent(card, fields):
        print_line(f"warning: no record has a value in the field “{field}” ({option})", err=True)
    if card.is_of_nothing:
        print_line(f"error: {card.why_of_nothing()}", err=True)
    if card.not_checked or card.is_of_nothing:
        return CANNOT
    return FINDINGS if card.flagged else CLEAN


def _absent(card: DataCard, fields: Fields) -> Iterator[tuple[str, str]]:
    """Yield the fields that were named and that no record has, and the options that named them."""
    if card.records and fields.group and not card.by_group:
        yield fields.group, "--group-field"
    if card.records and fields.date and not (card.dated or card.unread_dates):
        yield fields.date, "--date-field"


def _summary(card: DataCard) -> str:
    not_checked = f", {card.not_checked:,} not or not fully checked" if card.not_checked else ""
    rules = ", ".join(f"{rule}: {number:,}" for rule, number in card.findings.most_common(_RULES))
    compared = f" {card.comparison()}" if card.compared else ""
    skipped = f" {card.not_read()}" if card.skipped else ""
    return (
        f"{count(card.records, 'record')} checked, {card.flagged:,} with findings{not_checked}"
        f"{f' ({rules})' if rules else ''}.{compared}{skipped}"
    )
