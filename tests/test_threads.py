"""Threads: `copydesk.lint` gives the same answers in any of them, and several may call it at once."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import copydesk
from copydesk.support import limits

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


def test_the_first_call_may_come_from_a_second_thread(tmp_path):
    """Whatever that thread has opened or compiled, the main thread can go on with."""
    environment = {**os.environ, "COPYDESK_CACHE_DIR": str(tmp_path)}
    for _ in ("empty cache", "filled cache"):
        command = [sys.executable, "-W", "error", "-c", FIRST_IN_A_SECOND_THREAD]
        result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
        assert (result.returncode, result.stderr) == (0, "")


def test_several_threads_find_what_one_finds():
    expected = [copydesk.lint(text) for text in TEXTS]
    assert any(expected)
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda text: copydesk.lint(text), TEXTS)) == expected


def test_each_thread_has_its_own_time():
    limits.file_begins()
    limits._left.processor = 1.0
    other = threading.Thread(target=limits.rest)
    other.start()
    other.join()
    try:
        assert limits._left.processor == 1.0
    finally:
        limits.rest()
