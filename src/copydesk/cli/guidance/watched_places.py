"""Watched places: which changes matter to whoever watches files and folders, and which places are there."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.config.files import FILE_NAMES
from copydesk.formats.registry import suffixes
from copydesk.packs.rule_files import RULE_FILES, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SETTINGS = frozenset({*FILE_NAMES, ".gitignore"})
_OF_TEXTS = frozenset({*suffixes(), *RULE_FILES, *TABLES})
"""Suffixes of articles, of rule files and tables of terms, and of lists of names and findings."""

_DELETED = 3
"""A kind of change, as watchfiles counts them."""


class WatchedPlaces:
    """Files and folders that are watched.

    A file is watched by its folder: an editor saves by putting another file in its place. Of a folder that is moved the
    watcher tells only its name, so the folders in a watched one are known beforehand.

    Args:
        paths: the files and folders.
        reports: files whose change does not matter, because the runs write them.
    """

    def __init__(self, paths: Iterable[Path], reports: Iterable[Path]) -> None:
        self.named = {os.path.abspath(path) for path in paths}
        self._reports = {os.path.abspath(each) for each in reports}
        self._folders = {path for path in self.named if Path(path).is_dir()}
        self._roots = {path if path in self._folders else str(Path(path).parent) for path in self.named}
        self._inside: set[str] = set()
        self._identities: dict[str, object] = {}
        self._lost: set[str] = set()

    @property
    def is_deep(self) -> bool:
        """Tell whether what lies in folders of a watched folder is watched."""
        return bool(self._folders)

    def begin(self) -> list[str]:
        """Return the folders to be watched that are there."""
        self._identities = {root: _identity(root) for root in sorted(self._roots)}
        there = [root for root, identity in self._identities.items() if identity]
        self._lost = self._roots - set(there)
        self._inside = {folder for root in self._folders for folder, _ in _walk(root)}
        return there

    def returned(self) -> set[str]:
        """Return the folders that were deleted or moved and are there again: a watcher does not know the new ones."""
        returned = set()
        for root in self._roots:
            identity = _identity(root)
            if not identity:
                self._lost.add(root)
            elif root in self._lost or identity != self._identities[root]:
                returned.add(root)
        return returned

    def matters(self, change: object, path: str) -> bool:
        """Tell whether a change may change what is found."""
        file = Path(path)
        if path in self._roots and change == _DELETED:  # another may be there by now
            self._lost.add(path)
        if path in self._reports:
            return False
        if path in self.named or file.name in _SETTINGS:
            return True
        if not any(path.startswith(folder + os.sep) for folder in self._folders):
            return False
        return file.suffix.lower() in _OF_TEXTS or self._is_moved_folder(file)

    def holds(self, path: str) -> bool:
        """Tell whether the watcher tells of changes of a file."""
        return path in self.named or any(path.startswith(folder + os.sep) for folder in self._folders)

    def _is_moved_folder(self, path: Path) -> bool:
        """Tell whether a folder with texts has come to a watched folder, or one has gone."""
        if str(path) in self._inside:
            if path.is_dir():
                return False
            self._inside = {each for each in self._inside if not Path(each).is_relative_to(path)}
            return True
        if not path.parent.is_dir() or str(path.parent) not in self._inside or path.name.startswith("."):
            return False
        new = list(_walk(str(path))) if path.is_dir() and not path.is_symlink() else []
        self._inside.update(folder for folder, _ in new)
        return any(
            Path(name).suffix.lower() in _OF_TEXTS or name in _SETTINGS for _, names in new for name in names
        )


def _walk(top: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each folder below one that is not hidden, itself first, and the names of the files in it."""
    for folder, inside, names in os.walk(top):
        inside[:] = [name for name in inside if not name.startswith(".")]
        yield folder, names


class Stamps:
    """Tells which of some files have changed: by size, time and identity, looked at again and again.

    What a run reads from elsewhere are few files, and their folders may hold a whole disk.
    """

    def __init__(self) -> None:
        self._stamps: dict[str, object] = {}

    def begin(self, files: Iterable[str]) -> None:
        """Look at these files from now on, and no longer at others. What changed meanwhile is still told."""
        self._stamps = {file: self._stamps.get(file, _stamp(file)) for file in files}

    def changed(self) -> set[str]:
        """Return the files that have changed since this was asked last."""
        now = {file: _stamp(file) for file in self._stamps}
        changed = {file for file, stamp in now.items() if stamp != self._stamps[file]}
        self._stamps = now
        return changed


def _stamp(file: str) -> object:
    """Return what is another when a file has changed; None if it is not there."""
    try:
        status = Path(file).stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def _identity(folder: str) -> object:
    """Return what is another when another folder is there; None if there is none."""
    try:
        status = Path(folder).stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISDIR(status.st_mode) else None
