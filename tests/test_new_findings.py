"""Only new findings: baselines, and findings on changed lines, in real git repositories."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from copydesk.__main__ import main
from copydesk.document import Document
from copydesk.engine.locating import locate
from copydesk.findings import Flag
from copydesk.rules import engine_rule

OLD = "He sat on the the pier.\n"
NEW = "On and and on it went.\n"


@pytest.fixture
def repo(git_repo_with_a_fault):
    """A repository with one old fault, committed."""
    return git_repo_with_a_fault


def test_a_baseline_hides_what_it_knows_and_nothing_else(repo):
    assert repo.call("baseline", "write")[:2] == (
        0,
        "copydesk-baseline.tsv: 1 finding listed (1 added, 0 removed).\n",
    )
    assert repo.found("--baseline", "copydesk-baseline.tsv") == []
    assert repo.call("check", "--baseline", "copydesk-baseline.tsv")[0] == 0
    repo.write("posts/a.md", f"# A\n\nA line above.\n\n{OLD}\n{NEW}")
    assert repo.found("--baseline", "copydesk-baseline.tsv") == [("posts/a.md", 7, "and and")]
    assert repo.call("check", "--baseline", "copydesk-baseline.tsv")[0] == 1


def test_another_fault_in_the_place_of_a_known_one_is_new(repo):
    repo.write("posts/a.md", "It was on 31 February 2019 that he came.\n")
    repo.call("baseline", "write")
    repo.write("posts/a.md", "It was on 31 April 2024 that he came.\n")
    assert repo.found("--baseline", "copydesk-baseline.tsv") == [("posts/a.md", 1, "31 April 2024")]


@pytest.mark.parametrize(
    ("known", "new", "found"),
    [
        ("He sat on the the pier of Aldery.", "He sat on the the the pier of Aldery.", "the the the"),
    ],
)
def test_a_longer_fault_in_the_place_of_a_known_one_is_new(repo, known, new, found):
    repo.write("posts/a.md", f"{known}\n")
    repo.call("baseline", "write")
    options = ("--baseline", "copydesk-baseline.tsv")
    assert repo.found(*options) == []
    repo.write("posts/a.md", f"{new}\n")
    assert repo.found(*options) == [("posts/a.md", 1, found)]


def test_a_long_fault_is_known_by_all_of_it():
    before, behind = "It was said on the pier of Aldery that ", " and so it was told"
    rule = engine_rule(id="x", family="engine", severity="error", summary="x", why="x")

    def nearby(words):
        flag = Flag(len(before), len(before) + len(words), "x")
        return locate(Document(before + words + behind, "a.txt"), [(rule, flag)])[0].nearby

    long = "the ferry left on Monday and on Tuesday and on Wednesday it came back"
    assert nearby(long) == nearby(long.replace(" it ", "\nit "))
    assert nearby(long) != nearby(long.replace("came back", "was lost"))
    assert nearby("the ferry") == nearby("the boat")


def test_a_second_copy_of_a_known_fault_is_new(repo):
    repo.call("baseline", "write")
    repo.write("posts/a.md", f"# A\n\n{OLD}\n{OLD}\nEnd.\n")
    assert repo.found("--baseline", "copydesk-baseline.tsv") == [("posts/a.md", 5, "the the")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("posts/b.md", "# Only\n\n# Headings\n"),
        ("copydesk.yaml", "# Only remarks.\n"),
        (".git/description", "# Nothing.\n"),
        (".git/new", None),
        ("copydesk.yaml", None),
    ],
)
def test_a_baseline_takes_the_place_of_nothing_else(repo, name, text):
    if text:
        repo.write(name, text)
    status, out, err = repo.call("baseline", "write", "--baseline", name)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"Error: {name}: ")
    assert (repo.folder / name).read_text() == text if text else not (repo.folder / name).exists()


def test_lines_of_files_outside_the_working_folder_stay_without_git(tmp_path, monkeypatch, capsys):
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "sub/b.txt"):
        (tmp_path / name).write_text(OLD)
    monkeypatch.chdir(tmp_path)
    assert main(["baseline", "write"]) == 0
    before = (tmp_path / "copydesk-baseline.tsv").read_text()
    monkeypatch.chdir(tmp_path / "sub")
    assert main(["baseline", "prune", "--baseline", "../copydesk-baseline.tsv"]) == 0
    assert (tmp_path / "copydesk-baseline.tsv").read_text() == before
    (tmp_path / "a.txt").unlink()
    assert main(["baseline", "prune", "--baseline", "../copydesk-baseline.tsv"]) == 0
    assert "a.txt" not in (tmp_path / "copydesk-baseline.tsv").read_text()


def test_settings_that_the_commit_has_not_are_named(repo):
    repo.write("copydesk.yaml", "rules: {doubled-word: off}\n")
    status, out, _ = repo.call("check", "--staged")
    assert (status, "copydesk.yaml, whose settings hold here, is not in the next commit." in out) == (0, True)
    repo.git("add", ".")
    assert "not in the next commit" not in repo.call("check", "--staged")[1]


@pytest.mark.parametrize("folder", ["", "posts"])
def test_a_baseline_is_not_written_over_the_accept_list(repo, folder, monkeypatch):
    repo.write("copydesk.yaml", "accept: accepted.tsv\n")
    assert repo.call("baseline", "write", "--baseline", "accepted.tsv")[0] == 0  # there is none yet
    list_ = repo.folder / "accepted.tsv"
    list_.write_text("# The song has it so.\n" + list_.read_text())
    repo.write("posts/a.md", f"# A\n\n{OLD}\n{NEW}")
    before = list_.read_text()
    monkeypatch.chdir(repo.folder / folder)
    name = os.path.relpath(list_)
    status, _, err = repo.call("baseline", "write", "--baseline", name)
    assert (status, "names it as its list of accepted findings" in err) == (2, True)
    assert list_.read_text() == before


@pytest.mark.parametrize("options", [["--isolated"], ["--config", "other.yml"]])
@pytest.mark.parametrize("folder", ["", "posts/", "other/"])
def test_an_accept_list_is_safe_from_a_run_with_another_configuration(repo, folder, options):
    list_ = repo.folder / "posts" / "accepted.tsv"
    repo.call("baseline", "write", "--baseline", str(list_))
    repo.write(f"{folder}copydesk.yaml", f"accept: {os.path.relpath(list_, repo.folder / folder)}\n")
    repo.write("other.yml", "rules: {dates: off}\n")
    repo.write("posts/a.md", f"# A\n\n{OLD}\n{NEW}")
    before = list_.read_text()
    status, _, err = repo.call("baseline", "write", *options, "--baseline", str(list_), "posts/a.md")
    assert (status, "names it as its list of accepted findings" in err) == (2, True)
    assert list_.read_text() == before


@pytest.mark.parametrize("command", ["write", "prune"])
@pytest.mark.parametrize("target", ["../outside.tsv", "known.tsv"])
def test_no_baseline_is_written_through_a_link(repo, command, target):
    repo.call("baseline", "write", "--baseline", "known.tsv")
    before = (repo.folder / "known.tsv").read_text()
    repo.write("posts/a.md", f"{NEW}\nEnd.\n")
    (repo.folder / "copydesk-baseline.tsv").symlink_to(target)
    status, _, err = repo.call("baseline", command)
    assert (status, "it is a link to" in err) == (2, True)
    assert (repo.folder / "known.tsv").read_text() == before
    assert not (repo.folder.parent / "outside.tsv").exists()


@pytest.mark.parametrize("command", ["write", "prune"])
def test_a_line_that_is_added_meanwhile_stays(repo, command, monkeypatch):
    repo.call("baseline", "write")
    repo.write("posts/a.md", f"{NEW}\nEnd.\n")
    baseline = repo.folder / "copydesk-baseline.tsv"
    sync = os.fsync

    def add_line(handle):
        baseline.write_text(baseline.read_text() + "# Mine.\n")
        sync(handle)

    monkeypatch.setattr(os, "fsync", add_line)
    status, _, err = repo.call("baseline", command)
    assert (status, "changed meanwhile" in err) == (2, True)
    assert baseline.read_text().endswith("# Mine.\n")


def test_the_baseline_holds_from_any_folder(repo, monkeypatch):
    repo.call("baseline", "write")
    monkeypatch.chdir(repo.folder / "posts")
    assert repo.found("--baseline", "../copydesk-baseline.tsv") == []


def test_the_file_is_made_for_diffs(repo):
    for number in range(3):
        repo.write(f"posts/{number}\tß.txt", NEW)
    repo.call("baseline", "write")
    first = (repo.folder / "copydesk-baseline.tsv").read_text("utf-8")
    repo.write("posts/a.md", f"# A\n\nMoved.\n\n{OLD}\n{NEW}")
    repo.call("baseline", "write")
    second = (repo.folder / "copydesk-baseline.tsv").read_text("utf-8")
    lines = [line for line in second.splitlines() if not line.startswith("#")]
    assert [line.split("\t")[1:4] for line in lines[:1]] == [
        ["doubled-word", "posts/0\\u0009ß.txt", "and and"]
    ]
    assert len(lines) == 5
    assert set(first.splitlines()) < set(second.splitlines())


def test_lines_of_files_with_strange_names_stay_if_they_are_not_checked(repo):
    for name in ("a\tb", "c\u202ed", "e##[f]"):
        repo.write(f"posts/{name}.txt", NEW)
    repo.call("baseline", "write")
    listed = (repo.folder / "copydesk-baseline.tsv").read_text("utf-8")
    assert all(shown in listed for shown in ("a\\u0009b", "c\\u202ed", "e#\\u0023[f]"))
    repo.call("baseline", "write", "posts/a.md")
    assert (repo.folder / "copydesk-baseline.tsv").read_text("utf-8") == listed


def test_stale_lines_are_reported_and_pruned(repo):
    repo.write("posts/b.txt", NEW)
    repo.call("baseline", "write")
    repo.write("posts/a.md", "# A\n\nMended.\n")
    status, _, err = repo.call("check", "--baseline", "copydesk-baseline.tsv")
    assert status == 0
    assert "1 listed finding is no longer there" in err
    assert "posts/a.md: doubled-word: the the" in err
    assert repo.call("check", "--quiet", "--baseline", "copydesk-baseline.tsv")[2] == ""
    repo.write("posts/c.txt", OLD)  # a new finding is not swallowed
    assert "1 finding listed (1 removed)" in repo.call("baseline", "prune")[1]
    assert repo.found("--baseline", "copydesk-baseline.tsv") == [("posts/c.txt", 1, "the the")]


@pytest.mark.parametrize("header", ["", "# What the desk accepts\n", "\ufeff# Ours\n"])
def test_a_list_that_people_wrote_is_pruned_only_if_that_is_asked_for(repo, header):
    repo.call("baseline", "write")
    written = repo.folder / "copydesk-baseline.tsv"
    (line,) = (each for each in written.read_text("utf-8").splitlines() if not each.startswith("#"))
    repo.write("accepted.tsv", f"{header}# an old name\n{line}\n")
    listed = repo.folder / "accepted.tsv"
    repo.write("posts/a.md", "# A\n\nMended.\n")
    before = listed.read_bytes()
    status, _, err = repo.call("baseline", "prune", "--baseline", "accepted.tsv")
    assert (status, listed.read_bytes()) == (2, before)
    assert "nothing is removed, though 1 line of it would be" in err
    assert "--by-hand" in err
    assert "(1 removed)" in repo.call("baseline", "prune", "--by-hand", "--baseline", "accepted.tsv")[1]
    assert listed.read_text("utf-8") == f"{header}# an old name\n"


def test_what_was_not_checked_is_not_stale(repo):
    repo.write("posts/b.txt", NEW)
    repo.call("baseline", "write")
    assert repo.call("check", "posts/b.txt", "--baseline", "copydesk-baseline.tsv")[2] == ""
    assert repo.call("check", "--select", "feed-footer", "--baseline", "copydesk-baseline.tsv")[2] == ""
    repo.call("baseline", "write", "posts/b.txt")
    repo.call("baseline", "prune", "posts/b.txt")
    assert repo.found("--baseline", "copydesk-baseline.tsv") == []
    (repo.folder / "posts" / "b.txt").write_bytes(b"\xff\x00\x00\xfe" * 9)
    assert repo.call("baseline", "prune")[0] == 2
    repo.write("posts/b.txt", NEW)
    assert repo.found("--baseline", "copydesk-baseline.tsv") == []
    (repo.folder / "posts" / "b.txt").unlink()
    assert "(1 removed)" in repo.call("baseline", "prune")[1]


def test_findings_of_rules_that_compare_files_are_stale_only_if_all_were_seen(repo):
    repo.write(".gitignore", "*.tsv\n")
    lines = "Sign up for our harbour letter and never miss a ferry again\n"
    for name in "bcdefg":
        repo.write(f"posts/{name}.md", f"# {name}\n\nSomething of {name} alone.\n\n{lines}")
    repo.call("baseline", "write", "--preset", "strict")
    listed = (repo.folder / "copydesk-baseline.tsv").read_text("utf-8")
    assert "repeated-line" in listed
    status, _, err = repo.call(
        "check", "--preset", "strict", "--baseline", "copydesk-baseline.tsv", "posts/b.md"
    )
    assert (status, err) == (0, "")
    repo.call("baseline", "prune", "--preset", "strict", "posts/b.md")
    assert (repo.folder / "copydesk-baseline.tsv").read_text("utf-8") == listed


def test_a_baseline_never_hides_what_could_not_be_checked(repo):
    (repo.folder / "posts" / "b.txt").write_bytes(b"\xff\x00\x00\xfe" * 9)
    assert repo.call("baseline", "write")[0] == 2
    assert repo.call("check", "--baseline", "copydesk-baseline.tsv")[0] == 2


def test_mistakes_with_a_baseline(repo):
    status, _, err = repo.call("check", "--baseline", "none.tsv")
    assert (status, "none.tsv" in err) == (2, True)
    repo.write("words.tsv", "some words\n")
    status, _, err = repo.call("baseline", "write", "--baseline", "words.tsv")
    assert status == 2
    assert "words.tsv:1" in err
    assert (repo.folder / "words.tsv").read_text() == "some words\n"


def test_a_baseline_with_a_path_that_no_file_can_have(repo):
    repo.write("b.tsv", f"0123456789abcdef\tdoubled-word\t{'x' * 5000}\n")
    status, _, err = repo.call("check", "--baseline", "b.tsv")
    assert status == 1
    assert "1 listed finding is no longer there" in err


def test_show(repo):
    repo.call("baseline", "write")
    out = repo.call("baseline", "show")[1]
    assert "      1  doubled-word" in out
    assert "      1  posts/a.md" in out


def test_changed_lines_alone(repo):
    repo.write("posts/a.md", f"# A\n\n{OLD}\n{NEW}")
    assert repo.found("--diff-base", "HEAD") == [("posts/a.md", 5, "and and")]
    assert repo.call("check", "--diff-base", "HEAD")[0] == 1
    repo.write("posts/a.md", f"# A\n\n{OLD}\nAnother end.\n")
    assert repo.call("check", "--diff-base", "HEAD")[0] == 0


def test_a_range_of_commits_and_where_branches_met(repo):
    repo.git("checkout", "-qb", "topic")
    repo.write("posts/b.md", NEW)
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.write("posts/a.md", "# A\n\nMended on main.\n\nEnd.\n")
    repo.commit()
    repo.git("checkout", "-q", "topic")
    # The topic's own a.md differs from main's, and was not changed on the topic.
    assert repo.found("--diff-base", "main") == [("posts/b.md", 1, "and and")]
    assert repo.found("--diff-base", "HEAD~1") == [("posts/b.md", 1, "and and")]


def test_untracked_files_are_new_throughout(repo):
    repo.write("posts/new one.md", OLD)
    assert repo.found("--diff-base", "HEAD") == [("posts/new one.md", 1, "the the")]


def test_a_renamed_file_is_not_new(repo):
    repo.git("mv", "posts/a.md", "posts/moved.md")
    assert repo.found("--diff-base", "HEAD") == []
    repo.write("posts/moved.md", f"# A\n\n{OLD}\nEnd.\n\n{NEW}")
    assert repo.found("--diff-base", "HEAD") == [("posts/moved.md", 7, "and and")]


@pytest.mark.parametrize(
    "old",
    ["drafts/b.md", "off/b.md", "posts/b.log", "posts/b.txt", ".hidden/b.md", "posts/.b.md", "built/b.md"],
)
def test_a_renamed_file_that_was_not_checked_so_before_is_new(repo, old):
    repo.write(
        "copydesk.yaml", "exclude: [drafts/]\nfiles: [{paths: [off/**], rules: {doubled-word: off}}]\n"
    )
    repo.write(".gitignore", "built/\n")
    repo.write(old, OLD)
    repo.git("add", "-f", old)
    repo.commit()
    repo.git("mv", old, "posts/b.md")
    found = [("posts/b.md", 1, "the the")]
    assert repo.found("--staged") == repo.found("--diff-base", "HEAD") == found
    repo.commit()
    assert repo.found("--diff-base", "HEAD~1") == found


@pytest.mark.parametrize(
    "name", ["posts/Größe.md", "posts/a b.md", 'posts/a"b.md', "posts/a\tb.md", "posts/a\\b.md"]
)
def test_names_that_git_quotes(repo, name):
    repo.write(name, OLD)
    repo.commit()
    repo.write(name, f"{OLD}\n{NEW}")
    assert repo.found("--diff-base", "HEAD") == [(name, 3, "and and")]


def test_lines_that_look_like_headers(repo):
    repo.write("posts/a.md", f"# A\n\n{OLD}\nEnd.\n\n++ b/posts/x.md\n\n@@ -1 +1,9 @@\n\n-- a/y\n")
    assert repo.found("--diff-base", "HEAD") == []
    repo.commit()
    repo.write("posts/a.md", f"# A\n\n{OLD}\nEnd.")
    assert repo.found("--diff-base", "HEAD") == []


def test_line_ends_and_encodings(repo):
    text = f"Über die Brücke.\r\n\r\n{OLD}".replace("\r\n", "\n").replace("\n", "\r\n")
    repo.write("posts/c.txt", text)
    repo.commit()
    repo.write("posts/c.txt", text + "\r\n" + NEW)
    assert repo.found("--diff-base", "HEAD") == [("posts/c.txt", 5, "and and")]


def test_a_related_place_on_a_changed_line_counts(repo):
    repo.write("copydesk.yaml", "packs: [packs]\n")
    repo.write(
        "packs/house/spelling.yaml",
        "summary: Two spellings.\nconsistent: [[e-mail, email]]\nbad: An e-mail, an email.\ngood: An email.\n",
    )
    repo.write("posts/b.txt", "An email came.\n\nAnd an email went.\n\nAn e-mail.\n")
    repo.commit()
    repo.write("posts/b.txt", "The email came.\n\nAnd an email went.\n\nAn e-mail.\n")
    assert repo.found("--diff-base", "HEAD") == [("posts/b.txt", 5, "e-mail")]


def test_what_is_staged(repo):
    repo.write("posts/a.md", f"# A\n\n{OLD}\n{NEW}")
    assert repo.found("--staged") == []
    repo.git("add", "-A")
    assert repo.found("--staged") == [("posts/a.md", 5, "and and")]
    repo.write("posts/a.md", "# A\n\nMended since, but not staged.\n")
    repo.write("posts/untracked.md", OLD)
    assert repo.found("--staged") == [("posts/a.md", 5, "and and")]
    assert "On and and on it went." in repo.call("check", "--staged")[1]
    repo.git("add", "posts/a.md")
    assert repo.found("--staged") == []


def test_what_is_mended_in_the_working_file_is_told(repo):
    faulty = "# A\n\nThe o\ufb03ce met on on Monday.\n\nThe o\ufb03ce met on on Sunday.\n"
    repo.write("posts/a.md", faulty)
    repo.git("add", "-A")
    repo.call("fix")
    status, out, _ = repo.call("check", "--staged")
    assert status == 1
    assert (
        "2 of these findings are already mended in your working file; “git add posts/a.md” puts that" in out
    )
    assert "“copydesk fix” mends" not in out
    assert "Next: “copydesk fix --diff --suggested” shows what could be changed." in out
    repo.git("add", "-A")
    assert "already mended" not in repo.call("check", "--staged")[1]


def test_staged_before_the_first_commit(tmp_path, repo):
    subprocess.run(["git", "checkout", "-q", "--orphan", "fresh"], cwd=repo.folder, check=True)
    assert repo.found("--staged") == [("posts/a.md", 3, "the the")]


def test_whatever_git_is_configured_to(repo, monkeypatch):
    settings = ["diff.noprefix true", "diff.relative true", "diff.interHunkContext 9", "color.ui always"]
    settings += [
        "diff.mnemonicPrefix true",
        "core.quotePath false",
        "diff.external cat",
        "diff.submodule log",
    ]
    for setting in settings:
        repo.git("config", *setting.split())
    repo.write("posts/a.md", f"# B\n\n{OLD}\n{NEW}")
    monkeypatch.chdir(repo.folder / "posts")
    assert repo.found("--diff-base", "HEAD") == [("a.md", 5, "and and")]


def test_from_a_folder_inside(repo, monkeypatch):
    repo.write("posts/a.md", f"# A\n\n{OLD}\n{NEW}")
    repo.write("posts/b.md", OLD)
    monkeypatch.chdir(repo.folder / "posts")
    assert repo.found("--diff-base", "HEAD") == [("a.md", 5, "and and"), ("b.md", 1, "the the")]


def test_what_could_not_be_checked_shows_to_whoever_changed_it(repo):
    broken = b"\xff\x00\x00\xfe" * 9
    assert repo.call("check", "missing.md", "--diff-base", "HEAD")[0] == 2
    (repo.folder / "posts" / "b.txt").write_bytes(broken)
    repo.git("add", "-A")
    for narrowed in (["--diff-base", "HEAD"], ["--staged"]):
        assert repo.call("check", *narrowed)[0] == 2
    repo.commit()
    for narrowed in (["--diff-base", "HEAD"], ["--staged"]):
        assert repo.call("check", *narrowed)[0] == 0
    assert repo.call("check")[0] == 2


SAID = "“We found cracks that no paint can cover,” said Ilka Brandvold.\n"
SOURCED = f"---\nsources: ../wire/a.txt\n---\n{SAID}"


def test_a_source_that_was_lost_before_stops_no_commit(repo):
    repo.write("posts/b.md", SOURCED)
    repo.commit()
    assert repo.call("check")[0] == 2
    repo.write("posts/b.md", f"{SOURCED}\nMore of it.\n")
    repo.git("add", "-A")
    assert repo.call("check", "--staged")[0] == 0
    assert repo.call("check", "--diff-base", "HEAD")[0] == 0
    repo.write("posts/b.md", SOURCED.replace("a.txt", "c.txt"))
    repo.git("add", "-A")
    assert repo.call("check", "--staged")[0] == 2


@pytest.mark.parametrize("change", [["rm", "-q", "wire/a.txt"], ["mv", "wire/a.txt", "wire/c.txt"]])
def test_a_commit_that_takes_a_source_away_is_stopped(repo, change):
    repo.write("posts/b.md", SOURCED)
    repo.write("wire/a.txt", SAID)
    repo.commit()
    assert repo.call("check", "--staged")[0] == 0
    repo.git(*change)
    for narrowed in (["--staged"], ["--diff-base", "HEAD"]):
        assert repo.call("check", *narrowed)[0] == 2


@pytest.mark.parametrize("source", ["../wire/a.txt", "../wire", "../wire/*.txt", "../**/*.txt"])
def test_a_source_that_only_the_folder_still_has_is_missing(repo, source):
    repo.write("posts/b.md", SOURCED.replace("../wire/a.txt", source))
    repo.write("wire/a.txt", SAID)
    repo.commit()
    repo.git("rm", "-q", "--cached", "wire/a.txt")
    status, out, _ = repo.call("check", "--staged")
    assert status == 2
    assert "cannot be read: " in out
    (repo.folder / "wire/a.txt").unlink()
    for narrowed in (["--staged"], ["--diff-base", "HEAD"]):
        assert repo.call("check", *narrowed)[0] == 2
    repo.commit()
    for narrowed in (["--staged"], ["--diff-base", "HEAD"]):
        assert repo.call("check", *narrowed)[0] == 0


def test_a_folder_of_sources_has_the_files_of_the_next_commit(repo):
    repo.write("posts/b.md", SOURCED.replace("a.txt", ""))
    repo.write("wire/a.txt", SAID.replace("paint", "tape"))
    repo.commit()
    repo.write("wire/b.txt", SAID)
    repo.git("add", "wire/b.txt")
    repo.git("rm", "-q", "--cached", "wire/a.txt")
    (repo.folder / "wire/b.txt").unlink()
    assert "matches: 1, differs: 0" in repo.call("check", "--staged", "posts")[1]


def test_an_article_that_only_the_folder_still_has_is_not_checked(repo):
    repo.git("rm", "-q", "--cached", "posts/a.md")
    assert "posts/a.md is not in the next commit" in repo.call("check", "--staged", "posts/a.md")[1]


def test_a_lost_source_is_known_by_a_baseline_until_it_is_found(repo):
    repo.write("posts/b.md", SOURCED)
    assert repo.call("baseline", "write")[0] == 0
    assert repo.call("check", "--baseline", "copydesk-baseline.tsv")[0] == 0
    assert repo.call("baseline", "prune")[0] == 0
    repo.write("wire/a.txt", SAID)
    assert "(1 removed)" in repo.call("baseline", "prune")[1]


def test_mistakes_with_git(repo, tmp_path_factory, monkeypatch):
    status, _, err = repo.call("check", "--diff-base", "origin/main")
    assert status == 2
    assert "git knows no revision “origin/main”" in err
    assert repo.call("check", "--diff-base", "--output=x")[0] == 2
    assert repo.call("check", "--diff-base", "^HEAD")[0] == 2
    assert repo.call("check", "--staged", "--diff-base", "HEAD")[0] == 2
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    Path("a.txt").write_text(OLD)
    for option in (["--staged"], ["--diff-base", "HEAD"]):
        status, _, err = repo.call("check", *option)
        assert status == 2
        assert "is in no git repository" in err
    monkeypatch.setenv("PATH", "/nowhere")
    status, _, err = repo.call("check", "--staged")
    assert (status, "git could not be run" in err) == (2, True)


def test_the_summary_tells_what_is_left_out(repo):
    repo.write("posts/b.md", NEW)
    repo.call("baseline", "write", "posts/b.md")
    out = repo.call("check", "--baseline", "copydesk-baseline.tsv", "--diff-base", "HEAD")[1]
    assert out == (
        "2 files checked: nothing found. Not shown: 1 finding listed in copydesk-baseline.tsv, "
        "1 finding on lines that have not changed.\n"
    )


def test_a_list_hides_no_characters(repo):
    repo.write("posts/\u200bb.md", "On the the pier pier\U000e0041.\n")
    repo.call("baseline", "write")
    written = (repo.folder / "copydesk-baseline.tsv").read_text(encoding="utf-8")
    assert written.replace("\n", "").replace("\t", "").isprintable()
    assert "posts/\\u200bb.md" in written
    assert "\\U000e0041" in written
    (repo.folder / "posts/\u200bb.md").unlink()
    assert repo.call("baseline", "prune")[0] == 0
    assert "u200b" not in (repo.folder / "copydesk-baseline.tsv").read_text(encoding="utf-8")


def test_what_people_write_into_a_baseline_stays(repo):
    repo.call("baseline", "write")
    file = repo.folder / "copydesk-baseline.tsv"
    head, line = file.read_text("utf-8").rsplit("\n", 2)[:2]
    mine = f"{head}\n# Ann: the song has it so.\n{line}\tasked on Monday\n# The end.\n"
    file.write_text(mine, "utf-8")
    repo.call("baseline", "write")
    assert file.read_text("utf-8") == mine
    repo.write("posts/0.md", "# First\n\nOn and and on it went.\n")
    repo.call("baseline", "write")
    assert file.read_text("utf-8").replace("posts/0.md", "") != mine
    assert [each for each in mine.splitlines() if each not in file.read_text("utf-8").splitlines()] == []
    (repo.folder / "posts/b.txt").write_text("Mended.\n")
    repo.write(line.split("\t")[2], "Mended.\n")
    repo.call("baseline", "write")
    assert "# Ann: the song has it so.\n# The end.\n" in file.read_text("utf-8")
    assert "asked on Monday" not in file.read_text("utf-8")


def test_a_list_whose_lines_end_in_a_carriage_return_is_read(repo):
    repo.call("baseline", "write")
    file = repo.folder / "copydesk-baseline.tsv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r"))
    assert repo.found("--baseline", "copydesk-baseline.tsv") == []
    path = file.read_text("utf-8").split("\t")[2]
    repo.write(path, "Mended.\n")
    repo.call("baseline", "prune")
    assert path.encode() not in file.read_bytes()


PARAGRAPH = "The boat lay in the the harbour of Orrest for a week before anybody came, and and then it left {} the the morning."


@pytest.mark.parametrize("how", ["baseline", "accept"])
def test_a_neighbour_in_the_same_sentence_is_still_known_after_a_fault_is_mended(repo, how, forget_settings):
    repo.write("posts/c.md", PARAGRAPH.format("in") + "\n")
    repo.call("baseline", "write", "--baseline", "known.tsv")
    options = ["--baseline", "known.tsv"]
    if how == "accept":
        repo.write("copydesk.yaml", "accept: known.tsv\n")
        forget_settings()
        options = []
    mended = PARAGRAPH.format("in").replace("and and", "and")
    repo.write("posts/c.md", f"{mended}\n")
    assert [each for each in repo.found(*options) if each[0] == "posts/c.md"] == []
    # Another fault of the same text in the same paragraph is new.
    repo.write("posts/c.md", f"{mended} And she sang of the the moon over it.\n")
    assert len([each for each in repo.found(*options) if each[0] == "posts/c.md"]) == 1


def test_what_is_known_by_its_place_keeps_its_note_and_is_not_pruned(repo):
    repo.write("posts/c.md", PARAGRAPH.format("in") + "\n")
    repo.call("baseline", "write")
    file = repo.folder / "copydesk-baseline.tsv"
    lines = file.read_text("utf-8").splitlines()
    file.write_text(
        "".join(f"{line}\tasked\n" if "and and" not in line else f"{line}\n" for line in lines), "utf-8"
    )
    repo.write("posts/c.md", PARAGRAPH.format("in").replace("and and", "and") + "\n")
    assert "(1 removed)" in repo.call("baseline", "prune")[1]
    assert file.read_text("utf-8").count("posts/c.md") == 2
    assert "(0 added, 0 removed)" in repo.call("baseline", "write")[1]
    assert file.read_text("utf-8").count("\tasked") >= 2


def test_lines_of_earlier_versions_are_read_and_written_anew(repo):
    repo.write("posts/c.md", PARAGRAPH.format("in") + "\n")
    repo.call("baseline", "write")
    file = repo.folder / "copydesk-baseline.tsv"
    text = file.read_text("utf-8")
    old = re.sub(r"\t~\S+~\S+", "", text).replace(", what is around it.", ".")
    assert old != text
    file.write_text(old, "utf-8")
    assert repo.found("--baseline", "copydesk-baseline.tsv") == []
    assert "(0 added, 0 removed)" in repo.call("baseline", "write")[1]
    assert file.read_text("utf-8") == text


def test_show_counts_the_findings_of_some_files(repo):
    repo.write("posts/c.md", NEW)
    repo.call("baseline", "write")
    out = repo.call("baseline", "show", "posts/c.md")[1]
    assert "posts/c.md" in out
    assert "posts/b.txt" not in out
    assert repo.call("baseline", "show", "posts")[1].count("posts/") >= 2
    assert "0 findings listed for other.md." in repo.call("baseline", "show", "other.md")[1]
