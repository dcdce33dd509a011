"""Watchdog: stop code that takes too long, in whatever thread it runs.

Timer signals reach only the main thread, and a program may need them for itself. Where copydesk is a guest in a
program, a thread of its own looks every quarter of a second at what runs, and raises an error in the thread that takes
too long. It ends when nothing is left to watch.
"""

from __future__ import annotations

import ctypes
import os
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TICK_SECONDS = 0.25
_raise_in_thread = ctypes.pythonapi.PyThreadState_SetAsyncExc
_raise_in_thread.argtypes = (ctypes.c_ulong, ctypes.py_object)


class Clock(Protocol):
    """What counts the time of a thread, and tells when it is over."""

    def spend(self, processor: float, clock: float) -> bool:
        """Count seconds of processor time and of the clock; return whether the code is to be stopped."""


class _Watched:
    """A thread that is watched."""

    def __init__(self, clock: Clock, error: type[BaseException]) -> None:
        self._clock, self._error = clock, error
        self._thread = threading.get_ident()
        self._processor_of = _processor_clock(self._thread)
        self._processor, self._time = self._processor_of(), time.monotonic()
        # Taken anew by the thread itself if the error comes while it holds it.
        self._lock = threading.RLock()
        self._is_over = self._has_stopped = False

    def look(self) -> None:
        """Count the time since the last look, and stop the thread if it has none left."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            if self._is_over:
                return
            processor, now = self._processor_of(), time.monotonic()
            spent = processor - self._processor, now - self._time
            self._processor, self._time = processor, now
            if self._clock.spend(*spent):
                self._has_stopped = True
                _raise_in_thread(self._thread, ctypes.py_object(self._error))
        finally:
            self._lock.release()

    def end(self) -> None:
        """End the watch; no error comes after this, even one that is on its way.

        Python could take back an error that is on its way, but would then look for one for ever: under a profiler
        Python 3.11 does nothing else any more. So another one takes its place, and is waited for.
        """
        while True:
            try:
                with self._lock:
                    self._is_over = True
                if self._has_stopped:
                    _raise_in_thread(self._thread, ctypes.py_object(self._error))
                    while True:  # it comes at once
                        pass
                return
            except self._error:
                if self._is_over:  # whichever of the two it was, no other is left
                    return


def _processor_clock(thread: int) -> Callable[[], float]:
    """Return a function that tells the seconds of processor time of a thread; the clock where none can be told."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return time.monotonic
    identity = time.pthread_getcpuclockid(thread)

    def seconds() -> float:
        try:
            return time.clock_gettime(identity)
        except OSError:  # the thread has ended
            return 0.0

    return seconds


class _Watchdog:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._watched: set[_Watched] = set()
        self._thread: threading.Thread | None = None
        self._wake = threading.Event()

    def add(self, watched: _Watched) -> None:
        with self._lock:
            self._watched.add(watched)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="copydesk watchdog", daemon=True)
                self._thread.start()

    def remove(self, watched: _Watched) -> None:
        with self._lock:
            self._watched.discard(watched)

    def end(self) -> None:
        """End the thread now if it has nothing to watch, and not only at its next look."""
        with self._lock:
            thread = self._thread if not self._watched else None
        if thread:
            self._wake.set()
            thread.join(1.0)
            self._wake.clear()

    def _run(self) -> None:
        while True:
            self._wake.wait(TICK_SECONDS)
            with self._lock:
                watched = list(self._watched)
                if not watched:
                    self._thread = None
                    return
            for each in watched:
                each.look()


_watchdog = _Watchdog()


def _forget() -> None:
    """Start anew in a forked process, which has none of the threads."""
    global _watchdog
    _watchdog = _Watchdog()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def end_idle_watch() -> None:
    """End the watchdog's thread if it watches nothing: a process should be forked only while it has one thread."""
    _watchdog.end()


@contextmanager
def watching(clock: Clock, error: type[BaseException]) -> Iterator[None]:
    """Raise an error inside this context as soon as the clock says that this thread is to be stopped."""
    watched = _Watched(clock, error)
    keeper = _watchdog
    keeper.add(watched)
    try:
        yield
    finally:
        while True:
            try:
                watched.end()
                break
            except error:  # it came before the end had begun
                continue
        keeper.remove(watched)
