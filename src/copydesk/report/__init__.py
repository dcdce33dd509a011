"""Reports: the built-in output formats, each with a module in `writers` that is imported when it is asked for."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.report.base import Report, Reporter

FORMATS = (
    *("full", "concise", "grouped", "by-rule", "json", "json-report", "jsonl", "sarif", "github", "gitlab"),
    *("junit", "checkstyle", "rdjsonl", "markdown", "html", "ledger"),
    *("statistics", "statistics-json"),
)

FOR_PEOPLE = frozenset({"full", "concise", "grouped", "by-rule", "statistics", "table"})
"""Formats that a terminal shows, in its encoding. All others, those of plugins too, are UTF-8 whatever the locale."""


def copydesk_reporters() -> Mapping[str, Reporter]:
    """Return the built-in formats by name: a hook, which is marked as one only where there are plugins."""
    return {name: partial(_write, name) for name in FORMATS}


def _write(name: str, report: Report, stream: TextIO) -> None:
    import_module(f"copydesk.report.writers.{name.replace('-', '_')}").write(report, stream)
