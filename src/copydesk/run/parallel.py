"""Parallel work: divide tasks among the processor's cores, or do them in this process if they are few."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from copydesk.support import limits

T = TypeVar("T")
R = TypeVar("R")

FILES_PER_WORKER = 40
"""Below this many files to read for each worker, starting workers costs more than they save."""


def parallel_map(
    tasks: Sequence[T],
    work: Callable[[T], R],
    on_lost: Callable[[T, str], R],
    *,
    jobs: int,
    tasks_per_worker: int,
    seconds: float = limits.FILE_SECONDS * limits.PATIENCE,
) -> Iterator[R]:
    """Yield the result of `work` for every task, in no certain order.

    Args:
        tasks: the tasks.
        work: does one task; it must pickle if processes are not forked.
        on_lost: returns the result of a task that no process could do, given the reason.
        jobs: the largest number of processes; 0 for one on each core.
        tasks_per_worker: the number of tasks that justifies one more process.
        seconds: the time, by the clock, after which a task's process counts as hanging.
    """
    jobs = min(jobs or available_cores(), len(tasks) // tasks_per_worker)
    if jobs < 2:
        yield from map(work, tasks)
        return
    from copydesk.run.pool import work_in_pool

    yield from work_in_pool(tasks, jobs, work, on_lost, seconds)


def available_cores() -> int:
    """Return the number of processes that can run at once; less than the machine's cores in a container or under
    `taskset`.
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
