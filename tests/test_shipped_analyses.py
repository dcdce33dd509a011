"""The analyses of rule files that travel with the package."""

from __future__ import annotations

import pytest

from copydesk.packs import shipped
from copydesk.packs.memo import memories
from copydesk.packs.rule_file_cache import RuleFiles
from copydesk.packs.rule_files import PackError
from copydesk.support.persistence import storage
from copydesk.support.persistence.storage import fingerprint

RULE = """\
summary: A button stands in the text.
pattern: tip us off( now)?
bad: [Please tip us off.]
good: [It tips.]
"""


@pytest.fixture
def rules(tmp_path, monkeypatch):
    """A folder with one rule, whose analyses have been written beside it and forgotten."""
    monkeypatch.setattr(storage.storage(), "get", lambda keys: {})
    folder = tmp_path / "rules" / "house"
    folder.mkdir(parents=True)
    (folder / "tips.yaml").write_text(RULE)
    shipped.ship(tmp_path / "kept", folder.parent)
    monkeypatch.setattr(shipped, "FILE", tmp_path / "kept")
    for known in memories.values():
        known.pop("tip us off( now)?", None)
    return folder


def test_what_was_shipped_is_remembered(rules):
    known = shipped.shipped()
    assert known[fingerprint(RULE.encode())]["pattern"] == "tip us off( now)?"
    assert memories["needles_of"]["tip us off( now)?"] == frozenset({"tip us off"})


def test_a_rule_file_that_was_shipped_is_not_parsed(rules, monkeypatch):
    monkeypatch.setattr("copydesk.packs.rule_file_cache.load_yaml", None)
    file = rules / "tips.yaml"
    assert RuleFiles([file]).load(file)["bad"] == ["Please tip us off."]


def test_a_rule_file_that_has_changed_is_parsed(rules):
    file = rules / "tips.yaml"
    file.write_text(RULE.replace("Please", "Now"))
    assert RuleFiles([file]).load(file)["bad"] == ["Now tip us off."]


@pytest.mark.parametrize("content", [b"", b"\x93", b"no such thing", None])
def test_without_it_rule_files_are_read(rules, content):
    if content is None:
        shipped.FILE.unlink()
    else:
        shipped.FILE.write_bytes(content)
    assert shipped.shipped() == {}
    file = rules / "tips.yaml"
    assert RuleFiles([file]).load(file)["bad"] == ["Please tip us off."]


def test_rules_with_mistakes_are_not_shipped(tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "tips.yaml").write_text(RULE.replace("bad:", "bat:"))
    with pytest.raises(PackError, match="did you mean “bad”"):
        shipped.ship(tmp_path / "kept", tmp_path / "rules")
