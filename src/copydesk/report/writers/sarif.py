"""sarif: SARIF 2.1.0, which GitHub's code scanning and many editors read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from copydesk.findings import FAILURES, OUTCOMES, Finding, Location
from copydesk.report.base import Report, home_address, rule_address
from copydesk.report.escaping import json_text, uri, without_surrogates
from copydesk.support.patterns import compile_later
from copydesk.support.persistence.own_metadata import own_version

if TYPE_CHECKING:
    from copydesk.rules import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_FENCES = compile_later(r"`+")
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def write(report: Report, stream: TextIO) -> None:
    """Write one run with the rules that have findings; paths are relative to the working folder."""
    used = sorted({finding.rule for finding in report.findings})
    index = {rule_id: number for number, rule_id in enumerate(used)}
    version = own_version()
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "copydesk",
                        "version": version,
                        "semanticVersion": version,
                        **({"informationUri": home} if (home := home_address()) else {}),
                        "rules": [_rule(rule_id, report.rules.get(rule_id)) for rule_id in used],
                    }
                },
                "invocations": [
                    {"executionSuccessful": all(not each.is_failure for each in report.findings)}
                ],
                "columnKind": "unicodeCodePoints",
                "newlineSequences": ["\r\n", "\n", "\r"],
                "results": [_result(finding, index) for finding in report.findings],
                **({"properties": {"sources": _sources(report)}} if report.outcomes else {}),
            }
        ],
    }
    stream.write(json_text(log, indent=1))


def _sources(report: Report) -> dict[str, int]:
    """Return how many quotations and dates match their source, differ, and so on."""
    return {outcome: report.outcomes.get(outcome, 0) for outcome in OUTCOMES}


def _rule(rule_id: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": rule_id}
    described: dict[str, Any] = {
        "id": rule_id,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family], "preset": rule.preset, "precision": _precision(rule)},
    }
    if address := rule_address(rule_id):
        described["helpUri"] = address
    if rule.why:
        described["fullDescription"] = {"text": rule.why}
    parts = [rule.why, *(f"Bad: {text}" for text in rule.bad), *(f"Good: {text}" for text in rule.good)]
    text = "\n\n".join(part for part in parts if part) or rule.summary
    described["help"] = {"text": text, "markdown": _page(rule)}
    return described


def _precision(rule: Rule) -> str:
    """Return how often a rule is right, in the words that GitHub sorts by.

    A failure to check a file is always one; of the findings of recommended rules an editor acts on four in five.
    """
    if rule.family == FAILURES:
        return "very-high"
    return "high" if rule.preset == "recommended" else "medium"


def _page(rule: Rule) -> str:
    """Return the page of a rule in Markdown."""
    examples = [*(("Bad", text) for text in rule.bad), *(("Good", text) for text in rule.good)]
    parts = [
        f"**{rule.summary}**",
        rule.why,
        *(f"{label}:\n\n{_quoted(text)}" for label, text in examples),
        f"Measured: {rule.measured}" if rule.measured else "",
    ]
    return "\n\n".join(part for part in parts if part)


def _quoted(example: str) -> str:
    """Return an example as a block of code, whose fence is longer than any in it."""
    longest = max((len(run) for run in _FENCES.findall(example)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{example}\n{fence}"


def _result(finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": without_surrogates(finding.message)},
        "locations": [{"physicalLocation": _location(finding)}],
        "partialFingerprints": {"copydesk/v1": finding.id},
    }
    if finding.related:
        result["relatedLocations"] = [_related(number, each) for number, each in enumerate(finding.related)]
    if finding.suggestions:
        result["fixes"] = [_fix(finding, suggestion) for suggestion in finding.suggestions]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    region = _region(finding)
    if finding.excerpt:
        region["snippet"] = {"text": without_surrogates(finding.excerpt)}
    return {"artifactLocation": {"uri": uri(finding.path)}, "region": region}


def _region(finding: Finding) -> dict[str, Any]:
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }


def _related(number: int, place: Location) -> dict[str, Any]:
    return {
        "id": number,
        "physicalLocation": {
            "artifactLocation": {"uri": uri(place.path)},
            "region": {"startLine": place.line, "startColumn": place.column},
        },
        "message": {"text": without_surrogates(place.message)},
    }


def _fix(finding: Finding, suggestion: str) -> dict[str, Any]:
    change = {"deletedRegion": _region(finding), "insertedContent": {"text": without_surrogates(suggestion)}}
    what = f"Put “{without_surrogates(suggestion)}” in its place." if suggestion else "Delete it."
    return {
        "description": {"text": what},
        "artifactChanges": [
            {"artifactLocation": {"uri": uri(finding.path)}, "replacements": [change]},
        ],
    }
