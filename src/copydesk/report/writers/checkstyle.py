"""checkstyle: Checkstyle's XML, which Jenkins and reviewdog read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from copydesk.report.escaping import xml

if TYPE_CHECKING:
    from copydesk.findings import Finding
    from copydesk.report.base import Report


def write(report: Report, stream: TextIO) -> None:
    """Write one element for each finding, under its file."""
    stream.write('<?xml version="1.0" encoding="utf-8"?>\n<checkstyle version="4.3">\n')
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        stream.write(f'  <file name="{xml(path)}">\n')
        stream.writelines(map(_element, findings))
        stream.write("  </file>\n")
    stream.write("</checkstyle>\n")


def _element(finding: Finding) -> str:
    return (
        f'    <error line="{finding.line}" column="{finding.column}" severity="{finding.severity}"'
        f' message="{xml(finding.message)}" source="copydesk.{xml(finding.family)}.{xml(finding.rule)}"/>\n'
    )
