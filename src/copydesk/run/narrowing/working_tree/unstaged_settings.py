"""Unstaged settings: tell which settings of a run are not those of the next commit.

Settings are read as they stand in the folder, also where the staged content of articles is read.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from copydesk.config.files import FILE_NAMES
from copydesk.run.cross_file.inputs import settings_files
from copydesk.support.limits import TooLarge, read_bounded
from copydesk.support.paths import display_path
from copydesk.support.plurals import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from copydesk.run.narrowing.changed_lines import Changes
    from copydesk.run.result import RunResult
    from copydesk.run.session import Session


def unstaged_settings(session: Session, result: RunResult, changes: Changes) -> Iterator[str]:
    """Yield sentences on the configurations, lists and packs that the next commit does not have, or has otherwise."""
    files = [*result.paths.values(), *changes.files]
    configs = {config.file: config for config in map(session.config.settings_for, files)}
    configs.pop(session.options.config, None)
    used = sorted(
        {file for config in configs.values() for file in settings_files(config) if not file.is_dir()}
    )
    if unknown := list(filter(changes.leave_out, used)):
        yield f"{_names(unknown)}, whose settings hold here, {_are(unknown)} not in the next commit."
    if edited := [file for file in used if _is_edited(file, changes)]:
        yield (
            f"{_names(edited)}, whose settings hold here, {_are(edited)} edited since it was staged; “git add” stages"
            " the edits."
        )
    packs = {pack for config in configs.values() for pack in config.packs}
    if gone := sorted(file for file in changes.contents if _is_lost(file, files, packs)):
        yield (
            f"{_names(gone)} {_are(gone)} in the next commit, but not in the folder, so {_its(gone)} settings do not"
            " hold here."
        )


def _is_edited(file: Path, changes: Changes) -> bool:
    staged = changes.contents.get(file)
    if staged is None:
        return False
    with suppress(OSError, TooLarge):
        return read_bounded(file).replace(b"\r\n", b"\n") != staged.replace(b"\r\n", b"\n")
    return False


def _is_lost(file: Path, articles: Iterable[Path], packs: Iterable[Path]) -> bool:
    """Tell whether a staged file that is no longer in the folder would configure an article, or belongs to a pack."""
    if os.path.lexists(file):
        return False
    is_configuration = file.name in FILE_NAMES and any(each.is_relative_to(file.parent) for each in articles)
    return is_configuration or any(map(file.is_relative_to, packs))


def _names(files: Sequence[Path]) -> str:
    others = f" and {count(len(files) - 1, 'more file')}" if len(files) > 1 else ""
    return f"{display_path(files[0])}{others}"


def _are(files: Sequence[Path]) -> str:
    return "are" if len(files) > 1 else "is"


def _its(files: Sequence[Path]) -> str:
    return "their" if len(files) > 1 else "its"
