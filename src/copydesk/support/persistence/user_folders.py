"""User folders: the folders in which programs keep caches and state for one user."""

from __future__ import annotations

import os
import sys
from pathlib import Path

FOLDER_VARIABLE = "COPYDESK_CACHE_DIR"
"""The environment variable that names another folder for the cache, by an absolute path."""


def cache_folder() -> Path:
    """Return the folder for what can be computed again.

    Raises:
        OSError: its path is relative, so that it would lie in whatever folder copydesk runs.
        RuntimeError: the user has no home.
    """
    if named := os.environ.get(FOLDER_VARIABLE):
        return _absolute(Path(named))
    return _of_platform("Cache", "Caches", "XDG_CACHE_HOME", "~/.cache")


def state_folder() -> Path:
    """Return the folder for what a program needs to know from one run to the next.

    Raises: as `cache_folder`.
    """
    return _of_platform("State", "Application Support", "XDG_STATE_HOME", "~/.local/state")


def private_folder(folder: Path) -> Path:
    """Return the folder; it is created if necessary, for this user alone.

    Raises:
        OSError: it cannot be created, belongs to another user, or others may write in it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not is_ours(folder.stat(), forbidden=0o022):
        raise PermissionError(f"{folder} belongs to another user, or others may write in it")
    return folder


def is_ours(status: os.stat_result, *, forbidden: int = 0o077) -> bool:
    """Tell whether a file or folder belongs to this user and gives others none of the `forbidden` permissions.

    On Windows, where the folders of a user are closed to others, it is always true.
    """
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & forbidden)


def _of_platform(on_windows: str, on_mac: str, variable: str, otherwise: str) -> Path:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
        return _absolute(Path(local).expanduser() / "copydesk" / on_windows)
    if sys.platform == "darwin":
        return _absolute(Path("~/Library", on_mac, "copydesk").expanduser())
    xdg = os.environ.get(variable, "")
    # The XDG specification says that a relative path must be ignored.
    return _absolute(Path(xdg if xdg.startswith("/") else otherwise).expanduser() / "copydesk")


def _absolute(folder: Path) -> Path:
    if not folder.is_absolute():
        raise FileNotFoundError(f"{folder} is no absolute path")
    return folder
