"""Digests: short values that change when the content of files changes, whatever their times say."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from copydesk.support.paths import built_in_packs

_BYTES = 16
_UNREADABLE = bytes(_BYTES)
_AT_ONCE = 1 << 20
"""Bytes that are read at once."""


@cache
def digest_of_code() -> bytes:
    """Return a digest of copydesk's own code and rules, and of the Python that runs them."""
    return digest_of_files([Path(__file__).parents[1], built_in_packs()]) + sys.version.encode()


def digest_of_files(paths: Iterable[Path], *, suffixes: tuple[str, ...] = ("",)) -> bytes:
    """Return a digest of the paths and contents of files, and of those files in folders that end in one of `suffixes`.

    Compiled Python is left out, and so are folders that are links.
    """
    digest = blake2b(digest_size=_BYTES)
    for path in paths:
        name = str(path)
        for file in _files_in(name, suffixes) if os.path.isdir(name) else [name]:  # noqa: PTH112 - which never raises
            digest.update(file.encode("utf-8", "surrogatepass") + b"\0")
            digest.update(_digest_of_content(file))
    return digest.digest()


def _files_in(folder: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    pending = [folder]
    while pending:
        try:
            with os.scandir(pending.pop()) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:  # what cannot be listed cannot be read as a rule or run either
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                pending.append(entry.path)
            elif entry.name.endswith(suffixes) and not entry.name.endswith(".pyc"):
                yield entry.path


def _digest_of_content(file: str) -> bytes:
    """Return a digest of a file's content, or a value for any file that cannot be read or is no regular file."""
    digest = blake2b(digest_size=_BYTES)
    try:
        # Without O_NONBLOCK a pipe would be waited for.
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return _UNREADABLE
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return _UNREADABLE
        while data := os.read(handle, _AT_ONCE):
            digest.update(data)
    except OSError:
        return _UNREADABLE
    finally:
        os.close(handle)
    return digest.digest()
