"""Cross-file check: compare documents with one another and with their sources, after each was checked alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk.config.confinement import Confinement
from copydesk.findings import UNREADABLE_SOURCE, FileResult, Finding
from copydesk.run.cache import Cache
from copydesk.run.parallel import Progress, parallel_map

if TYPE_CHECKING:  # the modules that compare articles are imported only if there is something to compare
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from copydesk.run.cross_file.collect import CollectedResults
    from copydesk.run.cross_file.documents import FileDocuments
    from copydesk.run.session import Session
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
    session: Session, files: Mapping[str, Path], collected: CollectedResults, progress: Progress
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
    # A source that cannot be read may be readable in the next run.
    can_be_stored = not any(each.rule == UNREADABLE_SOURCE for each in findings)
    single_file = len(files) == 1
    results = _results(session, plan.comparisons, plan.documents, collected.keys, single_file=single_file)
    for done, result in enumerate(results, 1):
        progress("comparing", done, len(plan.comparisons))
        findings += result.findings
        outcomes.update(result.facts)
        can_be_stored &= bool(result.fingerprint)
    if key and can_be_stored and plan.digests == _digests(session, plan.sources):
        facts = {"sources": plan.digests, "outcomes": dict(outcomes)}
        cache.add(FileResult("", tuple(findings), facts, key))
        cache.flush()
    return CrossFileFindings(tuple(findings), outcomes)


def _results(
    session: Session,
    tasks: Sequence[Comparison],
    documents: FileDocuments,
    file_keys: Mapping[str, bytes],
    *,
    single_file: bool,
) -> Iterator[FileResult]:
    """Yield the results of all comparisons; a comparison of unchanged files is read from the cache.

    The result of one whose files have changed since they were checked has no fingerprint.
    """
    from copydesk.run.cross_file.compare import Comparer

    def key_of(task: Comparison, *, now: bool = False) -> bytes:
        contents = []
        for key in task.keys:
            path, file = documents.path(key), documents.file(key)
            if path not in file_keys:
                contents.append(session.content_key(file))
            elif now:
                contents.append(session.current_key(file, single_file=single_file))
            else:
                contents.append(file_keys[path])
        return session.keys.of_comparison(task, contents)

    cache = Cache()
    unknown: list[tuple[bytes, Comparison]] = []
    for task, key, known in cache.lookup(tasks, key_of):
        if known:
            yield known
        else:
            unknown.append((key, task))
    comparisons = dict(unknown)
    comparer = Comparer(documents, require_references=session.options.require_sources)
    for result in parallel_map(
        unknown,
        comparer.work,
        comparer.lost,
        jobs=session.options.jobs,
        tasks_per_worker=_TASKS_PER_WORKER,
        apart=any(session.is_large(documents.file(key)) for _, task in unknown for key in task.keys),
        seconds=_TASK_SECONDS,
    ):
        key = result.fingerprint
        if key and key_of(comparisons[key], now=True) != key:
            result = result._replace(fingerprint=b"")
        cache.add(result)
        yield result
    cache.flush()


def _digests(session: Session, given: Iterable[Path]) -> dict[str, dict[str, bytes]]:
    """Return, for each file, folder or glob, the files that it matches now, with a digest of their contents."""
    if not (paths := list(given)):
        return {}
    from copydesk.run.cross_file.source_files import files_of_sources

    # A result is stored only if all sources may be read.
    readable = ((path, Confinement(None)) for path in paths)
    found = files_of_sources(readable, session.options.contents.keys(), session.options.removed)
    return session.content_keys(found.files)
