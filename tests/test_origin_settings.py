"""Settings for how articles came here (`text`) and for the comparison of copies (`copies`)."""

from __future__ import annotations

import json

import pytest

from copydesk.__main__ import main

BODY = (
    "The mill at Orrest burned for six hours before the crews from three valleys could reach the upper floors.\n\n"
    "“We heard the roof go before we saw any {} at all,” said Tamsin Orde, who lives across the weir.\n\n"
    "Nobody was hurt, and the owner, Piers Hallam, said that all of the looms on both floors were insured.\n"
)
LINK = "\nThe mill has [its own page](/mill).\n"
CALL = "\nSign up for our newsletter.\n"


@pytest.fixture
def found(tmp_path, monkeypatch, capsys, forget_settings):
    """The rules that report, by file, under a configuration and with arguments."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wire").mkdir()
    (tmp_path / "wire/a.md").write_text(f"---\ntitle: Mill\n---\n\n{BODY.format('smoke')}{LINK}{CALL}")
    (tmp_path / "b.txt").write_text(BODY.format("flames") + CALL)

    def check(configuration, *arguments):
        (tmp_path / "copydesk.yaml").write_text(configuration)
        forget_settings()
        main(["check", "--output-format", "json", *arguments])
        return {(each["path"], each["rule"]) for each in json.loads(capsys.readouterr().out)}

    return check


CALLS = {("wire/a.md", "newsletter-prompt"), ("b.txt", "newsletter-prompt")}
COPIES = {("wire/a.md", "altered-quote"), ("b.txt", "altered-quote")}


def test_by_default_the_articles_themselves_tell(found):
    assert found("extends: recommended") == COPIES | {("b.txt", "newsletter-prompt")}


def test_text_settles_where_an_article_comes_from(found):
    assert found("files: [{paths: [wire/**], text: taken-in}]\ncopies: off") == CALLS
    assert found("files: [{paths: ['*'], text: own}]\ncopies: off") == set()
    last = "files: [{paths: ['*'], text: own}, {paths: [wire/**], text: taken-in}]\ncopies: off"
    assert found(last) == {("wire/a.md", "newsletter-prompt")}


def test_text_in_one_entry_and_rules_in_another(found):
    both = "files: [{paths: [wire/**], text: taken-in, rules: {newsletter-prompt: off, page-line: off}}]\ncopies: off"
    assert found(both) == {("b.txt", "newsletter-prompt")}


@pytest.mark.parametrize(
    ("configuration", "arguments", "compared"),
    [
        ("copies: on", [], True),
        ("copies: off", [], False),
        ("copies: on", ["--no-copies"], False),
        ("copies: off", ["--copies"], True),
    ],
)
def test_copies_are_compared_where_that_is_wanted(found, configuration, arguments, compared):
    rules = found(configuration, *arguments)
    assert rules >= COPIES if compared else not COPIES & rules


def test_articles_of_one_story_key_are_compared_all_the_same(found, tmp_path):
    for name, word in (("c.md", "smoke"), ("d.md", "flames")):
        (tmp_path / name).write_text(f"---\nstory: mill\n---\n\n{BODY.format(word)}")
    assert {("c.md", "altered-quote"), ("d.md", "altered-quote")} <= found("copies: off")


def test_config_show_tells_both(found, capsys):
    found("files: [{paths: [wire/**], text: taken-in}]\ncopies: off")
    assert main(["config", "show", "wire/a.md"]) == 0
    out = capsys.readouterr().out
    assert "text: taken-in" in out
    assert "copies: off" in out


def test_inspect_says_what_tells(found, capsys):
    found("extends: recommended")
    assert main(["inspect", "wire/a.md", "b.txt"]) == 0
    out = capsys.readouterr().out
    assert "the site's own text (it has front matter" in out
    assert "no sign of whether it is the site's own text" in out


def test_standard_input_has_no_history(found, capsys):
    found("extends: recommended")
    assert main(["check", "--diff-base", "HEAD", "-"]) == 2
    assert main(["check", "--staged", "-"]) == 2
