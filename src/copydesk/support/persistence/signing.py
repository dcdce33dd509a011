"""Signing: the user's secret key, with which `storage` signs what it keeps.

A cache may be planted: CI systems restore whatever an earlier job left, and a folder may be unpacked from an archive.
An entry counts only if its signature shows that this user's copydesk wrote it, because a planted entry could claim that
a file has no faults, or hold compiled code that crashes Python. The key therefore lies outside the cache folder, and is
not restored with it; a CI system that is to use its cached results gives the key in COPYDESK_CACHE_KEY.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from copydesk.support.persistence.hash_functions import blake2b
from copydesk.support.persistence.user_folders import is_ours, private_folder, state_folder

KEY_VARIABLE = "COPYDESK_CACHE_KEY"
"""The environment variable that may hold a secret text, from which the key is then made."""

_FILE = "cache.key"
_BYTES = 32


def signing_key() -> bytes:
    """Return the key; it is made at the first use.

    Raises:
        OSError: it can neither be read nor written.
        RuntimeError: the user has no home.
    """
    if given := os.environ.get(KEY_VARIABLE):
        return blake2b(given.encode("utf-8", "surrogateescape"), digest_size=_BYTES).digest()
    file = private_folder(state_folder()) / _FILE
    return _read(file) or _make(file)


def _read(file: Path) -> bytes:
    """Return the key in a file; empty if there is none that only this user can know."""
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        handle = os.open(file, flags)
    except OSError:
        return b""
    with open(handle, "rb") as stream:  # noqa: PTH123 - of a handle
        status = os.fstat(handle)
        is_secret = stat.S_ISREG(status.st_mode) and is_ours(status)
        key = (stream.read(_BYTES + 1) if is_secret else b"") or b""
    return key if len(key) == _BYTES else b""


def _make(file: Path) -> bytes:
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f"{_FILE}.", dir=file.parent)  # readable for this user only
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(os.urandom(_BYTES))
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink()
        raise
    return _read(file)  # if two runs make a key at once, both use the one that remains
