"""What commands say beside their results: what is left out, and what to type next."""

from __future__ import annotations

import shlex

import pytest

from copydesk.__main__ import main
from copydesk.cli.commands import check, fix
from copydesk.cli.guidance.next_step import SHARED

OWN = """\
---
title: The mill
---

The mill at Orrest burned for six hours before the crews from three valleys could reach the upper floors, as \
[the report](https://example.org/report) says.

He walked to the the mill.

Sign up for our newsletter.
"""
UNKNOWN = """\
The mill at Orrest burned for six hours before the crews from three valleys could reach the upper floors.

Sign up for our newsletter.

Nobody was hurt, and the owner, Piers Hallam, said that all of the looms on both floors were insured.

Share this article
"""
NOTE = "Left out: 1 line that may come from another page, because own.md may be your own text"


@pytest.fixture
def call(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.md").write_text(OWN)
    (tmp_path / "unknown.md").write_text(UNKNOWN)

    def run(*arguments):
        status = main(list(arguments))
        output = capsys.readouterr()
        return status, output.out, output.err

    return run


@pytest.mark.parametrize("selection", [[], ["--select", "newsletter-prompt"], ["--select", "boilerplate"]])
def test_what_is_silent_does_not_depend_on_what_is_selected(call, selection):
    _, out, _ = call("check", "--isolated", "--output-format", "concise", "own.md", *selection)
    assert "newsletter-prompt" not in out
    assert NOTE in out
    _, out, _ = call("check", "--isolated", "--output-format", "concise", "unknown.md", *selection)
    assert "newsletter-prompt" in out
    assert "Left out" not in out


def test_only_whoever_asks_for_leftovers_is_told_that_some_are_left_out(call):
    assert "Left out" not in call("check", "--isolated", "own.md", "--select", "names")[1]
    assert "Left out" not in call("check", "--isolated", "--quiet", "own.md")[1]


def test_a_file_that_is_not_checked_again_is_told_of_too(call):
    arguments = ("check", "--isolated", "own.md")
    assert call(*arguments)[1] == call(*arguments)[1]


def test_a_configuration_settles_it(call, tmp_path, forget_settings):
    for level, found, told in (("own", False, False), ("taken-in", True, False)):
        (tmp_path / "copydesk.yaml").write_text(f"files: [{{paths: ['*'], text: {level}}}]")
        forget_settings()
        out = call("check", "own.md")[1]
        assert ("newsletter-prompt" in out, "Left out" in out) == (found, told)


def test_fix_tells_of_leftovers_that_fall_silent_when_others_are_mended(call, tmp_path):
    (tmp_path / "own.md").write_text(f"{OWN}\nShare this article\n\nLeave a comment\n")
    assert "newsletter-prompt" in call("check", "--isolated", "own.md")[1]
    _, out, _ = call("fix", "--isolated", "--suggested", "--select", "share-prompt", "own.md")
    assert "Left out" not in out
    _, out, _ = call("fix", "--isolated", "own.md")
    assert "newsletter-prompt" not in out
    assert "Left out: 2 lines" in out


def test_the_next_step_can_be_pasted(call):
    arguments = [
        "--select",
        "doubled-word, quotes",
        "--isolated",
        "--max-file-size",
        "3",
        "own.md",
        "a folder",
    ]
    _, out, _ = call("check", *arguments, "--no-cache", "--jobs", "1")
    command = out.rpartition("Next: “copydesk ")[2].partition("”")[0]
    assert shlex.split(command)[:3] == ["fix", "--diff", "--suggested"]
    assert command.endswith("--select doubled-word,quotes --max-file-size 3 --isolated own.md 'a folder'")
    assert call(*shlex.split(command))[1].count("-He walked to the the mill.") == 1


def test_fix_takes_all_options_that_the_next_step_repeats():
    of_check, of_fix = ({each.name for each in module.command.params} for module in (check, fix))
    assert of_check >= SHARED <= of_fix
    assert of_check & of_fix - SHARED == {"fail_on", "severity", "quiet"}
