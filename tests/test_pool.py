"""The pool: every file gets a result, whatever its process does."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from copydesk.engine.failures import not_checked
from copydesk.findings import FileResult
from copydesk.run import pool
from copydesk.run.pool import work_in_pool

FILES = [Path(f"/nowhere/{number}.txt") for number in range(60)]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="checks of these tests do not pickle")


def results(check, seconds=60.0):
    found = list(work_in_pool(FILES, 2, check, not_checked, seconds))
    assert len(found) == len(FILES)
    return {Path(result.path).name: result for result in found}


def fine(file):
    return FileResult(str(file), ())


def test_every_file_has_its_result():
    assert all(not result.findings for result in results(fine).values())


@pytest.mark.parametrize("end", [lambda: os._exit(3), lambda: os.kill(os.getpid(), signal.SIGKILL)])
def test_a_process_that_ends_loses_one_file(end):
    found = results(lambda file: end() if file.name == "7.txt" else fine(file))
    assert [name for name, result in found.items() if result.findings] == ["7.txt"]
    message = found["7.txt"].findings[0].message
    assert "status 3" in message or "SIGKILL" in message


def test_processes_that_all_end():
    found = results(lambda file: os._exit(3))
    assert all(result.findings for result in found.values())


def test_a_process_that_hangs(monkeypatch):
    monkeypatch.setattr(pool, "_GRACE_SECONDS", 0.5)

    def check(file):
        if file.name == "7.txt":
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
            time.sleep(60)
        return fine(file)

    found = results(check, seconds=0.5)
    assert [name for name, result in found.items() if result.findings] == ["7.txt"]
    assert "longer than 1 s" in found["7.txt"].findings[0].message


def test_breaking_off_leaves_no_process():
    run = work_in_pool(FILES, 2, fine, not_checked, 60.0)
    next(run)
    run.close()
    import multiprocessing

    assert not multiprocessing.active_children()
