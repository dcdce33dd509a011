"""Globs: find the files that a path with wildcards matches, without leaving its folder through a link."""

from __future__ import annotations

import fnmatch
import os
from glob import has_magic
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_NAMES = 2_000_000
"""Globs that together look at more names of files are given up."""


class Refused(ValueError):
    """A path is not followed; the message says why."""


def is_glob(path: Path) -> bool:
    """Tell whether a path has wildcards, and is not the name of a file."""
    return has_magic(os.fspath(path)) and not os.path.lexists(path)


def fixed_part(path: Path) -> Path:
    """Return the folder from which a glob starts; of a path without wildcards, the path itself."""
    path = Path(os.path.abspath(path))
    if not is_glob(path):
        return path
    return next(above for above in path.parents if not has_magic(os.fspath(above)))


class Globs:
    """Expands globs and searches folders, until all together have looked at too many names."""

    def __init__(self) -> None:
        self._seen = 0

    def expand(self, path: Path) -> list[Path]:
        """Return the files and folders that a glob matches, sorted.

        `**` stands for folders of any depth. As in a shell, wildcards match no hidden names. Folders behind links are
        not entered.

        Raises:
            Refused: there are too many names to look at.
        """
        start = fixed_part(path)
        parts = Path(os.path.abspath(path)).relative_to(start).parts
        is_recursive = parts[-1:] == ("**",)
        found = [start]
        for part in (*parts, "*") if is_recursive else parts:
            above = [folder for folder in found if folder == start or not folder.is_symlink()]
            found = self.with_subfolders(above) if part == "**" else self._below(above, part)
        return sorted(each for each in found if not (is_recursive and each.is_dir()))

    def _below(self, folders: Iterable[Path], part: str) -> list[Path]:
        if part.startswith("."):
            return []
        if not has_magic(part):
            return [folder / part for folder in folders if os.path.lexists(folder / part)]
        return [folder / name for folder in folders for name in fnmatch.filter(self._names(folder), part)]

    def with_subfolders(self, folders: Iterable[Path]) -> list[Path]:
        """Return folders, and those in them at any depth.

        Raises:
            Refused: there are too many names to look at.
        """
        found = list(folders)
        for folder in found:  # which grows
            found += [folder / name for name in self._names(folder, folders_only=True)]
        return list(dict.fromkeys(found))

    def _names(self, folder: Path, *, folders_only: bool = False) -> list[str]:
        """Return the names in a folder that are not hidden; of folders only those that are no links."""
        try:
            with os.scandir(folder) as scanned:
                entries = list(islice(scanned, MOST_NAMES + 1))
        except OSError:
            return []
        self._seen += len(entries)
        if self._seen > MOST_NAMES:
            raise Refused(
                f"the sources of this run look at more than {MOST_NAMES:,} files; name fewer, or folders"
            )
        return [
            entry.name
            for entry in entries
            if not (entry.name.startswith(".") or (folders_only and not entry.is_dir(follow_symlinks=False)))
        ]
