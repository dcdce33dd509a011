"""json: one object with a sheet for each draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from copydesk.report.escaping import json_text
from copydesk.run.cross_file.sheets.draft_sheets import DraftSheet, SheetRow, TextPlace, counts_of

if TYPE_CHECKING:
    from copydesk.report.sheet_report import SheetReport


def write(report: SheetReport, stream: TextIO) -> None:
    """Write all sheets as one JSON object. Its fields are described in docs/sheet.md."""
    stream.write(
        json_text(
            {
                "copydesk": "compare",
                "version": report.circumstances().version,
                "exceeded": [each._asdict() for each in report.exceeded],
                "drafts": [sheet_as_dict(sheet) for sheet in report.sheets],
            },
            indent=1,
        )
    )


def sheet_as_dict(sheet: DraftSheet) -> dict[str, Any]:
    """Return a sheet as the JSON report shows it."""
    return {
        "draft": sheet.path,
        "language": sheet.language or None,
        "problem": sheet.problem or None,
        "notes": list(sheet.notes),
        "sources": [source._asdict() for source in sheet.sources],
        "counts": {outcome.value: number for outcome, number in counts_of([sheet]).items()},
        "rows": [_row(row) for row in sheet.rows],
        "left_out": [_place(place) for place in sheet.left_out],
        "added": [_place(place) for place in sheet.added],
    }


def _row(row: SheetRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "outcome": row.outcome,
        "how": row.how,
        "speaker": row.speaker or None,
        **_place(row.here),
        "sources": [_place(place) for place in row.there],
    }


def _place(place: TextPlace) -> dict[str, Any]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "offset": place.start,
        "end_offset": place.end,
        "text": place.text,
        "sentence": place.sentence,
    }
