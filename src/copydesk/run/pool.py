"""Pool: run one kind of work in several processes, and lose no task if one of them dies or hangs."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections import deque
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from copydesk.support import limits
from copydesk.support.patterns import keep_compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

_GRACE_SECONDS = 10.0
"""Seconds after a task's own limit; a process that has not reacted by then hangs where Python cannot interrupt it."""

_AHEAD = 16
"""The number of tasks that a worker gets at once, so that it need not wait for the next."""

_SILENCE = 1.0
"""Seconds for which a worker that is busy with one file of many documents is at least silent."""

_MOST_DEATHS = 5
"""The number of workers that may die in a row without finishing a task; after that, all of them are assumed broken."""


def work_in_pool(
    tasks: Sequence[T], jobs: int, work: Callable[[T], R], on_lost: Callable[[T, str], R], seconds: float
) -> Iterator[R]:
    """Yield the result of every task, in the order in which they finish; see `parallel_map`.

    If processes are forked, each of them has everything that `work` has loaded. If no process can be started, because
    the system allows no more or its memory is full, the tasks are done in this one.
    """
    pool = _Pool(deque(tasks), work, on_lost, seconds + _GRACE_SECONDS)
    try:
        yield from pool.results(min(jobs, len(tasks)))
    finally:
        pool.end()


class _SignOfLife:
    """What a worker sends while it is busy with the documents of one file."""


class _Worker(Generic[T]):
    """One process, and its unfinished tasks, the current one first."""

    def __init__(self, process: BaseProcess, connection: Connection[Any, Any]) -> None:
        self.process = process
        self.connection = connection
        self.tasks: deque[T] = deque()
        self.heard = time.monotonic()


class _Pool(Generic[T, R]):
    def __init__(
        self, tasks: deque[T], work: Callable[[T], R], on_lost: Callable[[T, str], R], longest: float
    ) -> None:
        self._tasks = tasks
        self._work = work
        self._on_lost = on_lost
        self._longest = longest
        self._workers: dict[Connection[Any, Any], _Worker[T]] = {}
        self._processes: list[BaseProcess] = []
        self._deaths = 0
        limits.end_idle_watch()
        # Only a process of one thread can be forked safely; macOS's own libraries forbid it altogether.
        forks = sys.platform == "linux" and threading.active_count() == 1
        self._context: BaseContext = get_context("fork" if forks else "spawn")
        if (
            not forks
        ):  # a new process looks for the very first modules in the working folder, unless told not to
            os.environ["PYTHONSAFEPATH"] = "1"

    def results(self, jobs: int) -> Iterator[R]:
        for _ in range(jobs):
            self._start()
        while self._workers:
            for connection in wait(list(self._workers), timeout=1.0):
                worker = self._workers[connection]  # type: ignore[index]
                try:
                    result: R = worker.connection.recv()
                    if isinstance(result, _SignOfLife):
                        worker.heard = time.monotonic()
                        continue
                    worker.tasks.popleft()
                except (EOFError, OSError):
                    yield from self._bury(worker, _cause(worker.process))
                    continue
                except Exception as error:
                    result = self._on_lost(worker.tasks.popleft(), f"its result could not be read: {error}")
                self._deaths = 0
                worker.heard = time.monotonic()
                yield result
                self._feed(worker)
            yield from self._end_hanging()
        # Tasks are left only if several workers died in a row, or none can be started.
        while self._tasks:
            task = self._tasks.popleft()
            if self._deaths >= _MOST_DEATHS:
                yield self._on_lost(task, "the processes for it died one after another")
            else:
                yield self._work(task)

    def end(self) -> None:
        """End all processes, and wait for those that end by themselves."""
        for worker in self._workers.values():
            worker.connection.close()
            worker.process.terminate()
        self._workers.clear()
        for process in self._processes:
            process.join(1.0)
            if process.is_alive():
                process.kill()
                process.join()

    def _start(self) -> None:
        if not self._tasks or self._deaths >= _MOST_DEATHS:
            return
        try:
            ours, theirs = self._context.Pipe()
        except OSError:  # too many files are open
            return
        inherited = [*self._workers, ours] if self._context.get_start_method() == "fork" else []
        process = self._context.Process(target=_work, args=(self._work, theirs, inherited), daemon=True)  # type: ignore[attr-defined]
        worker: _Worker[T] = _Worker(process, ours)
        with _interrupts_waiting():
            try:
                process.start()
            except OSError:
                ours.close()
                return
            finally:
                theirs.close()
            self._processes.append(process)
            self._workers[ours] = worker
        self._feed(worker)

    def _feed(self, worker: _Worker[T]) -> None:
        """Give a worker more tasks when half of its tasks are done; end it when none are left."""
        if self._tasks and len(worker.tasks) <= _AHEAD // 2:
            some = [self._tasks.popleft() for _ in range(min(_AHEAD // 2, len(self._tasks)))]
            worker.tasks.extend(some)
            self._send(worker, some)
        elif not worker.tasks:
            self._send(worker, None)
            self._forget(worker)

    def _send(self, worker: _Worker[T], message: list[T] | None) -> None:
        with suppress(OSError):  # if the worker is dead, receiving from it will fail
            worker.connection.send(message)

    def _end_hanging(self) -> Iterator[R]:
        for worker in list(self._workers.values()):
            if time.monotonic() - worker.heard > self._longest:
                worker.process.kill()
                worker.process.join()
                yield from self._bury(worker, f"it took longer than {self._longest:g} s")

    def _bury(self, worker: _Worker[T], reason: str) -> Iterator[R]:
        """Report the worker's current task as lost, give its other tasks to others, and start a new worker in its
        place.
        """
        self._deaths += 1
        if worker.tasks:
            yield self._on_lost(worker.tasks.popleft(), reason)
        self._tasks.extendleft(reversed(worker.tasks))
        self._forget(worker)
        self._start()

    def _forget(self, worker: _Worker[T]) -> None:
        del self._workers[worker.connection]
        worker.connection.close()


@contextmanager
def _interrupts_waiting() -> Iterator[None]:
    """Let Ctrl-C wait while a process starts: until this pool knows the process, which it has to end, and until the
    process has learnt to leave Ctrl-C to its parent.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _cause(process: BaseProcess) -> str:
    process.join(1.0)
    code = process.exitcode
    if code is not None and code < 0:
        name = f" ({signal.Signals(-code).name})" if -code in set(signal.Signals) else ""
        return f"the process that checked it was ended by signal {-code}{name}"
    return f"the process that checked it ended early (status {code})"


def _sender_of_signs(connection: Connection[Any, Any]) -> Callable[[], None]:
    last = time.monotonic()

    def send() -> None:
        nonlocal last
        if time.monotonic() - last > _SILENCE:
            last = time.monotonic()
            connection.send(_SignOfLife())

    return send


def _work(
    work: Callable[[T], R], connection: Connection[Any, Any], inherited: Sequence[Connection[Any, Any]]
) -> None:
    """Do the tasks that are sent to this worker, until there are no more or the parent process is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the parent ends the workers
    for each in inherited:
        each.close()  # else the parent would not notice that this worker is gone
    limits.tell_of_documents(_sender_of_signs(connection))
    try:
        with limits.interrupting():
            while (tasks := connection.recv()) is not None:
                for task in tasks:
                    connection.send(work(task))
        keep_compiled()
    except (EOFError, OSError):
        return
