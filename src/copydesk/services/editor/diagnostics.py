"""Diagnostics: findings as editors show them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls import uris

from copydesk.findings import BOILERPLATE, Finding, Location
from copydesk.services.editor.positions import LinePositions

SOURCE = "copydesk"
_SEVERITIES = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "info": lsp.DiagnosticSeverity.Information,
}

PositionsOf = Callable[[str], LinePositions | None]
"""Returns the lines of the text at a path, as in findings; None if it cannot be read."""


def uri_of(path: str | Path) -> str:
    """Return the address of a file."""
    return uris.from_fs_path(str(Path(path).absolute())) or ""


def diagnostic(finding: Finding, uri: str, lines: LinePositions, positions_of: PositionsOf) -> lsp.Diagnostic:
    """Return a finding in the file at an address, whose lines are these."""
    related = [
        lsp.DiagnosticRelatedInformation(_place(place, finding.path, uri, lines, positions_of), place.message)
        for place in finding.related
    ]
    data: dict[str, Any] = {"id": finding.id}
    return lsp.Diagnostic(
        range=lines.range(finding.start, finding.end),
        message=finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        source=SOURCE,
        # Editors show in grey what is to be deleted.
        tags=[lsp.DiagnosticTag.Unnecessary] if finding.family == BOILERPLATE else None,
        related_information=related or None,
        data=data,
    )


def _place(
    place: Location, own_path: str, uri: str, lines: LinePositions, positions_of: PositionsOf
) -> lsp.Location:
    if place.path == own_path:
        return lsp.Location(uri, lines.range(place.start, place.end))
    if others := positions_of(place.path):
        return lsp.Location(uri_of(place.path), others.range(place.start, place.end))
    start = lsp.Position(place.line - 1, place.column - 1)
    return lsp.Location(uri_of(place.path), lsp.Range(start, start))


def problem(message: str, line: int = 0, length: int = 0) -> lsp.Diagnostic:
    """Return a diagnostic about something that is wrong in settings, at a line (from 0)."""
    at = lsp.Range(lsp.Position(line, 0), lsp.Position(line, length))
    return lsp.Diagnostic(at, message, severity=lsp.DiagnosticSeverity.Error, source=SOURCE, code="settings")
