"""Baselines: the findings of a repository on the day it began, so that only new ones are shown."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from copydesk.findings import Finding
from copydesk.run.narrowing.known_findings import Entry, entry_of, read_ledger, stale, subtract
from copydesk.run.result import RunResult
from copydesk.support.paths import display_path, write_atomically

DEFAULT_FILE = Path("copydesk-baseline.tsv")

HEADER = """\
# Findings that were here before copydesk was; one a line: id, rule, path, how the text begins.
# “copydesk check --baseline FILE” does not show them. “copydesk baseline prune” takes out those that are mended.
"""


class Change(NamedTuple):
    """What writing or pruning did: lines added, taken out, and left."""

    added: int
    removed: int
    left: int


def without_known(run: RunResult, file: Path) -> tuple[RunResult, list[Entry]]:
    """The run without what the baseline knows, and the baseline's entries that certainly stand for nothing.

    Raises:
        ConfigError: the baseline cannot be read.
    """
    new, _, over = subtract(_of_articles(run, file), read_ledger(file))
    return replace(run, findings=tuple(new)), stale(over, run.checked, run.exists)


def write_baseline(file: Path, run: RunResult) -> Change:
    """Make the baseline of all that was found; what it says of files that were not checked stays.

    Raises:
        ConfigError: there is a file of that name, and it is no baseline.
        OSError: it cannot be written.
    """
    old = read_ledger(file) if file.exists() else []
    findings = [each for each in _of_articles(run, file) if not each.is_failure]
    new, _, over = subtract(findings, old)
    gone = set(stale(over, run.checked, run.exists))
    anchors = run.anchors
    entries = [entry_of(each, anchors.get(each.path, each.path)) for each in findings]
    entries += [entry for entry in over if entry not in gone]
    write_atomically(file, (HEADER + _lines(entries)).encode())
    return Change(len(new), len(gone), len(entries))


def prune_baseline(file: Path, run: RunResult) -> Change:
    """Take out the entries that certainly stand for nothing any more; no finding is ever added.

    Raises:
        ConfigError: the baseline cannot be read.
        OSError: it cannot be written.
    """
    old = read_ledger(file)
    _, _, over = subtract(run.findings, old)
    gone = {entry.line for entry in stale(over, run.checked, run.exists)}
    if gone:
        lines = file.read_bytes().split(b"\n")
        kept = [line for number, line in enumerate(lines, 1) if number not in gone]
        write_atomically(file, b"\n".join(kept))
    return Change(0, len(gone), len(old) - len(gone))


def _lines(entries: Iterable[Entry]) -> str:
    ordered = sorted(entries, key=lambda entry: (entry.path, entry.rule, entry.excerpt, entry.id))
    return "".join(f"{entry}\n" for entry in ordered)


def _of_articles(run: RunResult, file: Path) -> list[Finding]:
    """The findings without those in the baseline: one that ends in .txt or .md is met by the walk."""
    baseline = display_path(Path(os.path.abspath(file)))
    return [finding for finding in run.findings if finding.path != baseline]
