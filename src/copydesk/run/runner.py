"""Runner: check each file, then the files together, and filter the findings."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.findings import with_distinct_ids
from copydesk.run.cache import Cache
from copydesk.run.cross_file.check import cross_file_findings
from copydesk.run.cross_file.collect import CollectedResults
from copydesk.run.discovery import find_files, is_article_below
from copydesk.run.narrowing.accept_list import AcceptLists
from copydesk.run.narrowing.coverage import Coverage
from copydesk.run.narrowing.filters import FilterInputs, apply_filters
from copydesk.run.parallel import FILES_PER_WORKER, Progress, parallel_map, unwatched
from copydesk.run.result import RunResult
from copydesk.support import limits
from copydesk.support.paths import display_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from copydesk.findings import FileResult
    from copydesk.run.narrowing.baseline import Baseline
    from copydesk.run.narrowing.changed_lines import Changes
    from copydesk.run.session import Session


def run(
    session: Session,
    paths: Iterable[Path],
    *,
    baseline: Path | None = None,
    changes: Changes | None = None,
    progress: Progress = unwatched,
) -> RunResult:
    """Check files and folders.

    Args:
        session: of the command.
        paths: the files and folders.
        baseline: a list of known findings, which are not shown.
        changes: the changed lines; findings elsewhere are not shown.
        progress: called after each file, and each comparison of files.

    Raises:
        ConfigError, PackError, PluginError: a configuration, pack, plugin or list is wrong; then nothing is checked.
    """
    paths = tuple(paths)
    changes = changes and changes.with_new(partial(_is_new, session, changes.top))
    files = files_of(session, paths, changes)
    unchecked = _unchecked(paths, files)
    if not files:
        for file in unchecked:  # a mistake in the configuration is reported all the same
            session.config.rules_for(file)
    accept_lists = AcceptLists(session.config, (*files, *unchecked))
    known_findings = _read_baseline(baseline) if baseline else None
    by_path = {display_path(file): file for file in files}

    collected = CollectedResults()
    with limits.interrupting():
        for done, result in enumerate(check_files(session, files), 1):
            collected.add(result)
            progress("checking", done, len(files))
        together = cross_file_findings(session, by_path, collected, progress)
    findings = with_distinct_ids(sorted([*collected.findings, *together.findings]))

    covers_project = _covers_project(session, paths, files)
    filtered = apply_filters(
        findings,
        FilterInputs(
            rules_of=lambda path: session.config.rules_for(Path(path).absolute()).by_id,
            suppressions=collected.suppressions,
            covers_project=covers_project,
            coverage=Coverage(session.config, by_path, findings, covers_project=covers_project),
            accept_lists=accept_lists,
            baseline=known_findings,
            changes=changes,
        ),
    )
    return RunResult(
        tuple(filtered.findings),
        by_path,
        together.outcomes,
        covers_project,
        filtered.hidden,
        filtered.stale,
        collected.keys,
        collected.silent,
    )


def files_of(session: Session, paths: Iterable[Path], changes: Changes | None = None) -> list[Path]:
    """Return the files (absolute paths) that a run over these paths checks; of reports that copydesk has written, only
    those that are named. The session takes down the others.

    Raises:
        ConfigError, BadPattern: a configuration or a .gitignore file cannot be used.
    """
    paths = tuple(paths)
    files = find_files(
        paths,
        session.leaves_out,
        session.options.contents.keys() | (changes.files if changes else set()),
        session.config.refuses_folder,
        heeds_git=session.options.force_exclude,
    )
    named = {Path(os.path.abspath(path)) for path in paths}
    session.reports.update(file for file in files if file not in named and session.is_report(file))
    return [file for file in files if file not in session.reports] if session.reports else files


def _is_new(session: Session, top: Path, old: Path, file: Path) -> bool:
    """Tell whether a renamed file was not checked before, or not in the same way."""
    config = session.config
    if old.suffix.lower() != file.suffix.lower() or not is_article_below(top, old):
        return True
    try:
        return (
            config.excludes(old)
            or config.rules_for(old) != config.rules_for(file)
            or config.text_of(old) != config.text_of(file)
        )
    except ValueError:  # the configuration of its earlier folder is wrong, or gone wrong
        return True


def _unchecked(paths: Iterable[Path], files: Sequence[Path]) -> list[Path]:
    """Return the named files that are not checked, and if nothing is checked at all, a name in each named folder."""
    checked = set(files)
    named = [Path(os.path.abspath(path)) for path in paths]
    folders = {path for path in named if os.path.isdir(path)}  # noqa: PTH112 - which never raises
    left_out = [path for path in named if path not in checked and path not in folders]
    return left_out if files else [*left_out, *(folder / "any" for folder in sorted(folders))]


def _read_baseline(file: Path) -> Baseline:
    from copydesk.run.narrowing.baseline import Baseline

    return Baseline(file)


def _covers_project(session: Session, paths: Iterable[Path], files: Sequence[Path]) -> bool:
    """Tell whether the paths cover the project that the files are in."""
    root = session.config.root_of(files[0]) if files else None
    return root is not None and any(root.is_relative_to(os.path.abspath(path)) for path in paths)


def check_files(session: Session, files: Sequence[Path], *, gathers: bool = False) -> Iterator[FileResult]:
    """Yield the result of each file, in no certain order: stored results first, the others as they are ready.

    `gathers` tells that the facts of a single file are wanted, too, though there is nothing to compare it with.
    """
    single_file = len(files) == 1 and not gathers
    cache = Cache()
    unknown = []
    for file, _, known in cache.lookup(files, partial(session.current_key, single_file=single_file)):
        if known:
            yield known
        else:
            unknown.append(file)
    if not unknown:
        return
    from copydesk.engine.failures import not_checked  # imported only where something is checked

    for file in unknown:  # a mistake in any configuration is reported before the first file is checked
        session.config.rules_for(file)
        if not gathers:  # what reads an archive may write its index anew
            session.config.archive_index(file)
    check = partial(session.check, single_file=single_file)
    for result in parallel_map(
        unknown,
        check,
        not_checked,
        jobs=session.options.jobs,
        tasks_per_worker=FILES_PER_WORKER,
        prepare=partial(session.config.import_checks, unknown),
        apart=any(map(session.is_large, unknown)),
    ):
        cache.add(result)
        yield result
    cache.flush()
