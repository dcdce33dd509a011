"""Results by content: the same again without checking, anew where anything changed, and no harm from a broken file."""

from __future__ import annotations

import pickle
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from copydesk.config.request import RunOptions
from copydesk.findings import FileResult, Finding, Location
from copydesk.run.cache import Cache
from copydesk.run.runner import run
from copydesk.run.session import Session
from copydesk.support import storage as module
from copydesk.support.storage import Storage, pack, unpack

TEXT = "Paris in the the spring.\n"
FINDING = Finding(
    "a.md", 1, 2, 1, 2, 1, 3, "r", "f", "info", "message", "x", ("y",), True, (Location("a.md", 1, 1, 0, 1, "here"),), "id"
)  # fmt: skip


@pytest.fixture
def articles(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    return tmp_path


@pytest.fixture
def checked(monkeypatch):
    """The names of the files that were really checked."""
    names = []
    original = Session.check

    def check(session, file, **options):
        names.append(file.name)
        return original(session, file, **options)

    monkeypatch.setattr(Session, "check", check)
    return names


def test_a_second_run_checks_nothing_and_finds_the_same(articles, checked):
    first = run(Session(RunOptions()), [articles])
    assert len(first.findings) == 2
    assert checked == ["a.txt", "b.txt"]
    again = run(Session(RunOptions()), [articles])
    assert again.findings == first.findings
    assert [finding.id for finding in again.findings] == [finding.id for finding in first.findings]
    assert checked == ["a.txt", "b.txt"]


def test_what_changed_is_checked_again(articles, checked):
    run(Session(RunOptions()), [articles])
    (articles / "b.txt").write_text("Paris in the spring.\n")
    assert [finding.path for finding in run(Session(RunOptions()), [articles]).findings] == ["a.txt"]
    assert checked == ["a.txt", "b.txt", "b.txt"]


def test_another_configuration_is_another_run(articles, checked):
    from copydesk.config.files import _config_in, read_config

    run(Session(RunOptions()), [articles])
    _config_in.cache_clear()
    read_config.cache_clear()
    (articles / "copydesk.yaml").write_text("rules: {doubled-word: off}\n")
    assert not run(Session(RunOptions()), [articles]).findings
    _config_in.cache_clear()
    assert len(checked) == 4


def test_without_the_cache_every_file_is_checked(articles, checked):
    run(Session(RunOptions(use_cache=False)), [articles])
    run(Session(RunOptions(use_cache=False)), [articles])
    assert len(checked) == 4


def test_a_file_that_could_not_be_read_is_tried_again(articles, checked):
    (articles / "c.txt").write_bytes(b"a\0b")
    for _ in range(2):
        assert run(Session(RunOptions()), [articles]).incomplete
    assert checked.count("c.txt") == 2
    assert checked.count("a.txt") == 1


def test_a_result_comes_back_whole():
    result = FileResult("a.md", (FINDING,), {"rule": (1, frozenset({"b"}))}, b"some fingerprint")
    cache = Cache()
    cache.add(result)
    cache.flush()
    found = cache.find([b"some fingerprint"])[b"some fingerprint"]
    assert replace(found, facts=dict(found.facts)) == result
    assert found.findings[0].excerpt == "x"
    assert found.findings[0].related == FINDING.related


class Evil:
    def __reduce__(self):
        return print, ("pwned",)


def test_nothing_that_runs_code_is_read_back(capsys):
    with pytest.raises(pickle.UnpicklingError):
        unpack(pack(Evil()))
    cache = Cache()
    cache.add(FileResult("a.md", (), {"rule": Evil()}, b"evil"))
    cache.flush()
    assert not cache.find([b"evil"])
    assert not capsys.readouterr().out


def kept(folder, value):
    storage = Storage(folder)
    storage.put({b"a": value})
    storage.close()


class TestStorage:
    def test_keeps(self, tmp_path):
        one, other = Storage(tmp_path), Storage(tmp_path)
        one.put({b"a": b"1", b"b": b""})
        assert other.get([b"a", b"b", b"c"]) == {b"a": b"1", b"b": b""}

    def test_many_keys(self, tmp_path):
        values = {str(number).encode(): b"x" for number in range(3_000)}
        Storage(tmp_path).put(values)
        assert Storage(tmp_path).get(values) == values

    def test_a_broken_file_is_empty_and_replaced(self, tmp_path):
        kept(tmp_path, b"1")
        file = next(tmp_path.glob("*.sqlite3"))
        file.write_bytes(b"no database" * 1000)
        broken = Storage(tmp_path)
        assert broken.get([b"a"]) == {}
        broken.put({b"a": b"2"})
        fresh = Storage(tmp_path)
        fresh.put({b"a": b"3"})
        assert fresh.get([b"a"]) == {b"a": b"3"}

    def test_a_value_that_was_damaged_is_not_there(self, tmp_path):
        kept(tmp_path, b"11111111")
        with closing(sqlite3.connect(next(tmp_path.glob("*.sqlite3")))) as connection, connection:
            connection.execute("UPDATE kept SET value = CAST(value || 'x' AS BLOB)")
        assert Storage(tmp_path).get([b"a"]) == {}

    def test_a_table_of_another_make_is_replaced(self, tmp_path):
        kept(tmp_path, b"1")
        with closing(sqlite3.connect(next(tmp_path.glob("*.sqlite3")))) as connection, connection:
            connection.execute("UPDATE kept SET value = 'text'")
        assert Storage(tmp_path).get([b"a"]) == {}

    def test_a_folder_that_cannot_be_made(self, tmp_path):
        (tmp_path / "file").write_text("")
        storage = Storage(tmp_path / "file" / "cache")
        storage.put({b"a": b"1"})
        assert storage.get([b"a"]) == {}
        storage.close()

    def test_a_folder_that_others_may_write_to(self, tmp_path):
        (tmp_path / "open").mkdir()
        (tmp_path / "open").chmod(0o777)
        storage = Storage(tmp_path / "open")
        storage.put({b"a": b"1"})
        assert not list((tmp_path / "open").iterdir())

    def test_a_full_disk(self, tmp_path, monkeypatch):
        storage = Storage(tmp_path)
        storage.put({b"a": b"1"})
        storage._connection.execute("PRAGMA max_page_count = 4")
        storage.put({b"b": b"x" * 1_000_000})
        assert Storage(tmp_path).get([b"a", b"b"]) == {b"a": b"1"}

    def test_it_does_not_grow_for_ever(self, tmp_path, monkeypatch):
        monkeypatch.setattr(module, "SIZE_LIMIT", 200_000)
        storage = Storage(tmp_path)
        for number in range(10):
            storage._today = number
            storage.put({str(number).encode(): b"x" * 100_000})
            storage.close()
        assert next(tmp_path.glob("*.sqlite3")).stat().st_size < 400_000
        assert storage.get([b"9"])
        assert not storage.get([b"0"])
