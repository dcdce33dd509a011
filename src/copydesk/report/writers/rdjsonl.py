"""rdjsonl: reviewdog's diagnostic format, one line for each finding. Its columns count bytes of UTF-8."""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TextIO

from copydesk.report.escaping import json_text, without_surrogates
from copydesk.support.source_text import LINE_END

if TYPE_CHECKING:
    from copydesk.findings import Finding
    from copydesk.report.base import Report

_STEP = 64
"""In code points; between two of these places bytes are counted anew."""
_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def write(report: Report, stream: TextIO) -> None:
    """Write one diagnostic for each finding, with its suggestions and related places."""

    @cache
    def lines(path: str) -> list[str]:
        return LINE_END.split(report.source(path) or "")

    @cache
    def widths(path: str, line: int) -> list[int]:
        """Count the bytes before every _STEP code points of a line, so that a long one is gone through once."""
        written = lines(path)[line - 1] if line <= len(lines(path)) else ""
        pieces = (written[at : at + _STEP] for at in range(0, len(written), _STEP))
        return [0, *accumulate(_bytes_of(piece) for piece in pieces)]

    def position(path: str, line: int, column: int) -> dict[str, int]:
        written = lines(path)[line - 1] if line <= len(lines(path)) else ""
        before = min(column - 1, len(written))
        whole = before // _STEP
        width = widths(path, line)[whole] + _bytes_of(written[whole * _STEP : before])
        return {"line": line, "column": width + column - before}

    def diagnostic(finding: Finding) -> dict[str, Any]:
        path = finding.path
        extent = {
            "start": position(path, finding.line, finding.column),
            "end": position(path, finding.end_line, finding.end_column),
        }
        related = [
            {
                "message": without_surrogates(each.message),
                "location": {
                    "path": without_surrogates(each.path),
                    "range": {"start": position(each.path, each.line, each.column)},
                },
            }
            for each in finding.related
        ]
        return {
            "message": without_surrogates(finding.message),
            "location": {"path": without_surrogates(path), "range": extent},
            "severity": _SEVERITIES[finding.severity],
            "source": {"name": "copydesk"},
            "code": {"value": finding.rule},
            **({"relatedLocations": related} if related else {}),
            **(
                {
                    "suggestions": [
                        {"range": extent, "text": without_surrogates(text)} for text in finding.suggestions
                    ]
                }
                if finding.suggestions
                else {}
            ),
        }

    stream.writelines(json_text(diagnostic(finding)) for finding in report.findings)


def _bytes_of(text: str) -> int:
    return len(without_surrogates(text).encode())
