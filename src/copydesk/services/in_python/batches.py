"""Batches: check any number of texts, in order, in as many processes as are wanted, with bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

from copydesk.run.parallel import FILES_PER_WORKER, available_cores, parallel_map
from copydesk.support import limits

T = TypeVar("T")
R = TypeVar("R")

_TEXTS_A_CORE = 1000
"""Texts that are at hand at once for each process: so many that starting processes anew costs next to nothing."""
_MOST_CHARACTERS = 32_000_000
_LARGE = 1_000_000
"""Characters from which on a text may need so much memory that a library ends its process."""


def in_order(
    tasks: Iterable[T],
    work: Callable[[T], R],
    on_lost: Callable[[T, str], R],
    *,
    jobs: int,
    size_of: Callable[[T], int],
    prepare: Callable[[], None],
    seconds: float = limits.FILE_SECONDS * limits.PATIENCE,
) -> Iterator[R]:
    """Yield the result of `work` for each task, in the order of the tasks; `parallel_map` explains the arguments.

    No more tasks are asked for than fit in a batch, so they may come from a stream without an end.
    """
    jobs = jobs or available_cores()
    if jobs == 1:
        yield from map(work, tasks)
        return
    for batch in _batches(tasks, jobs * _TEXTS_A_CORE, size_of):
        numbered = list(enumerate(batch))
        results: dict[int, R] = {}
        following = 0
        for number, result in parallel_map(
            numbered,
            partial(_numbered, work),
            partial(_numbered_lost, on_lost),
            jobs=jobs,
            tasks_per_worker=FILES_PER_WORKER,
            prepare=prepare,
            apart=any(size_of(task) >= _LARGE for task in batch),
            seconds=seconds,
        ):
            results[number] = result
            while following in results:
                yield results.pop(following)
                following += 1


def _batches(tasks: Iterable[T], number: int, size_of: Callable[[T], int]) -> Iterator[list[T]]:
    batch: list[T] = []
    size = 0
    for task in tasks:
        batch.append(task)
        size += size_of(task)
        if len(batch) >= number or size >= _MOST_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _numbered(work: Callable[[T], R], task: tuple[int, T]) -> tuple[int, R]:
    return task[0], work(task[1])


def _numbered_lost(on_lost: Callable[[T, str], R], task: tuple[int, T], reason: str) -> tuple[int, R]:
    return task[0], on_lost(task[1], reason)
