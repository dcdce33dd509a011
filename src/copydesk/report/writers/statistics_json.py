"""statistics-json: one array with an object for each rule that has findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from copydesk.report.escaping import json_text
from copydesk.report.statistics import count_by_rule

if TYPE_CHECKING:
    from copydesk.report.base import Report


def write(report: Report, stream: TextIO) -> None:
    """Write the rules, those with most findings first."""
    stream.write(json_text([each._asdict() for each in count_by_rule(report.findings)], indent=1))
