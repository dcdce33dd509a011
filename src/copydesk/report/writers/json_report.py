"""json-report: one JSON object with a head: version, totals, files, what was not checked, rules, and the findings.

The format `json` is the bare list of findings, a contract that stays as it is. `copydesk schema report` prints the
schema of this object, which is SCHEMA.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TextIO

from copydesk.findings import OUTCOMES, SEVERITIES, UNREADABLE_FILE, UNREADABLE_SOURCE
from copydesk.report.base import Report, rule_address
from copydesk.report.escaping import json_text
from copydesk.report.writers.json import as_dict

if TYPE_CHECKING:
    from copydesk.rules import Rule

FORM = 1
"""The number of the object's form. A new key does not change it; it grows when a key changes its meaning or goes."""


def write(report: Report, stream: TextIO) -> None:
    """Write the whole report as one JSON object."""
    stream.write(json_text(as_object(report), indent=1))


def as_object(report: Report) -> dict[str, Any]:
    """Return the report as the format shows it. Offsets are code points from 0; lines and columns count from 1."""
    about = report.circumstances()
    by_path = Counter(each.path for each in report.findings)
    severities = Counter(each.severity for each in report.findings)
    unread = {each.path for each in report.findings if each.rule == UNREADABLE_FILE}
    failures = [each for each in report.findings if each.is_failure or each.rule == UNREADABLE_SOURCE]
    return {
        "copydesk": "check",
        "form": FORM,
        "version": about.version,
        "command": about.command,
        "time": about.time,
        "settings": list(about.settings),
        "complete": not failures,
        "totals": {
            "files": report.files,
            "files_with_findings": len(by_path),
            "files_not_checked": len(unread & report.anchors.keys()),
            "findings": len(report.findings),
            **{severity: severities[severity] for severity in reversed(SEVERITIES)},
            "fixable": sum(each.fixable for each in report.findings),
        },
        "sources": {each.value: report.outcomes.get(each, 0) for each in OUTCOMES}
        if report.outcomes
        else None,
        "files": [
            {"path": path, "checked": path not in unread, "findings": by_path[path]}
            for path in report.anchors
        ],
        "not_checked": [{"path": each.path, "rule": each.rule, "reason": each.message} for each in failures],
        "left_out": " ".join(filter(None, (report.left_out, report.left_out_beside))) or None,
        "rules": [
            _rule(id_, report.rules.get(id_)) for id_ in sorted({each.rule for each in report.findings})
        ],
        "findings": [as_dict(each) for each in report.findings],
    }


def _rule(id_: str, rule: Rule | None) -> dict[str, Any]:
    """Return the page of a rule."""
    return {
        "id": id_,
        "family": rule.family if rule else None,
        "preset": rule.preset if rule else None,
        "summary": rule.summary if rule else "",
        "why": rule.why if rule else "",
        "bad": list(rule.bad) if rule else [],
        "good": list(rule.good) if rule else [],
        "measured": rule.measured if rule else "",
        "address": rule_address(id_) or None,
    }


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _said(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, **schema}


_TEXT, _SWITCH = {"type": "string"}, {"type": "boolean"}
_PERHAPS = {"type": ["string", "null"]}
_COUNT = {"type": "integer", "minimum": 0}
_NUMBER = {"type": "integer", "minimum": 1}
_PLACE = {
    "path": _TEXT,
    "line": _NUMBER,
    "column": _NUMBER,
    "offset": _said("In code points of the decoded file, from 0.", _COUNT),
    "end_offset": _COUNT,
    "message": _TEXT,
}
_FINDING = _object(
    id=_said(
        "Stays the same after edits elsewhere in the file.", {"type": "string", "pattern": "^[0-9a-f]{16}$"}
    ),
    rule=_TEXT,
    family=_TEXT,
    severity={"enum": list(SEVERITIES)},
    end_line=_NUMBER,
    end_column=_NUMBER,
    excerpt=_said("The flagged text.", _TEXT),
    suggestions=_said("What could stand in its place, the best first.", _list(_TEXT)),
    fixable=_said("Whether “copydesk fix” mends it.", _SWITCH),
    related=_said("Other places that explain it.", _list(_object(**_PLACE))),
    **_PLACE,
)
SCHEMA = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "The report json-report of copydesk check",
    **_object(
        copydesk={"const": "check"},
        form=_said("It grows when a key changes its meaning or goes; new keys may come.", {"const": FORM}),
        version=_said("The version of copydesk.", _TEXT),
        command=_said("The command line.", _TEXT),
        time=_said("When the report was made: local time, ISO 8601 with a space.", _TEXT),
        settings=_said("The configuration files that were read.", _list(_TEXT)),
        complete=_said(
            "Whether all of these files and their sources could be read, and no rule failed.", _SWITCH
        ),
        totals=_object(
            files=_said("Files that were to be checked.", _COUNT),
            files_with_findings=_COUNT,
            files_not_checked=_said("Files that could not be read.", _COUNT),
            findings=_COUNT,
            error=_COUNT,
            warning=_COUNT,
            info=_COUNT,
            fixable=_said("Findings that “copydesk fix” mends.", _COUNT),
        ),
        sources=_said(
            "How many quotations and dates match their sources, and so on; null if no source is declared.",
            {"anyOf": [{"type": "null"}, _object(**{each.value: _COUNT for each in OUTCOMES})]},
        ),
        files=_list(_object(path=_TEXT, checked=_SWITCH, findings=_COUNT)),
        not_checked=_said(
            "What could not be checked, and why; findings tell the same.",
            _list(_object(path=_TEXT, rule=_TEXT, reason=_TEXT)),
        ),
        left_out=_said(
            "Sentences on what was left out, such as excluded files, earlier reports, and rules that need a library;"
            " null if nothing was.",
            _PERHAPS,
        ),
        rules=_said(
            "The pages of the rules that have findings.",
            _list(
                _object(
                    id=_TEXT,
                    family=_PERHAPS,
                    preset=_PERHAPS,
                    summary=_TEXT,
                    why=_TEXT,
                    bad=_list(_TEXT),
                    good=_list(_TEXT),
                    measured=_TEXT,
                    address=_said("Where the page stands on the web.", _PERHAPS),
                )
            ),
        ),
        findings=_said("Sorted by path, then place; as in the format json.", _list(_FINDING)),
    ),
}
"""The JSON schema of the object."""
