"""The action's summary: the counts as outputs of the step, and a table of rules in the job's summary.

It needs nothing but Python, so that it works with whatever version of copydesk was installed.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any


def counts(rules: list[dict[str, Any]]) -> dict[str, int]:
    """Return the outputs: how many findings there are, of each severity, and how many can be mended."""
    severities: Counter[str] = Counter()
    for rule in rules:
        severities[rule["severity"]] += rule["findings"]
    return {
        "findings": severities.total(),
        **{f"{severity}s": severities[severity] for severity in ("error", "warning", "info")},
        "fixable": sum(rule["fixable"] for rule in rules),
    }


def table(rules: list[dict[str, Any]]) -> str:
    """Return a table of the rules, those with most findings first; empty if there is none."""
    if not rules:
        return ""
    rows = [
        f"| `{rule['rule']}` | {rule['severity']} | {rule['findings']} | {rule['files']} | {rule['fixable']} |"
        for rule in rules
    ]
    head = "| Rule | Severity | Findings | Files | Fixable |\n| --- | --- | ---: | ---: | ---: |"
    return "\n".join([head, *rows, ""])


def with_table(details: str, by_rule: str) -> str:
    """Return the report with the table behind its first paragraph, before the findings of the first file."""
    head, heading, rest = details.partition("\n### ")
    return f"{head}\n{by_rule}{heading}{rest}" if by_rule else details


def main(statistics: str, markdown: str) -> None:
    """Append to the files that the runner names."""
    rules = json.loads(Path(statistics).read_text("utf-8"))
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as stream:
        stream.writelines(f"{name}={number}\n" for name, number in counts(rules).items())
    with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as stream:
        stream.write(with_table(Path(markdown).read_text("utf-8"), table(rules)))


if __name__ == "__main__":
    main(*sys.argv[1:])
