"""copydesk pack test, as the author of a pack meets it."""

from __future__ import annotations

import os

import pytest

from copydesk.__main__ import main

RULE = "summary: A thing.\nphrases: [zorp]\nbad: A zorp.\ngood: {good}\n"


@pytest.fixture
def pack(tmp_path, capsys):
    """The exit status and output for rules of these names, each with its good example."""

    def run(**rules):
        for name, good in rules.items():
            file = tmp_path / "house" / f"{name.replace('_', '-')}.yaml"
            file.parent.mkdir(exist_ok=True)
            file.write_text(RULE.format(good=good))
        status = main(["pack", "test", str(tmp_path)])
        output = capsys.readouterr()
        return status, output.out, output.err

    return run


def test_one_rule_that_passes(pack):
    assert pack(zorp_word="An x.")[:2] == (0, "passed  house/zorp-word\n1 rule: 1 passed, 0 failed\n")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("doubled_word", "there is a rule “doubled-word” already"),
        ("crashed_rule", "there is a rule “crashed-rule” already"),
        ("unused_suppression", "there is a rule “unused-suppression” already"),
        ("names", "“names” is the name of a family"),
        ("house", "“house” is the name of a family"),
    ],
)
def test_a_name_that_is_taken(pack, name, says):
    status, out, _ = pack(**{name: "An x."})
    assert (status, says in out) == (1, True)


def test_two_rules_of_one_name(pack, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "zorp-word.yml").write_text(RULE.format(good="An x."))
    assert "2 rules of the pack are called “zorp-word”" in pack(zorp_word="An x.")[1]


def test_a_folder_without_rules_is_a_mistake(pack):
    status, _, err = pack()
    assert (status, "there is no rule file here" in err) == (2, True)


@pytest.mark.parametrize("good", ["'{limit: 3}  An x.'", "'{limit: [}  An x.'"])
def test_an_example_that_cannot_be_run_is_a_failure(pack, good):
    status, out, _ = pack(zorp_word=good)
    assert (status, "1 failed" in out) == (1, True)


def test_a_fixture_that_is_none_is_a_failure(pack, tmp_path):
    (tmp_path / "zorp-word.md").write_text("Prose before the first case.\n")
    status, out, _ = pack(zorp_word="An x.")
    assert (status, "a fixture starts with" in out) == (1, True)


def test_a_fixture_of_no_rule_is_a_failure_and_prose_is_none(pack, tmp_path):
    (tmp_path / "README.md").write_text("What the pack is for.\n")
    assert pack(zorp_word="An x.")[0] == 0
    (tmp_path / "zorp-wrd.md").write_text("=== flags it\nA zorp.\n")
    status, out, _ = pack(zorp_word="An x.")
    assert (status, "zorp-wrd.md: this is a fixture, but there is no rule “zorp-wrd”" in out) == (1, True)


def test_a_malformed_rule_file_stops_no_other(pack, tmp_path):
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "bad.yaml").write_text("summary: x\nphrase: [a]\n")
    status, out, _ = pack(zorp_word="An x.")
    assert (status, "passed  house/zorp-word\n" in out) == (2, True)
    assert "bad.yaml: line 2: “phrase” is not a key of a rule file" in out


def test_a_file_name_that_is_no_rule_id(pack, tmp_path):
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "Bad Name.yaml").write_text(RULE.format(good="An x."))
    status, out, _ = pack()
    assert (status, "“Bad Name” cannot be the name of a rule or family; call it bad-name" in out) == (2, True)


def test_a_pattern_that_takes_too_long_is_told_with_a_remedy(pack, tmp_path, monkeypatch):
    monkeypatch.setattr("copydesk.packs.matchers.TIME_LIMIT", 0.05)
    (tmp_path / "house").mkdir()
    rule = "summary: A thing.\npattern: (?:x+x+)+y\nbad: xy\ngood: y " + "x" * 4000 + "\n"
    (tmp_path / "house" / "zzz.yaml").write_text(rule)
    status, out, _ = pack()
    assert (status, "zzz.yaml) was stopped: its pattern takes too long" in out) == (1, True)


def test_rules_of_copydesk_itself_pass(request, capsys):
    """Their names are not taken by others; `test_rules` tests all of them."""
    assert main(["pack", "test", str(request.config.rootpath / "rules" / "quotes")]) == 0


def test_the_last_line_tells_of_what_was_not_tested(pack, tmp_path):
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "broken.yaml").write_text("summary: [")
    status, out, _ = pack(zorp_word="An x.")
    assert status == 2
    assert out.endswith(
        "\nFAILED: 1 rule: 1 passed, 0 failed; 1 mistake in files that cannot be read as rules\n"
    )


def test_the_last_line_tells_of_fixtures_without_a_rule(pack, tmp_path):
    (tmp_path / "stray-word.md").write_text("=== a case\nA zorp.\n")
    status, out, _ = pack(zorp_word="An x.")
    assert status == 1
    assert out.endswith("\nFAILED: 1 rule: 1 passed, 0 failed; 1 fixture without a rule\n")


def test_accepted_carets_are_written_whole_or_not_at_all(pack, tmp_path, monkeypatch, capsys):
    pack(zorp_word="An x.")
    fixture = tmp_path / "house" / "zorp-word.md"
    fixture.write_text("=== A zorp\n\nA zorp there.\n")

    def fail(_handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        assert main(["pack", "test", str(tmp_path), "--accept"]) == 1
    assert "No space left on device" in capsys.readouterr().out
    assert fixture.read_text() == "=== A zorp\n\nA zorp there.\n"
    assert main(["pack", "test", str(tmp_path), "--accept"]) == 0
    assert "^" in fixture.read_text()


@pytest.mark.parametrize("name", ["other.yaml", "zorp-word.md"])
def test_no_link_out_of_the_project_is_followed(tmp_path, name, monkeypatch, capsys):
    (tmp_path / "pack" / "house").mkdir(parents=True)
    (tmp_path / "secret").write_text("password: hunter2\n")
    (tmp_path / "pack" / "house" / "zorp-word.yaml").write_text(RULE.format(good="An x."))
    (tmp_path / "pack" / "house" / name).symlink_to("../../secret")
    monkeypatch.chdir(tmp_path / "pack")
    assert main(["pack", "test", "."]) == 2
    output = capsys.readouterr()
    assert "hunter2" not in output.out + output.err
    assert "this link is not followed: it lies outside the project" in output.err
