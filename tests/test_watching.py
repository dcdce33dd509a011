"""copydesk check --watch: which changes lead to another run, whatever becomes of the folders meanwhile."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess

import pytest

from copydesk.__main__ import main
from copydesk.cli.guidance import watching
from copydesk.cli.guidance.watched_places import Stamps, WatchedPlaces

ADDED, MODIFIED, DELETED = 1, 2, 3


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "posts/old").mkdir(parents=True)
    (tmp_path / "posts/.git/objects").mkdir(parents=True)
    (tmp_path / "posts/old/a.md").write_text("The pier is old.\n")
    return tmp_path


def test_folders_that_come_and_go(folder):
    posts = folder / "posts"
    places = WatchedPlaces([posts], [])
    assert places.begin() == [str(posts)]
    assert not places.matters(MODIFIED, str(posts / "old"))  # its times
    shutil.move(posts / "old", folder / "away")
    assert places.matters(DELETED, str(posts / "old"))
    assert not places.matters(DELETED, str(posts / "old"))
    shutil.move(folder / "away", posts / "v1.2")
    assert places.matters(ADDED, str(posts / "v1.2"))
    assert not places.matters(ADDED, str(posts / "v1.2"))
    shutil.rmtree(posts / "v1.2")
    assert places.matters(DELETED, str(posts / "v1.2"))
    (posts / "empty").mkdir()
    (posts / ".git/objects/ab").mkdir()
    (posts / ".git/objects/ab/c.md").touch()
    for name in ("empty", ".git/objects/ab", "4913", "a.png", ".git/index.lock"):
        for change in (ADDED, DELETED):
            assert not places.matters(change, str(posts / name))
    (posts / "empty/deep").mkdir()
    (posts / "empty/deep/b.md").touch()
    assert places.matters(ADDED, str(posts / "empty/deep"))


def test_folders_that_are_deleted_and_made_again(folder):
    posts = folder / "posts"
    places = WatchedPlaces([posts, folder / "one.md"], [])
    places.begin()
    assert places.returned() == set()
    shutil.rmtree(posts)
    assert places.returned() == set()
    posts.mkdir()
    assert places.returned() == {str(posts)}
    places.begin()
    shutil.rmtree(posts)
    posts.mkdir()  # between two looks, and perhaps with the same number
    assert places.matters(DELETED, str(posts))
    assert places.returned() == {str(posts)}
    places.begin()
    assert places.returned() == set()
    shutil.rmtree(posts)
    posts.touch()  # no folder
    assert places.begin() == [str(folder)]
    assert places.returned() == set()


def test_stamps_tell_of_each_change_once(tmp_path):
    there, missing = tmp_path / "a.md", tmp_path / "b.md"
    there.touch()
    stamps = Stamps()
    stamps.begin([str(there), str(missing)])
    assert stamps.changed() == set()
    there.write_text("The pier.")
    missing.touch()
    assert stamps.changed() == {str(there), str(missing)}
    assert stamps.changed() == set()
    there.unlink()
    stamps.begin([str(there)])  # what has changed since is still told
    missing.write_text("The mill.")
    assert stamps.changed() == {str(there)}


def test_what_a_run_reads_besides_its_articles(folder, capsys):
    for name in (
        "rules/a.yaml",
        "rules/terms.csv",
        "known.tsv",
        "sources/deep/s.md",
        "sources/t.md",
        "own.md",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    (folder / "rules/a.yaml").write_text(
        "summary: A word.\nmessage: No.\nphrases: [a quuxling]\nbad: [It is a quuxling.]\ngood: [It is a weir.]\n"
    )
    (folder / "copydesk.yaml").write_text(
        "packs: [rules]\naccept: known.tsv\nsources: [{paths: [/posts/], from: [sources/]}]\n"
    )
    (folder / "posts/old/a.md").write_text("---\nsources: [../../own.md, ../missing.md]\n---\n\nThe pier.\n")
    shutil.rmtree(folder / "posts/.git")
    assert main(["check", "--show-inputs", "posts"]) == 0
    told = [os.path.relpath(each, folder) for each in json.loads(capsys.readouterr().out)]
    assert told == [
        "copydesk.yaml", "known.tsv", "own.md", "posts/missing.md", "rules", "rules/a.yaml", "rules/terms.csv",
        "sources/deep/s.md", "sources/t.md",
    ]  # fmt: skip


def test_a_run_that_fails_says_nothing_of_its_inputs(monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 2, b"", b"Error"))
    assert watching._inputs(["copydesk"]) is None


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="a time limit for the test")
def test_watching_goes_on_whatever_happens(folder, monkeypatch):
    pytest.importorskip("watchfiles", reason="the extra “watch” brings it")
    posts, source = folder / "posts", folder / "s.md"
    source.touch()

    def remake():
        shutil.rmtree(posts)
        posts.mkdir()
        (posts / "b.md").touch()

    steps = [
        lambda: shutil.move(posts / "old", folder / "away"),
        lambda: shutil.move(folder / "away", posts / "new"),
        lambda: (posts / "new/a.md").write_text("The mill."),
        lambda: source.write_text("The pier."),
        remake,
        lambda: (posts / "b.md").write_text("The weir."),
    ]
    left = iter(steps)
    runs = []

    def run(_command):
        runs.append(sorted(each.name for each in posts.rglob("*.md")))
        # A folder that was made again is run over once more, when it is watched.
        if len(runs) == 6 and places[0]._lost:
            return
        step = next(left, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    places = []
    made = watching.WatchedPlaces
    monkeypatch.setattr(watching, "WatchedPlaces", lambda *given: places.append(made(*given)) or places[0])
    monkeypatch.setattr(watching, "_run", run)
    monkeypatch.setattr(watching, "_inputs", lambda _command: [str(source)])

    def too_late(*_):
        raise AssertionError(f"nothing more was noticed after {runs}")

    before = signal.signal(signal.SIGALRM, too_late)
    signal.setitimer(signal.ITIMER_REAL, 30)
    try:
        assert main(["check", "--watch", "posts"]) == 0
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert runs[:5] == [["a.md"], [], ["a.md"], ["a.md"], ["a.md"]]
    assert runs[5:] in ([["b.md"]] * 2, [["b.md"]] * 3)
