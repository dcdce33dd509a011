"""Which files a run checks."""

from __future__ import annotations

import os
import sys

import pytest

from copydesk.__main__ import main
from copydesk.run.discovery import find_files, skipped


@pytest.fixture
def tree(tmp_path):
    for name in (
        "b.md", "a.txt", "c.html", "d.py", "E.MARKDOWN", "sub/f.mdx", "h.rst", "sub/drafts/g.md", "sub/keep.md",
        ".hidden/h.md", "node_modules/i.md", "build/j.md", "odd.adoc", ".k.md", "sub/.l.txt",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    return tmp_path


def names(tree, paths, excluded=lambda _: False):
    return [file.relative_to(tree).as_posix() for file in find_files(paths, excluded)]


def test_a_folder_is_walked_for_known_formats_in_order(tree):
    expected = [
        "E.MARKDOWN",
        "a.txt",
        "b.md",
        "build/j.md",
        "c.html",
        "h.rst",
        "sub/drafts/g.md",
        "sub/f.mdx",
        "sub/keep.md",
    ]
    assert names(tree, [tree]) == expected


def test_gitignore_holds_for_folders_and_not_for_named_files(tree):
    (tree / ".git").mkdir()
    (tree / ".gitignore").write_text("build/\n*.md\n!keep.md\n")
    (tree / "sub" / ".gitignore").write_text("!f.mdx\ndrafts/\n")
    assert names(tree, [tree]) == ["E.MARKDOWN", "a.txt", "c.html", "h.rst", "sub/f.mdx", "sub/keep.md"]
    assert names(tree, [tree / "sub"]) == ["sub/f.mdx", "sub/keep.md"]
    assert names(tree, [tree / "build" / "j.md"]) == ["build/j.md"]


def test_a_named_file_is_taken_whatever_its_suffix_and_once(tree):
    assert names(tree, [tree / "odd.adoc", tree / "missing.md", tree / "odd.adoc"]) == [
        "odd.adoc",
        "missing.md",
    ]


def test_a_hidden_file_is_taken_only_if_it_is_named(tree):
    assert names(tree, [tree / "sub/.l.txt"]) == ["sub/.l.txt"]
    known = {tree / "sub/.m.md", tree / "sub/n.md"}
    found = {each.name for each in find_files([tree / "sub"], lambda _: False, known)}
    assert found == {"f.mdx", "g.md", "keep.md", "n.md"}


def test_excludes_hold_for_both(tree):
    excluded = lambda file: file.name in ("a.txt", "odd.adoc")  # noqa: E731
    assert "a.txt" not in names(tree, [tree], excluded)
    assert names(tree, [tree / "odd.adoc"], excluded) == []


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_loop_of_links_ends(tree):
    (tree / "sub" / "up").symlink_to(tree)
    assert names(tree, [tree]).count("a.txt") == 1


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_linked_folder_is_told_as_skipped(tree):
    (tree / "elsewhere").symlink_to(tree / "sub")
    reasons = {path.name: reason for path, reason in skipped([tree], lambda _: "")}
    assert reasons["elsewhere"].startswith("it is a link to a folder")


def test_a_folder_that_may_not_be_entered_is_reported_as_one(tree, monkeypatch):
    (tree / ".git").mkdir()

    def forbidden(_path):
        raise PermissionError

    real = os.scandir

    class Entry:
        name, path = "closed", str(tree / "closed")
        is_dir = staticmethod(lambda **_: forbidden(""))

    def scan(folder):
        return [*real(folder), Entry] if folder == tree else forbidden(folder)

    monkeypatch.setattr(os, "scandir", scan)
    assert "closed" in names(tree, [tree])


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything may be entered here")
def test_a_folder_that_may_be_listed_only(tree, capsys):
    (tree / "sub").chmod(0o444)
    try:
        assert main(["check", "--output-format", "concise", str(tree)]) == 2
    finally:
        (tree / "sub").chmod(0o755)
    assert "keep.md:1:1: error: not checked: permission denied" in capsys.readouterr().out


LISTED = '[submodule "texts"]\n\tpath = texts\n[submodule "x"]\n\tpath = "themes/one#\\"x"\n'


@pytest.mark.parametrize(
    ("path", "is_reported"),
    [("texts", True), ('themes/one#"x', True), ("other", False), ("sub/texts", False)],
)
def test_a_submodule_that_was_not_fetched(tree, path, is_reported):
    (tree / ".gitmodules").write_text(LISTED)
    (tree / path).mkdir(parents=True)
    for named in (path, "."):
        found = names(tree, [tree / named])
        assert (path in found) == is_reported
        assert main(["check", "--isolated", "-q", str(tree / named)]) == (2 if is_reported else 0)
    (tree / path / ".git").write_text("gitdir: ../.git/modules/texts")
    assert (path in names(tree, [tree])) == is_reported
    (tree / path / "a.md").write_text("x")
    assert path not in names(tree, [tree])


@pytest.mark.parametrize("version", ["2", "4"])
@pytest.mark.parametrize("ids", ["sha1", "sha256"])
def test_a_submodule_that_only_the_index_of_git_has(git_repo, version, ids):
    git_repo.git("init", "-q", f"--object-format={ids}", "../other")
    other = git_repo.folder.parent / "other"
    length = 40 if ids == "sha1" else 64
    git_repo.write("../other/a.md", "The ferry left.\n")
    git_repo.git("-C", str(other), "add", "-A")
    named = f"160000,{'1' * length},content/deep"
    git_repo.git("-C", str(other), "update-index", "--index-version", version, "--add", "--cacheinfo", named)
    (other / "content/deep").mkdir(parents=True)
    (other / "content/new").mkdir()
    assert names(other, [other]) == ["a.md", "content/deep"]
    assert names(other, [other / "content"]) == ["content/deep"]


@pytest.mark.parametrize("version", ["2", "4"])
def test_a_submodule_without_a_folder(git_repo, version):
    git_repo.write("posts/a.md", "The ferry left.\n")
    git_repo.commit()
    named = f"160000,{'1' * 40},posts/deep"
    git_repo.git("update-index", "--index-version", version, "--add", "--cacheinfo", named)
    status, out, _ = git_repo.call("check", "--output-format", "concise")
    assert (status, out.startswith("posts/deep:1:1: error: not checked: this submodule")) == (2, True)
    assert git_repo.call("check", "posts")[0] == 2
    git_repo.git("update-index", "--skip-worktree", "posts/deep")
    assert git_repo.call("check")[0] == 0


def test_a_submodule_is_left_out_by_the_line_that_the_message_names(git_repo, forget_settings):
    git_repo.write("posts/a.md", "The ferry left.\n")
    git_repo.commit()
    git_repo.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},themes/one two")
    git_repo.git("commit", "-qm", "theme")
    (git_repo.folder / "themes/one two").mkdir(parents=True)
    for narrowed in ([], ["--diff-base", "HEAD~1"]):
        status, out, _ = git_repo.call("check", "--output-format", "concise", *narrowed)
        assert (status, out.startswith("themes/one two:1:1: error: not checked: this submodule")) == (2, True)
    assert git_repo.call("check", "--diff-base", "HEAD")[0] == 0
    assert git_repo.call("fix")[0] == 2
    line = out.partition("with the line ")[2].partition(" in copydesk.yaml")[0]
    git_repo.write("copydesk.yaml", line)
    forget_settings()
    assert git_repo.call("check")[:2] == (0, "1 file checked: nothing found.\n")


def test_a_name_that_is_too_long(tree, capsys):
    assert main(["check", "--output-format", "concise", str(tree / f"{'n' * 300}/{'n' * 300}.md")]) == 2
    assert "not checked: file name too long" in capsys.readouterr().out
