"""Processes: run a command, and measure its time and memory together with its children."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_EVERY_SECONDS = 0.02


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


def _memory(process: int) -> float:
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        # each thread lists those that it has started
        children = [
            child
            for each in Path(f"/proc/{process}/task").glob("*/children")
            for child in each.read_text().split()
        ]
    except OSError:  # it has ended
        return 0.0
    own = next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return own / 1024 + sum(_memory(int(child)) for child in children)
