"""json: one array of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from copydesk.report.escaping import json_text

if TYPE_CHECKING:
    from copydesk.findings import Finding, Location
    from copydesk.report.base import Report


def write(report: Report, stream: TextIO) -> None:
    """Write all findings as one JSON array, sorted by path, then place."""
    stream.write(json_text([as_dict(finding) for finding in report.findings], indent=1))


def as_dict(finding: Finding) -> dict[str, Any]:
    """Return a finding as the JSON report shows it. Offsets are code points from 0; lines and columns count from 1."""
    return {
        "id": finding.id,
        "path": finding.path,
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity,
        "message": finding.message,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "offset": finding.start,
        "end_offset": finding.end,
        "excerpt": finding.excerpt,
        "suggestions": list(finding.suggestions),
        "fixable": finding.fixable,
        "related": [_place(place) for place in finding.related],
    }


def _place(place: Location) -> dict[str, Any]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "offset": place.start,
        "end_offset": place.end,
        "message": place.message,
    }
