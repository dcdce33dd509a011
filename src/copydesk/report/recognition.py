"""Recognition: tell by its beginning whether a file holds a report, which a new one may replace."""

from __future__ import annotations

from copydesk.findings import SEVERITIES
from copydesk.support.patterns import compile_later

HEAD = 20_000
"""Bytes from the beginning of a file that tell whether it is a report."""

_SEVERITY = f"(?:{'|'.join(SEVERITIES)})"
_SUMMARY = r"(?:\d[\d,]* files? checked|No files to check: )"
_STRING = r'"(?:[^"\\]|\\.)*"'

_REPORTS = compile_later(
    "|".join(
        (
            _SUMMARY,  # full, concise, grouped
            rf"[^\n]+:\d+:\d+:? {_SEVERITY}:? [^\n]+ \[[\w-]+\]\n",  # full, concise
            rf"[^\n]+\n  \d+:\d+ +{_SEVERITY} +[^\n]+  [\w-]+\n",  # grouped
            r"\[\s*\]\s*\Z",  # json, gitlab
            r'(?:\[\s*)?\{\s*"id":\s*"[0-9a-f]{16}",\s*"path":',  # json, jsonl
            rf'\[\s*\{{\s*"description":\s*{_STRING},\s*"check_name":',  # gitlab
            rf'\{{\s*"message":\s*{_STRING},\s*"location":\s*\{{\s*"path":',  # rdjsonl
            r'\{[^{]*"runs":\s*\[\s*\{\s*"tool":\s*\{\s*"driver":\s*\{\s*"name":\s*"copydesk"',  # sarif
            r"::(?:error|warning|notice) [^\n]*title=copydesk",  # github
            r"copydesk: (?:Quotations and dates|GitHub shows)",  # github
            r"<\?xml [^>]*>\s*<testsuites name=\"copydesk\"",  # junit
            r"<\?xml [^>]*>\s*<checkstyle [^>]*>\s*(?:</checkstyle>|<file [^\n]*\n\s*<error [^\n]*\"copydesk\.)",
            rf"## copydesk\n\n{_SUMMARY}",  # markdown
            r"<!doctype html>\s*<html[^>]*><head>[^\n]*<title>copydesk</title>",  # html
            r"[0-9a-f]{16}\t[\w-]+\t",  # ledger
        )
    )
)


def is_report(data: bytes) -> bool:
    """Tell whether these bytes are a report in one of the built-in formats."""
    head = data[:HEAD].decode("utf-8", "replace").replace("\r\n", "\n")
    return _REPORTS.match(head) is not None
