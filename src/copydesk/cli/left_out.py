"""Hidden findings: find out which lines have changed, and tell how many findings a run does not show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copydesk.cli.streams import print_line
from copydesk.config.request import RunOptions
from copydesk.run.result import RunResult

if TYPE_CHECKING:
    from copydesk.run.narrowing.changed_lines import Changes
    from copydesk.run.narrowing.known_findings import Entry

_STALE_SHOWN = 20


def changed_lines(options: RunOptions, values: dict[str, Any]) -> tuple[RunOptions, Changes | None]:
    """Find what has changed, if the options ask for it; staged content is then read instead of the working files."""
    if values["staged"] and values["diff_base"]:
        raise click.UsageError("--staged and --diff-base exclude each other")
    if not values["staged"] and not values["diff_base"]:
        return options, None
    from copydesk.run.narrowing.changed_lines import changes_since, staged_changes

    if values["staged"]:
        changes = staged_changes()
        return replace(options, contents=changes.contents), changes
    return options, changes_since(values["diff_base"])


def left_out_note(result: RunResult, baseline: Path | None) -> str:
    """Return a sentence about the findings that are not shown; empty if there are none."""
    notes = []
    if known := result.hidden["baseline"]:
        notes.append(f"{known:,} known by {baseline}")
    if elsewhere := result.hidden["changed lines"]:
        notes.append(f"{elsewhere:,} on lines that have not changed")
    return f"Not shown: {', '.join(notes)}." if notes else ""


def print_stale(baseline: Path, entries: Sequence[Entry]) -> None:
    """Print the lines of a baseline without a finding: on standard error, so that the report is not changed."""
    if entries:
        lines = "1 line" if len(entries) == 1 else f"{len(entries):,} lines"
        print_line(f"{baseline}: {lines} found no more; “copydesk baseline prune” removes them:", err=True)
        for entry in entries[:_STALE_SHOWN]:
            print_line(f"  {entry.path}: {entry.rule}: {entry.excerpt}", err=True)
        if len(entries) > _STALE_SHOWN:
            print_line(f"  and {len(entries) - _STALE_SHOWN:,} more", err=True)
