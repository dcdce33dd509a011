"""Digests: short values that change when files change."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path

from copydesk.support.paths import built_in_packs


@cache
def digest_of_code() -> bytes:
    """Return a digest of copydesk's own code and rules: it changes whenever these files change."""
    return digest_of_files([Path(__file__).parents[1], built_in_packs()])


def digest_of_files(paths: Iterable[Path]) -> bytes:
    """Return a digest of files, and of the files in folders: their paths, sizes and times of change, not their
    content.
    """
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
