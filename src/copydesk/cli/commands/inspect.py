"""copydesk inspect: print what copydesk recognises in an article, for authors of rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from copydesk.analysis.boilerplate.provenance import Level
from copydesk.analysis.dates.display import shown
from copydesk.cli.exit_codes import CANNOT, CLEAN, usage_errors
from copydesk.cli.options import ANY_PATH, configuration, run_options
from copydesk.cli.stdin import stdin_filename, with_stdin
from copydesk.cli.streams import print_document, print_line, print_lines
from copydesk.document import Document
from copydesk.engine.failures import describe_error
from copydesk.formats.parsed import OBJECT
from copydesk.report.escaping import json_text
from copydesk.run.discovery import find_files
from copydesk.run.session import Session
from copydesk.support import limits
from copydesk.support.paths import display_path


@click.command("inspect")
@click.argument("paths", nargs=-1, type=ANY_PATH)
@configuration
@stdin_filename
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
def command(paths: tuple[Path, ...], output_format: str, **values: Any) -> int:
    """Show what is recognised in each article: how it came here, its date, names, quotations with speakers, and dates.

    "-" reads standard input.
    """
    status = CLEAN
    with usage_errors():
        paths, options = with_stdin(paths, run_options(values), values["stdin_filename"])
        session = Session(options)
        files = find_files(paths or (Path(),), session.config.excludes, refused=session.config.refuses_folder)
    readings: list[dict[str, Any]] = []
    for file in files:
        try:
            with limits.reading():
                documents = session.read(file)
                found = [reading(document) for document in documents]
        except Exception as error:  # one file never stops the others
            reason = describe_error(error)
            print_line(f"copydesk: {display_path(file)}: {reason[:1].lower()}{reason[1:]}", err=True)
            status = CANNOT
            continue
        readings += found
        if output_format == "text":
            for document, each in zip(documents, found, strict=True):
                print_lines(_as_text(document, each))
    if output_format == "json":
        print_document(json_text(readings, indent=1))
    return status


def reading(document: Document) -> dict[str, Any]:
    """Return what is recognised in a document; places are offsets in code points, null means unknown."""
    dateline = document.dateline
    return {
        "path": document.path,
        "format": document.format,
        "provenance": {"level": document.provenance.level, "evidence": document.provenance.evidence},
        "dateline": {"value": dateline.value.isoformat(), "from": dateline.origin} if dateline else None,
        "names": [
            {"name": name.name, "kind": name.kind, "mentions": [_span(mention) for mention in name.mentions]}
            for name in document.names
        ],
        "quotations": [
            {
                **_span(each.quotation),
                "speaker": {**_span(each.speaker), "name": each.name} if each.speaker else None,
                "verb": _span(each.verb) if each.verb else None,
            }
            for each in document.attributions
        ],
        "dates": [
            {
                **_span(date),
                "text": shown(document.text, date.start, date.end),
                "value": date.value,
                "precision": date.precision,
                "from": date.origin,
            }
            for date in document.dates
        ],
        "blocks": [
            {
                **_span(block),
                "place": block.place,
                "level": block.level,
                "hints": block.hints,
                "within": sorted(block.within),
            }
            for block in document.blocks
        ],
    }


def _span(thing: Any) -> dict[str, int]:
    return {"start": thing.start, "end": thing.end}


_PROVENANCE = {
    Level.OWN: "the site's own text",
    Level.TAKEN_IN: "taken in from elsewhere",
    Level.UNKNOWN: "no sign of whether it is the site's own text or was taken in",
}


def _evidence(reasons: tuple[str, ...]) -> str:
    return f": {', '.join(reasons)}" if reasons else ""


def _as_text(document: Document, found: dict[str, Any]) -> list[str]:
    def place(entry: dict[str, Any]) -> str:
        line, column = document.position(entry["start"])
        return f"{line}:{column}"

    def quoted(entry: dict[str, Any], limit: int = 60) -> str:
        text = shown(document.text, entry["start"], entry["end"]).replace(OBJECT, "…")
        return text if len(text) <= limit else text[: limit - 1] + "…"

    date = found["dateline"]
    lines = [f"{document.path} ({document.format})"]
    lines.append(f"  {_PROVENANCE[found['provenance']['level']]}{_evidence(found['provenance']['evidence'])}")
    lines.append(f"  dated {date['value']} by its {date['from']}" if date else "  says no date of its own")
    for name in found["names"]:
        where = " ".join(place(mention) for mention in name["mentions"])
        lines.append(f"  {name['kind']}: {name['name']} at {where}")
    for quotation in found["quotations"]:
        speaker = quotation["speaker"]
        by = (speaker["name"] or quoted(speaker)) if speaker else "nobody known"
        lines.append(f"  {place(quotation)} {quoted(quotation)} — {by}")
    lines += [
        f"  {place(each)} {quoted(each)} = {each['value'] or 'unknown'} ({each['precision']})"
        for each in found["dates"]
    ]
    return lines
