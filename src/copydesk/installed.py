"""What is installed beside us, by the names of folders alone: reading every distribution's metadata takes too long."""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import blake2b
from typing import NamedTuple


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


@cache
def survey(group: str) -> Survey:
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
    """A digest of our own files by path, size and time: differs whenever they could behave differently."""
    digest = blake2b(digest_size=16)
    folders = [os.path.dirname(__file__)]  # noqa: PTH120
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    folders.append(entry.path)
                elif not entry.name.endswith(".pyc"):
                    status = entry.stat()
                    digest.update(f"{entry.path}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.digest()


def _mentions(file: str, heading: bytes) -> bool:
    try:
        with open(file, "rb") as stream:  # noqa: PTH123
            return heading in stream.read()
    except OSError:
        return False
