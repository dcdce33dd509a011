"""Threads: `copydesk.lint` gives the same answers in any of them, and several may call it at once."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

import copydesk
from copydesk.support import limits
from copydesk.support.persistence import pattern_code
from copydesk.support.persistence.user_folders import cache_folder

TEXTS = [
    f"“We will open the the bridge in May {2000 + number},” said Ines Okafor of Aldery.\n\n"
    f"Mara Vint, aged {number}, saw it on Monday 3 May {2000 + number}. Ines Okafer did not.\n\nShare this article\n"
    for number in range(16)
]

FIRST_IN_A_SECOND_THREAD = """
import sys, threading
import copydesk
found = []
thread = threading.Thread(target=lambda: found.extend(copydesk.lint("Paris in the the spring.")))
thread.start()
thread.join()
assert [each.rule for each in found] == ["doubled-word"], found
assert copydesk.lint("Paris in the the spring.") == found
"""


def copy_without_patterns(folder):
    """Copy the cache of these tests, but for the patterns: to find out about the rules anew would take seconds."""
    for file in cache_folder().glob("*.sqlite3"):
        with closing(sqlite3.connect(file)) as ours, closing(sqlite3.connect(folder / file.name)) as copied:
            ours.backup(copied)
            copied.execute("DELETE FROM kept WHERE key = ?", [pattern_code._place()])
            copied.commit()
        (folder / file.name).chmod(0o600)


def test_the_first_call_may_come_from_a_second_thread(tmp_path):
    """Whatever that thread has opened or compiled, the main thread can go on with."""
    copy_without_patterns(tmp_path)
    environment = {**os.environ, "COPYDESK_CACHE_DIR": str(tmp_path)}
    for _ in ("no patterns", "all that it needs"):
        command = [sys.executable, "-W", "error", "-c", FIRST_IN_A_SECOND_THREAD]
        result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
        assert (result.returncode, result.stderr) == (0, "")


def test_several_threads_find_what_one_finds():
    expected = [copydesk.lint(text) for text in TEXTS]
    assert any(expected)
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda text: copydesk.lint(text), TEXTS)) == expected


def test_each_thread_has_its_own_time():
    limits.file_begins()
    limits._of_thread.budget.processor = 1.0
    other = threading.Thread(target=limits.rest)
    other.start()
    other.join()
    try:
        assert limits._of_thread.budget.processor == 1.0
    finally:
        limits.rest()


FORKED_MEANWHILE = """
import os, threading
import copydesk
threading.Thread(target=copydesk.lint, args=("Paris in the the spring.",)).start()
child = os.fork()
if child == 0:
    os._exit(len(copydesk.lint("Paris in the the spring.")))
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
"""

AT_TIME = """
import signal
import copydesk
class Late(Exception):
    pass
def stop(number, frame):
    raise Late
copydesk.lint("a")
for number, timer in (signal.SIGALRM, signal.ITIMER_REAL), (signal.SIGPROF, signal.ITIMER_PROF):
    signal.signal(number, stop)
    signal.setitimer(timer, 0.1)
    try:
        copydesk.lint("The mayor said so on 3 May 2001, said Ines Okafor of Aldery. " * 10_000)
        raise SystemExit("the time limit of the program is lost")
    except Late:
        assert signal.getsignal(number) is stop
"""

IN_NO_FOLDER = """
import os, tempfile
import copydesk
os.chdir(tempfile.mkdtemp())
os.rmdir(os.getcwd())
assert [each.rule for each in copydesk.lint("Paris in the the spring.")] == ["doubled-word"]
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks, no timers here")
@pytest.mark.parametrize("script", [FORKED_MEANWHILE, AT_TIME, IN_NO_FOLDER])
def test_programs_of_every_kind(script):
    command = [sys.executable, "-P", "-c", script]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert (result.returncode, result.stderr) == (0, "")


def test_without_docstrings():
    command = [sys.executable, "-OO", "-c", "import copydesk; copydesk.lint('a')"]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.stderr.splitlines()[-1].startswith("RuntimeError: Python was told to drop docstrings")


@pytest.mark.parametrize("path", ["a.txt", "a.md", "a.html", "a.rst"])
def test_halves_of_characters(path):
    text = "---\ntitle: An \udcff old pier\n---\n\nThey sat on the the pier. It was \udcff old.\n"
    found = copydesk.lint(text, path=path, preset="strict")
    assert "the the" in [each.excerpt for each in found]
    assert not [each.message for each in found if each.is_failure or each.rule == "broken-front-matter"]
