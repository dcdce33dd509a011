"""parallel_map: spreads work over the processor's cores, or does it here if it is too little for that."""

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
    """Yield what `work` makes of every task, in no certain order.

    Args:
        tasks: what is to be done.
        work: does one task; it must pickle where processes are not forked.
        on_lost: makes the result of a task that no process could do, given the reason.
        jobs: how many processes there may be; 0 for one a core.
        tasks_per_worker: how many tasks make one more process worth its start.
        seconds: what a task may take by the clock before its process is taken to hang.
    """
    jobs = min(jobs or available_cores(), len(tasks) // tasks_per_worker)
    if jobs < 2:
        yield from map(work, tasks)
        return
    from copydesk.run.pool import work_in_pool

    yield from work_in_pool(tasks, jobs, work, on_lost, seconds)


def available_cores() -> int:
    """How many processes can run at once; fewer than the machine's cores in a container or under `taskset`."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
