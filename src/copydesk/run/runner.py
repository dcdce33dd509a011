"""run: paths → findings, in this process or in a pool, and then what only several files together show."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from copydesk.config.request import RunOptions
from copydesk.engine.failures import not_checked
from copydesk.engine.suppressions import apply_suppressions
from copydesk.findings import FileResult
from copydesk.run.cache import Cache
from copydesk.run.cross_file.check import cross_file_findings
from copydesk.run.cross_file.collect import Gathered
from copydesk.run.discovery import find_files
from copydesk.run.narrowing.known_findings import read_ledger
from copydesk.run.parallel import FILES_PER_WORKER, parallel_map
from copydesk.run.result import RunResult
from copydesk.run.session import Session
from copydesk.support import limits
from copydesk.support.paths import display_path


def run(
    paths: Iterable[Path], request: RunOptions, progress: Callable[[int, int], None] | None = None
) -> RunResult:
    """Check files and folders. `progress` is told after each file how many of how many are done.

    Raises:
        ConfigError, PackError, PluginError: a configuration, pack or plugin is wrong; nothing is then checked.
    """
    desk = Session(request)
    paths = tuple(paths)
    files = find_files(paths, desk.excludes)
    desk.alone = len(files) == 1
    if not files:
        desk.plan(Path.cwd() / "any")  # a mistake in the configuration shows all the same
    for accept in filter(None, {desk.accept_list(file) for file in files}):
        read_ledger(accept)  # a mistake in it shows before the first file is checked
    by_path = {display_path(file): file for file in files}
    gathered = Gathered()
    with limits.interrupting():
        for done, result in enumerate(check_files(desk, files), 1):
            gathered.add(result)
            if progress:
                progress(done, len(files))
        wider = cross_file_findings(desk, by_path, gathered)
    whole = _is_whole(desk, paths, files)
    left = sorted(
        apply_suppressions([*gathered.findings, *wider.findings], gathered.suppressions, whole=whole)
    )
    return RunResult(tuple(left), by_path, desk, wider.outcomes, whole).without_accepted().drop_subsumed()


def _is_whole(desk: Session, paths: Iterable[Path], files: Sequence[Path]) -> bool:
    """Whether the paths cover the project that the files lie in."""
    root = desk.root(files[0]) if files else None
    return root is not None and any(root.is_relative_to(os.path.abspath(path)) for path in paths)


def check_files(desk: Session, files: Sequence[Path]) -> Iterator[FileResult]:
    """The result of each file, in no certain order: kept ones first, the others as they become ready."""
    kept = Cache()
    unknown = []
    for file, _, known in kept.lookup(files, desk.current_fingerprint):
        if known:
            yield known
        else:
            unknown.append(file)
    for file in unknown:
        desk.plan(file)  # a mistake in any configuration shows before the first file is checked
    for result in parallel_map(
        unknown, desk.check, not_checked, jobs=desk.request.jobs, worth=FILES_PER_WORKER
    ):
        kept.add(result)
        yield result
    kept.flush()
