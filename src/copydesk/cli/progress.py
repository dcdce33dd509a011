"""Progress bar: shown on a terminal, for runs that take a while, and imported only then."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from copydesk.run.parallel import Progress, unwatched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress as Display
    from rich.progress import TaskID

_PATIENCE = 1.0
"""Seconds before anything is shown."""


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Return a function that shows how far a run is, on a terminal; it does nothing if nobody would see the bar."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield unwatched
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.end()


class _Bar:
    """A line for each phase of a run: its name, a bar, the numbers done and of all, and the time that is left."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._display: Display | None = None
        self._tasks: dict[str, TaskID] = {}

    def show(self, phase: str, done: int, total: int) -> None:
        if self._display is None:
            if time.monotonic() - self._started < _PATIENCE or done == total:
                return
            self._display = self._start()
        if phase not in self._tasks:
            self._tasks[phase] = self._display.add_task(phase, total=total)
        self._display.update(self._tasks[phase], completed=done)

    @staticmethod
    def _start() -> Display:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Display

        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        display = Display(*columns, console=Console(stderr=True), transient=True)
        display.start()
        return display

    def end(self) -> None:
        if self._display is not None:
            self._display.stop()
