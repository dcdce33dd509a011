"""html: one page for editors, without scripts and without external links."""

from __future__ import annotations

from itertools import groupby
from typing import TextIO

from copydesk.findings import Finding
from copydesk.report.base import Report
from copydesk.report.escaping import html
from copydesk.report.summary import summary

_CONTEXT = 80
"""Code points of text shown before and after a finding."""

_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>copydesk</title>
<meta name="viewport" content="width=device-width"><style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font-size: 1.1rem; border-bottom: 1px solid #ccc; margin-top: 2rem; overflow-wrap: anywhere; }
article { margin: 1rem 0; padding-left: .8rem; border-left: 4px solid #999; }
.error { border-color: #b3261e; } .warning { border-color: #b26a00; } .info { border-color: #1a6fb0; }
p { margin: .2rem 0; } .note { color: #555; font-size: .85rem; }
blockquote { margin: .2rem 0; font-family: Georgia, serif; overflow-wrap: anywhere; } mark { background: #ffe28a; }
</style></head><body>
<h1>copydesk</h1>
"""


def write(report: Report, stream: TextIO) -> None:
    """Write the page: each file, and its findings with the text around them."""
    stream.write(f"{_HEAD}<p>{html(summary(report))}</p>\n")
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        source = report.source(path) or ""
        stream.write(f"<h2>{html(path)}</h2>\n")
        stream.writelines(_article(finding, source) for finding in findings)
    stream.write("</body></html>\n")


def _article(finding: Finding, source: str) -> str:
    notes = [f"line {finding.line}, {finding.severity}, {finding.rule}"]
    notes += [f"better: {text or '(delete)'}" for text in finding.suggestions]
    notes += [f"see line {each.line}: {each.message}" for each in finding.related]
    return (
        f'<article class="{finding.severity}"><p>{html(finding.message)}</p>\n'
        + (f"<blockquote>{_context(finding, source)}</blockquote>\n" if finding.excerpt else "")
        + "".join(f'<p class="note">{html(note)}</p>\n' for note in notes)
        + "</article>\n"
    )


def _context(finding: Finding, source: str) -> str:
    before = source[max(0, finding.start - _CONTEXT) : finding.start].rpartition("\n")[2]
    after = source[finding.end : finding.end + _CONTEXT].partition("\n")[0]
    return f"{html(before)}<mark>{html(finding.excerpt)}</mark>{html(after)}"
