"""rdjsonl: reviewdog's diagnostic format, one line for each finding. Its columns count bytes of UTF-8."""

from __future__ import annotations

from functools import cache
from typing import Any, TextIO

from copydesk.findings import Finding
from copydesk.report.base import Report
from copydesk.report.escaping import json_text, without_surrogates
from copydesk.support.source_text import LINE_END

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def write(report: Report, stream: TextIO) -> None:
    """Write one diagnostic for each finding, with its suggestions and related places."""

    @cache
    def lines(path: str) -> list[str]:
        return LINE_END.split(report.source(path) or "")

    def position(path: str, line: int, column: int) -> dict[str, int]:
        found = lines(path)
        before = found[line - 1][: column - 1] if line <= len(found) else ""
        missing = column - 1 - len(before)
        return {"line": line, "column": len(without_surrogates(before).encode()) + missing + 1}

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
