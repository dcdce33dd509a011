"""Results by content: the same again without checking, anew where anything changed, and no harm from a broken file."""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module

import pytest

from copydesk.__main__ import main
from copydesk.config.request import CliOverrides, RunOptions
from copydesk.findings import FileResult, Finding, Location, Suppression
from copydesk.run import cache as cache_module
from copydesk.run.cache import Cache
from copydesk.run.runner import run
from copydesk.run.session import Session
from copydesk.support import limits
from copydesk.support.digests import digest_of_files
from copydesk.support.persistence.packing import pack, unpack
from copydesk.support.persistence.storage import storage

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
    assert found._replace(facts=dict(found.facts)) == result
    assert found.findings[0].excerpt == "x"
    assert found.findings[0].related == FINDING.related


class Own:
    pass


@pytest.mark.parametrize("fact", [Own(), print, type("Text", (str,), {})("x"), {"a": [1, {Own}]}])
def test_results_with_facts_of_other_types_are_not_stored(fact):
    cache = Cache()
    cache.add(FileResult("a.md", (), {"rule": fact}, b"other types"))
    cache.flush()
    assert not cache.find([b"other types"])


def test_the_facts_of_all_our_rules_can_be_stored(articles, checked, monkeypatch):
    monkeypatch.setattr(cache_module, "pack_exactly", pack := Spy(cache_module.pack_exactly))
    (articles / "b.txt").write_text(
        "---\ntitle: Week 3\n---\n" + "Share this\n\nParis in the the spring of 2019.\n" * 9
    )
    run(Session(RunOptions(CliOverrides(preset="strict"))), [articles])
    assert pack.calls
    run(Session(RunOptions(CliOverrides(preset="strict"))), [articles])
    assert checked == ["a.txt", "b.txt"]


class Spy:
    def __init__(self, function):
        self.function, self.calls = function, 0

    def __call__(self, *arguments):
        self.calls += 1
        return self.function(*arguments)


VALUES = cache_module._as_values(FileResult("a.md", (FINDING,), {}, b"", (Suppression("r", 0, 1, FINDING),)))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda values: values.append(1),
        lambda values: values.__setitem__(0, 7),
        lambda values: values.__setitem__(1, None),
        lambda values: values[1][0].pop(),
        lambda values: values[1][0].__setitem__(1, "0"),
        lambda values: values[1][0].__setitem__(9, "harmless"),
        lambda values: values[1][0].__setitem__(12, [1]),
        lambda values: values[1][0].__setitem__(14, [[]]),
        lambda values: values[2].append([]),
        lambda values: values[2][0].__setitem__(3, [None]),
        lambda values: values.__setitem__(3, "text"),
    ],
)
def test_a_stored_result_of_another_form_is_not_there(spoil):
    values = unpack(pack(VALUES))
    storage().put({b"whole": pack(values)})
    spoil(values)
    storage().put({b"spoilt": pack(values), b"pickle": b"cos\nsystem\n(S'true'\ntR."})
    assert list(Cache().find([b"whole", b"spoilt", b"pickle"])) == [b"whole"]


PACK = "summary: A word.\nbad: one cat\ngood: one dog\nphrases: [cat]\n"
PLUGIN = """
from copydesk.findings import Flag
from copydesk.hookspecs import hookimpl
from copydesk.rules import rule
from helper import WORD

@rule(family="test")
def house_word(doc):
    '''A word.'''
    if WORD in doc.source:
        yield Flag(0, 1, "it is house A")

@hookimpl
def copydesk_rules():
    return [house_word]
"""


def swap(file, old, new):
    """Change a file, but neither its size nor its times."""
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(old.encode(), new.encode()))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """An article, and everything else that its findings depend on."""
    monkeypatch.chdir(tmp_path)
    files = {
        "a.md": "---\nsources: [wire.txt]\n---\n“We saw a cat and two grey dogs at the mill,” said Ines Okafor.\n",
        "wire.txt": "“We saw a cat and two grey dogs at the mill,” said Ines Okafor.\n",
        "copydesk.yaml": "packs: [house]\nseverity: {animal: error}\n".replace("severity", "rules"),
        "house/words/animal.yaml": PACK,
        "plugins/house_rules.py": PLUGIN,
        "plugins/helper.py": "WORD = 'Ines'\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def check(desk, monkeypatch, forget_settings, capsys):
    """Checks the article as if in a new process."""
    monkeypatch.syspath_prepend(desk / "plugins")
    monkeypatch.setattr(
        sys, "dont_write_bytecode", True
    )  # else Python tells by the times whether code has changed

    def check():
        forget_settings()
        for name in ("house_rules", "helper"):
            sys.modules.pop(name, None)
        options = ["--select", "test,words,altered-quote", "--output-format", "json"]
        assert main(["check", "a.md", "--plugin", "house_rules", *options]) in (0, 1)
        found = json.loads(capsys.readouterr().out)
        return [(each["rule"], each["severity"], each["message"]) for each in found]

    return check


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("a.md", "cat", "cow"),
        ("wire.txt", "grey", "blue"),
        ("copydesk.yaml", "error", "info "),
        ("house/words/animal.yaml", "phrases: [cat]", "phrases: [dog]"),
        ("plugins/house_rules.py", "house A", "house B"),
        ("plugins/helper.py", "Ines", "Olga"),
    ],
)
def test_whatever_a_result_depends_on_counts_by_its_content(desk, check, checked, file, old, new):
    first = check()
    assert check() == first
    assert checked == ["a.md"]
    swap(desk / file, old, new)
    assert check() != first


def test_our_own_files_count_by_their_content(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/words.txt").write_text("cat\n")
    (tmp_path / "code.py").write_text("x = 1\n")
    before = digest_of_files([tmp_path])
    assert digest_of_files([tmp_path]) == before
    for file, old, new in (("data/words.txt", "cat", "dog"), ("code.py", "1", "2")):
        swap(tmp_path / file, old, new)
        assert digest_of_files([tmp_path]) != before
        swap(tmp_path / file, new, old)
    assert digest_of_files([tmp_path]) == before
    (tmp_path / "code.py").rename(tmp_path / "edoc.py")
    assert digest_of_files([tmp_path]) != before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_no_pipe_and_no_device_is_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "endless.yaml").symlink_to("/dev/zero")
    (tmp_path / "round").symlink_to(tmp_path)
    assert digest_of_files([tmp_path, tmp_path / "pipe.yaml", tmp_path / "none"])


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are texts elsewhere")
def test_files_whose_names_are_not_utf_8_have_their_own_results(articles, checked):
    names = [b"\xff.txt", b"\xfe.txt", b"\xfd\xff.txt"]
    for name in names:
        (articles / os.fsdecode(name)).write_text(TEXT)
    for _ in ("checked", "stored"):
        paths = [each.path for each in run(Session(RunOptions()), [articles]).findings]
        assert sorted(map(os.fsencode, paths)) == sorted([b"a.txt", b"b.txt", *names])
    assert len(checked) == 5


def test_what_could_not_be_gathered_is_gathered_by_the_next_run(articles, monkeypatch):
    """The facts of a file may be missing because the machine was busy; no comparison without them is an answer."""
    for name in "abcdef":
        (articles / f"{name}.txt").write_text(
            f"Sign up for the letter of the mill at Orrest\n\nText {name} is here.\n"
        )
    expected = run(Session(RunOptions(use_cache=False)), [articles]).findings
    assert {each.rule for each in expected} == {"repeated-line"}
    module = import_module("copydesk.checks.boilerplate.repeated_line")
    gather = module.line_fingerprints

    def slow(text, *rest):
        if "Text a" in text:
            return gather(text, *rest)
        raise limits.TooSlow("10 s")

    with monkeypatch.context() as patch:
        patch.setattr(module, "line_fingerprints", slow)
        assert run(Session(RunOptions()), [articles]).incomplete
    assert run(Session(RunOptions()), [articles]).findings == expected
