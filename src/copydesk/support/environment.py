"""What is installed beside us, by the names of folders alone: reading every distribution's metadata takes too long."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

ENTRY_POINTS = "copydesk"
"""The entry-point group by which installed distributions join in."""


class Survey(NamedTuple):
    """What a look at the folders of `sys.path` shows.

    Attributes:
        distributions: path of each distribution's metadata folder, which has name and version in it, sorted.
        plugins: those that may join in by an entry point of ours.
        is_certain: whether `plugins` is all; not so where a part of `sys.path` is no folder.
    """

    distributions: tuple[str, ...]
    plugins: tuple[str, ...]
    is_certain: bool

    @property
    def may_have_plugins(self) -> bool:
        """Whether it is worth reading metadata."""
        return bool(self.plugins) or not self.is_certain


@cache
def installed_plugins(group: str) -> Survey:
    """Look for distributions, and those with entry points in this group."""
    found: list[str] = []
    plugins: list[str] = []
    is_certain = True
    heading = f"[{group}]".encode()
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - a hundred times a Path for nothing
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
    return Survey(tuple(sorted(found)), tuple(sorted(plugins)), is_certain)


@cache
def own_code() -> bytes:
    """A digest of our own files: differs whenever they could behave differently."""
    return digest_of([Path(__file__).parents[1], built_in_packs()])


def built_in_packs() -> Path:
    """The rules folder: inside the package when installed, at the top of the repository in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "_rules"
    return installed if installed.is_dir() else package.parent.parent / "rules"


def digest_of(paths: Iterable[Path]) -> bytes:
    """A digest of files, and of those in folders, by path, size and time."""
    digest = blake2b(digest_size=16)
    pending = [str(path) for path in paths]
    while pending:
        path = pending.pop()
        try:
            status = os.stat(path)  # noqa: PTH116
            if stat.S_ISDIR(status.st_mode):
                names = sorted(os.listdir(path))  # noqa: PTH208
                pending += [f"{path}/{name}" for name in names if name != "__pycache__"]
            else:
                digest.update(
                    f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0".encode("utf-8", "surrogateescape")
                )
        except OSError:
            digest.update(f"{path}\0missing\0".encode("utf-8", "surrogateescape"))
    return digest.digest()


def _mentions(file: str, heading: bytes) -> bool:
    try:
        with open(file, "rb") as stream:  # noqa: PTH123
            return heading in stream.read()
    except OSError:
        return False
