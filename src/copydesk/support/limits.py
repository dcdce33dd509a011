"""Bounds: how long a rule and a file may take, and how large a file may be. What passes one is reported, not endured.

Time is the processor's, so that nothing is found wrong merely because the machine is busy; what waits for ever is ended
by the clock. Timer signals interrupt what takes too long. Signals reach only the main thread, and only on POSIX;
elsewhere nothing is interrupted in this process, and the pool ends workers that do not answer.
"""

from __future__ import annotations

import math
import signal
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

RULE_SECONDS = 10.0
"""What one rule may take for one file, of the processor's time; an article takes it a thousandth of a second."""

FILE_SECONDS = 30.0
"""What all rules together may take for one file: each, and each analysis that rules share, half of what is left."""

_LEAST_SECONDS = 0.25
"""What a rule still gets when the file has nothing left: most take less, and what they find is not lost."""

_OVERDRAFT_SECONDS = 5.0
"""So much more a file may take with that."""

PATIENCE = 4
"""By the clock, everything may take so many times as long."""

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


class _Left:
    """What is left to the file and the rule at hand, in seconds: of the processor's time, and by the clock.

    `seconds` is what the rule was given.
    """

    __slots__ = ("clock", "file_clock", "file_processor", "processor", "seconds")

    def __init__(self) -> None:
        self.file_processor = self.file_clock = math.inf
        self.processor = self.clock = self.seconds = math.inf


_left = _Left()


def file_begins() -> None:
    """Give the file that is now read its time."""
    _left.file_processor, _left.file_clock = FILE_SECONDS, FILE_SECONDS * PATIENCE
    _allow(FILE_SECONDS)


def rule_begins(seconds: float | None = None) -> bool:
    """Give the next rule its time, RULE_SECONDS if not told otherwise; false if the file has had too much already."""
    _allow(min(RULE_SECONDS if seconds is None else seconds, _share()))
    return _left.file_processor > -_OVERDRAFT_SECONDS and _left.file_clock > -_OVERDRAFT_SECONDS * PATIENCE


@contextmanager
def shared() -> Iterator[None]:
    """While this holds, what is worked out for all rules takes of the file's time, not of the rule's at hand."""
    before = _left.processor, _left.clock, _left.seconds
    _allow(_share())
    try:
        yield
    finally:
        _left.processor, _left.clock, _left.seconds = before


def _share() -> float:
    """Half of what the file has left, in seconds."""
    return max(_LEAST_SECONDS, min(_left.file_processor, _left.file_clock / PATIENCE) / 2)


def _allow(seconds: float) -> None:
    _left.processor, _left.clock, _left.seconds = seconds, seconds * PATIENCE, seconds


def rest() -> None:
    """Interrupt nothing until the next file or rule begins."""
    _left.file_processor = _left.file_clock = _left.processor = _left.clock = math.inf


@contextmanager
def interrupting() -> Iterator[None]:
    """While this holds, TooSlow is raised in whatever passes its deadline."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    timers = {signal.SIGALRM: signal.ITIMER_REAL, signal.SIGPROF: signal.ITIMER_PROF}
    before = {number: signal.signal(number, _tick) for number in timers}
    for timer in timers.values():
        signal.setitimer(timer, _TICK_SECONDS, _TICK_SECONDS)
    try:
        yield
    finally:
        for number, timer in timers.items():
            signal.setitimer(timer, 0)
            signal.signal(number, before[number])
        rest()


def _tick(number: int, _frame: FrameType | None) -> None:
    if number == signal.SIGPROF:
        _left.processor -= _TICK_SECONDS
        _left.file_processor -= _TICK_SECONDS
    else:
        _left.clock -= _TICK_SECONDS
        _left.file_clock -= _TICK_SECONDS
    if _left.processor < 0 or _left.clock < 0:
        # Once is enough, unless it was caught and what is too slow goes on.
        _left.processor, _left.clock = RULE_SECONDS, RULE_SECONDS * PATIENCE
        raise TooSlow(f"{_left.seconds:.2g} s")


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
