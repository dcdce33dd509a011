"""What check leaves out: known findings, and those on lines that have not changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copydesk.config.request import RunOptions
from copydesk.run.result import RunResult

if TYPE_CHECKING:
    from copydesk.run.narrowing.changed_lines import Changes
    from copydesk.run.narrowing.known_findings import Entry

_STALE_SHOWN = 20


def changed_lines(request: RunOptions, options: dict[str, Any]) -> tuple[RunOptions, Changes | None]:
    """What has changed, if that is asked for; what is staged is then read in the place of the working files."""
    if options["staged"] and options["diff_base"]:
        raise click.UsageError("--staged and --diff-base exclude each other")
    if not options["staged"] and not options["diff_base"]:
        return request, None
    from copydesk.run.narrowing.changed_lines import changes_since, staged_changes

    if options["staged"]:
        changes, contents = staged_changes()
        return replace(request, contents=contents), changes
    return request, changes_since(options["diff_base"])


def narrowed(
    outcome: RunResult, baseline: Path | None, changes: Changes | None, *, quiet: bool
) -> tuple[RunResult, str]:
    """What is left of a run, and a sentence on what is not. Stale lines of the baseline go to stderr."""
    notes = []
    if baseline:
        from copydesk.run.narrowing.baseline import without_known

        before = len(outcome.findings)
        outcome, stale = without_known(outcome, baseline)
        if known := before - len(outcome.findings):
            notes.append(f"{known:,} known by {baseline}")
        if not quiet:
            _print_stale(baseline, stale)
    if changes:
        before = len(outcome.findings)
        outcome = outcome.only(changes.concern)
        if elsewhere := before - len(outcome.findings):
            notes.append(f"{elsewhere:,} on lines that have not changed")
    return outcome, f"Not shown: {', '.join(notes)}." if notes else ""


def _print_stale(baseline: Path, entries: list[Entry]) -> None:
    """On standard error, so that a report on standard output stays what it is."""
    if entries:
        lines = "1 line" if len(entries) == 1 else f"{len(entries):,} lines"
        click.echo(f"{baseline}: {lines} found no more; “copydesk baseline prune” takes them out:", err=True)
        for entry in entries[:_STALE_SHOWN]:
            click.echo(f"  {entry.path}: {entry.rule}: {entry.excerpt}", err=True)
        if len(entries) > _STALE_SHOWN:
            click.echo(f"  and {len(entries) - _STALE_SHOWN:,} more", err=True)
