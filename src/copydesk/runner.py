"""run: paths → findings, in this process or in a pool, and then what only several files together show."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from copydesk import limits
from copydesk.cache import Cache, fingerprint
from copydesk.desk import Desk, Request, not_checked
from copydesk.findings import Finding
from copydesk.linter import Result, unsaid
from copydesk.outcome import Run
from copydesk.paths import display_path
from copydesk.stories import articles_of, wider_flags
from copydesk.suppress import let_pass
from copydesk.walk import find_files

_FILES_PER_WORKER = 40
"""Below this many files for each worker, starting workers costs more than they save."""
_FILES_AT_ONCE = 500
"""Files whose kept results are asked for together."""


def run(paths: Iterable[Path], request: Request, progress: Callable[[int, int], None] | None = None) -> Run:
    """Check files and folders. `progress` is told after each file how many of how many are done.

    Raises:
        ConfigError, PackError, PluginError: a configuration, pack or plugin is wrong; nothing is then checked.
    """
    desk = Desk(request)
    files = find_files(paths, desk.excludes)
    by_path = {display_path(file): file for file in files}
    results: list[Result] = []
    with limits.interrupting():
        for result in check_files(desk, files):
            results.append(result)
            if progress:
                progress(len(results), len(files))
        wider = wider_findings(desk, by_path, results)
    findings = [*(finding for result in results for finding in result.findings), *wider.findings]
    return Run(tuple(sorted(let_pass(findings, results))), by_path, desk, wider.outcomes).without_accepted()


def check_files(desk: Desk, files: Sequence[Path]) -> Iterator[Result]:
    """The result of each file, in no certain order: kept ones first, the others as they become ready."""
    kept = Cache()
    unknown = []
    for some in (files[at : at + _FILES_AT_ONCE] for at in range(0, len(files), _FILES_AT_ONCE)):
        fingerprints = {file: desk.known_fingerprint(file) for file in some}
        found = kept.find(filter(None, fingerprints.values()))
        unknown += [file for file in some if fingerprints[file] not in found]
        yield from found.values()
    for file in unknown:
        desk.plan(file)  # a mistake in any configuration shows before the first file is checked
    for result in _each(desk, unknown, desk.check):
        kept.add(result)
        yield result
    kept.flush()


def _each(desk: Desk, files: Sequence[Path], work: Callable[[Path], Result]) -> Iterator[Result]:
    """What a method of the desk gives for each file."""
    jobs = min(desk.request.jobs or available_cores(), len(files) // _FILES_PER_WORKER)
    if jobs < 2:
        yield from map(work, files)
        return
    from copydesk.pool import check_in_pool

    yield from check_in_pool(files, jobs, work, not_checked)


@dataclass(frozen=True, slots=True)
class Wider:
    """What several files together show."""

    findings: tuple[Finding, ...] = ()
    outcomes: Counter[str] = field(default_factory=Counter)


def wider_findings(desk: Desk, files: Mapping[str, Path], results: Sequence[Result]) -> Wider:
    """What rules say that see several files; `files` by the path that findings show.

    It is kept between runs if no article is held to a source: a source may change without the article.
    """
    held_to_sources = desk.request.require_sources or any(
        result.has_sources or desk.sources(files[result.path]) for result in results
    )
    fingerprints = sorted(result.fingerprint for result in results)
    together = fingerprint(*fingerprints) if all(fingerprints) and not held_to_sources else b""
    kept = Cache()
    if together and (known := kept.find([together])):
        return Wider(known[together].findings)
    if not held_to_sources and not any(result.facts for result in results):
        return Wider()
    from copydesk.holding import hold

    held = hold(
        desk, files, articles_of(results), lambda sources: [desk.gather(source) for source in sources]
    )
    rules = {rule.id: rule for file in files.values() for rule in desk.plan(file).rules if rule.gather}
    said = {result.path: result.findings for result in results}
    findings = list(held.findings)
    for path, flagged in wider_flags(results, rules.values(), held.stories).items():
        findings += desk.locate(files[path], unsaid(flagged, said[path]))
    kept.add(Result("", tuple(findings), fingerprint=together))
    kept.flush()
    return Wider(tuple(findings), held.outcomes)


def available_cores() -> int:
    """How many processes can run at once; fewer than the machine's cores in a container or under `taskset`."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
