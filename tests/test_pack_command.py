"""copydesk pack test, as the author of a pack meets it."""

from __future__ import annotations

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


def test_the_packs_of_copydesk_pass(request, capsys):
    assert main(["pack", "test", str(request.config.rootpath / "rules")]) == 0
