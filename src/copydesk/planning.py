"""What is to be compared in a run: planned from outlines alone, no article is at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from copydesk.comparing import Said, Task
from copydesk.desk import Desk
from copydesk.findings import Finding, Flag
from copydesk.gathered import Gathered
from copydesk.linter import Result, unsaid
from copydesk.rules import Rule
from copydesk.sources import Declared, Shelf, declared_sources, expand_each
from copydesk.spread import FILES_PER_WORKER, spread
from copydesk.stories import Plan, plan_copies, plan_held
from copydesk.stories.flags import flags_of
from copydesk.stories.sketch import Sketch
from copydesk.stories.story import Member, Story
from copydesk.unchecked import not_checked


class Planned(NamedTuple):
    """What is to be done, and what was found on the way.

    Attributes:
        findings: of sources that cannot be read.
        sources: the files that articles are held to, whether they exist or not, by the paths that stand for them.
    """

    tasks: list[Task]
    findings: list[Finding]
    sources: Mapping[tuple[Path, ...], tuple[Path, ...]]


def plan_tasks(desk: Desk, files: Mapping[str, Path], gathered: Gathered) -> Planned:
    """Put the articles of a run together with their sources and with one another; `files` by path."""
    sketches = gathered.sketches
    declared = {
        path: each
        for path, sketch in sketches.items()
        if any(each := declared_sources(files[path], sketch, desk.sources(files[path])))
    }
    expanded = expand_each(each.paths for each in declared.values())
    wanted = tuple(dict.fromkeys(chain.from_iterable(expanded.values())))
    outlines = {files[path]: (path, sketch) for path, sketch in sketches.items()}
    findings = _add_outlines(desk, outlines, wanted, _first_users(declared, expanded))
    shelves = {paths: Shelf(found, outlines) for paths, found in expanded.items()}
    sources: dict[str, tuple[str, ...]] = {}
    held: list[Plan] = []
    for path, each in declared.items():
        shelf = shelves.get(each.paths) or Shelf((), {})
        if each.elsewhere or not shelf.is_empty(files[path]):
            sources[path] = shelf.for_article(files[path], sketches[path])
            complete = not each.elsewhere and shelf.is_complete(files[path])
            held.append(plan_held(path, sources[path], complete=complete))
    if desk.request.require_sources:
        held += [plan_held(path, ()) for path in sketches if path not in sources]

    def text_of(path: str) -> str:
        try:
            return desk.again(files[path]).text
        except (OSError, ValueError):  # it is gone by now, which comparing it will tell
            return ""

    tasks: list[Task] = [*held, *plan_copies(sketches, text_of, sources), *_run_flags(desk, files, gathered)]
    return Planned(tasks, findings, expanded)


def _first_users(
    declared: Mapping[str, Declared], expanded: Mapping[tuple[Path, ...], Iterable[Path]]
) -> dict[Path, str]:
    """For each source one of the articles that are held to it, by path."""
    users: dict[tuple[Path, ...], str] = {}
    for path, each in declared.items():
        users.setdefault(each.paths, path)
    return {file: users[paths] for paths, files in expanded.items() for file in files}


def _add_outlines(
    desk: Desk,
    outlines: dict[Path, tuple[str, Sketch]],
    wanted: Iterable[Path],
    users: Mapping[Path, str],
) -> list[Finding]:
    """Read the outlines of sources that are not themselves articles of the run; what is said of those that cannot be
    read says whose sources they are.
    """
    unread = [file for file in wanted if file not in outlines]
    findings: list[Finding] = []
    for file, result in spread(unread, desk.outline, _lost, jobs=desk.request.jobs, worth=FILES_PER_WORKER):
        findings += (
            replace(each, message=f"{each.message}; it is a source of {users[file]}")
            for each in result.findings
        )
        outlines.update((file, (result.path, sketch)) for sketch in result.facts.values())
    return findings


def _lost(file: Path, reason: str) -> tuple[Path, Result]:
    return file, not_checked(file, reason)


def _run_flags(desk: Desk, files: Mapping[str, Path], gathered: Gathered) -> Iterator[Said]:
    """What rules of the scope "run" say, less what the file's own findings say already."""
    flagged: dict[str, list[tuple[Rule, Flag]]] = {}
    for name, facts in gathered.members.items():
        rule = desk.plan(files[min(facts)]).by_id[name]
        story = Story(tuple(Member(path, facts[path]) for path in sorted(facts)))
        for path, said, flag in flags_of(rule, story, facts) if rule.scope == "run" else ():
            flagged.setdefault(path, []).append((said, flag))
    findings: dict[str, list[Finding]] = {}
    for finding in gathered.findings:
        if finding.path in flagged:
            findings.setdefault(finding.path, []).append(finding)
    for path, flags in flagged.items():
        left = unsaid(flags, findings.get(path, ()))
        yield Said(path, tuple((rule.id, flag) for rule, flag in left))
