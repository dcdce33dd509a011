"""junit: JUnit's XML, which most continuous integration systems show as failed tests."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from copydesk.report.escaping import xml

if TYPE_CHECKING:
    from copydesk.findings import Finding
    from copydesk.report.base import Report


def write(report: Report, stream: TextIO) -> None:
    """Write a suite for each file and a case for each finding.

    Failures to check a file are errors; findings of the severity “info” are skipped cases.
    """
    found = report.findings
    stream.write('<?xml version="1.0" encoding="utf-8"?>\n')
    stream.write(f'<testsuites name="copydesk" {_counts(found) if found else _counts((), clean=1)}>\n')
    for path, findings in groupby(found, key=lambda finding: finding.path):
        cases = tuple(findings)
        stream.write(f'  <testsuite name="{xml(path)}" {_counts(cases)}>\n')
        stream.writelines(_case(case) for case in cases)
        stream.write("  </testsuite>\n")
    if not found:
        stream.write(f'  <testsuite name="copydesk" {_counts((), clean=1)}>\n')
        stream.write(f'    <testcase name="{report.files} files checked" classname="copydesk" time="0"/>\n')
        stream.write("  </testsuite>\n")
    stream.write("</testsuites>\n")


def _counts(findings: tuple[Finding, ...], clean: int = 0) -> str:
    errors = sum(each.is_failure for each in findings)
    skipped = sum(each.severity == "info" for each in findings)
    failures = len(findings) - errors - skipped
    return f'tests="{len(findings) + clean}" failures="{failures}" errors="{errors}" skipped="{skipped}" time="0"'


def _case(finding: Finding) -> str:
    kind = "error" if finding.is_failure else "skipped" if finding.severity == "info" else "failure"
    place = f"{finding.path}:{finding.line}:{finding.column}"
    typed = "" if kind == "skipped" else f' type="{finding.severity}"'
    return (
        f'    <testcase name="{xml(finding.rule)} {finding.line}:{finding.column}" classname="{xml(finding.path)}"'
        f' file="{xml(finding.path)}" line="{finding.line}" time="0">\n'
        f'      <{kind}{typed} message="{xml(finding.message)}">{xml(f"{place}: {finding.message}")}</{kind}>\n'
        "    </testcase>\n"
    )
