"""Several processes that check files, and a watch over them: no file is lost with a process that dies or hangs."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from copydesk import limits
from copydesk.compiled import keep_compiled
from copydesk.linter import Result
from copydesk.storage import storage

Check = Callable[[Path], Result]

_GRACE_SECONDS = 10.0
"""Beyond a file's own limit: what does not react to its signal until then hangs where Python cannot interrupt it."""

_AHEAD = 16
"""Files that a worker is given at once, so that it need not wait for the next."""

_MOST_DEATHS = 5
"""Workers that may die one after another without checking a file; then something is wrong with all of them."""


def check_in_pool(
    files: Sequence[Path], jobs: int, check: Check, lost: Callable[[Path, str], Result]
) -> Iterator[Result]:
    """The result of every file, in the order in which they become ready.

    `check` must pickle where processes are not forked; where they are, all that it has ready is there in each of them.
    `lost` makes the result of a file that no process could check, given the reason.
    """
    pool = _Pool(deque(files), check, lost)
    try:
        yield from pool.results(min(jobs, len(files)))
    finally:
        pool.end()


class _Worker:
    """One process, and the files that it has been given and not yet answered for, the one at hand first."""

    def __init__(self, process: BaseProcess, connection: Connection[Any, Any]) -> None:
        self.process = process
        self.connection = connection
        self.files: deque[Path] = deque()
        self.heard = time.monotonic()


class _Pool:
    def __init__(self, files: deque[Path], check: Check, lost: Callable[[Path, str], Result]) -> None:
        self._files = files
        self._check = check
        self._lost = lost
        self._workers: dict[Connection[Any, Any], _Worker] = {}
        self._deaths = 0
        # Only a process of one thread can be forked safely; macOS's own libraries forbid it altogether.
        forks = sys.platform == "linux" and threading.active_count() == 1
        self._context: BaseContext = get_context("fork" if forks else "spawn")

    def results(self, jobs: int) -> Iterator[Result]:
        storage().close()  # a connection to SQLite must not be in two processes
        for _ in range(jobs):
            self._start()
        while self._workers:
            for connection in wait(list(self._workers), timeout=1.0):
                worker = self._workers[connection]  # type: ignore[index]
                try:
                    result: Result = worker.connection.recv()
                except (EOFError, OSError):
                    yield from self._bury(worker, _cause(worker.process))
                except Exception as error:  # what it sent cannot be read back
                    yield self._lost(worker.files.popleft(), f"its result could not be read: {error}")
                else:
                    self._deaths = 0
                    worker.files.popleft()
                    worker.heard = time.monotonic()
                    yield result
                    self._feed(worker)
            yield from self._end_hanging()
        # Only after deaths in a row is anything left.
        while self._files:
            yield self._lost(self._files.popleft(), "the processes that check files died one after another")

    def end(self) -> None:
        """End all processes."""
        for worker in self._workers.values():
            worker.connection.close()
            worker.process.terminate()
        for worker in self._workers.values():
            worker.process.join(1.0)
            if worker.process.is_alive():
                worker.process.kill()
        self._workers.clear()

    def _start(self) -> None:
        if not self._files or self._deaths >= _MOST_DEATHS:
            return
        ours, theirs = self._context.Pipe()
        inherited = [*self._workers, ours] if self._context.get_start_method() == "fork" else []
        process = self._context.Process(target=_work, args=(self._check, theirs, inherited), daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers[ours] = worker
        self._feed(worker)

    def _feed(self, worker: _Worker) -> None:
        """Give a worker more files when half of the last ones are done; end it when there are none."""
        if self._files and len(worker.files) <= _AHEAD // 2:
            some = [self._files.popleft() for _ in range(min(_AHEAD // 2, len(self._files)))]
            worker.files.extend(some)
            self._send(worker, some)
        elif not worker.files:
            self._send(worker, None)
            self._forget(worker)

    def _send(self, worker: _Worker, message: list[Path] | None) -> None:
        with suppress(OSError):  # if it is dead, receiving from it will tell
            worker.connection.send(message)

    def _end_hanging(self) -> Iterator[Result]:
        longest = limits.FILE_SECONDS + _GRACE_SECONDS
        for worker in list(self._workers.values()):
            if time.monotonic() - worker.heard > longest:
                worker.process.kill()
                yield from self._bury(worker, f"it took longer than {longest:g} s")

    def _bury(self, worker: _Worker, reason: str) -> Iterator[Result]:
        """Report the file at hand, hand the others on, and put a new worker in the place of this one."""
        self._deaths += 1
        if worker.files:
            yield self._lost(worker.files.popleft(), reason)
        self._files.extendleft(reversed(worker.files))
        self._forget(worker)
        self._start()

    def _forget(self, worker: _Worker) -> None:
        del self._workers[worker.connection]
        worker.connection.close()


def _cause(process: BaseProcess) -> str:
    process.join(1.0)
    code = process.exitcode
    if code is not None and code < 0:
        return f"the process that checked it was ended by signal {-code} ({signal.Signals(-code).name})"
    return f"the process that checked it ended early (status {code})"


def _work(check: Check, connection: Connection[Any, Any], inherited: Sequence[Connection[Any, Any]]) -> None:
    """What a worker does: check the files it is sent until there are no more, or nobody is there to tell."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the first one ends us
    for each in inherited:
        each.close()  # or nobody would notice that we are gone
    storage.cache_clear()
    try:
        with limits.interrupting():
            while (files := connection.recv()) is not None:
                for file in files:
                    connection.send(check(file))
        keep_compiled()
        storage().close()
    except (EOFError, OSError):
        return
