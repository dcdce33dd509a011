"""Git is asked so that nothing in the linted repository runs, and so that no setting of it hides a change."""

from __future__ import annotations

import os
import sys

import pytest

from copydesk.run.narrowing import git as asking

OLD = "He sat on the the pier.\n"
NEW = "On and and on it went.\n"


@pytest.fixture
def repo(git_repo, tmp_path):
    """A repository with one old fault in a.md, committed, and a program that leaves a trace when it runs."""
    git_repo.trace, git_repo.program = tmp_path / "trace", tmp_path / "program"
    git_repo.program.write_text(f'#!/bin/sh\necho "$0 $*" >> "{git_repo.trace}"\ncat\n')
    git_repo.program.chmod(0o755)
    git_repo.write("a.md", f"# A\n\n{OLD}\nEnd.\n")
    git_repo.commit()
    return git_repo


NARROWED = [["--staged"], ["--diff-base", "HEAD"]]
# What is set in the repository's configuration; PROGRAM leaves a trace wherever it runs.
PROGRAMS = {
    "a monitor": {"core.fsmonitor": "PROGRAM"},
    "a filter": {"filter.x.y.clean": "PROGRAM", "filter.x.y.smudge": "PROGRAM"},
    "a filter that is required": {"filter.x.y.clean": "PROGRAM", "filter.x.y.required": "true"},
    "a filter that stays": {"filter.x.y.process": "PROGRAM"},
    "a text converter": {"diff.x.y.textconv": "PROGRAM"},
    "a tool for diffs": {"diff.external": "PROGRAM"},
    "a tool for some diffs": {"diff.x.y.command": "PROGRAM"},
    "a hook": {},
    "hooks elsewhere": {"core.hooksPath": "HOOKS"},
}


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script for sh")
@pytest.mark.parametrize("settings", PROGRAMS.values(), ids=PROGRAMS)
def test_no_program_that_the_repository_names_runs(repo, settings):
    repo.write(".git/info/attributes", "*.md filter=x.y diff=x.y\n")
    repo.write("b.md", "The ferry left.\n")
    repo.commit()
    hooks = repo.folder / ".git" / ("elsewhere" if settings else "hooks")
    hooks.mkdir(exist_ok=True)
    (hooks / "post-index-change").symlink_to(repo.program)
    repo.write("a.md", f"# A\n\n{OLD}\n{NEW}")
    repo.git("add", "a.md")
    repo.write("a.md", f"# A\n\n{OLD}\n{NEW}\n")
    os.utime("b.md", (10**9, 10**9))  # git would like to write down that it has not changed
    repo.trace.unlink(missing_ok=True)
    for key, value in settings.items():
        named = value.replace("PROGRAM", str(repo.program)).replace("HOOKS", str(hooks))
        repo.git("config", key, named)
    for narrowed in NARROWED:
        assert repo.found(*narrowed) == [("a.md", 5, "and and")]
    assert repo.call("compare", "a.md", "--against-base", "HEAD")[0] == 0
    assert not repo.trace.exists()


@pytest.mark.parametrize(("name", "says"), [("x=y", "has a filter “x=y”"), ("", "a filter without a name")])
def test_a_filter_whose_name_cannot_be_overridden_is_refused(repo, name, says):
    repo.write(".git/info/attributes", f"*.md filter={name}\n")
    repo.write("a.md", f"# A\n\n{OLD}\n{NEW}")
    with (repo.folder / ".git" / "config").open("a") as stream:
        stream.write(f'[filter "{name}"]\n\tclean = {repo.program}\n')
    for narrowed in NARROWED:
        status, _, err = repo.call("check", *narrowed)
        assert status == 2
        assert says in err
    assert not repo.trace.exists()


def test_nothing_is_fetched_that_is_missing(repo):
    blob = repo.git("rev-parse", "HEAD:a.md").strip()
    for setting in (
        "core.repositoryFormatVersion 1",
        "extensions.partialClone origin",
        f"remote.origin.url {repo.folder}",
        "remote.origin.promisor true",
        f"remote.origin.uploadpack {repo.program}",
        "protocol.allow always",
    ):
        repo.git("config", *setting.split())
    (repo.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    repo.write("a.md", f"# A\n\n{OLD}\n{NEW}")
    status, _, err = repo.call("check", "--diff-base", "HEAD")
    assert status == 2
    assert "fetches what is missing" in err
    assert not repo.trace.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script for sh")
def test_git_is_not_looked_for_in_the_linted_folder(repo, monkeypatch):
    repo.program.rename(repo.folder / "git")
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", os.environ["PATH"]]))
    assert repo.found("--staged") == []
    assert not repo.trace.exists()


def test_a_folder_that_looks_like_a_repository_is_none(repo, monkeypatch):
    repo.git("init", "-q", "--bare", "posts")
    repo.git("--git-dir=posts", "config", "core.bare", "false")
    repo.git("--git-dir=posts", "config", "core.worktree", str(repo.folder))
    monkeypatch.chdir(repo.folder / "posts")
    status, _, err = repo.call("check", "--staged")
    assert status == 2
    assert "safe.bareRepository" in err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize(
    "name",
    ".gitattributes posts/.gitattributes .git/HEAD .git/config .git/index .git/packed-refs .git/shallow"
    " .git/info/attributes .git/info/grafts .git/objects/info/alternates .git/commondir .git/refs/heads/new".split(),
)
def test_a_pipe_that_git_would_wait_for_is_told_at_once(repo, name):
    repo.write("posts/b.md", "The ferry left.\n")
    repo.commit()
    repo.write("a.md", f"# A\n\n{OLD}\n{NEW}")
    repo.write("posts/b.md", "The ferry came.\n")
    (repo.folder / name).unlink(missing_ok=True)
    os.mkfifo(repo.folder / name)
    for narrowed in NARROWED:
        status, _, err = repo.call("check", *narrowed)
        assert (status, f"{name} is no regular file" in err) == (2, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("place", ["commit", "included", "alternates"])
def test_a_pipe_far_in_is_told_at_once(repo, tmp_path, place):
    repo.write("a.md", f"# A\n\n{OLD}\n{NEW}")
    pipe = tmp_path / "pipe"
    if place == "commit":
        commit = repo.git("rev-parse", "HEAD").strip()
        pipe = repo.folder / ".git/objects" / commit[:2] / commit[2:]
        pipe.unlink()
    elif place == "included":
        repo.git("config", "include.path", str(pipe))
    else:
        pipe = tmp_path / "objects/info/alternates"
        pipe.parent.mkdir(parents=True)
        repo.write(".git/objects/info/alternates", f"{tmp_path / 'objects'}\n")
    os.mkfifo(pipe)
    for narrowed in NARROWED:
        status, _, err = repo.call("check", *narrowed)
        assert (status, f"{pipe.name} is no regular file" in err) == (2, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("key", ["core.excludesFile", "core.attributesFile"])
def test_files_of_no_use_here_are_not_read(repo, tmp_path, key):
    os.mkfifo(tmp_path / "pipe")
    repo.git("config", key, str(tmp_path / "pipe"))
    repo.write("a.md", f"# A\n\n{OLD}\n{NEW}")
    assert repo.found("--diff-base", "HEAD") == [("a.md", 5, "and and")]


@pytest.mark.parametrize("name", ["shallow", "packed-refs", "objects/info/alternates"])
@pytest.mark.parametrize("is_link", [True, False])
def test_no_line_of_a_file_is_quoted_that_git_stumbles_over(repo, tmp_path, name, is_link):
    file, secret = repo.folder / ".git" / name, tmp_path / "secret"
    secret.write_text("hunter2 config\nhunter3\n")
    file.unlink(missing_ok=True)
    file.symlink_to(secret) if is_link else file.write_text(secret.read_text())
    if name.startswith("objects"):
        tree = repo.git("rev-parse", "HEAD^{tree}").strip()
        (repo.folder / ".git/objects" / tree[:2] / tree[2:]).unlink()
    for narrowed in NARROWED:
        status, _, err = repo.call("check", *narrowed)
        assert (status, "hunter" in err) == (2, False)


def test_the_parents_of_a_commit_are_its_own(repo):
    repo.write("a.md", f"# A\n\n{OLD}\n{NEW}")
    repo.commit()
    new, old = (repo.git("rev-parse", each).strip() for each in ("HEAD", "HEAD~1"))
    repo.write(".git/info/grafts", f"{old} {new}\n")
    assert repo.found("--diff-base", old) == [("a.md", 5, "and and")]


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script for sh")
def test_git_that_waits_for_ever_is_ended(repo, monkeypatch):
    folder = repo.folder.parent / "bin"
    folder.mkdir()
    (folder / "git").write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(asking, "_SECONDS", 0.5)
    status, _, err = repo.call("check", "--diff-base", "HEAD")
    assert status == 2
    assert "has not answered" in err


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script for sh")
def test_the_reason_of_git_and_its_remedy_are_told(repo, monkeypatch):
    folder = repo.folder.parent / "bin"
    folder.mkdir()
    said = "fatal: detected dubious ownership in repository at '/x'\\nTo add an exception, call:\\n\\n\\tgit config y"
    (folder / "git").write_text(f'#!/bin/sh\nprintf "{said}" >&2\nexit 128\n')
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    status, _, err = repo.call("check", "--staged")
    assert status == 2
    assert "dubious ownership in repository at '/x' To add an exception, call: git config y\n" in err
    assert "no git repository" not in err


@pytest.mark.parametrize(
    ("settings", "variables"),
    [
        ({}, {"GIT_DIFF_OPTS": "--unified=9"}),
        ({}, {"GIT_EXTERNAL_DIFF": "false"}),
        ({}, {"GIT_INTERNAL_SUPER_PREFIX": "x/", "GIT_LITERAL_PATHSPECS": "1"}),
        ({"core.bigFileThreshold": "1"}, {}),
        ({"core.quotePath": "false", "diff.mnemonicPrefix": "true", "diff.noprefix": "true"}, {}),
        ({"diff.context": "9", "diff.interHunkContext": "9", "diff.orderFile": "/dev/null"}, {}),
        ({"diff.ignoreSubmodules": "all", "diff.relative": "true", "color.ui": "always"}, {}),
        ({"core.checkStat": "minimal", "core.trustctime": "false", "core.ignoreStat": "true"}, {}),
        ({"core.autocrlf": "true", "core.safecrlf": "true"}, {}),
    ],
)
def test_no_setting_hides_a_change(repo, monkeypatch, settings, variables):
    repo.write("b.md", f"# B\n\nThe ferry left.\n\n{OLD}")
    repo.write(".gitattributes", "*.md binary diff=x\n")
    repo.commit()
    repo.write("a.md", f"# A\n\n{OLD}\nAn end.\n")
    repo.write("b.md", f"# B\n\nThe ferry came.\n\n{OLD}\n{NEW}")
    repo.git("add", "-A")
    for key, value in settings.items():
        repo.git("config", key, value)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    for narrowed in NARROWED:
        assert repo.found(*narrowed) == [("b.md", 7, "and and")]
