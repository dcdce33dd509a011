"""Installed distributions: find those that may hold plugins of copydesk.

Only names of folders are read, for reading the metadata of every distribution takes too long. In the working folder
nothing is looked for, because whoever wrote the articles in there may have put a plugin among them.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTRY_POINTS = "copydesk"
"""The group of entry points by which installed distributions offer plugins."""


class InstalledDistributions(NamedTuple):
    """The distributions in the folders of `sys.path`, without the working folder.

    Attributes:
        distributions: the path of each distribution's metadata folder, which contains its name and version; sorted.
        plugins: the paths of those that have entry points of the group.
        is_certain: whether `plugins` is complete; it may not be if a part of `sys.path` is an archive or a link.
    """

    distributions: tuple[str, ...]
    plugins: tuple[str, ...]
    is_certain: bool

    @property
    def may_have_plugins(self) -> bool:
        """Tell whether the metadata must be read to load plugins."""
        return bool(self.plugins) or not self.is_certain


@cache
def installed_plugins(group: str) -> InstalledDistributions:
    """Find the installed distributions, and those with entry points in a group."""
    found: list[str] = []
    plugins: list[str] = []
    is_certain = True
    heading = f"[{group}]".encode()
    for folder in dict.fromkeys(_installation_folders()):
        try:
            names = os.listdir(folder)  # noqa: PTH208 - a hundred times a Path for nothing
        except NotADirectoryError:
            is_certain = False
            continue
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                path = os.path.join(folder, name)  # noqa: PTH118
                found.append(path)
                if _mentions(os.path.join(path, "entry_points.txt"), heading):  # noqa: PTH118
                    plugins.append(path)
            elif name.endswith((".egg", ".egg-link")):
                is_certain = False
    return InstalledDistributions(tuple(sorted(found)), tuple(sorted(plugins)), is_certain)


@contextmanager
def looking_only_where_installed() -> Iterator[None]:
    """Import modules, inside this context, only from folders that do not depend on the working folder."""
    before = sys.path[:]
    sys.path[:] = _installation_folders()
    try:
        yield
    finally:
        sys.path[:] = before


def _installation_folders() -> list[str]:
    """Return the folders of `sys.path` but the working folder and what PYTHONPATH names relatively to it.

    An empty entry of PYTHONPATH, as in “$PYTHONPATH:/folder”, means the working folder too.
    """
    relative = (
        each for each in os.environ.get("PYTHONPATH", "").split(os.pathsep) if not Path(each).is_absolute()
    )
    try:
        left_out = {os.path.realpath(each) for each in ("", *relative)}
    except OSError:  # the working folder is gone
        return list(filter(os.path.isabs, sys.path))
    return [folder for folder in sys.path if os.path.realpath(folder) not in left_out]


def _mentions(file: str, heading: bytes) -> bool:
    try:
        with open(file, "rb") as stream:  # noqa: PTH123
            return heading in stream.read()
    except OSError:
        return False
