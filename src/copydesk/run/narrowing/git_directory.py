"""Git directory: tell whether the directory in which git keeps a repository belongs to the folder that is linted.

A file or link `.git`, and links in a folder `.git`, can lead to the repository of somebody else, whose texts would then
be shown. So the directory must lie in the folder, or name the folder itself. A pipe in the place of a file would keep
git waiting, so it is looked for first.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk.support.limits import read_bounded
from copydesk.support.paths import real_path
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_YOURS = "if it is yours, set GIT_DIR to its path"
_FOLDERS = ("", "info", "objects", "objects/info", "objects/pack")
"""Folders of the directory whose files git reads, besides those of refs."""
_READ = ("info", "objects", "refs")
"""Folders of the directory that git reads; a folder of hooks may well be a link to somewhere else."""
_REGULAR = (stat.S_IFREG, stat.S_IFDIR)
_GITDIR = "gitdir: "
_INCLUDED = compile_later(r"(?im)^[ \t]*(?:\[[^\]\n]{0,200}\][ \t]*)?path[ \t]*=[ \t]*\"?([^\"\n#;]{1,4000})")
"""A file that a configuration includes; other values called path do no harm."""
_MOST_ALTERNATES = 20
_LETTERS_OF_FOLDER = 2
"""Objects lie in folders that are named by the first two letters of their names."""


class GitDirectory(NamedTuple):
    """Where git keeps a repository.

    Attributes:
        own: the directory of this working tree.
        common: the directory that several working trees share; else the same.
        worktree: what the setting core.worktree says; empty if it is not set.
    """

    own: Path
    common: Path
    worktree: str

    def objection(self, top: Path) -> str:
        """Return why this is not the directory of a working tree at `top`, and the remedy; empty if it is."""
        own, common, top = map(real_path, (self.own, self.common, top))
        is_shared = own.parent == common / "worktrees"
        if not (own == common or is_shared):
            return f"its directory {own} takes its content from {common}; {_YOURS}"
        for file in (*_files(own), *_files(common)):
            if file.is_symlink() and not real_path(file).is_relative_to(common):
                return f"a link leads from {file} to another directory; {_YOURS}"
        if own == top / ".git" or (is_shared and _tree_of(own) == top):
            return ""
        if own.name == ".git" and own.is_dir() and not is_shared and own.parent.is_relative_to(top):
            return (
                f"its setting core.worktree says that its texts lie in {top}; remove it (git config --unset"
                f" core.worktree), or {_YOURS}"
            )
        if self.worktree and real_path(own / self.worktree) == top:
            return ""
        return (
            f"its directory {own} lies elsewhere, and does not name this folder; if it belongs here, run"
            f" “git --git-dir={own} config core.worktree {top}”"
        )


def files_of_repository(top: Path) -> Iterator[Path]:
    """Yield what git reads of the repository at `top`, besides its texts."""
    yield top / ".git"
    directory = directory_of(top)
    common = _common(directory)
    yield from _files(directory)
    yield from _files(common)
    yield from _included(common / "config")
    for objects in _stores_of_objects(common / "objects"):
        yield objects / "info/alternates"
        yield from _loose_objects(objects)


def directory_of(top: Path) -> Path:
    """Return the directory of git for the folder `top`: `.git` in it, or what a file with this name names."""
    directory = top / ".git"
    try:
        if directory.is_file():
            return top / os.fsdecode(read_bounded(directory, 1)).strip().removeprefix(_GITDIR)
    except (OSError, ValueError):
        pass
    return directory


def first_pipe(files: Iterable[Path]) -> Path | None:
    """Return the first of some files that exists and is no regular file, nor a folder."""
    return next((file for file in files if _kind(file) not in (None, *_REGULAR)), None)


def _kind(file: Path) -> int | None:
    try:
        return stat.S_IFMT(os.stat(file).st_mode)  # noqa: PTH116 - asked for many files
    except (OSError, ValueError):
        return None


def _common(directory: Path) -> Path:
    """Return the directory that a linked working tree's directory shares with others; else the same."""
    try:
        return directory / os.fsdecode(read_bounded(directory / "commondir", 1)).strip()
    except (OSError, ValueError):
        return directory


def _files(directory: Path) -> Iterator[Path]:
    """Yield what git reads in its directory: files, and the folders among them that may be links."""
    for folder in _FOLDERS:
        for name in _names(directory / folder):
            file = directory / folder / name
            if folder or name in _READ or not os.path.isdir(file):  # noqa: PTH112 - which never raises
                yield file
    for folder, folders, names in os.walk(directory / "refs"):
        yield from (Path(folder, name) for name in (*folders, *names))


def _included(config: Path) -> Iterator[Path]:
    """Yield the files that a configuration of git includes."""
    with suppress(OSError, ValueError):
        for match in _INCLUDED.finditer(os.fsdecode(read_bounded(config))):
            yield config.parent / os.path.expanduser(match[1].strip())  # noqa: PTH111 - which never raises


def _stores_of_objects(objects: Path) -> Iterator[Path]:
    """Yield a folder of objects, and those of other repositories that it takes objects from."""
    waiting, seen = [objects], set[Path]()
    while waiting and len(seen) < _MOST_ALTERNATES:
        store = waiting.pop()
        if store in seen:
            continue
        seen.add(store)
        yield store
        with suppress(OSError, ValueError):
            names = read_bounded(store / "info/alternates", 1).splitlines()
            waiting += [store / os.fsdecode(name) for name in names if name and not name.startswith(b"#")]


def _loose_objects(objects: Path) -> Iterator[Path]:
    """Yield what stands in the place of an object, and is no file; a large repository has many that are."""
    for folder in _names(objects):
        if len(folder) == _LETTERS_OF_FOLDER:
            with suppress(OSError), os.scandir(objects / folder) as entries:
                yield from (Path(entry) for entry in entries if not entry.is_file())


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - names only
    except OSError:
        return []


def _tree_of(linked: Path) -> Path | None:
    """Return the top folder of a linked working tree, whose directory names its file `.git`; None if it names none."""
    try:
        named = os.fsdecode(read_bounded(linked / "gitdir", 1)).rstrip("\r\n")
        return real_path(linked / named).parent if named else None
    except (OSError, ValueError):
        return None
