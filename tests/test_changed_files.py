"""With --staged and --diff-base, everything that was changed is looked at, whatever became of the file since."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from copydesk.run.narrowing.working_tree.line_comparison import lines_changed_since

OLD = "He sat on the the pier.\n"
NEW = "On and and on it went.\n"
FOUND = [("a.md", 1, "and and")]
NARROWED = [["--staged"], ["--diff-base", "HEAD"]]

links = pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
permissions = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="permissions mean nothing to the superuser"
)


@pytest.fixture
def repo(git_repo):
    """A repository with a clean article."""
    git_repo.write("first.md", "# First\n\nThe ferry left.\n")
    git_repo.commit()
    return git_repo


def stage(repo, name="a.md", text=NEW, *options):
    repo.write(name, text)
    repo.git("add", *options, "--", name)


def test_a_file_that_was_deleted_after_it_was_staged(repo):
    stage(repo)
    (repo.folder / "a.md").unlink()
    assert repo.found("--staged") == FOUND
    assert repo.found("--staged", "a.md") == FOUND
    assert repo.found("--staged", "first.md") == []


def test_a_folder_that_was_deleted_after_it_was_staged(repo, monkeypatch):
    stage(repo, "posts/deep/a.md")
    (repo.folder / "posts/deep/a.md").unlink()
    (repo.folder / "posts/deep").rmdir()
    assert repo.found("--staged") == [("posts/deep/a.md", 1, "and and")]
    assert repo.found("--staged", "posts/deep") == [("posts/deep/a.md", 1, "and and")]
    monkeypatch.chdir(repo.folder / "posts")
    assert repo.found("--staged") == [("deep/a.md", 1, "and and")]


def test_a_file_with_a_folder_in_its_place(repo):
    stage(repo)
    (repo.folder / "a.md").unlink()
    repo.write("a.md/b.txt", OLD)
    assert repo.found("--staged") == FOUND
    assert repo.found("--staged", "a.md") == FOUND


def test_a_renamed_file_that_was_edited_staged_and_deleted(repo):
    repo.write("first.md", f"# First\n\nThe ferry left.\n\n{OLD}")
    repo.commit()
    repo.git("mv", "first.md", "a.md")
    stage(repo, "a.md", f"# First\n\nThe ferry left.\n\n{OLD}\n{NEW}")
    (repo.folder / "a.md").unlink()
    assert repo.found("--staged") == [("a.md", 7, "and and")]


@permissions
def test_files_and_folders_that_may_not_be_read_any_more(repo):
    stage(repo)
    stage(repo, "posts/b.md")
    (repo.folder / "a.md").chmod(0)
    (repo.folder / "posts").chmod(0)
    try:
        assert repo.found("--staged") == [*FOUND, ("posts/b.md", 1, "and and")]
    finally:
        (repo.folder / "posts").chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_file_that_cannot_be_read_stops_no_other(repo):
    stage(repo)
    repo.write("[b].md", "The ferry came.\n")
    repo.commit()
    (repo.folder / "[b].md").unlink()
    os.mkfifo("[b].md")
    repo.write("a.md", OLD)
    status, out, _ = repo.call("check", "--output-format", "concise", "--diff-base", "HEAD")
    assert status == 2
    assert "[b].md:1:1: error: not checked" in out
    assert "a.md:1:11: warning" in out


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_a_file_that_git_was_told_to_overlook(repo, flag):
    stage(repo)
    repo.git("update-index", flag, "a.md")
    repo.write("a.md", "Mended since.\n")
    assert repo.found("--staged") == FOUND
    repo.git("update-index", flag.replace("--", "--no-"), "a.md")
    stage(repo, "a.md", "Clean.\n")
    repo.git("commit", "-qm", "more")
    repo.git("update-index", flag, "a.md")
    repo.write("a.md", NEW)
    assert repo.found("--diff-base", "HEAD") == FOUND


def test_what_lies_outside_a_sparse_checkout(repo):
    stage(repo)
    repo.git("update-index", "--skip-worktree", "a.md")
    (repo.folder / "a.md").unlink()
    for narrowed in NARROWED:
        assert repo.found(*narrowed) == FOUND
        assert repo.found(*narrowed, "a.md") == FOUND
    repo.git("commit", "-qm", "more")
    for narrowed in NARROWED:
        assert repo.found(*narrowed) == []


def test_a_file_that_is_ignored_and_tracked_all_the_same(repo):
    repo.write(".gitignore", "drafts/\n")
    stage(repo, "drafts/a.md", NEW, "--force")
    for narrowed in NARROWED:
        assert repo.found(*narrowed) == [("drafts/a.md", 1, "and and")]


def test_folders_that_are_never_entered_stay_so(repo):
    for name in (".github/a.md", "node_modules/a.md", "notes.py"):
        stage(repo, name)
    for narrowed in NARROWED:
        assert repo.found(*narrowed) == []


def test_an_ignored_file_that_is_named(repo):
    repo.write(".gitignore", "*.md\n")
    repo.write("a.md", NEW)
    assert repo.found("--diff-base", "HEAD", "a.md") == FOUND


def test_a_named_file_that_the_next_commit_does_not_have_is_told(repo):
    repo.write("a.md", NEW)
    status, out, _ = repo.call("check", "--staged", "a.md", "first.md", ".")
    assert status == 0
    assert out.endswith(
        " a.md is not in the next commit, so nothing is shown for it; “git add” puts it there.\n"
    )
    assert "Not in" not in repo.call("check", "--diff-base", "HEAD", "a.md")[1]


def test_what_is_committed_counts_not_what_git_shows_in_its_place(repo):
    stage(repo)
    repo.write("b.md", "Mended.\n")
    clean = repo.git("hash-object", "-w", "b.md")
    repo.git("replace", repo.git("rev-parse", ":a.md"), clean)
    (repo.folder / "a.md").unlink()
    assert repo.found("--staged") == FOUND


def test_a_file_that_a_merge_has_left_in_conflict(repo):
    repo.git("checkout", "-qb", "topic")
    stage(repo, "first.md", f"# First\n\nThe ferry came.\n\n{OLD}")
    repo.git("commit", "-qm", "topic")
    repo.git("checkout", "-q", "main")
    stage(repo, "first.md", f"# First\n\nThe boat came.\n\n{OLD}")
    repo.git("commit", "-qm", "main")
    with pytest.raises(subprocess.CalledProcessError):
        repo.git("merge", "topic")
    for narrowed in NARROWED:
        assert "merge-conflict" in repo.call("check", "--output-format", "concise", *narrowed)[1]


def test_a_file_whose_content_is_not_yet_staged(repo):
    repo.write("a.md", NEW)
    repo.git("add", "-N", "a.md")
    assert repo.found("--staged") == []
    assert repo.found("--diff-base", "HEAD") == FOUND
    status, out, _ = repo.call("check", "--staged", "a.md")
    assert (
        status,
        out.endswith(
            " a.md is not in the next commit, so nothing is shown for it; “git add” puts it there.\n"
        ),
    ) == (0, True)


def test_a_file_that_the_next_commit_loses_though_it_is_intended_to_be_added_again(repo):
    repo.git("rm", "-q", "--cached", "first.md")
    repo.write("first.md", NEW)
    repo.git("add", "-N", "first.md")
    stage(repo)
    assert repo.found("--staged") == FOUND
    assert "first.md is not in the next commit" in repo.call("check", "--staged", "first.md", "a.md")[1]


def test_an_empty_file_is_in_the_next_commit(repo):
    stage(repo, "a.md", "")
    repo.write("b.md", NEW)
    repo.git("add", "-N", "b.md")
    repo.write("a.md", OLD)
    assert repo.found("--staged") == []
    assert repo.call("check", "--staged", "a.md")[1] == "1 file checked: nothing found.\n"


def test_a_file_intended_to_be_added_before_the_first_commit(git_repo):
    git_repo.write("a.md", NEW)
    git_repo.git("add", "-N", "a.md")
    assert "a.md is not in the next commit" in git_repo.call("check", "--staged", "a.md")[1]


@pytest.mark.parametrize(("encoding", "end"), [("utf-8", "\r"), ("utf-16", "\n"), ("utf-16", "\r\n")])
def test_lines_that_git_counts_otherwise(repo, encoding, end):
    lines = ["# Ċ", "", "The ferry left.", "", "It came back.", "", "End.", ""]
    repo.write("a.md", end.join(lines).encode(encoding))
    repo.commit()
    lines[4] = NEW.strip()
    repo.write("a.md", end.join(lines).encode(encoding))
    repo.git("add", "-A")
    for narrowed in NARROWED:
        assert repo.found("--select", "doubled-word", *narrowed) == [("a.md", 5, "and and")]


@links
def test_a_link_shows_what_was_changed_in_the_file_that_it_leads_to(repo):
    (repo.folder / "link.md").symlink_to("first.md")
    (repo.folder / "all").symlink_to(".")
    repo.commit()
    repo.write("first.md", f"# First\n\nThe ferry left.\n\n{NEW}")
    assert repo.found("--diff-base", "HEAD", "link.md") == [("link.md", 5, "and and")]
    assert repo.found("--diff-base", "HEAD", "all/first.md") == [("all/first.md", 5, "and and")]


@links
def test_a_link_that_leads_elsewhere_now(repo, tmp_path):
    (tmp_path / "outside.md").write_text(NEW)
    repo.write("b.md", OLD)
    (repo.folder / "link.md").symlink_to("first.md")
    repo.commit()
    (repo.folder / "link.md").unlink()
    (repo.folder / "link.md").symlink_to("b.md")
    repo.git("add", "-A")
    for narrowed in NARROWED:
        assert repo.found(*narrowed) == [("link.md", 1, "the the")]
    (repo.folder / "link.md").unlink()
    (repo.folder / "link.md").symlink_to(tmp_path / "outside.md")
    repo.commit()
    for narrowed in NARROWED:
        assert repo.found("--allow-read", str(tmp_path), *narrowed) == [("link.md", 1, "and and")]


def test_a_submodule_counts_if_its_commit_was_changed(repo):
    repo.git("init", "-q", "-b", "main", "sub")
    repo.write("sub/a.md", OLD)
    repo.git("-C", "sub", "add", "-A")
    repo.git("-C", "sub", "commit", "-qm", "first")
    assert repo.found("--diff-base", "HEAD") == [("sub/a.md", 1, "the the")]
    repo.commit()
    for narrowed in NARROWED:
        assert repo.found(*narrowed) == []
    repo.git("-C", "sub", "commit", "--allow-empty", "-qm", "second")
    assert repo.found("--diff-base", "HEAD") == [("sub/a.md", 1, "the the")]
    repo.git("add", "-A")
    assert repo.found("--staged") == [("sub/a.md", 1, "the the")]


def test_the_index_of_a_commit_of_some_files_only(repo, monkeypatch):
    monkeypatch.setenv("GIT_INDEX_FILE", str(repo.folder / ".git" / "next-index"))
    repo.git("read-tree", "HEAD")
    stage(repo)
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert repo.found("--staged") == []
    monkeypatch.setenv("GIT_INDEX_FILE", str(repo.folder / ".git" / "next-index"))
    assert repo.found("--staged") == FOUND


@pytest.mark.parametrize(
    "name",
    ["-a.md", "--cached.md", ":(top)a.md", "a\nb.md", "a\tb .md", "*.md", "ü\\.md", os.fsdecode(b"\xff.md")],
)
def test_names_that_git_could_misread(repo, name):
    if sys.platform != "linux":
        pytest.skip("no such names here")
    stage(repo, "-a.md" if name == "*.md" else "first.md")
    repo.write(name, NEW)
    repo.git("add", "-A")
    (repo.folder / name).unlink()
    assert (name, 1, "and and") in repo.found("--staged")


def test_a_repository_with_longer_ids_and_another_worktree(repo, monkeypatch):
    repo.git("init", "-q", "--object-format=sha256", "../longer")
    repo.git("worktree", "add", "-q", "--detach", "../tree")
    for folder in ("../longer", "../tree"):
        monkeypatch.chdir(repo.folder / folder)
        repo.write(f"{folder}/a.md", NEW)
        repo.git("-C", folder, "add", "-A")
        (repo.folder / folder / "a.md").unlink()
        assert repo.found("--staged") == FOUND


def test_an_attribute_that_makes_git_read_a_file_otherwise(repo):
    repo.write("a.md", OLD)
    repo.commit()
    repo.write(".gitattributes", "*.md working-tree-encoding=UTF-16LE\n")
    repo.git("add", ".gitattributes")
    repo.git("commit", "-qm", "attributes")
    repo.write("a.md", f"{OLD}{NEW} ")  # an even number of bytes, else git cannot read it
    assert repo.found("--diff-base", "HEAD") == [("a.md", 2, "and and")]


@pytest.mark.parametrize(
    ("base", "now", "told", "changed"),
    [
        (b"a\nb\nc", b"a\nx\nb\nc", (range(2, 3),), [2]),
        (b"a\nb\nc", b"a\nx\nb\nc", (range(1, 2),), [2]),  # git has told another line
        (b"a\nb\nc", b"a\nx\nc\ny", (), [2, 3, 4]),
        (b"$Id$\nb\n$Id$\n", b"$Id: x$\nb\n$Id: y$\n", (), [1, 3]),
        (b"a\nb\nc", b"a\nc", (), []),
        (b"a\nb", b"a\rx\rb", (range(1, 2),), [1, 2]),
        (b"a\r\nb\r\n", b"a\rb\r", (range(1, 2),), [1, 2]),  # git has one line of both
        (b"a\rb\rc", b"a\rx\rc", (range(1, 2),), [2]),
        ("a\né".encode(), "a\né".encode("utf-16"), (range(1, 9),), []),
        (b"\0", b"a\nb", (), [1, 2]),
        (b"", b"a", (), [1]),
    ],
)
def test_lines_that_differ(base, now, told, changed):
    found = lines_changed_since(base, now, told)
    assert [number for lines in found for number in lines] == changed


def test_a_file_that_git_reads_in_another_encoding_rightly(repo):
    repo.write(".gitattributes", "a.md working-tree-encoding=UTF-16\n")
    repo.write("a.md", f"{OLD}\nIt rained.\n".encode("utf-16"))
    repo.commit()
    for narrowed in NARROWED:
        assert repo.found(*narrowed) == []
    repo.write("a.md", f"{OLD}\n{NEW}\nIt rained.\n".encode("utf-16"))
    repo.git("add", "-A")
    for narrowed in NARROWED:
        assert repo.found(*narrowed) == [("a.md", 3, "and and")]


def test_an_edit_that_size_and_times_say_nothing_of(repo):
    repo.git("config", "core.trustctime", "false")
    repo.git("config", "core.checkStat", "minimal")
    kept, edited = "On and one it went.\n\n", "On and and it went.\n\n"
    repo.write("a.md", OLD)
    repo.commit()
    for time, text, content, expected in ((10**9, kept, edited, FOUND), (10**8, edited, kept, [])):
        repo.write("a.md", text)
        os.utime("a.md", (time, time))
        repo.git("add", "a.md")
        repo.git("update-index", "--refresh")
        repo.write("a.md", content)
        os.utime("a.md", (time, time))
        assert repo.found("--staged") == [each for each in FOUND if text == edited]
        assert repo.found("--diff-base", "HEAD") == expected


def test_a_setting_that_names_another_folder_for_the_texts(repo, monkeypatch):
    repo.git("init", "-q", "inner")
    monkeypatch.chdir(repo.folder / "inner")
    repo.git("-C", "inner", "config", "core.worktree", "../..")
    repo.write("inner/a.md", NEW)
    for narrowed in NARROWED:
        status, _, err = repo.call("check", *narrowed)
        assert (status, "its setting core.worktree says" in err) == (2, True)


def test_a_name_of_several_revisions_is_none(repo):
    repo.git("tag", "spring")
    stage(repo)
    repo.git("commit", "-q", "-m", "more")
    repo.git("branch", "spring")
    repo.git("config", "core.warnAmbiguousRefs", "false")
    for revision in ("spring", "spring~0"):
        status, _, err = repo.call("check", "--diff-base", revision)
        assert status == 2
        assert "“spring” is the name of several branches and tags" in err
    assert repo.found("--diff-base", "refs/tags/spring") == FOUND
    assert repo.found("--diff-base", "heads/spring") == []


@links
def test_a_new_link_is_read_as_the_next_commit_has_the_file_behind_it(repo):
    repo.write("b.md", NEW)
    (repo.folder / "link.md").symlink_to("b.md")
    repo.git("add", "-A")
    repo.write("b.md", OLD)
    assert repo.found("--staged", "link.md") == [("link.md", 1, "and and")]


LISTED = "accept: known.tsv\npacks: [house]\n"
PACK = (
    "summary: A word.\nmessage: No.\nphrases: [a quuxling]\nbad: [It is a quuxling.]\ngood: [It is a weir.]\n"
)
GONE = " is in the next commit, but not in the folder, so its settings do not hold here."
HOLDS = ", whose settings hold here, is"


def told_of_settings(repo):
    return repo.call("check", "--staged")[1].splitlines()[-1].partition("nothing found.")[2]


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        ("copydesk.yaml", f"{LISTED}exclude: [never.md]\n"),
        ("copydesk.yaml", f"{LISTED}exclude: ['*.md']\n"),
        ("known.tsv", "# Nothing is accepted.\n"),
        ("house/a.yaml", PACK.replace("quuxling", "zeugling")),
    ],
)
def test_settings_that_were_edited_after_they_were_staged_are_told(repo, name, edit):
    for each, text in (("copydesk.yaml", LISTED), ("known.tsv", ""), ("house/a.yaml", PACK)):
        (repo.folder / each).parent.mkdir(exist_ok=True)
        stage(repo, each, text)
    stage(repo, "a.md", "The weir is old.\n")
    assert told_of_settings(repo) == ""
    repo.write(name, edit)
    out = repo.call("check", "--staged")[1]
    assert f"{name}{HOLDS} edited since it was staged; “git add” stages the edits." in out
    assert "whose settings" not in repo.call("check", "--diff-base", "HEAD")[1]
    repo.git("add", name)
    assert "whose settings" not in repo.call("check", "--staged")[1]


def test_lists_and_packs_that_the_next_commit_does_not_have_are_told(repo):
    (repo.folder / "house").mkdir()
    for each, text in (("known.tsv", ""), ("house/a.yaml", PACK)):
        repo.write(each, text)
    stage(repo, "copydesk.yaml", LISTED)
    stage(repo, "a.md", "The weir is old.\n")
    assert (
        "house/a.yaml and 1 more file, whose settings hold here, are not in the next commit."
        in told_of_settings(repo)
    )


def test_a_staged_configuration_that_is_gone_is_told(repo):
    stage(repo, "copydesk.yaml", "rules: {doubled-word: off}\n")
    stage(repo)
    assert repo.found("--staged") == []
    (repo.folder / "copydesk.yaml").unlink()
    assert f"copydesk.yaml{GONE}" in repo.call("check", "--staged")[1]


def test_a_staged_rule_of_a_pack_that_is_gone_is_told(repo):
    stage(repo)
    (repo.folder / "house").mkdir()
    for name in ("a.yaml", "b.yaml"):
        stage(repo, f"house/{name}", PACK)
    stage(repo, "copydesk.yaml", "packs: [house]\n")
    (repo.folder / "house/b.yaml").unlink()
    assert f"house/b.yaml{GONE}" in repo.call("check", "--staged")[1]
