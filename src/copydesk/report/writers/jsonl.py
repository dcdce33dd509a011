"""jsonl: one line for each finding, an object as in the JSON report."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from copydesk.report.escaping import json_text
from copydesk.report.writers.json import as_dict

if TYPE_CHECKING:
    from copydesk.report.base import Report


def write(report: Report, stream: TextIO) -> None:
    """Write all findings, sorted by path, then place."""
    stream.writelines(json_text(as_dict(finding)) for finding in report.findings)
