"""What only several files together show: rules of the scopes "story" and "run", and articles held to their sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk.engine.failures import UNREADABLE_SOURCE
from copydesk.findings import FileResult, Finding
from copydesk.run.cache import Cache
from copydesk.run.cross_file.collect import Gathered
from copydesk.run.parallel import parallel_map
from copydesk.run.session import Session
from copydesk.support.storage import fingerprint

if TYPE_CHECKING:  # what compares articles is imported when there is something to compare
    from copydesk.run.cross_file.compare import Comparison

_TASKS_PER_WORKER = 16
"""Below this many tasks for each worker, starting workers costs more than they save."""

_TASK_SECONDS = 600.0
"""Every article and every rule of a task has its own limit; this is for what these cannot interrupt."""


class CrossFileFindings(NamedTuple):
    """What came of a run's files together: findings, and how many quotations and dates match their source or differ."""

    findings: tuple[Finding, ...]
    outcomes: Mapping[str, int]


def cross_file_findings(desk: Session, files: Mapping[str, Path], gathered: Gathered) -> CrossFileFindings:
    """What rules say that see several files; `files` by the path that findings show."""
    if desk.alone and not gathered.sketches and not gathered.members:
        return CrossFileFindings((), {})
    key = _key(desk, files, gathered)
    kept = Cache()
    if key and (known := kept.find([key])):
        result = known[key]
        sources = result.facts["sources"]
        if sources == _digests(desk, map(Path, sources)):
            return CrossFileFindings(result.findings, result.facts["outcomes"])
    from copydesk.run.cross_file.comparison_plan import plan_tasks

    tasks, findings, given_sources = plan_tasks(desk, files, gathered)
    gathered.forget_facts()
    outcomes: Counter[str] = Counter()
    for result in _results(desk, tasks, gathered.fingerprints):
        findings += result.findings
        outcomes.update(result.facts)
    if key and not any(each.rule == UNREADABLE_SOURCE.id for each in findings):  # may go better next time
        facts = {"sources": _digests(desk, given_sources), "outcomes": dict(outcomes)}
        kept.add(FileResult("", tuple(findings), facts, key))
        kept.flush()
    return CrossFileFindings(tuple(findings), outcomes)


def _results(
    desk: Session, tasks: Sequence[Comparison], fingerprints: Mapping[str, bytes]
) -> Iterator[FileResult]:
    """What comes of all tasks; what came of one before is not worked out again."""
    from copydesk.run.cross_file.compare import Comparer, lost

    kept = Cache()
    unknown: list[tuple[bytes, Comparison]] = []
    for task, key, known in kept.lookup(tasks, lambda task: _task_key(desk, task, fingerprints)):
        if known:
            yield known
        else:
            unknown.append((key, task))
    for result in parallel_map(
        unknown,
        Comparer(desk).work,
        lost,
        jobs=desk.request.jobs,
        worth=_TASKS_PER_WORKER,
        seconds=_TASK_SECONDS,
    ):
        kept.add(result)
        yield result
    kept.flush()


def _key(desk: Session, files: Mapping[str, Path], gathered: Gathered) -> bytes:
    """What the outcome depends on, but for the sources (see `_digests`); empty if it cannot be told."""
    fingerprints = sorted(gathered.fingerprints.values())
    if not all(fingerprints):
        return b""
    given = {path: desk.sources(file) for path, file in files.items() if desk.may_have_references(file)}
    return _shared_key(desk, fingerprints, sorted(given.items()))


def _task_key(desk: Session, task: Comparison, fingerprints: Mapping[str, bytes]) -> bytes:
    """What the outcome of a task depends on; empty if it cannot be told."""
    needed = [
        fingerprints[path] if path in fingerprints else _digest(desk, Path(path).absolute())
        for path in task.paths
    ]
    return _shared_key(desk, needed, task) if desk.request.use_cache and all(needed) else b""


def _shared_key(desk: Session, fingerprints: Sequence[bytes], *others: object) -> bytes:
    shared = repr((desk.request.require_sources, others))
    return fingerprint(*fingerprints, shared.encode("utf-8", "surrogateescape"))


def _digests(desk: Session, given: Iterable[Path]) -> dict[str, dict[str, bytes]]:
    """For each file, folder or glob the files that it now stands for, with a digest of what these hold."""
    if not (paths := list(given)):
        return {}
    from copydesk.run.cross_file.references import expand_each

    expanded = expand_each(paths)
    digests = {file: _digest(desk, file) for files in expanded.values() for file in files}
    return {str(path): {str(file): digests[file] for file in files} for path, files in expanded.items()}


def _digest(desk: Session, file: Path) -> bytes:
    """A digest of what a file holds; empty for one that cannot be read."""
    try:
        return fingerprint(desk.data(file))
    except (OSError, ValueError):
        return b""
