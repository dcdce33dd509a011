"""Atomic writing: replace what a file holds, completely or not at all, and only if nobody has changed it meanwhile."""

from __future__ import annotations

import os
import signal
import stat
import sys
import time
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from copydesk.support.paths import real_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import FileIO
    from pathlib import Path

_PATIENCE = 5.0
"""Seconds to wait for another run of copydesk that is writing the same file."""

# A link that somebody has put in the place of the file is not followed, and a pipe does not keep us waiting.
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

# Extended attributes in which the system signs a file's content; they would not fit the new one.
_SIGNATURES = frozenset({"security.evm", "security.ima"})


MOVED = "its folder was replaced by a link, or moved, meanwhile; run the command again"
"""Why a file is not written whose path leads to another place than at the start."""


class NotReplaced(OSError):
    """A file that is left as it is; the message gives the reason and the remedy."""


def replace_content(file: Path, old: bytes | None, new: bytes) -> None:
    """Write `new` to a file that holds `old`; with None for `old`, to a file that does not exist yet.

    The bytes go to a temporary file in the same folder, which is then renamed. Whatever happens, even if the process is
    killed or the disk is full, the file holds all of `old` or all of `new`. A temporary file that is left behind has a
    name that no run takes for an article. The file keeps its mode, owner and group, and on Linux its extended
    attributes and access lists. Where that is not possible, it is not written.

    Two runs of copydesk write a file one after the other, and the second sees that it no longer holds `old`. The same
    is true of other programs, until the last comparison. After it only the renaming is left, which takes microseconds:
    what another program saves in this moment is lost, because it knows nothing of our lock. In the same way, nothing is
    written if a folder above the file is replaced by a link meanwhile.

    Raises:
        NotReplaced: the file holds something else than `old`, is a link or no file at all, is read-only, has several
            names (hard links), or cannot keep its owner or its attributes.
        OSError: it cannot be read or written.
    """
    file = real_path(file.parent) / file.name
    with nullcontext() if old is None else _opened(file) as current:
        if current and new != old and _holds(current, new):
            return  # another run has made the same changes
        _compare(file, current, old)
        if current:
            _refuse_losses(file, os.fstat(current.fileno()))
        with _undisturbed():
            _put(file, current, old, new)


def _put(file: Path, current: FileIO | None, old: bytes | None, new: bytes) -> None:
    """Write a temporary file, and put it in the place of the file."""
    temporary = file.parent / f".copydesk-{os.urandom(8).hex()}.tmp"
    handle = os.open(temporary, _CREATE, 0o600 if current else 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(new)
            stream.flush()
            if current:
                _keep_attributes(current.fileno(), handle, temporary)
            os.fsync(handle)
        _compare(file, current, old)
        if current and sys.platform == "win32":
            current.close()  # an open file cannot be replaced there
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals that would end the process wait, so that no temporary file is left behind: the request to end, and
    the terminal's that it is closed.
    """
    if sys.platform == "win32":  # which has neither
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _opened(file: Path) -> FileIO:
    """Open a file, and lock it for other runs of copydesk; the lock ends when it is closed."""
    end = time.monotonic() + _PATIENCE
    while True:
        if not stat.S_ISREG(file.lstat().st_mode):
            raise NotReplaced("it is a link, or no regular file; name the file itself")
        stream = os.fdopen(os.open(file, _READ), "rb", buffering=0)
        try:
            # Whoever had the lock before may have put another file in the place of the one that is open here.
            if _lock(stream.fileno()) and os.path.samestat(os.fstat(stream.fileno()), file.lstat()):
                return stream
        except BaseException:
            stream.close()
            raise
        stream.close()
        if time.monotonic() > end:
            raise NotReplaced("another program is writing it; run the command again when that has ended")
        time.sleep(0.02)


def _lock(handle: int) -> bool:
    """Lock an open file; return false if another process has locked it.

    Where the system or the file system has no locks, only the comparisons protect the file.
    """
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _compare(file: Path, current: FileIO | None, old: bytes | None) -> None:
    """Raise NotReplaced unless the file, open as `current`, still has its place and its name, and holds `old`."""
    if real_path(file.parent) != file.parent:
        raise NotReplaced(MOVED)
    if current is None or old is None:
        if os.path.lexists(file):
            raise NotReplaced("there is a file or a link with this name already")
    elif not (os.path.samestat(os.fstat(current.fileno()), file.lstat()) and _holds(current, old)):
        raise NotReplaced("it was changed meanwhile by somebody else; run the command again")


def _holds(current: FileIO, data: bytes) -> bool:
    if os.fstat(current.fileno()).st_size != len(data):
        return False
    current.seek(0)
    return current.read() == data


def _refuse_losses(file: Path, status: os.stat_result) -> None:
    if not (status.st_mode & 0o222 and os.access(file, os.W_OK)):
        raise NotReplaced("it is read-only; allow writing to it first")
    if status.st_nlink > 1:
        raise NotReplaced(
            f"it has {status.st_nlink} names (hard links), and the others would keep the old content;"
            " replace it by a copy of itself first"
        )


def _keep_attributes(current: int, new: int, temporary: Path) -> None:
    """Give the new file the owner, the group, the extended attributes and the mode of the current one."""
    status, own = os.fstat(current), os.fstat(new)
    if sys.platform != "win32" and (own.st_uid, own.st_gid) != (status.st_uid, status.st_gid):
        try:
            os.fchown(new, status.st_uid, status.st_gid)
        except OSError:
            raise NotReplaced(
                "it belongs to another user or group, and would belong to you if you wrote it; let its owner do that"
            ) from None
    if sys.platform == "linux":
        _keep_extended_attributes(current, new)
    temporary.chmod(stat.S_IMODE(status.st_mode))  # at last: a change of the owner clears bits of it


def _keep_extended_attributes(current: int, new: int) -> None:
    """Copy the extended attributes, access lists among them; those of the folder's default list are taken away."""
    wanted, present = _extended_attributes(current), _extended_attributes(new)
    for name in sorted(wanted.keys() | present.keys()):
        if wanted.get(name) == present.get(name):
            continue
        try:
            if name in wanted:
                os.setxattr(new, name, wanted[name])
            else:
                os.removexattr(new, name)
        except OSError:
            raise NotReplaced(f"its extended attribute {name} cannot be kept") from None


def _extended_attributes(handle: int) -> dict[str, bytes]:
    try:
        names = os.listxattr(handle)
    except OSError:  # the file system has none
        return {}
    return {name: os.getxattr(handle, name) for name in names if name not in _SIGNATURES}
