"""Sheet report: what the output formats of `copydesk compare` are given, and these formats by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

from copydesk.findings import Outcome
from copydesk.report.base import Circumstances
from copydesk.run.cross_file.sheets.draft_sheets import DraftSheet, counts_of
from copydesk.support.plurals import count

if TYPE_CHECKING:
    from copydesk.run.cross_file.sheets.allowances import Excess

SHEET_FORMATS = ("table", "json", "csv", "html")


@dataclass(frozen=True, slots=True)
class SheetReport:
    """The result of a comparison, as an output format gets it.

    Attributes:
        sheets: of the drafts, in their order.
        exceeded: what there is more of than is allowed.
        circumstances: returns how the report came about, for formats that say it.
        quiet: whether to write the sheets only, without a summary.
    """

    sheets: tuple[DraftSheet, ...]
    exceeded: tuple[Excess, ...] = ()
    circumstances: Callable[[], Circumstances] = Circumstances
    quiet: bool = False


SheetWriter = Callable[[SheetReport, TextIO], None]


def sheet_writers() -> Mapping[str, SheetWriter]:
    """Return the output formats of sheets by name, each imported when it is asked for."""
    return {name: partial(_write, name) for name in SHEET_FORMATS}


def _write(name: str, report: SheetReport, stream: TextIO) -> None:
    import_module(f"copydesk.report.sheet_writers.{name}").write(report, stream)


def sheet_summary(report: SheetReport) -> str:
    """Return the comparison in one line: the number of drafts, and of rows with each outcome."""
    sheets = report.sheets
    if not sheets:
        return "No draft has changed: there is nothing to compare."
    failed = sum(bool(sheet.problem) for sheet in sheets)
    compared = count(len(sheets), "draft") + (f", {failed:,} of them not compared in full" if failed else "")
    counts = ", ".join(f"{outcome}: {number:,}" for outcome, number in counts_of(sheets).items())
    omitted = sum(len(sheet.left_out) for sheet in sheets), sum(len(sheet.added) for sheet in sheets)
    more = f" Sentences left out: {omitted[0]:,}, added: {omitted[1]:,}."
    return f"{compared}: {counts}.{more}"


def exceeded_line(report: SheetReport) -> str:
    """Return a sentence on what there is more of than may be, which is why the command fails; empty if nothing is."""
    if not report.exceeded:
        return ""
    return f"Does not pass: {', '.join(map(str, report.exceeded))}. --allow sets how many are allowed."


STYLES = {
    Outcome.MATCHES: "good",
    Outcome.DIFFERS: "error",
    Outcome.SAID_BY_ANOTHER: "error",
    Outcome.NOT_FOUND: "warning",
    Outcome.NOT_CHECKED: "info",
}
"""How an outcome is shown: with these names, those of severities, and “good”."""
