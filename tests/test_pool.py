"""The pool: every file gets a result, whatever its process does."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from multiprocessing.context import BaseContext, ForkProcess
from pathlib import Path

import pytest

from copydesk.__main__ import main
from copydesk.engine.failures import not_checked
from copydesk.findings import FileResult
from copydesk.run import pool
from copydesk.run.parallel import parallel_map
from copydesk.run.pool import work_in_pool
from copydesk.run.session import Session
from copydesk.support import limits

FILES = [Path(f"/nowhere/{number}.txt") for number in range(60)]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="checks of these tests do not pickle")


@pytest.fixture(autouse=True)
def _no_other_threads(monkeypatch):
    """Let the pool fork, though the browser of other tests may have left a thread in this process."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


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
    assert not multiprocessing.active_children()


def interrupt():
    os.kill(os.getpid(), signal.SIGINT)


def test_an_interrupt_leaves_no_process_that_has_just_started(monkeypatch):
    start = ForkProcess.start
    monkeypatch.setattr(ForkProcess, "start", lambda process: (start(process), interrupt()))
    with pytest.raises(KeyboardInterrupt):
        results(fine)
    end = time.monotonic() + 20
    # Those that are told to end are ending.
    while multiprocessing.active_children() and time.monotonic() < end:
        time.sleep(0.02)
    assert not multiprocessing.active_children()


def test_a_process_that_starts_leaves_an_interrupt_to_its_parent(monkeypatch):
    bootstrap = ForkProcess._bootstrap
    monkeypatch.setattr(
        ForkProcess, "_bootstrap", lambda *given, **more: interrupt() or bootstrap(*given, **more)
    )
    assert all(not result.findings for result in results(fine).values())


@pytest.mark.parametrize("most", [0, 1, 3])
def test_no_more_processes_are_allowed(monkeypatch, most):
    """After `most` processes the system refuses another; a worker that ends cannot be replaced then."""
    fork, calls = os.fork, []

    def limited():
        calls.append(1)
        if len(calls) > most:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return fork()

    parent = os.getpid()

    def check(file):
        if file.name == "7.txt" and os.getpid() != parent:
            os._exit(3)
        return fine(file)

    monkeypatch.setattr(os, "fork", limited)
    assert len([name for name, result in results(check).items() if result.findings]) == bool(most)


def test_no_more_files_can_be_opened(monkeypatch):
    def pipe(_context):
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(BaseContext, "Pipe", pipe)
    assert not any(result.findings for result in results(fine).values())


def test_a_signal_without_a_name():
    found = results(lambda file: os.kill(os.getpid(), 40) if file.name == "7.txt" else fine(file))
    assert "signal 40" in found["7.txt"].findings[0].message


class Unreadable(FileResult):
    def __reduce__(self):
        return int, ("x",)


def test_results_that_cannot_be_read_keep_no_worker_waiting():
    found = results(
        lambda file: Unreadable(str(file), ())
    )  # a worker that is waited for is waited for for ever
    assert all("could not be read" in result.findings[0].message for result in found.values())


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("error", "message"),
    [
        (MemoryError(), "not enough memory"),
        (limits.TooSlow("30 s"), "took longer than 30 s"),
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero"),
    ],
)
def test_an_error_loses_one_file(jobs, error, message):
    def check(file):
        if file.name == "7.txt":
            raise error
        return fine(file)

    found = list(parallel_map(FILES, check, not_checked, jobs=jobs, tasks_per_worker=1))
    assert len(found) == len(FILES)
    (lost,) = [result for result in found if result.findings]
    assert lost.path.endswith("7.txt")
    assert message in lost.findings[0].message


def test_a_large_file_cannot_end_the_run(tmp_path, monkeypatch, capsys):
    """Libraries that are short of memory end the process; a small file beside it is checked all the same."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "large.txt").write_text("A line of a long list.\n" * 50_000)
    (tmp_path / "small.txt").write_text("Paris in the the spring.\n")
    check = Session.check

    def aborting(session, file, **options):
        if file.name == "large.txt":
            os.kill(os.getpid(), signal.SIGKILL)  # as the kernel does when memory is short
        return check(session, file, **options)

    monkeypatch.setattr(Session, "check", aborting)
    assert main(["check", ".", "--output-format", "concise"]) == 2
    shown = capsys.readouterr().out
    assert "SIGKILL" in shown
    assert "small.txt:1:10" in shown
