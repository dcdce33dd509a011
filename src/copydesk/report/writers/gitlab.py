"""gitlab: GitLab's code quality report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TextIO

from copydesk.report.escaping import json_text, without_surrogates

if TYPE_CHECKING:
    from copydesk.report.base import Report

_SEVERITIES = {"error": "critical", "warning": "minor", "info": "info"}


def write(report: Report, stream: TextIO) -> None:
    """Write one issue for each finding. GitLab needs unique fingerprints: an id that occurs again gets a number."""
    seen: Counter[str] = Counter()
    issues = []
    for finding in report.findings:
        seen[finding.id] += 1
        issues.append(
            {
                "description": without_surrogates(finding.message),
                "check_name": finding.rule,
                "fingerprint": finding.id if seen[finding.id] == 1 else f"{finding.id}-{seen[finding.id]}",
                "severity": _SEVERITIES[finding.severity],
                "location": {
                    "path": without_surrogates(finding.path),
                    "lines": {"begin": finding.line, "end": finding.end_line},
                },
            }
        )
    stream.write(json_text(issues, indent=1))
