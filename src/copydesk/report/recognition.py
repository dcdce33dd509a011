"""Recognition: tell whether a file holds a report and nothing else, so that a new one may replace it.

Whoever appends a note to a report, or lets a text begin like one, does not lose it; nor does another program, whose
report may have the same format: its rules and fingerprints are others, or it names itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from copydesk.findings import SEVERITIES
from copydesk.support.patterns import compile_later
from copydesk.support.persistence.hash_functions import sha256

if TYPE_CHECKING:
    from collections.abc import Container

HEAD = 20_000
"""Bytes from the beginning of a file that tell whether the rest is worth reading."""

_SEVERITY = f"(?:{'|'.join(SEVERITIES)})"
_SUMMARY = r"(?:\d[\d,]* files? checked|No files to check: )"
_NEXT = r"Next: [^\n]*“copydesk fix[^\n]*"
_END = rf"{_SUMMARY}[^\n]*\n(?:{_NEXT}\n)?"
_TABLE_HEAD = r" *findings  +files  +fixable  +share  severity  rule"
_TABLE_ROW = rf"(?: *\d[\d,]*  ){{3}} *\d+%  {_SEVERITY} +[\w-]+"
_MORE = r"  and \d[\d,]* more(?: rules; --statistics shows all)?"
_ERRORS = r"(?:The errors among them|Errors again):"
_ERROR_AGAIN = rf"  [^\n]+:\d+:\d+ [^\n]+ \[[\w-]+\]|{_MORE}"
_RULE_HEADING = r"[\w-]+: \d[\d,]* (?:errors?|warnings?|info)(?: \([^\n]*\))?"
_PLACE = rf"(?>[^\n]+?:\d+:\d+:? {_SEVERITY}:? )"
_STRING = r'"(?:[^"\\]|\\.)*"'

SHEET_COLUMNS = (
    *("draft", "line", "column", "kind", "text", "speaker", "outcome", "how"),
    *("source", "source_line", "source_column", "source_text", "sentence", "source_sentence"),
)
"""The columns of a sheet as CSV."""

_BEGINNINGS = compile_later(
    "|".join(
        (
            _SUMMARY,  # full, concise, grouped
            rf"{_PLACE}[^\n]+ \[[\w-]+\]\n",  # full, concise
            rf"[^\n]+\n  \d+:\d+ +{_SEVERITY} +\S[^\n]*  [\w-]+\n",  # grouped
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
            r"<!doctype html>\s*<html[^>]*>\s*<head>\s*<title>copydesk: ",  # html
            r"[0-9a-f]{16}\t[\w-]+\t",  # ledger
            rf"{_RULE_HEADING}\n  [^\n]+:\d+:\d+  ",  # by-rule
            rf"{_TABLE_HEAD}\n",  # statistics
            r'\[\s*\{\s*"rule":\s*"[\w-]+",\s*"family":',  # statistics-json
            r'\{\s*"copydesk":\s*"(?:compare|check)",',  # a sheet as json, json-report
            f"{','.join(SHEET_COLUMNS)}\n",  # a sheet as csv
        )
    )
)

_COUNTS = r'tests="\d+" failures="\d+" errors="\d+" skipped="\d+" time="0"'
_LINES = tuple(
    compile_later(rf"\A(?:{'|'.join(kinds)})")
    for kinds in (
        (  # full, concise
            rf"{_PLACE}[^\n]+ \[[\w-]+\]",
            r" *\d* \|.*",
            r" {8}(?:fix|suggestions?|see): .*",
            *(_TABLE_HEAD, _TABLE_ROW, _ERRORS, _ERROR_AGAIN),
            *(f"{_SUMMARY}.*", _NEXT),
        ),
        (
            r"::(?:error|warning|notice) .*title=copydesk.*",
            r"copydesk: (?:Quotations and dates|GitHub shows).*",
        ),
        (r"[0-9a-f]{16}\t[\w-]+\t.*",),  # ledger
        (  # markdown
            "## copydesk",
            f"{_SUMMARY}.*",
            r"### .+",
            r"\| Line \| Severity \| Finding \| Text \| Rule \|",
            r"\| ---: \| --- \| --- \| --- \| --- \|",
            rf"\| \d+ \| {_SEVERITY} \| .*\| `[\w-]+` \|",
            r"[\d,]+ further findings are not shown here\.",
        ),
        (  # junit
            r"<\?xml [^>]*>",
            rf'<testsuites name="copydesk" {_COUNTS}>',
            rf'  <testsuite name="[^"]*" {_COUNTS}>',
            r'    <testcase name="[\w-]+ \d+:\d+" classname="[^"]*" file="[^"]*" line="\d+" time="0">',
            r'    <testcase name="\d+ files checked" classname="copydesk" time="0"/>',
            r"      <(error|skipped|failure)\b[^<>]*>[^<>]*</\1>",
            r" *</(?:testcase|testsuites?)>",
        ),
        (  # checkstyle
            r"<\?xml [^>]*>",
            r"</?checkstyle\b[^<>]*>",
            r"  </?file\b[^<>]*>",
            r'    <error [^<>]* source="copydesk\.[^"]*"/>',
        ),
    )
)
"""For each format that is written in lines: what a line of it may be."""
_RULE = compile_later(rf"(?m)^{_PLACE}[^\n]+ \[([\w-]+)\]$|^ +\d+:\d+ +{_SEVERITY} +\S[^\n]*  ([\w-]+)$")
"""In a report for people: a finding and its rule."""
_ENDS_IN_SUMMARY = compile_later(rf"(?:\A|\n){_END}\n*\Z")
_ID = compile_later(r"[0-9a-f]{16}\Z")
_FINGERPRINT = compile_later(r"[0-9a-f]{16}(?:-\d+)?\Z")
_OWN_NAME = "copydesk"
_UNDER_HEADINGS = compile_later(
    rf"\A(?:(?:[^\n]+\n(?: +\d+:\d+ +{_SEVERITY} +\S[^\n]*  [\w-]+\n)+\n)*"
    rf"|(?:{_RULE_HEADING}\n(?:  [^\n]+:\d+:\d+  [^\n]+\n)+\n)*)"
    rf"(?:{_TABLE_HEAD}\n(?:(?:{_TABLE_ROW}|{_MORE})\n)+(?:\n{_ERRORS}\n(?:(?:{_ERROR_AGAIN})\n)+)?\n?)?(?:{_END})?"
)
"""A report for people under names of files or rules, or a table."""
_REPORT_KEYS = {
    *("copydesk", "form", "version", "command", "time", "settings", "complete", "totals", "sources", "files"),
    *("not_checked", "left_out", "rules", "findings"),
}
"""The keys of a json-report."""
_SEAL = compile_later(r"<!-- copydesk report, SHA-256 of all above: ([0-9a-f]{64}) -->\n?\Z")


def begins_like_report(head: bytes) -> bool:
    """Tell whether these first bytes of a file may be those of a report."""
    return _BEGINNINGS.match(_text(head[:HEAD])) is not None


def is_report(data: bytes, rules: Container[str]) -> bool:
    """Tell whether these bytes are a report of copydesk in one of the built-in formats, and nothing else.

    `rules` are the ids of all rules: by them a report for people without a summary is told from that of a compiler.
    """
    if not begins_like_report(data):
        return False
    text = _text(data)
    lines = [line for line in text.split("\n") if line]
    if text.startswith(",".join(SHEET_COLUMNS)):
        return _is_own_table(text)
    if text[0] in "[{":
        return _is_own_json(text) or all(map(_is_own_json, lines))
    if not _ENDS_IN_SUMMARY.search(text) and any(
        (match[1] or match[2]) not in rules for match in _RULE.finditer(text)
    ):
        return False
    if _UNDER_HEADINGS.fullmatch(text) or _is_sealed(text):
        return True
    return any(all(map(shape.fullmatch, lines)) for shape in _LINES)


def seal(digest: str) -> str:
    """Return the last line of a page, by which a later run tells whether somebody has changed it.

    `digest` is the SHA-256 of everything above, in hexadecimal digits.
    """
    return f"<!-- copydesk report, SHA-256 of all above: {digest} -->\n"


def _is_sealed(text: str) -> bool:
    match = _SEAL.search(text, max(0, len(text) - len(seal("0" * 64))))
    return match is not None and sha256(text[: match.start()].encode()).hexdigest() == match[1]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def _is_own_table(text: str) -> bool:
    """Tell whether a CSV file is a sheet as it was written: a spreadsheet that somebody has edited writes otherwise."""
    import csv  # imported, as json below, only for what begins like a report
    import io

    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        return False
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue() == text and all(len(row) == len(SHEET_COLUMNS) for row in rows)


def _is_own_json(text: str) -> bool:
    import json

    try:
        data = json.loads(text)
        return _has_own_name(data) if isinstance(data, dict) else all(map(_is_own_finding, data))
    except (ValueError, TypeError, LookupError, RecursionError):
        return False


def _has_own_name(data: dict[str, Any]) -> bool:
    """Tell whether all runs of a SARIF log, or a diagnostic of reviewdog, name copydesk; or it is a finding."""
    if data.get("copydesk") == "compare":
        return data.keys() == {"copydesk", "version", "exceeded", "drafts"}
    if data.get("copydesk") == "check":
        return data.keys() == _REPORT_KEYS and all(map(_is_own_finding, data["findings"]))
    if "runs" in data:
        return all(each["tool"]["driver"]["name"] == _OWN_NAME for each in data["runs"])
    return bool(data["source"]["name"] == _OWN_NAME) if "source" in data else _is_own_finding(data)


def _is_own_finding(entry: dict[str, Any]) -> bool:
    """Tell whether an entry of a list is a finding, an issue for GitLab with the id of one, or a rule's count."""
    from copydesk.report.statistics import RuleCount

    if entry.keys() == set(RuleCount._fields):
        return True
    if "fingerprint" in entry:
        return _FINGERPRINT.match(entry["fingerprint"]) is not None
    return "rule" in entry and _ID.match(entry["id"]) is not None
