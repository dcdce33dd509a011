"""Discovery: find the files that a run checks, those that are named and those in named folders."""

from __future__ import annotations

import os
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.formats.registry import suffixes
from copydesk.run.narrowing.working_tree.submodules import Submodules, is_without_content
from copydesk.support.limits import TooLarge, read_bounded
from copydesk.support.paths import display_path, is_link
from copydesk.support.untrusted.gitignore import BadPattern, PathPatterns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Set

_NEVER_ENTERED = frozenset({"node_modules", "__pycache__"})
"""Folders without articles; folders and files whose names start with a dot are not taken either."""
_LARGEST_IGNORE_FILE = 5
"""Megabytes."""


def find_files(
    paths: Iterable[Path],
    excluded: Callable[[Path], bool],
    known: Set[Path] = frozenset(),
    refused: Callable[[Path], bool] = lambda _folder: False,
    *,
    heeds_git: bool = False,
) -> list[Path]:
    """Return the files to check as absolute paths, each once: named files in the given order, those of a folder sorted.

    In a folder, files of the known formats are taken, unless they are hidden or .gitignore files exclude them; a named
    file is taken whatever its suffix, and even if it does not exist. `excluded` applies to all.

    With `heeds_git`, a named file that .gitignore files exclude is not taken either.

    A named folder that is `refused` is not entered, but returned itself, so that it is reported; so is a submodule that
    was not fetched, in a named folder too, unless what is in it would be excluded.

    The files `known` from elsewhere (absolute paths) are taken too, whatever lies in the folder: git may have the
    content of one that was deleted, and does not ignore one that it has.

    Raises:
        BadPattern: a .gitignore file is too large, or has too many patterns.
    """
    found: dict[Path, None] = {}
    submodules = Submodules()
    for path in paths:
        absolute = Path(os.path.abspath(path))
        is_one = absolute in known or (os.path.isdir(absolute) and refused(absolute))  # noqa: PTH112 - which never raises
        for file in [absolute] if is_one else _files_at(absolute, known, submodules):
            if excluded(file) or (file in submodules.unfetched and excluded(file / "any")):
                continue
            if not (heeds_git and file == absolute and is_ignored_by_git(file)):
                found[file] = None
    return list(found)


def _files_at(path: Path, known: Set[Path], submodules: Submodules) -> Iterable[Path]:
    """Return the files in a folder, which may be one that only the `known` files have; else the path itself."""
    inside = [file for file in known if path in file.parents]
    if os.path.isdir(path):  # noqa: PTH112 - which never raises
        walked = _walk(path, _ignores_above(path), submodules)
    elif inside:
        walked = iter(())
    else:
        return [path]
    further = [file for file in inside if _would_be_walked(path, file)]
    return sorted({*walked, *further}) if further else walked


def is_article_below(folder: Path, file: Path) -> bool:
    """Tell whether a walk over a folder takes a file in it, or would take it if it existed."""
    if not _would_be_walked(folder, file):
        return False
    inside = [file, *file.parents[: len(file.relative_to(folder).parts) - 1]]
    return not any(is_ignored_by_git(each, is_folder=each != file) for each in inside)


def is_ignored_by_git(path: Path, *, is_folder: bool = False) -> bool:
    """Tell whether .gitignore files exclude a file or folder (an absolute path), or a folder above it."""
    return _is_ignored(path, _ignores_above(path.parent / "any"), is_folder=is_folder)


def _would_be_walked(folder: Path, file: Path) -> bool:
    """Tell whether a walk over a folder takes a file in it if no .gitignore excludes it."""
    *folders, name = file.relative_to(folder).parts
    return _may_be_article(name) and not any(map(_is_never_entered, folders))


Ignores = tuple[PathPatterns, ...]


def _walk(top: Path, ignores: Ignores, submodules: Submodules) -> Iterator[Path]:
    """Yield the files in a folder and its subfolders, sorted together. It does not recurse, because folders may be very
    deep.
    """
    pending: list[tuple[Path, Ignores, bool]] = [(top, ignores, True)]
    while pending:
        path, ignores, is_folder = pending.pop()
        if not is_folder:
            yield path
            continue
        ignores = (*ignores, *_ignore_files(path))
        try:
            entries = sorted(os.scandir(path), key=lambda entry: entry.name, reverse=True)
        except OSError:
            yield path  # reported as an unreadable file, because nothing in it was checked
            continue
        if is_without_content([entry.name for entry in entries[:2]]) and submodules.is_unfetched(path):
            yield path
            continue
        if path == top or any(entry.name == ".git" for entry in entries):
            pending += [
                (missing, ignores, False)
                for missing in submodules.missing_below(path)
                if not any(map(_is_never_entered, missing.relative_to(path).parts))
            ]
        pending += [
            (path / entry.name, ignores, _is_folder(entry))
            for entry in entries
            if _is_wanted(path, entry, ignores)
        ]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:  # where a folder does not tell, and may not be entered
        return True


def _is_wanted(folder: Path, entry: os.DirEntry[str], ignores: Ignores) -> bool:
    if _is_folder(entry):
        return not _is_never_entered(entry.name) and not _is_ignored(
            folder / entry.name, ignores, is_folder=True
        )
    if not _may_be_article(entry.name) or os.path.isdir(entry.path):  # noqa: PTH112
        return False  # a Path for each file would be slow, and raise an error for a circle of links
    return not _is_ignored(folder / entry.name, ignores)


def skipped(
    paths: Iterable[Path],
    exclusion_of: Callable[[Path], str],
    refused: Callable[[Path], bool] = lambda _folder: False,
) -> Iterator[tuple[Path, str]]:
    """Yield the files and folders in named folders that `find_files` does not take although they may be, or hold,
    articles, each with the reason; what a skipped folder, or one that is refused, holds is not looked at.
    """
    for top in (Path(os.path.abspath(path)) for path in paths):
        is_entered = os.path.isdir(top) and not refused(top)  # noqa: PTH112 - which never raises
        pending = [(top, _ignores_above(top))] if is_entered else []
        while pending:
            folder, ignores = pending.pop()
            ignores = (*ignores, *_ignore_files(folder))
            try:
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError:  # which the run reports
                continue
            for entry in entries:
                path, is_folder = folder / entry.name, _is_folder(entry)
                is_linked = not is_folder and entry.is_symlink() and os.path.isdir(path)  # noqa: PTH112
                if entry.name == ".git" or not (is_folder or is_linked or _has_suffix_of_article(entry.name)):
                    continue
                reason = _why_skipped(path, ignores, is_folder=is_folder)
                if not reason and not is_folder and (setting := exclusion_of(path)):
                    reason = f"excluded by {setting}"
                elif not reason and is_linked:
                    reason = "it is a link to a folder; name it to check what is in it"
                if reason:
                    yield path, reason
                elif is_folder:
                    pending.append((path, ignores))


def _why_skipped(path: Path, ignores: Ignores, *, is_folder: bool) -> str:
    if path.name.startswith("."):
        return "it is hidden"
    if is_folder and path.name in _NEVER_ENTERED:
        return "folders with this name hold no articles"
    patterns = _ignoring(path, ignores, is_folder=is_folder)
    return f"excluded by {display_path(Path(patterns.origin))}" if patterns else ""


def _is_never_entered(name: str) -> bool:
    return name.startswith(".") or name in _NEVER_ENTERED


def _may_be_article(name: str) -> bool:
    return not name.startswith(".") and _has_suffix_of_article(name)


def _has_suffix_of_article(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in suffixes()  # noqa: PTH122 - a Path for each file would be slow


def _is_ignored(path: Path, ignores: Ignores, *, is_folder: bool = False) -> bool:
    return _ignoring(path, ignores, is_folder=is_folder) is not None


def _ignoring(path: Path, ignores: Ignores, *, is_folder: bool) -> PathPatterns | None:
    """Return the ignore file by which git would ignore this: of those above it, the deepest with a matching line
    decides.
    """
    for patterns in reversed(ignores):
        verdict = patterns.verdict(path, is_folder=is_folder)
        if verdict is not None:
            return patterns if verdict else None
    return None


def _ignores_above(folder: Path) -> Ignores:
    """Return the ignore files between the repository's top and a folder in it; none outside a repository."""
    above = [folder, *folder.parents]
    top = next((index for index, each in enumerate(above) if os.path.exists(each / ".git")), None)  # noqa: PTH110
    if top is None:
        return ()
    unlinked = takewhile(lambda each: each == above[top] or not is_link(each), reversed(above[1 : top + 1]))
    return tuple(
        ignore for each in unlinked for ignore in _ignore_files(each)
    )  # git follows no link to a folder


def _ignore_files(folder: Path) -> Iterator[PathPatterns]:
    for file in (folder / ".git" / "info" / "exclude", folder / ".gitignore"):
        if os.path.islink(file):  # noqa: PTH114 - which never raises; git does not follow it either
            continue
        try:
            lines = (
                read_bounded(file, _LARGEST_IGNORE_FILE).decode("utf-8-sig", "surrogateescape").split("\n")
            )
        except TooLarge as error:
            raise BadPattern(f"{file}: {error}") from None
        except OSError:  # there is none, or it is none that git would read
            continue
        yield PathPatterns(folder, lines, str(file), skip_invalid=True)
