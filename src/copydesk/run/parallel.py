"""Parallel work: divide tasks among the processor's cores, or do them in this process if they are few."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from copydesk.support import limits

T = TypeVar("T")
R = TypeVar("R")

Progress = Callable[[str, int, int], None]
"""Called while a run goes on: with the phase, in a word, and the numbers of things done and of all things in it."""

FILES_PER_WORKER = 40
"""Below this many files to read for each worker, starting workers costs more than they save."""


def unwatched(_phase: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def parallel_map(
    tasks: Sequence[T],
    work: Callable[[T], R],
    on_lost: Callable[[T, str], R],
    *,
    jobs: int,
    tasks_per_worker: int,
    prepare: Callable[[], None] | None = None,
    apart: bool = False,
    seconds: float = limits.FILE_SECONDS * limits.PATIENCE,
) -> Iterator[R]:
    """Yield the result of `work` for every task, in no certain order.

    Args:
        tasks: the tasks.
        work: does one task; it must pickle if processes are not forked.
        on_lost: returns the result of a task that could not be done, given the reason.
        jobs: the largest number of processes; 0 for one on each core.
        tasks_per_worker: the number of tasks that justifies one more process.
        prepare: loads what all processes need, before they are forked.
        apart: whether not even a single task may be done in this process, because it could end the process.
        seconds: the time, by the clock, after which a task's process counts as hanging.
    """
    attempt = partial(_attempt, work, on_lost)
    jobs = min(jobs or available_cores(), len(tasks) // tasks_per_worker)
    if jobs < 2 and not (apart and tasks):
        yield from map(attempt, tasks)
        return
    from copydesk.run.pool import work_in_pool

    if prepare:
        prepare()
    yield from work_in_pool(tasks, max(jobs, 1), attempt, on_lost, seconds)


def _attempt(work: Callable[[T], R], on_lost: Callable[[T, str], R], task: T) -> R:
    """Do one task; whatever goes wrong, the others are done as well."""
    try:
        return work(task)
    except limits.TooSlow as error:
        return on_lost(task, f"it took longer than {error}")
    except MemoryError:
        return on_lost(task, "there is not enough memory for it")
    except Exception as error:
        return on_lost(
            task, f"checking it failed: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
        )


def available_cores() -> int:
    """Return the number of processes that can run at once; less than the machine's cores in a container or under
    `taskset`.
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
