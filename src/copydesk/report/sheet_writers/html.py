"""html: one page with the draft and its sources side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from copydesk.report.html_page.sheet_page import render_sheets

if TYPE_CHECKING:
    from copydesk.report.sheet_report import SheetReport


def write(report: SheetReport, stream: TextIO) -> None:
    """Write the page: one file that needs nothing else, and can be read without script."""
    render_sheets(report, stream)
