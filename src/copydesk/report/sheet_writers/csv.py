"""csv: a table with a row for each quotation, date, number and name, for spreadsheets."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from copydesk.report.escaping import harmless, without_commands
from copydesk.report.recognition import SHEET_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.report.sheet_report import SheetReport
    from copydesk.run.cross_file.sheets.draft_sheets import DraftSheet, TextPlace

_FORMULA = tuple("=+-@")
"""What a spreadsheet takes for the beginning of a formula."""


def write(report: SheetReport, stream: TextIO) -> None:
    """Write a row of names and then the sheets. The columns are described in docs/sheet.md.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(SHEET_COLUMNS)
    for sheet in report.sheets:
        for row in _rows(sheet):
            writer.writerow([cell(row.get(column, "")) for column in SHEET_COLUMNS])


def _rows(sheet: DraftSheet) -> Iterator[dict[str, str | int]]:
    if sheet.problem:
        yield {"draft": sheet.path, "kind": "draft", "outcome": "not compared", "how": sheet.problem}
    for row in sheet.rows:
        yield {
            **_here(sheet, row.here),
            "kind": row.kind,
            "speaker": row.speaker,
            "outcome": row.outcome,
            "how": row.how,
            **(_there(row.there[0]) if row.there else {}),
        }
    for place in sheet.added:
        yield {**_here(sheet, place), "kind": "sentence", "outcome": "added"}
    for place in sheet.left_out:
        yield {"draft": sheet.path, "kind": "sentence", "outcome": "left out", **_there(place)}


def _here(sheet: DraftSheet, place: TextPlace) -> dict[str, str | int]:
    return {
        "draft": sheet.path,
        "line": place.line,
        "column": place.column,
        "text": place.text,
        "sentence": place.sentence,
    }


def _there(place: TextPlace) -> dict[str, str | int]:
    return {
        "source": place.path,
        "source_line": place.line,
        "source_column": place.column,
        "source_text": place.text,
        "source_sentence": place.sentence,
    }


def cell(value: str | int) -> str | int:
    """Return a value as a cell that no spreadsheet takes for a formula, and no log for a command."""
    if isinstance(value, int):
        return value
    text = without_commands(harmless(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
