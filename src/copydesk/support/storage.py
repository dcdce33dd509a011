"""Storage: keep bytes by key between runs, in the user's own cache folder. If anything fails, it is merely empty.

Nothing is kept in the linted repository: whoever sends a change to a repository must not be able to send a cache.
"""

from __future__ import annotations

import io
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

if TYPE_CHECKING:
    import sqlite3

T = TypeVar("T")

FOLDER_VARIABLE = "COPYDESK_CACHE_DIR"
"""The environment variable that names another folder for the cache."""

SIZE_LIMIT = 100_000_000
"""Bytes that the file may have; if it is larger, the half that was not used for longest is deleted."""

_FILE = "cache-1.sqlite3"
_BUSY_SECONDS = 2.0
_CHECKSUM = 8
_KEYS_A_QUERY = 500
_DAY = 86_400
_KEY_BYTES = 20


def fingerprint(*parts: bytes) -> bytes:
    """Return a digest of these parts, in this order."""
    digest = blake2b(digest_size=_KEY_BYTES)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.digest()


def cache_folder() -> Path:
    """Return the folder in which programs keep their caches on this platform."""
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or "~/AppData/Local").expanduser() / "copydesk/Cache"
    if sys.platform == "darwin":
        return Path("~/Library/Caches/copydesk").expanduser()
    xdg = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG specification says that a relative path must be ignored.
    return Path(xdg if xdg.startswith("/") else "~/.cache").expanduser() / "copydesk"


class Storage:
    """Bytes by key in one SQLite file that several runs may use at the same time.

    No method raises: a file that is broken, locked, full or not writable acts as an empty one. A broken file is
    removed, so that the next run starts with a new one.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._connection: sqlite3.Connection | None = None
        self._process = os.getpid()
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
        if self._connection is not None:
            self._try(self._prune)
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __del__(self, process_id: Callable[[], int] = os.getpid) -> None:
        # A forked process inherits the open connection of its parent, and must not close it.
        if self._connection is not None and self._process == process_id():
            self._connection.close()

    def _get(self, connection: sqlite3.Connection, keys: list[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        old: list[tuple[int, bytes]] = []
        for index in range(0, len(keys), _KEYS_A_QUERY):
            some = keys[index : index + _KEYS_A_QUERY]
            marks = ",".join("?" * len(some))
            for key, value, day in connection.execute(f"SELECT * FROM kept WHERE key IN ({marks})", some):
                if value[:_CHECKSUM] == _checksum(value[_CHECKSUM:]):
                    found[key] = value[_CHECKSUM:]
                    if day != self._today:
                        old.append((self._today, key))
        if old:
            self._try(lambda connection: _write(connection, "UPDATE kept SET day = ? WHERE key = ?", old))
        return found

    def _put(self, connection: sqlite3.Connection, values: Mapping[bytes, bytes]) -> None:
        rows = [(key, _checksum(value) + value, self._today) for key, value in values.items()]
        _write(connection, "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)

    def _prune(self, connection: sqlite3.Connection) -> None:
        (pages,), (page_size,) = (
            connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
        )
        if pages * page_size > SIZE_LIMIT:
            half = "SELECT rowid FROM kept ORDER BY day LIMIT (SELECT count(*) / 2 FROM kept)"
            with connection:
                connection.execute(f"DELETE FROM kept WHERE rowid IN ({half})")

    def _try(self, action: Callable[[sqlite3.Connection], T]) -> T | None:
        if self._has_failed:
            return None
        import sqlite3

        try:
            if self._connection is None:
                self._connection = self._open()
            return action(self._connection)
        except sqlite3.OperationalError:  # locked, full or not writable: the next run may succeed
            self._has_failed = True
        except (sqlite3.Error, TypeError):  # no database, or not one of ours
            self._has_failed = True
            self._remove()
        except (OSError, RuntimeError):  # no folder, no home
            self._has_failed = True
        return None

    def _open(self) -> sqlite3.Connection:
        import sqlite3

        folder = self._folder or cache_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(folder):
            raise PermissionError(folder)
        connection = sqlite3.connect(folder / _FILE, timeout=_BUSY_SECONDS)
        try:
            connection.execute("PRAGMA auto_vacuum = FULL")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB, day INTEGER)"
            )
        except BaseException:
            connection.close()
            raise
        return connection

    def _remove(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        for ending in ("", "-wal", "-shm"):
            ((self._folder or cache_folder()) / (_FILE + ending)).unlink(missing_ok=True)


def pack(value: Any) -> bytes:
    """Return a value as bytes. Only values of Python's simple types can be read again: see `unpack`."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpack(packed: bytes) -> Any:
    """Return the value that was packed; reading it cannot run code.

    Raises:
        pickle.UnpicklingError: it contains an object that is not of a simple type.
    """
    return _Plain(io.BytesIO(packed)).load()


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> NoReturn:
        raise pickle.UnpicklingError(f"{module}.{name} is no simple type")


def _write(connection: sqlite3.Connection, statement: str, rows: Sequence[tuple[int | bytes, ...]]) -> None:
    with connection:
        connection.executemany(statement, rows)


def _checksum(value: bytes) -> bytes:
    return blake2b(value, digest_size=_CHECKSUM).digest()


def _is_ours(folder: Path) -> bool:
    """Tell whether only this user can have written the folder, so that its content can be trusted (True on Windows)."""
    if not hasattr(os, "getuid"):
        return True
    status = folder.stat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


@cache
def storage() -> Storage:
    """Return the storage of this process. A child process clears this function's cache to get its own."""
    return Storage()
