"""Work parallel_map over the cores, or done here if it is too little for that."""

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
    lost: Callable[[T, str], R],
    *,
    jobs: int,
    worth: int,
    seconds: float = limits.FILE_SECONDS * limits.PATIENCE,
) -> Iterator[R]:
    """What `work` makes of every task, in no certain order.

    `work` must pickle where processes are not forked. `lost` makes the result of a task that no process could do, given
    the reason. `jobs` is how many processes there may be, 0 for one a core; `worth` is how many tasks make one more of
    them worth its start; `seconds` what a task may take by the clock before its process is taken to hang.
    """
    jobs = min(jobs or available_cores(), len(tasks) // worth)
    if jobs < 2:
        yield from map(work, tasks)
        return
    from copydesk.run.pool import work_in_pool

    yield from work_in_pool(tasks, jobs, work, lost, seconds)


def available_cores() -> int:
    """How many processes can run at once; fewer than the machine's cores in a container or under `taskset`."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
