"""Timing: hold work to a limit of processor time, in a way that a busy machine does not matter.

Where other work shares the cores and their caches, the same work takes several times as long, for moments. So it is
tried again, and a fixed piece of work, done before and after, tells how slow the machine is just now.
"""

from __future__ import annotations

import time

TRIES = 5
_USUAL = 0.03
"""Seconds of processor time that the fixed piece of work takes where nothing else runs, on a machine of today."""


def took(work):
    """Return how many seconds of processor time some work takes, on a machine as quick as usual."""
    before = _slowness()
    return _seconds(work) / max(1.0, before, _slowness())


def is_quick(work, limit):
    """Tell whether some work, which can be done several times, takes less than so many seconds of processor time."""
    # Mostly it is quick enough however slow the machine is, and to ask that would take longer.
    return _seconds(work) < limit or any(took(work) < limit for _ in range(TRIES - 1))


def _seconds(work):
    started = time.process_time()
    work()
    return time.process_time() - started


def _slowness():
    """Return how many times as long as usual a fixed piece of work takes now."""
    return _seconds(lambda: sum(number * number % 7 for number in range(400_000))) / _USUAL
