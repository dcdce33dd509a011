"""Patterns made later are the patterns that were meant, whether compiled or fetched."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import regex

import copydesk
from copydesk.support import patterns as compiled
from copydesk.support.patterns import compile_kept, compile_later, regex_later
from copydesk.support.persistence import packaged, pattern_code, storage
from copydesk.support.persistence.archive import write_archive

PACKAGE = Path(copydesk.__file__).parent
TEXT = "On Friday, March 3, 2023, “Mara Vint” said: the the ferry (no. 12) sails at 7.30 p.m., c’est l'été – www.example.org\n"
ENGINES = "services/engines/"
"""What needs an engine or its libraries; it has no patterns."""
MODULES = sorted(
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for path in PACKAGE.rglob("*.py")
    if path.stem != "__main__" and not path.relative_to(PACKAGE).as_posix().startswith(ENGINES)
)


def held(value):
    """The patterns in a module's constant, in tuples and mappings as well."""
    if isinstance(value, compiled.LazyPattern):
        yield value
    elif isinstance(value, (tuple, list, frozenset)):
        for each in value:
            yield from held(each)
    elif isinstance(value, dict):
        yield from held(tuple(value.values()))


def told(pattern):
    """What tells patterns apart: those of `regex` do not compare."""
    return pattern.pattern, pattern.flags, pattern.groups, pattern.groupindex


@pytest.fixture
def anew(tmp_path, monkeypatch):
    """Compile anew, into a store of this test."""
    store = storage.storage().__class__(tmp_path)
    monkeypatch.setattr(pattern_code, "storage", lambda: store)
    forget(monkeypatch)
    return store


def forget(monkeypatch):
    """Go on as a new process."""
    monkeypatch.setattr(compiled, "_kept", pattern_code.PatternCode())
    compile_kept.cache_clear()


def of_all_modules():
    """The patterns of all modules."""
    values = [value for module in MODULES for value in vars(import_module(module)).values()]
    patterns = [pattern for value in values for pattern in held(value)]
    assert len(patterns) > 300
    return patterns


def test_every_pattern_is_one_and_the_same_when_fetched(anew, monkeypatch):
    patterns = of_all_modules()
    for pattern in patterns:
        pattern.fullmatch("")  # it is a pattern
    kept = {(each.pattern, each._flags) for each in patterns if each._compile is compile_kept}
    made = {each: compile_kept(*each) for each in kept}
    compiled.keep_compiled()
    forget(monkeypatch)
    for each, first in made.items():
        fetched = compile_kept(*each)
        assert fetched is not first
        assert told(fetched) == told(first)


def test_every_pattern_of_re_is_one_and_the_same_when_fetched(anew, monkeypatch):
    of_re = {
        (each.pattern, each._flags) for each in of_all_modules() if each._compile is compiled._compile_re
    }
    made_of = {each: compiled._compile_re(*each) for each in of_re}
    compiled.keep_compiled()
    forget(monkeypatch)
    with monkeypatch.context() as patched:
        patched.setattr(compiled, "_code_of", None)  # it is fetched, or made by `re` itself
        patched.setattr(re, "compile", None)
        fetched = {each: compiled._compile_re(*each) for each in of_re}
    for each, made in made_of.items():
        for other in (fetched[each], re.compile(*each)):
            assert (other, *told(other)) == (made, *told(made))
            assert other.findall(TEXT) == made.findall(TEXT)


def test_it_behaves_as_a_pattern():
    pattern = compile_later(r"(?P<word>\w+) (\d+)", re.IGNORECASE)
    assert pattern.pattern == r"(?P<word>\w+) (\d+)"
    assert pattern.search("page 12")["word"] == "page"
    assert pattern.groupindex == {"word": 1}
    assert pattern.flags & re.IGNORECASE
    assert regex_later(r"\p{Lu}").findall("aBC") == ["B", "C"]


def test_what_is_no_pattern_raises_at_its_first_use():
    with pytest.raises(re.error):
        compile_later("(").search("")
    with pytest.raises(regex.error):
        regex_later("(").search("")


@pytest.mark.parametrize("kept", [b"", b"nonsense", compiled.pack([1]), compiled.pack({b"a": b"b"})])
def test_a_spoilt_store_does_no_harm(anew, monkeypatch, kept):
    monkeypatch.setattr(anew, "get", lambda keys: dict.fromkeys(keys, kept))
    assert regex_later("a+").fullmatch("aaa")
    assert compile_later("a+").fullmatch("aaa")


def test_code_that_is_none_is_not_run(anew, monkeypatch):
    kept = compiled.pack((0, b"\xff\xff\xff\xff" * 8, 0, {}, (None,)))
    monkeypatch.setattr(compiled._kept, "get", lambda key: kept)
    assert compile_later("a+").fullmatch("aaa")


def test_the_source_is_the_same_whatever_the_order_of_sets():
    """Else the same pattern would be kept again in every run."""
    code = (
        "from copydesk.support import patterns as compiled; made = []; original = compiled.LazyPattern.__init__\n"
        "compiled.LazyPattern.__init__ = lambda self, *a: (made.append(a[1]), original(self, *a))[1]\n"
        "from copydesk.config.rule_sources.built_in_rules import describe_rules; describe_rules()\n"
        "from copydesk.config.plugins import *; all_rules(plugin_manager())\n"
        "from copydesk.analysis.quotes.speakers import verb_pattern; verb_pattern()\n"
        "print(made)"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    ]
    assert outputs[1] == outputs[2]  # the first may have computed what these know


def test_what_the_package_brings_is_not_compiled(anew, monkeypatch, tmp_path):
    compile_later("a+").fullmatch("aaa")
    regex_later("b+").fullmatch("bbb")
    monkeypatch.setattr(packaged, "FOLDER", tmp_path)
    write_archive(packaged.archive_file(tmp_path, pattern_code.SHIPPED), compiled._kept.take())
    forget(monkeypatch)
    monkeypatch.setattr(compiled, "_code_of", None)
    monkeypatch.setattr(re, "compile", None)
    monkeypatch.setattr(regex, "compile", None)
    assert compile_later("a+").fullmatch("aaa")
    assert regex_later("b+").fullmatch("bbb")


def test_what_two_processes_compile_is_kept_of_both(anew, monkeypatch):
    for pattern in ("a+", "b+"):
        forget(monkeypatch)
        compiled._kept.get(b"")  # it has read what there is
        other = pattern_code.PatternCode()
        other.add(pattern.encode(), b"c")
        other.keep()
    assert {b"a+", b"b+"} <= pattern_code.PatternCode()._stored.keys()


def test_too_much_is_not_kept(anew, monkeypatch):
    monkeypatch.setattr(pattern_code, "LARGEST", 100)
    for name in (b"a", b"b"):
        code = pattern_code.PatternCode()
        code.add(name, b"c" * 90)
        code.keep()
    assert pattern_code.PatternCode()._stored.keys() == {b"b"}
