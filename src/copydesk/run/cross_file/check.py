"""Cross-file check: compare documents with one another and with their sources, after each was checked alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk.engine.failures import UNREADABLE_SOURCE
from copydesk.findings import FileResult, Finding
from copydesk.run.cache import Cache
from copydesk.run.cache_keys import key_of_content
from copydesk.run.cross_file.collect import CollectedResults
from copydesk.run.parallel import parallel_map
from copydesk.run.session import Session

if TYPE_CHECKING:  # the modules that compare articles are imported only if there is something to compare
    from copydesk.run.cross_file.documents import FileDocuments
    from copydesk.stories.comparison import Comparison

_TASKS_PER_WORKER = 16
"""Below this many comparisons for each worker, starting workers costs more than they save."""

_TASK_SECONDS = 600.0
"""Every article and every rule of a comparison has its own limit; this is for what these cannot interrupt."""


class CrossFileFindings(NamedTuple):
    """The findings of all comparisons, and the number of quotations and dates with each outcome."""

    findings: tuple[Finding, ...]
    outcomes: Mapping[str, int]


def cross_file_findings(
    session: Session, files: Mapping[str, Path], collected: CollectedResults
) -> CrossFileFindings:
    """Compare the documents of a run with one another and with their sources; `files` are by path as in findings."""
    if len(files) == 1 and not collected.facts.files:
        return CrossFileFindings((), {})
    key = session.keys.of_cross_file_check(files, collected.keys)
    cache = Cache()
    if key and (known := cache.find([key])):
        result = known[key]
        sources = result.facts["sources"]
        if sources == _digests(session, map(Path, sources)):
            return CrossFileFindings(result.findings, result.facts["outcomes"])
    from copydesk.run.cross_file.comparison_plan import plan_run

    plan = plan_run(session, files, collected)
    collected.forget_facts()
    findings = plan.findings
    outcomes: Counter[str] = Counter()
    for result in _results(session, plan.comparisons, plan.documents, collected.keys):
        findings += result.findings
        outcomes.update(result.facts)
    if key and not any(each.rule == UNREADABLE_SOURCE.id for each in findings):  # the next run may succeed
        facts = {"sources": _digests(session, plan.sources), "outcomes": dict(outcomes)}
        cache.add(FileResult("", tuple(findings), facts, key))
        cache.flush()
    return CrossFileFindings(tuple(findings), outcomes)


def _results(
    session: Session, tasks: Sequence[Comparison], documents: FileDocuments, file_keys: Mapping[str, bytes]
) -> Iterator[FileResult]:
    """Yield the results of all comparisons; a comparison of unchanged files is read from the cache."""
    from copydesk.run.cross_file.compare import Comparer

    def key_of(task: Comparison) -> bytes:
        needed = {key: documents.path(key) for key in task.keys}
        contents = [
            file_keys[path] if path in file_keys else _digest(session, documents.file(key))
            for key, path in needed.items()
        ]
        return session.keys.of_comparison(task, contents)

    cache = Cache()
    unknown: list[tuple[bytes, Comparison]] = []
    for task, key, known in cache.lookup(tasks, key_of):
        if known:
            yield known
        else:
            unknown.append((key, task))
    comparer = Comparer(documents, require_references=session.options.require_sources)
    for result in parallel_map(
        unknown,
        comparer.work,
        comparer.lost,
        jobs=session.options.jobs,
        tasks_per_worker=_TASKS_PER_WORKER,
        seconds=_TASK_SECONDS,
    ):
        cache.add(result)
        yield result
    cache.flush()


def _digests(session: Session, given: Iterable[Path]) -> dict[str, dict[str, bytes]]:
    """Return, for each file, folder or glob, the files that it matches now, with a digest of their contents."""
    if not (paths := list(given)):
        return {}
    from copydesk.run.cross_file.references import expand_each

    expanded = expand_each(paths)
    digests = {file: _digest(session, file) for files in expanded.values() for file in files}
    return {str(path): {str(file): digests[file] for file in files} for path, files in expanded.items()}


def _digest(session: Session, file: Path) -> bytes:
    """Return a digest of a file's content; empty if it cannot be read."""
    try:
        return key_of_content(session.data(file))
    except (OSError, ValueError):
        return b""
