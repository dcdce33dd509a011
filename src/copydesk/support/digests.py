"""Digests: short values that change when the content of files changes, whatever their times say."""

from __future__ import annotations

import os
import stat
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.support.paths import built_in_packs
from copydesk.support.persistence.hash_functions import blake2b
from copydesk.support.persistence.packaged import in_package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PACKAGED = "digest"
"""The name of the digest of its files that a package brings."""

_AT_ONCE = 1 << 20
"""Bytes that are read at once."""


@cache
def digest_of_code() -> bytes:
    """Return a digest of copydesk's own code and rules, and of the Python that runs them."""
    code = in_package(PACKAGED) or digest_of_files([Path(__file__).parents[1], built_in_packs()])
    return bytes(code) + sys.version.encode()


def digest_of_files(paths: Iterable[Path]) -> bytes:
    """Return a digest of the paths and contents of files, and of all files in folders.

    Compiled Python is left out, and so are folders that are links.
    """
    digest = blake2b()
    for path in paths:
        name = str(path)
        for file in _files_in(name) if os.path.isdir(name) else [name]:  # noqa: PTH112 - which never raises
            # With the lengths, no two lists of files give the same bytes.
            encoded = file.encode("utf-8", "surrogatepass")
            digest.update(encoded + len(encoded).to_bytes(8, "little"))
            digest.update(_add_content(file, digest.update).to_bytes(8, "little", signed=True))
    return digest.digest()


def _files_in(folder: str) -> Iterator[str]:
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
            elif not entry.name.endswith(".pyc"):
                yield entry.path


def _add_content(file: str, add: Callable[[bytes], None]) -> int:
    """Pass on a file's content, and return the number of its bytes; -1 if it cannot be read or is no regular file."""
    size = 0
    try:
        # Without O_NONBLOCK a pipe would be waited for.
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return -1
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return -1
        while data := os.read(handle, _AT_ONCE):
            add(data)
            size += len(data)
    except OSError:
        return -1
    finally:
        os.close(handle)
    return size
