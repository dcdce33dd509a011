"""Storage: keep bytes by key between runs, in the user's own cache folder. If anything fails, it is merely empty.

Nothing is kept in the linted repository: whoever sends a change to a repository must not be able to send a cache. What
is read back was written by this user's copydesk, under this key: each entry is signed (see `signing`).
"""

from __future__ import annotations

import os
import stat
import threading
import time
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import copydesk
from copydesk.support.persistence.hash_functions import blake2b
from copydesk.support.persistence.signing import signing_key
from copydesk.support.persistence.user_folders import cache_folder, is_ours, private_folder

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

T = TypeVar("T")

SIZE_LIMIT = 100_000_000
"""Bytes that the file may have; if it is larger, the half that was not used for longest is deleted."""

LARGEST_VALUE = 32_000_000
"""Bytes that one value may have; a larger one is not kept."""

_FILE = "cache-2.sqlite3"
_TABLE = "CREATE TABLE kept (key BLOB PRIMARY KEY, value BLOB, day INTEGER)"
_SCHEMA = [("index", "sqlite_autoindex_kept_1", None), ("table", "kept", _TABLE)]
_BUSY_SECONDS = 2.0
_SIGNATURE_BYTES = 16
_KEYS_A_QUERY = 500
_DAY = 86_400
_KEY_BYTES = 20


def fingerprint(*parts: bytes | str) -> bytes:
    """Return a digest of these parts, in this order. Different texts differ, even names of files that are not UTF-8."""
    digest = blake2b(digest_size=_KEY_BYTES)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.digest()


class Storage:
    """Bytes by key in one SQLite file that several runs and threads may use at the same time.

    No method raises: a file that is broken, locked, full or not writable acts as an empty one. A broken file is
    removed, so that the next run starts with a new one.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._connection: sqlite3.Connection | None = None
        self._keyed: blake2b
        self._lock = threading.RLock()
        self._has_failed = False
        self._today = int(time.time()) // _DAY

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the values of those keys that have one."""
        return self._try(lambda connection: self._get(connection, list(keys))) or {}

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Store these values."""
        if values:
            self._try(lambda connection: self._put(connection, values))

    def close(self) -> None:
        """Close the file, and shrink it if it is too large. It opens again at the next use."""
        with self._lock:
            if self._connection is not None:
                self._try(self._prune)
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def before_fork(self) -> None:
        """Close the file until `after_fork`: a process must not inherit a connection to SQLite."""
        copydesk.loading.acquire()  # always before our own lock, for whoever loads uses the storage
        self._lock.acquire()
        self.close()

    def after_fork(self) -> None:
        """Let this process, the parent or the child, open the file again."""
        with suppress(RuntimeError):  # this module was imported by another thread just before the fork
            self._lock.release()
            copydesk.loading.release()

    def __del__(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def _get(self, connection: sqlite3.Connection, keys: list[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        old: list[tuple[int, bytes]] = []
        for index in range(0, len(keys), _KEYS_A_QUERY):
            some = keys[index : index + _KEYS_A_QUERY]
            marks = ",".join("?" * len(some))
            for key, signed, day in connection.execute(f"SELECT * FROM kept WHERE key IN ({marks})", some):
                value = signed[_SIGNATURE_BYTES:]
                if signed[:_SIGNATURE_BYTES] == self._signature(key, value):
                    found[key] = value
                    if day != self._today:
                        old.append((self._today, key))
        if old:
            self._try(lambda connection: _write(connection, "UPDATE kept SET day = ? WHERE key = ?", old))
        return found

    def _put(self, connection: sqlite3.Connection, values: Mapping[bytes, bytes]) -> None:
        rows = [
            (key, self._signature(key, value) + value, self._today)
            for key, value in values.items()
            if len(value) <= LARGEST_VALUE
        ]
        _write(connection, "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)

    def _signature(self, key: bytes, value: bytes) -> bytes:
        signature = self._keyed.copy()
        signature.update(len(key).to_bytes(8, "little"))
        signature.update(key)
        signature.update(value)
        return signature.digest()

    def _prune(self, connection: sqlite3.Connection) -> None:
        (pages,), (page_size,) = (
            connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
        )
        if pages * page_size > SIZE_LIMIT:
            half = "SELECT rowid FROM kept ORDER BY day LIMIT (SELECT count(*) / 2 FROM kept)"
            with connection:
                connection.execute(f"DELETE FROM kept WHERE rowid IN ({half})")

    def _try(self, action: Callable[[sqlite3.Connection], T]) -> T | None:
        import sqlite3

        with self._lock:
            if self._has_failed:
                return None
            try:
                if self._connection is None:
                    self._connection = self._open()
                return action(self._connection)
            except sqlite3.OperationalError:  # locked, full or not writable: the next run may succeed
                self._has_failed = True
            except (sqlite3.Error, TypeError):  # no database, or not one of ours
                self._has_failed = True
                with suppress(OSError):
                    self._remove()
            except (OSError, RuntimeError):  # no folder, no home, no key
                self._has_failed = True
            return None

    def _open(self) -> sqlite3.Connection:
        import sqlite3

        folder = private_folder(self._folder or cache_folder())
        self._keyed = blake2b(key=signing_key(), digest_size=_SIGNATURE_BYTES)
        for ending in ("", "-wal", "-shm", "-journal"):
            _remove_foreign(folder / f"{_FILE}{ending}")
        _create_private(folder / _FILE)
        # One connection serves all threads, one after another: `_lock` sees to that.
        connection = sqlite3.connect(folder / _FILE, timeout=_BUSY_SECONDS, check_same_thread=False)
        try:
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _remove(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        for ending in ("", "-wal", "-shm", "-journal"):
            ((self._folder or cache_folder()) / f"{_FILE}{ending}").unlink(missing_ok=True)


def _remove_foreign(file: Path) -> None:
    """Remove what is no regular file, and what others may read or write.

    Raises:
        OSError: it is a folder.
    """
    with suppress(FileNotFoundError):
        status = file.lstat()
        if not (stat.S_ISREG(status.st_mode) and is_ours(status)):
            file.unlink()


def _create_private(file: Path) -> None:
    """Create a file that only this user can read, unless it exists; SQLite gives the files beside it the same
    permissions.
    """
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))


def _prepare(connection: sqlite3.Connection) -> None:
    """Set up a connection, and make the table if there is none.

    Raises:
        sqlite3.Error: there is something else in the file, such as a trigger, that could run when the table is used.
    """
    import sqlite3

    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE + _SIGNATURE_BYTES)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA auto_vacuum = FULL")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(_TABLE.replace("TABLE", "TABLE IF NOT EXISTS"))
    if connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type").fetchall() != _SCHEMA:
        raise sqlite3.DatabaseError("this is no database of ours")


def _write(connection: sqlite3.Connection, statement: str, rows: Sequence[tuple[int | bytes, ...]]) -> None:
    with connection:
        connection.executemany(statement, rows)


@cache
def storage() -> Storage:
    """Return the storage of this process."""
    return Storage()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=lambda: storage().before_fork(),
        after_in_parent=lambda: storage().after_fork(),
        after_in_child=lambda: storage().after_fork(),
    )
