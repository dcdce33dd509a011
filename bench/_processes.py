"""Processes: run a command, and measure its time and memory together with its children."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_EVERY_SECONDS = 0.02
_LONGEST_END = 120
"""Seconds that daemons have to stop."""
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of Linux: processes whose parent has ended become our children
_TICKS = os.sysconf("SC_CLK_TCK")


class Taken(NamedTuple):
    """The time and memory of a process and all its children.

    Attributes:
        status: the exit status; -9 if it was killed at its time limit.
        seconds: by the clock.
        cpu_seconds: processor time of all processes together.
        megabytes: the highest total memory seen; pages that processes share count once (PSS).
    """

    status: int
    seconds: float
    cpu_seconds: float
    megabytes: float


def copydesk(*arguments: str | Path) -> list[str]:
    """Return the command line that checks these paths, with findings as JSON on standard output."""
    return [sys.executable, "-P", "-m", "copydesk", "check", "--output-format", "json", *map(str, arguments)]


def run_measured(
    command: Sequence[str],
    folder: Path,
    *,
    output: Path | None = None,
    errors: Path | None = None,
    time_limit: float | None = None,
    **environment: str,
) -> Taken:
    """Run a command in a folder; standard output and errors go to files, or nowhere.

    `environment` is added to ours. After `time_limit` seconds the process is killed.
    """
    started = time.perf_counter()
    with (output or Path(os.devnull)).open("wb") as out, (errors or Path(os.devnull)).open("wb") as err:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            cwd=folder,
            env={**os.environ, **environment},
        )
        timer = threading.Timer(time_limit or threading.TIMEOUT_MAX, process.kill)
        timer.daemon = True
        timer.start()
        most = 0.0
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            most = max(most, _memory(process.pid))
            time.sleep(_EVERY_SECONDS)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    return Taken(process.returncode, time.perf_counter() - started, usage.ru_utime + usage.ru_stime, most)


class Descendants:
    """All that is started within this context, and what it starts, also where nobody waits for it: Java, daemons.

    It ends when they have ended, or after two minutes.

    Attributes:
        cpu_seconds: their processor time, as it was read last, fifty times a second.
    """

    def __enter__(self) -> Descendants:
        ctypes.CDLL(None).prctl(_SUBREAPER, 1)
        self._before = set(_descendants(os.getpid()))
        self._taken: dict[int, float] = {}
        self._is_over = threading.Event()
        self._watch = threading.Thread(target=self._read_often)
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._watch.join()
        ends = time.monotonic() + _LONGEST_END
        while self._read() and time.monotonic() < ends:
            time.sleep(_EVERY_SECONDS)

    @property
    def cpu_seconds(self) -> float:
        return sum(self._taken.values())

    def _read_often(self) -> None:
        while not self._is_over.wait(_EVERY_SECONDS):
            self._read(reaps=False)

    def _read(self, *, reaps: bool = True) -> bool:
        """Tell whether there are any."""
        processes = set(_descendants(os.getpid())) - self._before
        for process in processes:
            try:
                state, *numbers = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
                self._taken[process] = (int(numbers[10]) + int(numbers[11])) / _TICKS
                if reaps and state == "Z":
                    os.waitpid(process, os.WNOHANG)
            except OSError:  # it has ended, or is the child of another
                continue
        return bool(processes)


def _memory(process: int) -> float:
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:  # it has ended
        return 0.0
    own = next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return own / 1024 + sum(map(_memory, _children(process)))


def _descendants(process: int) -> Iterator[int]:
    for child in _children(process):
        yield child
        yield from _descendants(child)


def _children(process: int) -> list[int]:
    try:
        # each thread lists those that it has started
        lists = [each.read_text() for each in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:  # it has ended
        return []
    return [int(child) for each in lists for child in each.split()]
