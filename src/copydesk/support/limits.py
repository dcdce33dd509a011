"""Limits: bound the time of a rule and of a file, and the size of a file; what exceeds a limit is reported.

Time is processor time, so that a busy machine causes no findings; the clock ends code that waits for ever. On the
command line, timer signals interrupt what takes too long. Signals reach only the main thread, and exist only on POSIX;
elsewhere, and where copydesk is a guest in a program, a watchdog does the same (`support.untrusted.watchdog`).
"""

from __future__ import annotations

import math
import os
import signal
import stat
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from copydesk.support.untrusted.time_budget import TimeBudget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

RULE_SECONDS = 10.0
"""Seconds of processor time that one rule may take for one file; for an article it takes about a millisecond."""

FILE_SECONDS = 30.0
"""Seconds of processor time that all rules together may take for one file.

Each rule, and each analysis that rules share, may take half of what is left.
"""

_LEAST_SECONDS = 0.25
"""Seconds that a rule still gets when the file's time is used up: most rules need less, so their findings are not
lost.
"""

_OVERDRAFT_SECONDS = 5.0
"""Seconds by which a file may exceed its time in this way."""

PATIENCE = 4
"""Limits by the clock are so many times as long as those of processor time."""

LARGEST_FILE = 10
"""Megabytes; the longest novels have three."""

_TICK_SECONDS = 0.25

_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class TooSlow(BaseException):
    """A time limit was exceeded; the message is the limit.

    It is no Exception, so that rules which catch exceptions do not catch it.
    """


class TooSlowHere(TooSlow):
    """The same, raised by a watchdog, which can raise it only without a message: the thread itself knows its limit."""

    def __init__(self) -> None:
        super().__init__(f"{_of_thread.budget.seconds:.2g} s")


class TooLarge(ValueError):
    """A file exceeds the size limit; the message says what to do."""


class OverTime(ValueError):
    """Reading one file took longer than a file may; the message is the reason."""


class _OfThread(threading.local):
    """Each thread counts its own time. `seconds` of a budget is what the rule was given."""

    def __init__(self) -> None:
        self.budget = TimeBudget(lambda: (RULE_SECONDS, RULE_SECONDS * PATIENCE))
        self.is_watched = False
        self.sign_of_life: Callable[[], None] = lambda: None


_of_thread = _OfThread()


def file_begins() -> None:
    """Start the time of a file."""
    budget = _of_thread.budget
    budget.file_processor, budget.file_clock = FILE_SECONDS, FILE_SECONDS * PATIENCE
    _allow(FILE_SECONDS)


def document_begins() -> None:
    """Start the time of a further document in a file, which is as long as that of a file."""
    file_begins()
    _of_thread.sign_of_life()


def tell_of_documents(sign_of_life: Callable[[], None]) -> None:
    """Call this in this thread whenever a further document of a file begins, so that a long file does not look dead."""
    _of_thread.sign_of_life = sign_of_life


@contextmanager
def file_time() -> Iterator[None]:
    """Bound the time of what is done for one file inside this context, and of nothing behind it."""
    file_begins()
    try:
        yield
    finally:
        rest()


@contextmanager
def reading() -> Iterator[None]:
    """Do the same outside a run, for what reads one file again: to print it, to fix it.

    Raises:
        OverTime: it took too long.
    """
    try:
        with interrupting(), file_time():
            yield
    except TooSlow as error:
        raise OverTime(f"reading it took longer than {error}") from None


def rule_begins(seconds: float | None = None) -> bool:
    """Start the time of a rule (RULE_SECONDS unless given); return false if the file has exceeded its time by too
    much.
    """
    budget = _of_thread.budget
    processor, clock = budget.left_to_file()
    given = min(RULE_SECONDS if seconds is None else seconds, _share(processor, clock))
    budget.allow(given, given * PATIENCE)
    return processor > -_OVERDRAFT_SECONDS and clock > -_OVERDRAFT_SECONDS * PATIENCE


def finishing_begins() -> None:
    """Start the time for what follows the rules of a file, as long as that of a rule, however long they took."""
    budget = _of_thread.budget
    budget.file_processor = max(budget.file_processor, RULE_SECONDS)
    budget.file_clock = max(budget.file_clock, RULE_SECONDS * PATIENCE)
    _allow(RULE_SECONDS)


@contextmanager
def shared() -> Iterator[None]:
    """Count the time inside this context against the file, not against the current rule: for analyses that rules
    share.
    """
    budget = _of_thread.budget
    before = budget.processor, budget.clock, budget.seconds
    _allow(_share(*budget.left_to_file()))
    try:
        yield
    finally:
        budget.processor, budget.clock, budget.seconds = before


def _share(processor: float, clock: float) -> float:
    """Return half of what a file has left, in seconds."""
    return max(_LEAST_SECONDS, min(processor, clock / PATIENCE) / 2)


def _allow(seconds: float) -> None:
    _of_thread.budget.allow(seconds, seconds * PATIENCE)


def rest() -> None:
    """Interrupt nothing until the next file or rule starts."""
    budget = _of_thread.budget
    budget.file_processor = budget.file_clock = budget.processor = budget.clock = math.inf


@contextmanager
def interrupting() -> Iterator[None]:
    """Raise TooSlow inside this context wherever code exceeds its time limit: by signals, where these can be had."""
    can = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not can:
        with interrupting_as_guest():
            yield
        return
    if _of_thread.is_watched:  # one such context within another
        yield
        return
    timers = {signal.SIGALRM: signal.ITIMER_REAL, signal.SIGPROF: signal.ITIMER_PROF}
    before = {number: signal.signal(number, _tick) for number in timers}
    for timer in timers.values():
        signal.setitimer(timer, _TICK_SECONDS, _TICK_SECONDS)
    _of_thread.is_watched = True
    try:
        yield
    finally:
        _of_thread.is_watched = False
        for number, timer in timers.items():
            signal.setitimer(timer, 0)
            signal.signal(number, before[number])
        rest()


@contextmanager
def interrupting_as_guest() -> Iterator[None]:
    """Do the same in any thread, and without the timers, which the program that uses copydesk may need for itself."""
    from copydesk.support.untrusted.watchdog import watching  # not imported on the command line

    if _of_thread.is_watched:  # one such context within another
        yield
        return
    _of_thread.is_watched = True
    try:
        with watching(_of_thread.budget, TooSlowHere):
            yield
    finally:
        _of_thread.is_watched = False
        rest()


def end_idle_watch() -> None:
    """End the thread of the watchdog if there is one, and it watches nothing."""
    if watchdog := sys.modules.get("copydesk.support.untrusted.watchdog"):  # else there is none
        watchdog.end_idle_watch()


def _tick(number: int, _frame: FrameType | None) -> None:
    budget = _of_thread.budget
    seconds = budget.seconds
    spent = (_TICK_SECONDS, 0.0) if number == signal.SIGPROF else (0.0, _TICK_SECONDS)
    if budget.spend(*spent):
        raise TooSlow(f"{seconds:.2g} s")


def is_from_signal(error: BaseException) -> bool:
    """Tell whether an error was raised by a handler of signals: a time limit of the program that uses copydesk."""
    handlers = {getattr(signal.getsignal(number), "__code__", None) for number in signal.valid_signals()}
    place = error.__traceback__
    while place and place.tb_frame.f_code not in handlers:
        place = place.tb_next
    return place is not None


@contextmanager
def going_on() -> Iterator[None]:
    """Go on behind this context after any error inside it, unless a handler of signals raised it."""
    try:
        yield
    except Exception as error:
        if is_from_signal(error):
            raise


@contextmanager
def limited_memory(megabytes: float) -> Iterator[None]:
    """Let this process take only so much more memory meanwhile, where the system (Linux) can see to that.

    Raises:
        MemoryError: it needs more.
    """
    try:
        import resource  # not on every system

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        soft, hard = before = resource.getrlimit(resource.RLIMIT_AS)
        most = pages * resource.getpagesize() + int(megabytes * 1_000_000)
        most = min([most, *(each for each in (soft, hard) if each != resource.RLIM_INFINITY)])
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    except (ImportError, OSError, ValueError):
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


_ADVICE_ON_PIPES = "; to check what comes through one, pass it on standard input, with - for the path"
_ADVICE_ON_LARGE_ARTICLES = (
    "if it is an article, raise the limit with --max-file-size; if it holds records, “copydesk scan” reads it; else"
    " leave it out (exclude)"
)


def read_bounded(file: Path, megabytes: float = LARGEST_FILE, *, may_be_article: bool = False) -> bytes:
    """Return the content of a file.

    Args:
        file: the file.
        megabytes: the size limit.
        may_be_article: whether messages give advice on articles.

    Raises:
        OSError: the file is missing, may not be read, or is no regular file (opening a pipe could wait for ever).
        TooLarge: the file exceeds the size limit.
    """
    _refuse_other_kinds(file.stat(), may_be_article=may_be_article)
    largest = int(megabytes * 1_000_000)
    # What was a file may be a pipe by now, which would keep us waiting without O_NONBLOCK.
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as stream:  # noqa: PTH123 - of a handle
        status = os.fstat(handle)
        _refuse_other_kinds(status, may_be_article=may_be_article)
        data = _read(stream, min(status.st_size, largest) + 1)
        if status.st_size < len(data) <= largest:  # the file has grown since
            data += _read(stream, largest + 1 - len(data))
    if len(data) > largest:
        raise _too_large(
            f"it has {max(status.st_size, len(data)) / 1e6:,.1f} MB", megabytes, may_be_article=may_be_article
        )
    return data


def read_head(file: Path, size: int) -> bytes:
    """Return the first bytes of a file; raises OSError as `read_bounded` does."""
    _refuse_other_kinds(file.stat(), may_be_article=False)
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as stream:  # noqa: PTH123 - of a handle
        return _read(stream, size)


def _read(stream: BinaryIO, size: int) -> bytes:
    """Return bytes of a file that was opened so that nothing waits for it.

    Raises:
        OSError: it has nothing yet, as some files in /proc.
    """
    data: bytes | None = stream.read(size)
    if data is None:
        raise OSError(0, "there is nothing to read in it yet, and no file is waited for")
    return data


def _refuse_other_kinds(status: os.stat_result, *, may_be_article: bool) -> None:
    """Raise OSError unless this is the status of a regular file."""
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(
            0,
            "this is a folder that cannot be entered, or that holds nothing to read (a submodule must be fetched)",
        )
    if not stat.S_ISREG(status.st_mode):
        kind = _KINDS.get(stat.S_IFMT(status.st_mode), "something else")
        advice = _ADVICE_ON_PIPES if may_be_article and stat.S_ISFIFO(status.st_mode) else ""
        raise OSError(0, f"this is no file but {kind}{advice}")


def check_size(data: bytes, megabytes: float) -> None:
    """Check the size of a content that stands for a file's: from standard input, or from git.

    Raises:
        TooLarge: it exceeds the size limit in megabytes.
    """
    if len(data) > int(megabytes * 1_000_000):
        raise _too_large(f"it has over {megabytes:g} MB", megabytes, may_be_article=True)


def _too_large(size: str, megabytes: float, *, may_be_article: bool) -> TooLarge:
    advice = _ADVICE_ON_LARGE_ARTICLES if may_be_article else "shorten it"
    return TooLarge(f"{size}, and more than {megabytes:g} MB are not read; {advice}")
