"""Suppressing: put comments into articles that suppress what was found, to start with a clean slate."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from copydesk.run.fixes.decisions import Decisions
from copydesk.run.fixes.reach import Reach, places_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from copydesk.findings import Finding
    from copydesk.run.result import RunResult
    from copydesk.run.session import Session


class Suppressed(NamedTuple):
    """The result for one file.

    Attributes:
        line: says what was written, or why nothing was; empty if no comment can stand in the file.
        is_done: whether nothing went wrong.
        left: how many of its findings have no comment.
    """

    line: str
    is_done: bool
    left: int


def add_suppressions(session: Session, result: RunResult, paths: Iterable[Path]) -> Iterator[Suppressed]:
    """Put a comment before each block with findings, one for all of its rules, and yield what came of each file.

    Nothing is put where a comment cannot stand: into plain text, and in Markdown lists, tables, quotations or the midst
    of HTML.
    """
    reach = Reach(result.paths.values(), places_of(paths), session.config.root_of)
    for path, group in groupby(result.findings, key=lambda each: each.path):
        findings = [each for each in group if not each.is_failure]
        if path in result.paths and findings:
            yield _suppressed(Decisions(session, result, reach, path), findings)


def _suppressed(decisions: Decisions, findings: list[Finding]) -> Suppressed:
    by_place: dict[int, list[Finding]] = {}
    for finding in findings:
        if edit := decisions.suppression(finding):
            by_place.setdefault(edit.start, []).append(finding)
    for together in by_place.values():
        rules = sorted({each.rule for each in together})
        if edit := decisions.suppression(together[0], ", ".join(rules)):
            decisions.take(edit)
    line = decisions.write()
    is_done = not line or decisions.is_written
    return Suppressed(
        line, is_done, len(findings) - sum(map(len, by_place.values())) if is_done else len(findings)
    )
