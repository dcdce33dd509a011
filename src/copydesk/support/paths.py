"""What files are called: in findings, and in the ids of findings."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path


def display_path(file: Path) -> str:
    """The path as findings show it: relative to the working folder if it lies under it, with forward slashes."""
    return _from(os.getcwd(), file)  # noqa: PTH109 - a Path takes ten times as long


def _from(folder: str, file: Path) -> str:
    """The path of a file from a folder that it lies in, else all of it."""
    path = os.fspath(file)
    start = os.path.join(folder, "")  # noqa: PTH118 - it ends with a separator
    if os.path.normcase(path).startswith(os.path.normcase(start)):
        path = path[len(start) :]
    return "." if path == folder else path.replace(os.sep, "/")


@cache
def repository(folder: Path) -> Path | None:
    """The top of the git repository that a folder (an absolute path) lies in."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)


def project_root(file: Path, config_file: Path | None) -> Path:
    """The folder from which ids name a file: its repository, else that of its configuration, else the working one."""
    return repository(file.parent) or (config_file.parent if config_file else Path.cwd())


def anchor_of(file: Path, root: Path) -> str:
    """The name of a file in ids: its path from the project's root, or all of it for one that lies elsewhere."""
    return _from(os.fspath(root), file)


def write_atomically(file: Path, data: bytes) -> None:
    """Write a file whole or not at all; its permissions stay, and a link to it stays a link.

    Raises:
        OSError: it cannot be written; what was there is then untouched.
    """
    import tempfile

    target = Path(os.path.realpath(file))
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~umask)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink()
        raise
