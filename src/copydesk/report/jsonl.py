"""jsonl: one finding a line, each an object of the JSON report."""

from __future__ import annotations

import json
from typing import TextIO

from copydesk.report.base import Report
from copydesk.report.json import as_dict


def write(report: Report, stream: TextIO) -> None:
    """Write all findings, sorted by path, then place."""
    stream.writelines(json.dumps(as_dict(finding), ensure_ascii=False) + "\n" for finding in report.findings)
