"""Make sheets: hold drafts to their sources, for `copydesk compare`."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from copydesk.config.settings import ConfigError
from copydesk.run.cross_file.sheets.sheet_maker import SheetMaker
from copydesk.run.cross_file.sheets.sheet_plan import SheetSources, SheetTask, plan_sheets
from copydesk.run.cross_file.sheets.source_map import SourceMap
from copydesk.run.parallel import Progress, parallel_map, unwatched
from copydesk.run.runner import files_of
from copydesk.support import limits
from copydesk.support.closest import near_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from copydesk.run.cross_file.sheets.draft_sheets import DraftSheet
    from copydesk.run.session import Session

_TASKS_PER_WORKER = 16
_SECONDS = 600.0
"""As for the comparisons of a check."""


def make_sheets(
    session: Session,
    paths: Sequence[Path],
    *,
    given: Sequence[Path] = (),
    maps: Sequence[str] = (),
    base: str = "",
    progress: Progress = unwatched,
) -> list[DraftSheet]:
    """Return the sheets of drafts, in the order of the drafts.

    Args:
        session: of the command.
        paths: the drafts, files and folders.
        given: sources, files, folders or globs: of each draft the nearest, unless it has sources of its own.
        maps: see `SourceMap`.
        base: a revision in git; each draft is held to its own text of then, and drafts that have not changed are left
            out. Empty for sources of other kinds.
        progress: called after each draft.

    Raises:
        ConfigError, PackError, PluginError: a configuration, a map or a plugin is wrong.
        GitError: git cannot tell what the drafts were.
    """
    config = session.config
    if missing := [path for path in given if not _may_exist(path)]:
        raise ConfigError(
            *(f"--with: there is no file or folder “{path}”{near_path(path)}" for path in missing)
        )
    files = files_of(session, paths)
    if not files:
        raise ConfigError(
            "there are no drafts to compare: the folders are empty, or all is excluded or ignored"
        )
    for file in files:  # a mistake in any configuration is reported before the first draft is compared
        config.rules_for(file)
    if base:
        files, wanted = _held_to_base(session, files, base)
    else:
        by_map = SourceMap(maps) if maps else None
        if by_map:
            by_map.check_drafts(files)
        wanted = SheetSources(tuple(given), by_map)
    with limits.interrupting():
        plan = plan_sheets(session, files, wanted)
        maker = SheetMaker(session, plan.documents)
        made = parallel_map(
            list(enumerate(plan.tasks)),
            partial(_numbered, maker),
            partial(_numbered_lost, maker),
            jobs=session.options.jobs,
            tasks_per_worker=_TASKS_PER_WORKER,
            apart=any(map(session.is_large, files)),
            seconds=_SECONDS,
        )
        sheets: dict[int, DraftSheet] = {}
        for number, sheet in made:
            sheets[number] = sheet
            progress("comparing", len(sheets), len(plan.tasks))
    return [sheets[number] for number in sorted(sheets)]


def _may_exist(source: Path) -> bool:
    """Tell whether a source exists, or is a glob, which may match nothing for some draft."""
    return os.path.lexists(source) or any(sign in str(source) for sign in "*?[")


def _numbered(maker: SheetMaker, task: tuple[int, SheetTask]) -> tuple[int, DraftSheet]:
    return task[0], maker.work(task[1])


def _numbered_lost(maker: SheetMaker, task: tuple[int, SheetTask], reason: str) -> tuple[int, DraftSheet]:
    return task[0], maker.lost(task[1], reason)


def _held_to_base(session: Session, files: Iterable[Path], revision: str) -> tuple[list[Path], SheetSources]:
    """Return the drafts that have changed since a revision, and their own texts of then as sources.

    Such a text is read as a file beside the draft, whose name tells the commit, so that the draft's settings hold.
    """
    from copydesk.run.narrowing.base_contents import base_contents

    every = list(files)
    commit, contents, earlier = base_contents(revision, every, session.data)
    changed = [file for file in every if _has_changed(session, file, contents.get(file))]
    bases = {
        file: file.with_name(f"{file.stem}@{commit}{file.suffix}") for file in changed if file in contents
    }
    session.replace_contents({base: contents[file] for file, base in bases.items()})
    return changed, SheetSources(base_of=bases.get, base=f"at {revision} ({commit})", earlier=earlier)


def _has_changed(session: Session, file: Path, base: bytes | None) -> bool:
    """Tell whether a draft is new, or holds something else than its base; so does one that cannot be read."""
    try:
        return base is None or session.data(file) != base
    except (OSError, ValueError):  # reported when the draft is read
        return True
