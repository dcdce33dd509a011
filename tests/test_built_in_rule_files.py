"""The rules in our own rule files are known without reading a file or analysing a pattern."""

from __future__ import annotations

import pytest

from copydesk.packs import built_in, loader
from copydesk.packs.loader import load_packs
from copydesk.packs.pattern_analysis import memo
from copydesk.packs.rule_files import PackError
from copydesk.support.persistence import packaged, storage
from copydesk.support.persistence.archive import write_archive
from copydesk.support.persistence.packing import pack

RULE = """\
summary: A button stands in the text.
pattern: tip us off( now)?
bad: [Please tip us off.]
good: [It tips.]
"""


@pytest.fixture
def rules(tmp_path, monkeypatch):
    """A folder with one rule file, which is all that there is of our own; nothing is known of it."""
    monkeypatch.setattr(storage.storage(), "get", lambda keys: {})
    monkeypatch.setattr(storage.storage(), "put", lambda values: None)  # other tests have other files
    monkeypatch.setattr(packaged, "FOLDER", tmp_path / "known")
    (tmp_path / "known").mkdir()
    folder = tmp_path / "rules" / "house"
    folder.mkdir(parents=True)
    (folder / "tips.yaml").write_text(RULE)
    for module in (built_in, loader):
        monkeypatch.setattr(module, "built_in_packs", lambda: folder.parent)
    return folder.parent


def found(rule, text):
    from copydesk.document import Document

    return [(flag.start, flag.end) for flag in rule.check(Document(text))]


def test_what_is_known_is_the_whole_rule(rules):
    (described,), _ = built_in.built_in_pack()
    ((parsed,), _) = loader.read_packs([rules])
    for name in type(parsed).__slots__:
        if name != "check":
            assert getattr(described, name) == getattr(parsed, name)
    assert found(described, "Please tip us off now.") == found(parsed, "Please tip us off now.") == [(7, 21)]


def test_the_package_brings_it(rules, monkeypatch, tmp_path):
    described = built_in.describe_pack()
    write_archive(
        packaged.archive_file(tmp_path / "known", built_in.MATCHERS), described.pop(built_in.MATCHERS)
    )
    packaged.write_facts(tmp_path / "known", "rule-files", described)
    (rules / "house" / "tips.yaml").unlink()
    memo.forget()
    monkeypatch.setattr("copydesk.packs.pattern_analysis.needles.read_pattern", None)
    (rule,) = load_packs([rules])
    assert rule.origin == str(rules / "house" / "tips.yaml")
    assert "matcher" not in vars(rule.check.__self__)
    assert not found(rule, "The harbour is full.")
    assert "matcher" not in vars(rule.check.__self__)
    assert found(rule, "Please tip us off now.") == [(7, 21)]


def test_another_pack_may_be_added(rules, tmp_path):
    (tmp_path / "more" / "house").mkdir(parents=True)
    (tmp_path / "more" / "house" / "hints.yaml").write_text(RULE.replace("tip us off( now)?", "hint at us"))
    hints, tips = load_packs([rules, tmp_path / "more"])
    text = "Please tip us off, and hint at us."
    assert (found(hints, text), found(tips, text)) == ([(23, 33)], [(7, 17)])


@pytest.mark.parametrize("content", [b"", b"\x93", b"no such thing", pack({"rules": 1}), pack([1])])
def test_without_it_rule_files_are_read(rules, content, tmp_path):
    (tmp_path / "known" / "rule-files.msgpack").write_bytes(content)
    (rule,) = load_packs([rules])
    assert found(rule, "Please tip us off now.") == [(7, 21)]


def test_mistakes_are_reported_and_not_known(rules):
    (rules / "house" / "tips.yaml").write_text(RULE.replace("bad:", "bat:"))
    for load in (built_in.describe_pack, lambda: load_packs([rules])):
        with pytest.raises(PackError, match="did you mean “bad”"):
            load()
