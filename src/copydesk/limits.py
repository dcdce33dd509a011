"""Bounds: how long a rule and a file may take, and how large a file may be. What passes one is reported, not endured.

A timer signal interrupts what takes too long. Signals reach only the main thread, and only on POSIX; elsewhere nothing
is interrupted in this process, and the pool ends workers that do not answer.
"""

from __future__ import annotations

import math
import signal
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

RULE_SECONDS = 10.0
"""What one rule may take for one file; an article takes it a thousandth of a second."""

FILE_SECONDS = 30.0
"""What all rules together may take for one file."""

LARGEST_FILE = 10
"""Megabytes; the longest novels have three."""

_TICK_SECONDS = 0.25

_KINDS = {
    stat.S_IFIFO: "a pipe; to check what comes through one, pass it on standard input, with - for the path",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class TooSlow(BaseException):
    """A limit of time was passed; the message is that limit.

    No Exception, so that a rule which catches those does not catch it.
    """


class TooLarge(ValueError):
    """A file is larger than the limit; the message says how to raise it."""


class _Deadlines:
    """Until when, by `time.monotonic`, the rule and the file at hand may take."""

    rule = math.inf
    file = math.inf
    seconds = math.inf


def file_begins() -> None:
    """Give the file that is now read its time."""
    _Deadlines.file = time.monotonic() + FILE_SECONDS
    _Deadlines.rule = _Deadlines.file
    _Deadlines.seconds = FILE_SECONDS


def rule_begins(seconds: float | None = None) -> bool:
    """Give the next rule its time, RULE_SECONDS if not told otherwise; false if the file has none left."""
    seconds = RULE_SECONDS if seconds is None else seconds
    now = time.monotonic()
    _Deadlines.rule = min(now + seconds, _Deadlines.file)
    _Deadlines.seconds = seconds
    return now < _Deadlines.file


def rest() -> None:
    """Interrupt nothing until the next file or rule begins."""
    _Deadlines.rule = _Deadlines.file = math.inf


@contextmanager
def interrupting() -> Iterator[None]:
    """While this holds, TooSlow is raised in whatever passes its deadline."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _tick)
    signal.setitimer(signal.ITIMER_REAL, _TICK_SECONDS, _TICK_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        rest()


def _tick(_signal: int, _frame: FrameType | None) -> None:
    if time.monotonic() > _Deadlines.rule:
        # Once is enough, unless it was caught and what is too slow goes on.
        _Deadlines.rule = time.monotonic() + RULE_SECONDS
        raise TooSlow(f"{_Deadlines.seconds:g} s")


def read_bounded(file: Path, megabytes: float = LARGEST_FILE) -> bytes:
    """What a file holds.

    Raises:
        OSError: it is missing, may not be read, or is no file: opening a pipe could wait for ever.
        TooLarge: it has more than so many megabytes.
    """
    status = file.stat()
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(0, "this is a folder that cannot be entered, or that holds nothing to read")
    if not stat.S_ISREG(status.st_mode):
        raise OSError(0, f"this is no file but {_KINDS.get(stat.S_IFMT(status.st_mode), 'something else')}")
    largest = int(megabytes * 1_000_000)
    with file.open("rb") as stream:
        data = stream.read(min(status.st_size, largest) + 1)
        if status.st_size < len(data) <= largest:  # it has grown since
            data += stream.read(largest + 1 - len(data))
    if len(data) > largest:
        size = max(status.st_size, len(data)) / 1e6
        raise TooLarge(
            f"it has {size:,.1f} MB, and more than {megabytes:g} MB are not read; if it is an article,"
            " raise max-file-size in the configuration, else leave it out (exclude)"
        )
    return data
