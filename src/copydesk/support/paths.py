"""Paths: name files in findings and in ids, follow links, and find the built-in rules."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TypeAlias


def display_path(file: Path) -> str:
    """Return the path shown in findings: relative to the working folder if it contains the file; with forward
    slashes.
    """
    return _from(os.getcwd(), file)  # noqa: PTH109 - a Path takes ten times as long


def _from(folder: str, file: Path) -> str:
    """Return the path of a file relative to a folder that it lies in, else the whole path."""
    path = os.fspath(file)
    start = os.path.join(folder, "")  # noqa: PTH118 - it ends with a separator
    if os.path.normcase(path).startswith(os.path.normcase(start)):
        path = path[len(start) :]
    return "." if path == folder else path.replace(os.sep, "/")


@cache
def repository(folder: Path) -> Path | None:
    """Return the top folder of the git repository that contains a folder (an absolute path); None if there is none."""
    return next((each for each in (folder, *folder.parents) if os.path.exists(each / ".git")), None)  # noqa: PTH110 - Path.exists raises where a folder may not be entered, or a name is too long


def project_root(file: Path, config_file: Path | None) -> Path:
    """Return the folder from which ids name a file: its repository, else its configuration's folder, else the working
    folder.
    """
    return repository(file.parent) or (config_file.parent if config_file else Path.cwd())


def anchor_of(file: Path, root: Path) -> str:
    """Return the name of a file in ids: its path from the project's root; the whole path if it lies elsewhere."""
    return _from(os.fspath(root), file)


def built_in_packs() -> Path:
    """Return the folder of built-in rules: inside the package if installed, at the top of the repository in a
    checkout.
    """
    package = Path(__file__).parents[1]
    installed = package / "_rules"
    return installed if installed.is_dir() else package.parent.parent / "rules"


def real_path(file: Path) -> Path:
    """Return the path of a file without links; the file need not exist."""
    return Path(os.path.realpath(file))


def is_link(file: Path) -> bool:
    """Tell whether there is a symbolic link with this name."""
    return os.path.islink(file)  # noqa: PTH114 - which never raises


FileIdentity: TypeAlias = tuple[int, int] | Path
"""What is equal for two names of one file."""


def file_identity(file: Path) -> FileIdentity:
    """Return what is the same for all links to a file (an absolute path); its path if there is no such file."""
    try:
        status = os.stat(file)  # noqa: PTH116 - asked for each file
    except (OSError, ValueError):
        return file
    return status.st_dev, status.st_ino


def leads_out(folder: Path, file: Path) -> bool:
    """Tell whether links lead a path in a folder (both absolute) out of that folder, or into a .git folder."""
    real = real_path(file)
    return not real.is_relative_to(real_path(folder)) or (
        is_in_git_folder(real) and not is_in_git_folder(file)
    )


def is_in_git_folder(file: Path) -> bool:
    """Tell whether a file belongs to git: what is written there can change or run anything."""
    return any(part.lower() == ".git" for part in file.parts)
