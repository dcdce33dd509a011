"""What is to be compared in a run: planned from outlines alone, no article is at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from copydesk.engine.overlaps import drop_reported
from copydesk.findings import Finding, Flag
from copydesk.rules import Rule
from copydesk.run.cross_file.collect import Gathered
from copydesk.run.cross_file.compare import Comparison, RunFlags
from copydesk.run.cross_file.missing_references import unread_sources
from copydesk.run.cross_file.references import ReferenceIndex, declared_references, expand_each
from copydesk.run.parallel import FILES_PER_WORKER, parallel_map
from copydesk.run.session import ReferenceSketch, Session
from copydesk.stories import StoryPlan, plan_copies, plan_held
from copydesk.stories.flags import flags_of
from copydesk.stories.grouping.sketch import Sketch
from copydesk.stories.story import Member, Story
from copydesk.support.paths import display_path


class Planned(NamedTuple):
    """What is to be done, and what was found on the way.

    Attributes:
        findings: of sources that could not be read.
        sources: the files that articles are held to, whether they exist or not, by the path that stands for them.
    """

    tasks: list[Comparison]
    findings: list[Finding]
    sources: Mapping[Path, tuple[Path, ...]]


def plan_tasks(desk: Session, files: Mapping[str, Path], gathered: Gathered) -> Planned:
    """Put the articles of a run together with their sources and with one another; `files` by path."""
    sketches = gathered.sketches
    declared = {
        path: each
        for path, sketch in sketches.items()
        if any(each := declared_references(files[path], sketch, desk.sources(files[path])))
    }
    expanded = expand_each(chain.from_iterable(each.paths for each in declared.values()))
    outlines = {files[path]: (path, sketch) for path, sketch in sketches.items()}
    wanted = dict.fromkeys(chain.from_iterable(expanded.values()))
    unread = _add_outlines(desk, outlines, wanted)
    findings = list(unread_sources(desk, declared, expanded, unread)) if unread else []
    shelves = {
        paths: ReferenceIndex(
            tuple(dict.fromkeys(chain.from_iterable(map(expanded.__getitem__, paths)))), outlines
        )
        for paths in {each.paths for each in declared.values()}
    }
    sources: dict[str, tuple[str, ...]] = {}
    held: list[StoryPlan] = []
    for path, each in declared.items():
        shelf = shelves[each.paths]
        if each.elsewhere or not shelf.is_empty(files[path]):
            sources[path] = shelf.for_article(files[path], sketches[path])
            complete = not each.elsewhere and shelf.is_complete(files[path])
            held.append(plan_held(path, sources[path], complete=complete))
    if desk.request.require_sources:
        held += [
            plan_held(path, ()) for path in sketches if path not in sources and files[path] not in wanted
        ]

    def text_of(path: str) -> str:
        try:
            return desk.reread(files[path]).text
        except (OSError, ValueError):  # it is gone by now, which comparing it will tell
            return ""

    tasks: list[Comparison] = [
        *held,
        *plan_copies(sketches, text_of, sources),
        *_run_flags(desk, files, gathered),
    ]
    return Planned(tasks, findings, expanded)


def _add_outlines(
    desk: Session, outlines: dict[Path, tuple[str, Sketch]], wanted: Iterable[Path]
) -> dict[Path, str]:
    """Read the outlines of sources that are not themselves articles of the run; those that cannot be read, and why."""
    unknown = [file for file in wanted if file not in outlines]
    unread: dict[Path, str] = {}
    for file, sketch, reason in parallel_map(
        unknown, desk.outline, _lost, jobs=desk.request.jobs, worth=FILES_PER_WORKER
    ):
        if sketch:
            outlines[file] = display_path(file), sketch
        else:
            unread[file] = reason
    return unread


def _lost(file: Path, reason: str) -> ReferenceSketch:
    return ReferenceSketch(file, None, reason)


def _run_flags(desk: Session, files: Mapping[str, Path], gathered: Gathered) -> Iterator[RunFlags]:
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
        left = drop_reported(flags, findings.get(path, ()))
        yield RunFlags(path, tuple((rule.id, flag) for rule, flag in left))
