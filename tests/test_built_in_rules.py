"""The rules in Python are known without being imported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.config.rule_sources import built_in_rules
from copydesk.config.rule_sources.built_in_rules import DeferredFunction, describe_rules
from copydesk.support.persistence import known_facts, packaged
from copydesk.support.persistence.packing import pack, unpack

IMPORTED = {rule.id: rule for rule in built_in_rules._imported_rules()}


@pytest.fixture(autouse=True)
def _described_anew():
    """What other tests have made of the descriptions is forgotten, and so is what these make of them."""
    built_in_rules._described_rules.cache_clear()
    yield
    built_in_rules._described_rules.cache_clear()


@pytest.fixture
def described():
    return {rule.id: rule for rule in built_in_rules.built_in_rules()}


def test_a_description_is_the_whole_rule(described):
    assert described.keys() == IMPORTED.keys()
    for name, rule in described.items():
        functions = {each: getattr(IMPORTED[name], each) for each in ("check", "gather")}
        assert replace(rule, **functions) == IMPORTED[name]
        for attribute, function in functions.items():
            deferred = getattr(rule, attribute)
            assert function is (deferred and deferred.function)


def test_options_keep_their_types():
    assert {type(value) for rule in IMPORTED.values() for value in rule.options.values()} <= {
        bool, int, float, str, tuple, type(None),
    }  # fmt: skip


def test_descriptions_are_simple():
    assert unpack(pack(describe_rules()))


def test_of_what_the_build_has_written_nothing_is_computed(tmp_path, monkeypatch):
    monkeypatch.setattr(packaged, "FOLDER", tmp_path)
    packaged.write_facts(tmp_path, "numbers", [1, 2])
    assert known_facts.known("numbers", lambda: pytest.fail("computed")) == [1, 2]


def test_what_is_known_once_is_kept_in_the_cache(monkeypatch):
    assert known_facts.known("letters", lambda: ["a"]) == ["a"]
    assert known_facts.known("letters", lambda: pytest.fail("computed")) == ["a"]


@pytest.mark.parametrize("content", [b"", b"\x93", b"no such thing", pack([{"id": "x"}])])
def test_without_descriptions_rules_are_imported(content, tmp_path, monkeypatch):
    monkeypatch.setattr(packaged, "FOLDER", tmp_path)
    (tmp_path / "rules-in-python.msgpack").write_bytes(content)
    rules = all_rules(plugin_manager())
    assert rules.keys() >= IMPORTED.keys()


def test_rules_are_made_once_in_a_process():
    first, second = all_rules(plugin_manager()), all_rules(plugin_manager())
    assert first is not second
    assert first.keys() == second.keys()
    assert all(rule is second[name] for name, rule in first.items())


def test_a_rule_is_imported_when_it_is_called(described):
    rule = described["doubled-word"]
    assert isinstance(rule.check, DeferredFunction)
    assert "function" not in vars(rule.check)
    built_in_rules.import_checks([rule])
    assert "function" in vars(rule.check)
