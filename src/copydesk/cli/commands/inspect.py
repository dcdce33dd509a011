"""copydesk inspect: print what copydesk recognises in an article, for editors who wonder and for authors of rules."""

from __future__ import annotations

from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copydesk.analysis.boilerplate.provenance import Level
from copydesk.analysis.dates.display import shown
from copydesk.cli.exit_codes import CANNOT, CLEAN, usage_errors
from copydesk.cli.guidance.left_out import print_reports_left_out, unchecked_note
from copydesk.cli.options import ANY_PATH, configuration, exclusion, run_options
from copydesk.cli.stdin import stdin_filename, with_stdin
from copydesk.cli.streams import print_document, print_line, print_lines
from copydesk.engine.failures import describe_error
from copydesk.formats.parsed import OBJECT
from copydesk.report.escaping import json_text
from copydesk.run.runner import files_of
from copydesk.run.session import Session
from copydesk.support import limits
from copydesk.support.paths import display_path

if TYPE_CHECKING:
    from copydesk.document import Document


@click.command("inspect")
@click.argument("paths", nargs=-1, type=ANY_PATH)
@configuration
@exclusion
@stdin_filename
@click.option(
    "--output-format", "-o", type=click.Choice(["text", "json"]), default="text", help="How to print it."
)
def command(paths: tuple[Path, ...], output_format: str, **values: Any) -> int:
    """Show what copydesk recognises in each article: where it comes from, its date, names, quotations with their
    speakers, and dates.

    "-" reads standard input.
    """
    status = CLEAN
    with usage_errors():
        paths, options = with_stdin(paths, run_options(values), values["stdin_filename"])
        session = Session(options)
        files = files_of(session, paths or (Path(),))
        print_reports_left_out(session, done="inspected")
        if note := unchecked_note(paths, session, files, done="inspect"):
            print_line(note, err=True)
    readings: list[dict[str, Any]] = []
    for file in files:
        try:
            with limits.reading():
                documents, unread = _documents(session, file)
                found = [reading(document) for document in documents]
        except Exception as error:  # one file never stops the others
            reason = describe_error(error)
            print_line(f"copydesk: {display_path(file)}: {reason[:1].lower()}{reason[1:]}", err=True)
            status = CANNOT
            continue
        for place in unread:
            print_line(f"copydesk: {place}", err=True)
            status = CANNOT
        readings += found
        if output_format == "text":
            for document, each in zip(documents, found, strict=True):
                print_lines(_as_text(document, each))
    if output_format == "json":
        print_document(json_text(readings, indent=1))
    return status


def _documents(session: Session, file: Path) -> tuple[list[Document], list[str]]:
    """Return the documents in a file, and for each that could not be read its place and the reason."""
    documents = session.read(file)
    places = {
        each: ":".join(map(str, (each.path, *each.position(each.fault.offset))))
        for each in documents
        if each.fault
    }
    read = [each for each in documents if each not in places]
    return read, [f"{place}: {each.fault.reason}" for each, place in places.items() if each.fault]


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
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
"""As ISO 8601-2 numbers them, behind the year."""


def _evidence(reasons: tuple[str, ...]) -> str:
    return f" ({'; '.join(reasons)})" if reasons else ""


def _about_leftovers(document: Document) -> str:
    """Return what must be found before words of other pages are reported: calls to subscribe, credits and the like."""
    kinds = document.kinds_of_leftovers
    if kinds == inf:
        return "not reported, as the configuration says that the text is your own"
    if kinds == 1:
        return "reported wherever they stand"
    return (
        f"some are reported only if there are {kinds:g} kinds or more of them, because they may be your own words;"
        " “text: taken-in” in the configuration reports them all"
    )


def _told(date: dict[str, Any] | None) -> str:
    return f"{date['value']}, from its {date['from']}" if date else "none found"


def _value(date: dict[str, Any]) -> str:
    """Return what a date means, in plain words."""
    value, precision = date["value"], date["precision"]
    if not value:
        return f"a {precision}, not known which"
    year, _, number = value.partition("-")
    if number in _SEASONS:
        return f"{_SEASONS[number]} {year}"
    return f"week {number.removeprefix('W')} of {year}" if number.startswith("W") else value


def _name(document: Document) -> str:
    """Return a document's path, and if its file has several where it begins, with its title."""
    if not document.part:
        return document.path
    title = document.meta.get("title")
    place = f"{document.path}:{document.position(0)[0]}"
    return f"{place} “{title}”" if isinstance(title, str) else place


def _as_text(document: Document, found: dict[str, Any]) -> list[str]:
    def place(entry: dict[str, Any]) -> str:
        line, column = document.position(entry["start"])
        return f"{line}:{column}"

    def quoted(entry: dict[str, Any], limit: int = 60) -> str:
        text = shown(document.text, entry["start"], entry["end"]).replace(OBJECT, "…")
        return text if len(text) <= limit else text[: limit - 1] + "…"

    def speaker(entry: dict[str, Any] | None) -> str:
        return entry["name"] or quoted(entry) if entry else "speaker not found"

    date, origin = found["dateline"], found["provenance"]
    lines = [
        f"{_name(document)} ({document.format})",
        f"  origin: {_PROVENANCE[origin['level']]}{_evidence(origin['evidence'])}",
        f"  words of other pages: {_about_leftovers(document)}",
        f"  date of the article: {_told(date)}",
    ]
    lists = {
        "names (with line:column of each mention)": [
            f"{each['name']} ({each['kind']}): {', '.join(map(place, each['mentions']))}"
            for each in found["names"]
        ],
        "quotations, and who says them": [
            f"{place(each)} {quoted(each)} — {speaker(each['speaker'])}" for each in found["quotations"]
        ],
        "dates, and what they mean": [
            f"{place(each)} {quoted(each)} = {_value(each)}" for each in found["dates"]
        ],
    }
    for title, entries in lists.items():
        lines.append(f"  {title}:{'' if entries else ' none'}")
        lines += [f"    {entry}" for entry in entries]
    return lines
