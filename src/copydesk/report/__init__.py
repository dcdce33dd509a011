"""Reports: what an output format is given, and the built-in formats (`writers`), each imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from typing import TextIO

from copydesk.hookspecs import hookimpl
from copydesk.report.base import Report, Reporter

FORMATS = (
    *("full", "concise", "grouped", "by-rule", "json", "json-report", "jsonl", "sarif", "github", "gitlab"),
    *("junit", "checkstyle", "rdjsonl", "markdown", "html", "ledger"),
    *("statistics", "statistics-json"),
)

FOR_PEOPLE = frozenset({"full", "concise", "grouped", "by-rule", "statistics", "table"})
"""Formats that a terminal shows, in its encoding. All others, those of plugins too, are UTF-8 whatever the locale."""


def _write(name: str, report: Report, stream: TextIO) -> None:
    import_module(f"copydesk.report.writers.{name.replace('-', '_')}").write(report, stream)


@hookimpl
def copydesk_reporters() -> Mapping[str, Reporter]:
    """Return the built-in formats by name."""
    return {name: partial(_write, name) for name in FORMATS}
