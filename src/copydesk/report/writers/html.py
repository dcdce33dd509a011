"""html: one page for editors, with the articles in reading type and a card beside each finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from copydesk.report.html_page.render import render

if TYPE_CHECKING:
    from copydesk.report.base import Report


def write(report: Report, stream: TextIO) -> None:
    """Write the page: one file that needs nothing else, and can be read without script."""
    render(report, stream)
