"""The storage: kept for its user alone, signed, and merely empty if anything about it is wrong."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from copydesk.findings import DocumentFacts
from copydesk.support.persistence import signing
from copydesk.support.persistence import storage as module
from copydesk.support.persistence.exact_packing import pack_exactly, unpack_exactly
from copydesk.support.persistence.packing import pack, unpack
from copydesk.support.persistence.storage import Storage, fingerprint
from copydesk.support.persistence.user_folders import cache_folder

SYSTEM_HAS_OWNERS = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are those of POSIX")


def kept(folder, value):
    storage = Storage(folder)
    storage.put({b"a": value})
    storage.close()


def database(folder):
    return next(folder.glob("*.sqlite3"))


def altered(folder, *statements):
    with closing(sqlite3.connect(database(folder))) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def is_usable(folder):
    """Whether a run that finds the folder so works, and the next one keeps something."""
    first = Storage(folder)
    assert first.get([b"a"]) in ({}, {b"a": b"1"})
    first.put({b"a": b"2"})
    first.close()
    kept(folder, b"3")
    return Storage(folder).get([b"a"]) == {b"a": b"3"}


class TestStorage:
    def test_keeps(self, tmp_path):
        one, other = Storage(tmp_path), Storage(tmp_path)
        one.put({b"a": b"1", b"b": b""})
        assert other.get([b"a", b"b", b"c"]) == {b"a": b"1", b"b": b""}

    def test_many_keys(self, tmp_path):
        values = {str(number).encode(): b"x" for number in range(3_000)}
        Storage(tmp_path).put(values)
        assert Storage(tmp_path).get(values) == values

    def test_a_value_that_was_damaged_is_not_there(self, tmp_path):
        kept(tmp_path, b"11111111")
        altered(tmp_path, "UPDATE kept SET value = CAST(value || 'x' AS BLOB)")
        assert Storage(tmp_path).get([b"a"]) == {}

    def test_a_folder_that_cannot_be_made(self, tmp_path):
        (tmp_path / "file").write_text("")
        storage = Storage(tmp_path / "file" / "cache")
        storage.put({b"a": b"1"})
        assert storage.get([b"a"]) == {}
        storage.close()

    def test_a_full_disk(self, tmp_path):
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
        assert database(tmp_path).stat().st_size < 400_000
        assert storage.get([b"9"])
        assert not storage.get([b"0"])

    def test_a_value_that_is_too_large_is_not_kept_and_harms_no_other(self, tmp_path, monkeypatch):
        monkeypatch.setattr(module, "LARGEST_VALUE", 1_000)
        Storage(tmp_path).put({b"a": b"1", b"b": b"x" * 1_001})
        assert Storage(tmp_path).get([b"a", b"b"]) == {b"a": b"1"}

    def test_another_process_holds_it(self, tmp_path, monkeypatch):
        monkeypatch.setattr(module, "_BUSY_SECONDS", 0.05)
        kept(tmp_path, b"1")
        with closing(sqlite3.connect(database(tmp_path))) as other:
            other.execute("BEGIN EXCLUSIVE")
            Storage(tmp_path).put({b"a": b"2"})
        assert Storage(tmp_path).get([b"a"]) == {b"a": b"1"}


BROKEN = {
    "no database": lambda file: file.write_bytes(b"no database" * 1000),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "empty": lambda file: file.write_bytes(b""),
    "a folder beside it": lambda file: Path(f"{file}-shm").mkdir(),
}
if hasattr(os, "mkfifo"):
    BROKEN["a pipe"] = lambda file: (file.unlink(), os.mkfifo(file))
    BROKEN["a pipe beside it"] = lambda file: os.mkfifo(f"{file}-wal")
    BROKEN["a link"] = lambda file: (file.unlink(), file.symlink_to("/dev/zero"))
    BROKEN["a link beside it"] = lambda file: Path(f"{file}-wal").symlink_to("/dev/zero")

ALTERED = {
    "text for a value": ["UPDATE kept SET value = 'text'"],
    "nothing for a value": ["UPDATE kept SET value = NULL"],
    "a larger value than there can be": [f"UPDATE kept SET value = zeroblob({module.LARGEST_VALUE + 100})"],
    "another table": ["DROP TABLE kept", "CREATE TABLE kept (name TEXT)"],
    "a view for the table": [
        "ALTER TABLE kept RENAME TO other",
        "CREATE VIEW kept AS SELECT key, value, day FROM other",
    ],
    "a column that is computed": [
        "DROP TABLE kept",
        "CREATE TABLE kept (key BLOB PRIMARY KEY, value BLOB, day INTEGER AS (abs(-9223372036854775808)))",
    ],
    "a trigger": ["CREATE TRIGGER trap AFTER INSERT ON kept BEGIN DELETE FROM kept; END"],
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_empty_and_replaced(tmp_path, name):
    kept(tmp_path, b"1")
    BROKEN[name](database(tmp_path))
    assert is_usable(tmp_path) != (name == "a folder beside it")  # which only a person should remove


@pytest.mark.parametrize("name", ALTERED)
def test_what_is_not_ours_in_the_file_is_replaced(tmp_path, name):
    kept(tmp_path, b"1")
    altered(tmp_path, *ALTERED[name])
    assert is_usable(tmp_path)


class TestSignatures:
    def test_a_value_counts_under_its_own_key_only(self, tmp_path):
        """“No findings”, which is true of one file, must not become the answer for another."""
        kept(tmp_path, b"1")
        altered(tmp_path, "INSERT INTO kept SELECT CAST('b' AS BLOB), value, day FROM kept")
        assert Storage(tmp_path).get([b"a", b"b"]) == {b"a": b"1"}

    def test_what_somebody_else_has_signed_is_not_there(self, tmp_path, monkeypatch):
        monkeypatch.setenv(signing.KEY_VARIABLE, "the key of somebody else")
        kept(tmp_path, b"1")
        monkeypatch.undo()
        assert Storage(tmp_path).get([b"a"]) == {}
        kept(tmp_path, b"2")
        assert Storage(tmp_path).get([b"a"]) == {b"a": b"2"}


@SYSTEM_HAS_OWNERS
@pytest.mark.skipif(sys.platform != "linux", reason="names the folders of Linux")
class TestUserFolders:
    @pytest.fixture(autouse=True)
    def home(self, tmp_path, monkeypatch):
        for name in ("COPYDESK_CACHE_DIR", signing.KEY_VARIABLE, "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
        monkeypatch.chdir(tmp_path)
        return tmp_path / "home"

    def key(self, home):
        return home / ".local/state/copydesk/cache.key"

    def test_only_the_user_can_read_them(self, home):
        kept(None, b"1")
        assert (home / ".cache/copydesk").stat().st_mode & 0o777 == 0o700
        assert database(home / ".cache/copydesk").stat().st_mode & 0o777 == 0o600
        assert self.key(home).stat().st_mode & 0o777 == 0o600

    def test_the_key_is_not_in_the_cache_folder(self, home):
        kept(None, b"1")
        assert Storage().get([b"a"]) == {b"a": b"1"}
        self.key(home).unlink()
        assert Storage().get([b"a"]) == {}

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda key: key.write_bytes(b""),
            lambda key: key.write_bytes(b"x" * 1000),
            lambda key: key.chmod(0o644),
            lambda key: (key.unlink(), os.mkfifo(key)),
            lambda key: (key.rename(key.parent / "other"), key.symlink_to("other")),
        ],
    )
    def test_a_key_that_others_may_know_is_replaced(self, home, spoil):
        kept(None, b"1")
        spoil(self.key(home))
        assert is_usable(None)
        assert stat.S_ISREG(self.key(home).lstat().st_mode)
        assert self.key(home).stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize("variable", ["HOME", "COPYDESK_CACHE_DIR", "XDG_CACHE_HOME", "XDG_STATE_HOME"])
    def test_nothing_is_written_relative_to_the_working_folder(self, tmp_path, monkeypatch, variable):
        monkeypatch.setenv(variable, "relative")
        kept(None, b"1")
        assert not (tmp_path / "relative").exists()

    def test_a_folder_that_others_may_write_to(self, tmp_path):
        (tmp_path / "open").mkdir()
        (tmp_path / "open").chmod(0o777)
        kept(tmp_path / "open", b"1")
        assert not list((tmp_path / "open").iterdir())

    def test_without_a_home_there_is_no_cache(self, tmp_path, monkeypatch):
        monkeypatch.setenv("HOME", str(tmp_path / "file"))
        (tmp_path / "file").write_text("")
        kept(None, b"1")
        assert Storage().get([b"a"]) == {}


def test_the_named_folder_comes_first(monkeypatch, tmp_path):
    monkeypatch.setenv("COPYDESK_CACHE_DIR", str(tmp_path))
    assert cache_folder() == tmp_path


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
def test_a_forked_process_opens_the_file_itself(tmp_path, monkeypatch):
    code = """
import os
from copydesk.support.persistence.storage import storage
storage().put({b"a": b"1"})
if not (child := os.fork()):
    assert storage()._connection is None, "inherited"
    storage().put({b"b": b"2"})
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
assert storage().get([b"a", b"b"]) == {b"a": b"1", b"b": b"2"}
"""
    monkeypatch.setenv("COPYDESK_CACHE_DIR", str(tmp_path))
    subprocess.run([sys.executable, "-c", code], check=True, timeout=300)


def test_every_text_has_a_fingerprint_of_its_own():
    names = [os.fsdecode(b"\xff.md"), os.fsdecode(b"\xfe.md"), "?.md", "\udcff", "\ud800", "ÿ"]
    assert len({fingerprint(name) for name in names}) == len(names)
    assert fingerprint("a", "b") != fingerprint("ab", "")


class Nested:
    def __iter__(self) -> Iterator[object]:
        yield self


SIMPLE = {"a": [None, True, -1, 2**63, 1.5, "é\udcff", b"\0", frozenset("xy"), {1: []}]}


def test_packed_values_come_back():
    assert unpack(pack(SIMPLE)) == SIMPLE


@pytest.mark.parametrize("value", [object(), Nested(), print, 2**64, {1, 2}, frozenset([frozenset()])])
def test_what_is_not_simple_is_not_packed(value):
    with pytest.raises((TypeError, OverflowError)):
        pack([value])


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        pack(SIMPLE)[:-1],
        pack(SIMPLE) + b"\0",
        b"\x91" * 100_000 + b"\xc0",  # lists in lists
        b"\xdf\xff\xff\xff\xff",  # a mapping of four thousand million
        b"\xc7\x00\x05",  # an extension that is not ours
        b"cos\nsystem\n(S'true'\ntR.",  # a pickle
        b"\xc7\x05\x01\xc7\x02\x01\x91\x91",  # a set in a set
    ],
)
def test_what_was_not_packed_is_refused(packed):
    with pytest.raises((ValueError, TypeError)):
        unpack(packed)


NAMED = {"DocumentFacts": DocumentFacts}
EXACT = {
    ("a", 1): [(), [()], {1, 2}, frozenset({(1,)}), {}, None, 1.5, True],
    "b": DocumentFacts(7, {"rule": ("x", b"y")}),
}


def test_exactly_packed_values_come_back_with_their_types():
    found = unpack_exactly(pack_exactly(EXACT, NAMED), NAMED)
    assert found == EXACT
    assert type(found["b"]) is DocumentFacts
    assert [type(each) for each in found["a", 1]] == [type(each) for each in EXACT["a", 1]]


@pytest.mark.parametrize("value", [object(), DocumentFacts(1, {}), print, type("Text", (str,), {})("x")])
def test_other_types_are_not_packed(value):
    with pytest.raises(TypeError):
        pack_exactly([value])


def test_no_type_is_made_that_is_not_expected():
    with pytest.raises(KeyError):
        unpack_exactly(pack_exactly(EXACT, NAMED))
