"""Atomic writing: a file holds the old content or the new one, whole, and nobody's edit is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from copydesk.run.discovery import find_files
from copydesk.support import atomic_write
from copydesk.support.atomic_write import NotReplaced, replace_content

OLD, NEW = b"In the the spring it rained in Aldery.\n", b"In the spring it rained in Aldery.\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(OLD)
    return path


def is_untouched(file, content=OLD):
    """Whether the file holds this, and no temporary file is left beside it."""
    return file.read_bytes() == content and [each.name for each in file.parent.iterdir()] == [file.name]


def while_it_is_written(monkeypatch, act):
    """Let something happen when the temporary file is complete and not renamed yet."""
    monkeypatch.setattr(os, "fsync", lambda _handle: act())


def test_a_request_to_end_waits_until_the_file_is_written(file, monkeypatch):
    seen = []
    before = signal.signal(signal.SIGTERM, lambda *_: seen.append(is_untouched(file, NEW)))
    try:
        # To this thread: another one, of whatever runs the tests, does not wait.
        this = threading.get_ident()
        while_it_is_written(monkeypatch, lambda: signal.pthread_kill(this, signal.SIGTERM))
        replace_content(file, OLD, NEW)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert seen == [True]


def test_content_changes_and_mode_stays(file):
    file.chmod(0o640)
    replace_content(file, OLD, NEW)
    assert is_untouched(file, NEW)
    assert file.stat().st_mode & 0o7777 == 0o640


def test_a_new_file_has_the_mode_of_new_files(tmp_path):
    replace_content(tmp_path / "new.txt", None, NEW)
    (tmp_path / "other.txt").touch()
    assert (tmp_path / "new.txt").stat().st_mode == (tmp_path / "other.txt").stat().st_mode
    with pytest.raises(NotReplaced, match="already"):
        replace_content(tmp_path / "new.txt", None, OLD)


def test_a_folder_that_becomes_a_link_meanwhile_is_not_followed(tmp_path, monkeypatch):
    for name in ("in", "out"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_bytes(OLD)

    def replace():
        (tmp_path / "in").rename(tmp_path / "moved")
        (tmp_path / "in").symlink_to(tmp_path / "out")

    while_it_is_written(monkeypatch, replace)
    with pytest.raises(NotReplaced, match="replaced by a link"):
        replace_content(tmp_path / "in/a.txt", OLD, NEW)
    assert is_untouched(tmp_path / "out/a.txt")


@pytest.mark.skipif(sys.platform != "linux", reason="Python knows extended attributes on Linux only")
def test_extended_attributes_stay_or_nothing_is_written(file, monkeypatch):
    try:
        os.setxattr(file, "user.tag", b"keep")
    except OSError:
        pytest.skip("this file system has no extended attributes")
    replace_content(file, OLD, NEW)
    assert os.getxattr(file, "user.tag") == b"keep"

    def refuse(*_arguments):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "setxattr", refuse)
    with pytest.raises(NotReplaced, match=r"user\.tag cannot be kept"):
        replace_content(file, NEW, OLD)
    assert is_untouched(file, NEW)


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a file away")
def test_the_owner_stays_or_nothing_is_written(file, monkeypatch):
    os.chown(file, 65534, 65534)
    replace_content(file, OLD, NEW)
    assert (file.stat().st_uid, file.stat().st_gid) == (65534, 65534)

    def refuse(*_arguments):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "fchown", refuse)
    with pytest.raises(NotReplaced, match="belongs to another user"):
        replace_content(file, NEW, OLD)
    assert is_untouched(file, NEW)


def test_what_somebody_has_changed_is_left(file):
    file.write_bytes(b"Mine.\n")
    with pytest.raises(NotReplaced, match="changed meanwhile"):
        replace_content(file, OLD, NEW)
    assert is_untouched(file, b"Mine.\n")


def test_what_is_saved_while_the_new_content_is_written_is_left(file, monkeypatch):
    while_it_is_written(monkeypatch, lambda: file.write_bytes(b"Mine.\n"))
    with pytest.raises(NotReplaced, match="changed meanwhile"):
        replace_content(file, OLD, NEW)
    assert is_untouched(file, b"Mine.\n")


def test_another_file_of_the_same_content_is_left(file, monkeypatch):
    """An editor that saves by renaming may have put it there."""

    def save():
        (file.parent / "saved").write_bytes(OLD)
        (file.parent / "saved").replace(file)

    while_it_is_written(monkeypatch, save)
    with pytest.raises(NotReplaced, match="changed meanwhile"):
        replace_content(file, OLD, NEW)


def test_who_writes_the_same_has_nothing_to_do(file):
    file.write_bytes(NEW)
    before = file.stat()
    replace_content(file, OLD, NEW)
    after = file.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def make_link(file):
    file.rename(file.with_name("target"))
    file.symlink_to("target")


def make_pipe(file):
    file.unlink()
    os.mkfifo(file)


def make_folder(file):
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    ("prepare", "says"),
    [
        (make_link, "it is a link, or no regular file"),
        (make_pipe, "it is a link, or no regular file"),
        (make_folder, "it is a link, or no regular file"),
        (lambda file: file.chmod(0o444), "it is read-only"),
        (lambda file: os.link(file, file.with_name("b.dat")), "it has 2 names"),
    ],
)
def test_what_cannot_be_replaced_without_a_loss_is_refused(file, prepare, says):
    prepare(file)
    before = sorted(each.name for each in file.parent.iterdir())
    with pytest.raises(NotReplaced, match=says):
        replace_content(file, OLD, NEW)
    assert sorted(each.name for each in file.parent.iterdir()) == before
    assert all(each.read_bytes() == OLD for each in file.parent.iterdir() if each.is_file())


def test_the_longest_name(tmp_path):
    file = tmp_path / ("a" * 251 + ".txt")
    file.write_bytes(OLD)
    replace_content(file, OLD, NEW)
    assert is_untouched(file, NEW)


def test_a_full_disk(file, monkeypatch):
    def fail():
        raise OSError(28, "No space left on device")

    while_it_is_written(monkeypatch, fail)
    with pytest.raises(OSError, match="No space left"):
        replace_content(file, OLD, NEW)
    assert is_untouched(file)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal")
def test_a_killed_process_leaves_the_old_content_and_no_article(file):
    code = (
        "import os, pathlib, sys\n"
        "from copydesk.support.atomic_write import replace_content\n"
        "os.fsync = lambda _handle: os.kill(os.getpid(), 9)\n"
        f"replace_content(pathlib.Path(sys.argv[1]), {OLD!r}, {NEW!r})\n"
    )
    assert subprocess.run([sys.executable, "-c", code, file]).returncode == -signal.SIGKILL
    assert file.read_bytes() == OLD
    assert len(list(file.parent.iterdir())) == 2
    assert find_files([file.parent], lambda _file: False) == [file]
    replace_content(file, OLD, NEW)
    assert file.read_bytes() == NEW


def test_one_run_waits_for_another(file, monkeypatch):
    fcntl = pytest.importorskip("fcntl")
    with file.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        monkeypatch.setattr(atomic_write, "_PATIENCE", 0)
        with pytest.raises(NotReplaced, match="another program is writing it"):
            replace_content(file, OLD, NEW)
        assert is_untouched(file)

        def other_run(_seconds):
            (file.parent / "temporary").write_bytes(b"Mine.\n")
            (file.parent / "temporary").replace(file)
            fcntl.flock(other, fcntl.LOCK_UN)

        monkeypatch.setattr(atomic_write, "_PATIENCE", 5)
        monkeypatch.setattr(atomic_write.time, "sleep", other_run)
        with pytest.raises(NotReplaced, match="changed meanwhile"):
            replace_content(file, OLD, NEW)
    assert is_untouched(file, b"Mine.\n")
