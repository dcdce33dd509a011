"""Time limits: everything that reads an article is inside one, and none is left behind."""

from __future__ import annotations

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from copydesk.__main__ import main
from copydesk.config.request import RunOptions
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.run.session import Session
from copydesk.support import limits
from copydesk.support.untrusted.watchdog import TICK_SECONDS, watching

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer signals"),
]
TEXT = "<!-- copydesk-disable names -->\n\nOn the the pier.\n"


@pytest.fixture
def article(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "FILE_SECONDS", 0.5)
    monkeypatch.setattr(limits, "RULE_SECONDS", 0.5)
    monkeypatch.setattr(limits, "_OVERDRAFT_SECONDS", 0.25)
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "a.md"
    file.write_text(TEXT)
    return file


def endless(*_args, **_options):
    while True:
        pass


@pytest.mark.parametrize(
    "step", ["copydesk.engine.linter.locate", "copydesk.engine.suppressions.collect_suppressions"]
)
def test_what_follows_the_rules_is_stopped(article, monkeypatch, step):
    monkeypatch.setattr(step, endless)
    with limits.interrupting():
        (finding,) = Session(RunOptions(isolated=True)).check(article).findings
    assert (finding.rule, finding.message) == (
        "unreadable-file",
        "not checked: it took longer than 0.5 s",
    )


def test_what_follows_slow_rules_still_has_time(article):
    with limits.interrupting(), limits.file_time():
        while limits.rule_begins():
            with pytest.raises(limits.TooSlow):
                endless()
        findings = lint(Document(TEXT, "a.md"), []).findings
        limits.finishing_begins()
        started = time.process_time()
        while time.process_time() - started < 0.2:
            pass
    assert not findings


def test_inspect_is_stopped_and_goes_on_with_the_next_file(article, monkeypatch, capsys):
    article.with_name("b.md").write_text("On the pier.\n")
    read = Session.read
    monkeypatch.setattr(
        Session, "read", lambda self, file: endless() if file.name == "a.md" else read(self, file)
    )
    assert main(["inspect", "."]) == 2
    printed = capsys.readouterr()
    assert "a.md: reading it took longer than 0.5 s" in printed.err
    assert "b.md (markdown)" in printed.out


def test_no_limit_is_left_of_a_file_that_could_not_be_read(article):
    article.write_bytes(b"\xff\xfe\xff")
    with limits.interrupting():
        Session(RunOptions(isolated=True)).check(article)
        started = time.process_time()
        while time.process_time() - started < 1.0:  # nothing interrupts what is done behind it
            pass


def test_a_context_within_another_leaves_its_timers(article):
    with limits.interrupting(), limits.file_time():
        with limits.interrupting():
            pass
        with pytest.raises(limits.TooSlow):
            endless()


def in_a_thread(work):
    """What `work` raises, or returns, in a second thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).exception(timeout=60)


def too_slow_work():
    with limits.interrupting(), limits.file_time():
        endless()


def in_this_thread(work):
    with pytest.raises(limits.TooSlow) as raised:
        work()
    return raised.value


@pytest.mark.parametrize("place", [in_a_thread, in_this_thread])
def test_limits_hold_in_every_thread(article, place):
    def work():
        with limits.interrupting_as_guest():
            too_slow_work()

    assert str(place(work)) == "0.5 s"


def test_a_guest_leaves_the_timers_of_the_program_alone(article, monkeypatch):
    monkeypatch.setattr(signal, "setitimer", None)
    with limits.interrupting_as_guest(), limits.file_time():
        pass


def test_no_error_comes_behind_what_is_watched(article):
    """Whoever ends just when the time is up is not interrupted in what it does next."""

    class Over:
        def spend(self, _processor, _clock):
            return True

    def work():
        for _ in range(8):
            with suppress(KeyError), watching(Over(), KeyError):
                time.sleep(TICK_SECONDS)
            sum(range(100_000))

    assert in_a_thread(work) is None
