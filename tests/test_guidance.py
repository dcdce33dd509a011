"""What commands say beside their results: what is left out, and what to type next."""

from __future__ import annotations

import shlex
import sys
from types import SimpleNamespace

import pytest

from copydesk.__main__ import main
from copydesk.cli.commands import check, fix
from copydesk.cli.guidance import hints, watching
from copydesk.cli.guidance.left_out import silent_note
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
NOTE = (
    "Left out: 1 possible leftover in own.md, which may be your own text; “copydesk inspect own.md” says why."
)


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


def test_what_is_left_out_of_several_files_is_one_short_line(call, tmp_path):
    for number in range(30):
        (tmp_path / f"o n{number}.md").write_text(OWN)
    note = call("check", "--isolated", ".")[1].split("Left out: ")[1].splitlines()[0]
    assert note.startswith("31 possible leftovers in 31 files that may be your own text; “copydesk inspect '")
    assert len(note) < 110
    assert "text: taken-in" in call("inspect", "own.md")[1]  # which tells how to decide it


def test_every_command_names_the_same_file_of_several():
    before, after = (
        SimpleNamespace(silent=each) for each in ({"c.md": 2, "b.md": 1}, {"a.md": 1, "b.md": 1})
    )
    assert "inspect b.md" in silent_note(before)
    assert "inspect b.md" in silent_note(after, before)
    assert "inspect a.md" in silent_note(after, SimpleNamespace(silent={}))


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
    (tmp_path / "own.md").write_text(f"{OWN}\nShare this article\n\nLeave a comment\n\nPhoto: Getty Images\n")
    assert "newsletter-prompt" in call("check", "--isolated", "own.md")[1]
    _, out, _ = call("fix", "--isolated", "--suggested", "--select", "share-prompt", "own.md")
    assert "Left out" not in out
    _, out, _ = call("fix", "--isolated", "own.md")
    assert "newsletter-prompt" not in out
    assert "Left out: 3 possible leftovers" in out


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
    assert command.endswith("--select doubled-word,quotes --isolated --max-file-size 3 own.md 'a folder'")
    assert call(*shlex.split(command))[1].count("-He walked to the the mill.") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no file can be called so here")
def test_the_next_step_names_no_other_file(call, tmp_path):
    (tmp_path / "a\nb.md").write_text("He walked to the the mill.\n")
    _, out, _ = call("check", "a\nb.md", "--no-cache", "--jobs", "1")
    assert "“copydesk fix --diff --suggested …”" in out


def test_fix_takes_all_options_that_the_next_step_repeats():
    of_check, of_fix = ({each.name for each in module.command.params} for module in (check, fix))
    assert of_check >= SHARED <= of_fix
    assert of_check & of_fix - SHARED == {"exit_zero", "fail_on", "severity", "quiet"}


@pytest.fixture
def desk(call, tmp_path, forget_settings):
    """A folder with a configuration that excludes a part of it, and a .gitignore that excludes another."""
    for folder in (".git", "drafts", "old", "pictures"):
        (tmp_path / folder).mkdir()
    (tmp_path / "drafts/a.md").write_text("We saw the the boat.\n")
    (tmp_path / "old/b.md").write_text("We saw the the boat.\n")
    (tmp_path / ".gitignore").write_text("old/\n")
    (tmp_path / "copydesk.yaml").write_text("exclude: [drafts/, own.md]\n")
    forget_settings()
    return call


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["drafts"], "drafts is excluded by “exclude” in copydesk.yaml; with --exclude ''"),
        (["drafts/a.md"], "drafts/a.md is excluded by “exclude” in copydesk.yaml"),
        (["drafts", "own.md"], "drafts and 1 more path are excluded by “exclude”"),
        (["drafts", "unknown.md"], "Not checked: drafts is excluded"),
        (["old"], "old is excluded by .gitignore; name the files themselves"),
        (["old/b.md", "--force-exclude"], "old/b.md is excluded by .gitignore and --force-exclude"),
        (["pictures"], "pictures holds no articles (files that end in .atom .htm"),
        (["unknown.md", "--extend-exclude", "unknown*"], "unknown.md is excluded by --extend-exclude"),
        (["unknown.md", "--exclude", "a,unknown.md"], "unknown.md is excluded by --exclude"),
    ],
)
def test_what_is_excluded_is_told_with_the_remedy(desk, arguments, told):
    assert told in desk("check", "--select", "damage", *arguments)[1]


def test_files_of_records_are_for_scan(desk, tmp_path):
    records = tmp_path / "some records"
    records.mkdir()
    (records / "a.jsonl.gz").write_bytes(b"\x1f\x8b\0")
    (records / "b.parquet").write_bytes(b"PAR1\0")
    (records / "c.jsonl").write_text('{"maintext": "The mill."}\n')
    assert "but records; type: copydesk scan 'some records'" in desk("check", "some records")[1]
    assert "“copydesk scan” reads records" in desk("check", "some records/a.jsonl.gz")[1]
    assert "a Parquet table; “copydesk scan” reads records" in desk("check", "some records/b.parquet")[1]
    assert "“copydesk scan --text-field KEY” reads another" in desk("check", "some records/c.jsonl")[1]
    large = desk("check", "some records/c.jsonl", "--max-file-size", "0.00001")[1]
    assert "if it holds records, “copydesk scan” reads it" in large


def test_every_reason_why_nothing_is_checked_is_told(desk, tmp_path):
    told = desk("check", "--select", "damage", "--exclude", "drafts,*.md")[1]
    assert "old is skipped, because it is excluded by .gitignore" in told
    assert "is skipped, because it is excluded by --exclude" in told


def test_fixtures_of_packs_are_no_articles(desk, tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/zorp.yaml").write_text("summary: A thing.\nphrases: zorp\nbad: A zorp.\ngood: An x.\n")
    for name in ("zorp", "about"):
        (tmp_path / f"rules/{name}.md").write_text("We saw the the boat.\n")
    (tmp_path / "copydesk.yaml").write_text("packs: [rules]\n")
    told = desk("check", "rules", "--select", "damage")[1]
    assert "rules/about.md:1:8" in told
    assert "rules/zorp.md:" not in told
    assert "rules/zorp.md is excluded by “packs” in copydesk.yaml" in desk("check", "rules/zorp.md")[1]


def test_what_is_excluded_can_be_checked(desk):
    assert "drafts/a.md:1:8" in desk("check", "drafts", "--exclude", "")[1]
    assert "old/b.md:1:8" in desk("check", "old/b.md")[1]
    assert "--exclude ''" in desk("check", "drafts", "--exclude", "")[1]


def test_show_files_checks_none(desk):
    status, out, _ = desk("check", "--show-files", "--extend-exclude", "own.md")
    assert (status, out) == (0, "unknown.md\n")


@pytest.mark.parametrize("command", ["check", "fix", "review", "inspect", "names", "baseline write"])
@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("pictures", "pictures holds no articles (files that end in .atom .htm"),
        ("drafts/a.md", "drafts/a.md is excluded by “exclude” in copydesk.yaml"),
    ],
)
def test_every_command_says_why_it_has_nothing_to_do(desk, command, path, why):
    status, out, err = desk(*command.split(), path)
    assert status == 0
    assert why in out + err
    assert (out + err).lower().count("no files to ") == 1


def test_what_is_skipped_is_said(desk, tmp_path):
    (tmp_path / "node_modules").mkdir()
    (tmp_path / ".git/info").mkdir()
    (tmp_path / ".git/info/exclude").write_text("private/\n")
    (tmp_path / "private").mkdir()
    (tmp_path / ".hidden.md").write_text("A note.\n")
    told = desk("check", "--show-files")[2]
    assert set(told.splitlines()) == {
        "copydesk: node_modules: skipped: folders with this name hold no articles",
        "copydesk: private: skipped: excluded by .git/info/exclude",
        "copydesk: old: skipped: excluded by .gitignore",
        "copydesk: .hidden.md: skipped: it is hidden",
        "copydesk: own.md: skipped: excluded by “exclude” in copydesk.yaml",
        "copydesk: drafts/a.md: skipped: excluded by “exclude” in copydesk.yaml",
    }
    assert told in desk("check", "--verbose")[2]
    assert desk("check", "--show-files", "--quiet")[2] == ""


def test_verbose_says_what_is_checked_with_what(desk):
    assert "unknown.md: checked with copydesk.yaml, " in desk("check", "-v", "unknown.md")[2]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "--fix", "."], "No such option: --fix; “copydesk fix PATH” mends"),
        (["check", "--dry-run"], "“copydesk fix --diff” shows the fixes and writes nothing."),
        (["check", "--format", "md"], "instead: --format markdown."),
        (["check", "--format", "json"], "instead: --output-format json;"),
        (["fix", "--yes"], "no command asks for a confirmation"),
        (["check", "--sort"], "--group-by rule"),
        (["check", "-o", "report.html"], "--output-format html=report.html"),
        (["check", "--fail-on", "warn"], "did you mean “warning”?"),
        (["check", "--severity", "names=warn"], "did you mean “names=warning”?"),
        (["check", "--color", "no"], "did you mean “never”?"),
        (["check", "--jobs", "many"], "“many” is not a whole number of 0 or more"),
        (["check", "--max-file-size", "inf"], "“inf” is not a number of megabytes greater than 0"),
        (["compare", "a.md", "--against", "b.md"], "instead: --with PATH."),
        (["config", "show", "--output-format", "json"], "printed as text only; leave it out."),
        (["baseline", "write", "--fail-on", "error"], "it only decides how “copydesk check” and"),
        (["fix", "--open"], "“copydesk check” and “copydesk compare” have --open."),
        (["fix", "--suggest"], "; did you mean --suggested?"),
        (["rules", "doubled-word"], "“copydesk explain doubled-word” prints its page"),
        (["rules", "doubled-wrod"], "did you mean the rule “doubled-word”?"),
        (["explain", "quote"], "did you mean “quotes”?"),
        (["explain", "names", "dates"], "“dates” is more than this command takes: leave it out"),
        (["help", "nothing"], "The commands are check, fix, review,"),
        (["completion"], "Choose from: bash, zsh, fish"),
        (["-v"], "-V or --version for the version; “copydesk check --verbose”"),
    ],
)
def test_options_of_other_tools_are_answered(call, arguments, told):
    status, _, err = call(*arguments)
    assert (status, told in err) == (2, True), err


def test_no_hint_speaks_of_an_option_that_the_command_has():
    options = {name for each in check.command.params for name in each.opts}
    assert not options & hints._ANYWHERE.keys()


def test_paths_that_do_not_exist_are_answered_with_near_ones(call, tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.md").write_text("The ferry leaves.\n")
    assert "no such file or directory (did you mean “articles”?)" in call("check", "artcles")[1]
    assert "did you mean “articles/ferry.md”?" in call("check", "articles/fery.md")[1]
    assert "did you mean “articles”?" in call("pack", "test", "artikles")[2]
    assert "did you mean" not in call("check", "elsewhere")[1]
    assert "did you mean “articles”?" in call("compare", "articles", "--with", "artciles")[2]
    assert "did you mean “articles/ferry.md”?" in call("check", "--config", "articles/fery.md")[2]
    assert "did you mean “articles/ferry.md”?" in call("check", "--baseline", "articles/fery.md")[2]
    _, _, err = call("names", "artcles")
    assert "No file could be read." in err
    assert "To check this path: copydesk check articles" in call("articles")[2]


@pytest.mark.parametrize(
    "command",
    [
        *("", "check", "fix", "review", "compare", "baseline", "baseline write", "baseline prune", "pack"),
        *("names", "config", "config show", "explain", "rules", "serve", "schema", "inspect"),
    ],
)
def test_helps_show_no_formulas_and_no_broken_sentences(call, command):
    shown = call(*command.split(), "--help")[1]
    assert "<=" not in shown
    assert "..." not in shown.partition("Options:")[2]


def test_commands_have_no_option_without_effect(call):
    assert "--fail-on" not in call("baseline", "write", "--help")[1] + call("review", "--help")[1]
    assert "--format" not in call("explain", "--help")[1] + call("rules", "--help")[1]


def test_help_is_a_command(call):
    assert call("help", "fix")[1] == call("fix", "--help")[1]
    assert call("help", "baseline", "write")[1] == call("baseline", "write", "--help")[1]
    assert "Commands:" in call("help")[1]
    assert "Did you mean “check”" in call("help", "chek")[2]
    assert "has no command “all”" in call("help", "check", "all")[2]
    assert call("-V")[1] == call("--version")[1]


def test_settings_of_the_command_line_need_no_file(desk, tmp_path):
    (tmp_path / "copydesk.yaml").unlink()
    assert "doubled-word" in desk("check", "drafts/a.md")[1]
    assert "doubled-word" not in desk("check", "drafts", "--config", "exclude=[drafts/]")[1]
    assert desk("check", "drafts", "--config", "packs=[/etc]")[2].startswith("Error: --config: packs: ")


def test_settings_on_the_command_line(desk):
    assert "doubled-word" in desk("check", "drafts/a.md", "--config", "exclude=[]")[1]
    off = ("--config", "exclude=[]", "--config", "rules.doubled-word=off")
    assert "doubled-word" not in desk("check", "drafts/a.md", *off)[1]
    out = desk("check", "unknown.md", "--isolated", *off)[1]
    assert "--config rules.doubled-word=off" in out
    assert "[doubled-word]" not in out
    status, _, err = desk("check", "--config", "fail-on=high", "--config", "rules=maybe")
    assert status == 2
    assert "Error: --config: rules: must be" in err
    assert "--config: fail-on: is “high”" in err
    assert "no rule or family “doubled-wod”" in desk("check", "--config", "rules.doubled-wod=off")[2]
    assert "only one configuration file" in desk("check", "--config", "a.yaml", "--config", "b.yaml")[2]


def test_comments_suppress_what_was_found(call, tmp_path):
    text = "We saw the the boat on 31 June 2020.\n\n- There was the the pier.\n"
    (tmp_path / "a.md").write_text(text)
    (tmp_path / "a.txt").write_text("We saw the the boat.\n")
    rules = ("--isolated", "--select", "doubled-word,impossible-date")
    status, out, _ = call("check", "a.md", "a.txt", *rules, "--add-suppressions")
    assert (tmp_path / "a.md").read_text() == (
        f"<!-- copydesk-disable-next-block doubled-word, impossible-date -->\n\n{text}"
    )
    assert status == 1
    assert "2 findings left, because no comment can stand there" in out
    assert "a.md:5:" in call("check", "a.md", *rules)[1]
    assert "a.md:3:" not in call("check", "a.md", *rules)[1]


def test_no_comment_is_put_before_the_title_block_of_pandoc(call, tmp_path):
    text = "% Paris in the the spring\n% Jo Doe\n\nText of the town.\n"
    (tmp_path / "a.md").write_text(text)
    call("check", "a.md", "--isolated", "--select", "doubled-word", "--add-suppressions")
    assert (tmp_path / "a.md").read_text() == text


def test_watching_runs_again_after_each_change(call, tmp_path, monkeypatch):
    runs = []

    def watch(*paths, watch_filter, **_options):
        yield set()
        assert paths == (
            str(tmp_path),
        )  # the folder: an editor puts another file in the place of the old one
        assert watch_filter(1, str(tmp_path / "own.md"))
        assert watch_filter(1, str(tmp_path / "copydesk.yaml"))
        assert not watch_filter(1, str(tmp_path / "another.md"))
        assert not watch_filter(1, str(tmp_path / "report.html"))
        assert not watch_filter(1, str(tmp_path / "own.png"))
        yield {(1, str(tmp_path / "own.md"))}
        raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "watchfiles", SimpleNamespace(watch=watch))
    monkeypatch.setattr(watching, "_run", lambda command: runs.append(command[4:]) or len(runs))
    status, _, err = call("check", "--watch", "--isolated", "-o", "html=report.html", "own.md")
    assert (status, runs) == (0, [["check", "--isolated", "-o", "html=report.html", "own.md"]] * 2)
    assert "own.md changed" in err


def test_watching_needs_a_package(call, monkeypatch):
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    status, _, err = call("check", "--watch")
    assert status == 2
    assert "type: pip install 'watchfiles>=" in err
    assert "cannot be watched" in call("check", "--watch", "nowhere")[2] or "watchfiles" in err


def test_pages_of_all_rules(call):
    out = call("explain", "--all", "names")[1]
    assert "name-variant: a rule of the family “names”" in out
    assert max(map(len, out.splitlines())) <= 100
    assert "name a rule or a family" in call("explain")[2]
    assert "there is no rule or family “nams”; did you mean “names”?" in call("explain", "--all", "nams")[2]
    assert "for: article.md" in call("config", "show")[1]


def test_the_browser_gets_a_report_and_the_terminal_a_summary(call, monkeypatch):
    monkeypatch.setattr("webbrowser.open", lambda _address: True)
    status, _, err = call("check", "--open", "--isolated", "nowhere")
    assert status == 2
    assert "nowhere: not checked: no such file or directory" in err
    assert err.count("report.html") == 1
    assert "1 file checked" in call("check", "--open", "--isolated", "own.md")[2]


def test_a_source_that_is_missing_is_a_mistake_even_if_the_draft_names_its_own(call, tmp_path):
    (tmp_path / "draft.md").write_text(f"---\nsources: unknown.md\n---\n{UNKNOWN}")
    status, _, err = call("compare", "draft.md", "--with", "nosuch", "--with", "wire/*.txt")
    assert (status, err) == (2, "Error: --with: there is no file or folder “nosuch”\n")
