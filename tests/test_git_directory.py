"""The directory of git: that of a linked working tree or a submodule is used, that of another folder is not."""

from __future__ import annotations

import shutil

import pytest

from copydesk.run.narrowing.git import Git, GitError

SECRET = "It rained on the the quillon.\n"


@pytest.fixture
def repo(git_repo):
    """A repository with something secret that is staged."""
    git_repo.write("a.md", "It rained.\n")
    git_repo.commit()
    git_repo.write("a.md", SECRET)
    git_repo.git("add", "a.md")
    return git_repo


def file_that_names(tree, repo):
    (tree / ".git").write_text(f"gitdir: {repo.folder}/.git\n")


def link(tree, repo):
    (tree / ".git").symlink_to(repo.folder / ".git")


def folder_with_links(tree, repo):
    shutil.copytree(repo.folder / ".git", tree / ".git")
    for name in ("index", "objects"):
        path = tree / ".git" / name
        path.unlink() if path.is_file() else shutil.rmtree(path)
        path.symlink_to(repo.folder / ".git" / name)


def folder_that_shares(tree, repo):
    (tree / ".git").mkdir()
    for name in ("HEAD", "index"):
        shutil.copy(repo.folder / ".git" / name, tree / ".git" / name)
    (tree / ".git" / "commondir").write_text(f"{repo.folder}/.git\n")
    (tree / ".git" / "gitdir").write_text(f"{tree}/.git\n")


def settings_elsewhere(tree, repo):
    shutil.copytree(repo.folder / ".git", tree / ".git")
    (tree / ".git/config").unlink()
    (tree / ".git/config").symlink_to(repo.folder / ".git/config")


@pytest.mark.parametrize(
    "way", [settings_elsewhere, file_that_names, link, folder_with_links, folder_that_shares]
)
def test_the_repository_of_another_folder_is_not_read(repo, tmp_path, monkeypatch, way):
    tree = tmp_path / "tree"
    tree.mkdir()
    way(tree, repo)
    monkeypatch.chdir(tree)
    with pytest.raises(GitError, match=r"is not read: .*; if it "):
        Git()
    monkeypatch.setenv("GIT_DIR", str(tree / ".git"))
    assert b"quillon" in Git().ask("show", ":a.md")


def test_a_directory_elsewhere_that_names_the_folder_is_read(repo, tmp_path, monkeypatch):
    repo.git("worktree", "add", "-q", "--detach", str(tmp_path / "linked"))
    inner = tmp_path / "separate"
    repo.git("init", "-q", f"--separate-git-dir={tmp_path / 'directory'}", str(inner))
    monkeypatch.chdir(tmp_path / "linked")
    assert Git().top == tmp_path / "linked"
    monkeypatch.chdir(inner)
    with pytest.raises(GitError, match=r"config core\.worktree"):
        Git()
    repo.git(f"--git-dir={tmp_path / 'directory'}", "config", "core.worktree", str(inner))
    assert Git().top == inner


def test_the_words_of_a_file_that_a_setting_includes_are_not_shown(repo, tmp_path, monkeypatch):
    (tmp_path / "secret").write_text("[core]\n\tbare = hunter2\n")
    with (repo.folder / ".git/config").open("a") as settings:
        settings.write(f"[include]\n\tpath = {tmp_path}/secret\n")
    monkeypatch.chdir(repo.folder)
    with pytest.raises(GitError, match="cannot read its settings") as raised:
        Git()
    assert "hunter2" not in str(raised.value)
