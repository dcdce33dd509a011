"""The watchdog stops code whatever else looks at it: a profiler, a debugger, the measuring of coverage."""

from __future__ import annotations

import cProfile
import sys
from contextlib import contextmanager, suppress

import pytest

from copydesk.support.untrusted import watchdog
from copydesk.support.untrusted.watchdog import watching


class Over:
    """A clock by which the time is always over."""

    def spend(self, _processor, _clock):
        return True


@contextmanager
def c_profile():
    profiler = cProfile.Profile()
    profiler.enable()
    try:
        yield
    finally:
        profiler.disable()


@contextmanager
def profile():
    before = sys.getprofile()
    sys.setprofile(lambda *_: None)
    try:
        yield
    finally:
        sys.setprofile(before)


@contextmanager
def trace():
    def look(*_):
        return look

    before = sys.gettrace()
    sys.settrace(look)
    try:
        yield
    finally:
        sys.settrace(before)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    watchdog.end_idle_watch()
    monkeypatch.setattr(watchdog, "TICK_SECONDS", 0.002)
    yield
    watchdog.end_idle_watch()


def call():
    return len("a")


def endless():
    with watching(Over(), KeyError):
        while True:
            call()


@pytest.mark.parametrize("observer", [suppress, c_profile, profile, trace])
def test_time_is_limited_under_a_profiler(observer):
    with observer():
        for _ in range(2):
            with pytest.raises(KeyError):
                endless()


@pytest.mark.parametrize("observer", [suppress, c_profile, profile, trace])
def test_an_error_that_is_caught_leaves_nothing_behind(observer):
    """What follows is neither interrupted nor slowed down."""
    with observer():
        with suppress(KeyError), watching(Over(), KeyError), suppress(KeyError):
            while True:
                call()
        for _ in range(1_000):
            call()
