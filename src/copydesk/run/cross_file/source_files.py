"""Source files: find the files that the declared sources of a run stand for."""

from __future__ import annotations

import os
from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk.config.confinement import REMEDY, Confinement
from copydesk.formats.registry import suffixes
from copydesk.run.discovery import find_files
from copydesk.support.paths import display_path, is_link
from copydesk.support.untrusted.globs import Globs, Refused, fixed_part, is_glob

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Set

MOST_FILES = 50_000
MOST_MEGABYTES = 500
"""The most that a source may stand for, unless whoever runs the command has named it."""


class SourceFiles(NamedTuple):
    """The files of sources.

    Attributes:
        files: by each path as it is declared, a file, a folder or a glob, the files that it stands for; the path itself
            if there are none.
        refused: of the paths that are not read, the reason.
    """

    files: Mapping[Path, tuple[Path, ...]]
    refused: Mapping[Path, str]


def files_of_sources(
    sources: Iterable[tuple[Path, Confinement]],
    staged: Set[Path] = frozenset(),
    removed: Set[Path] = frozenset(),
) -> SourceFiles:
    """Return the files that paths stand for. A path may be declared several times, by those who may name different
    files; it is read if one of them may name it.

    A folder has the files in it that are `staged`, even if they were deleted, and none of those `removed`.
    """
    objections: dict[Path, str] = {}
    readable: dict[Path, Confinement] = {}
    for path, confinement in dict.fromkeys(sources):
        if objection := confinement.objection_to_article(fixed_part(path)):
            objections[path] = objection + REMEDY
        elif path not in readable or confinement.top is None:
            readable[path] = confinement
    files: dict[Path, tuple[Path, ...]] = {path: (path,) for path in objections}
    refused = {path: objections[path] for path in objections.keys() - readable.keys()}
    globs = Globs()
    for path, confinement in readable.items():
        try:
            matching = _matching(path, confinement, globs)
            found = find_files(matching, removed.__contains__, staged, confinement.refuses)
            files[path] = tuple(found) or (_whole(path),)
            if confinement.top is not None:
                _check_size(files[path], confinement)
        except Refused as error:
            files[path], refused[path] = (path,), str(error)
    return SourceFiles(files, refused)


def _whole(path: Path) -> Path:
    return Path(os.path.abspath(path))


def _matching(path: Path, confinement: Confinement, globs: Globs) -> list[Path]:
    matching = [_whole(path)]
    if is_glob(path):
        matching = globs.expand(path)
        if not path.suffix or has_magic(path.suffix):  # it does not say which kind of files is meant
            matching = [each for each in matching if _may_hold_articles(each, confinement)]
        for each in matching:  # a link that is refused stays itself, and is told when it is read
            if not is_link(each) and (objection := confinement.objection_to_article(each)):
                raise Refused(f"{display_path(each)}: {objection}{REMEDY}")
    elif confinement.top is not None:
        globs.with_subfolders(matching)
    return matching


def _may_hold_articles(path: Path, confinement: Confinement) -> bool:
    """Tell whether a path is that of an article or a folder. A link out of the project may be either: where it leads
    nothing is looked at.
    """
    return path.suffix.lower() in suffixes() or (is_link(path) and confinement.refuses(path)) or path.is_dir()


def _check_size(files: Collection[Path], confinement: Confinement) -> None:
    if len(files) > MOST_FILES:
        raise Refused(f"it stands for more than {MOST_FILES:,} files; name a folder with fewer")
    if (
        sum(_size(file) for file in files if not (is_link(file) and confinement.refuses(file)))
        > MOST_MEGABYTES * 1_000_000
    ):
        raise Refused(f"its files have more than {MOST_MEGABYTES} MB; name a folder with less")


def _size(file: Path) -> int:
    try:
        return os.stat(file).st_size  # noqa: PTH116 - asked for each file
    except OSError:
        return 0
