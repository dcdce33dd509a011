"""github: workflow commands, which GitHub Actions shows beside the lines of a pull request."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TextIO

from copydesk.findings import SEVERITIES, Finding
from copydesk.report.escaping import workflow_data, workflow_property
from copydesk.report.summary import sources_line

if TYPE_CHECKING:
    from copydesk.report.base import Report

SHOWN = 10
"""The most annotations of one severity that GitHub shows for a step."""

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def write(report: Report, stream: TextIO) -> None:
    """Write one command for each finding, errors first, and a last line on the findings that GitHub will not show."""
    ranked = sorted(report.findings, key=lambda finding: -SEVERITIES.index(finding.severity))
    stream.writelines(_command(finding) + "\n" for finding in ranked)
    counts = Counter(finding.severity for finding in ranked)
    hidden = [
        f"{counts[each] - SHOWN} of {counts[each]} {each}s" for each in _COMMANDS if counts[each] > SHOWN
    ]
    if report.outcomes:
        stream.write(f"copydesk: {sources_line(report.outcomes)}\n")
    if hidden:
        stream.write(
            f"copydesk: GitHub shows {SHOWN} annotations of each severity; {', '.join(hidden)} are in this log only.\n"
        )


def _command(finding: Finding) -> str:
    properties = {"file": finding.path, "line": finding.line, "endLine": finding.end_line}
    if finding.line == finding.end_line:  # GitHub takes columns within one line only
        properties |= {"col": finding.column, "endColumn": finding.end_column}
    properties["title"] = f"copydesk: {finding.rule}"
    shown = ",".join(f"{key}={workflow_property(str(value))}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {shown}::{workflow_data(finding.message)}"
