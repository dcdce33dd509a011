"""Progress bar: shown on a terminal, for runs that take a while, and imported only then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE = 1.0
"""Seconds before anything is shown."""


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None] | None]:
    """Return a function to call with the numbers of finished and of all files; None if nobody would see the bar."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.end()


class _Bar:
    def __init__(self) -> None:
        self._started = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def show(self, done: int, total: int) -> None:
        if self._progress is None and time.monotonic() - self._started > _PATIENCE and done < total:
            self._start(total)
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=done)

    def _start(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self._progress = Progress(console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task("checking", total=total)
        self._progress.start()

    def end(self) -> None:
        if self._progress is not None:
            self._progress.stop()
