"""The hook as its user meets it: the real pre-commit, in a scratch repository, on real commits."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.network


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A content repository that has our hook installed, at the last commit of this checkout."""
    folder = tmp_path_factory.mktemp("content")
    environment = {
        **os.environ,
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "safe.directory",
        "GIT_CONFIG_VALUE_0": "*",
    }

    def run(*command):
        return subprocess.run(command, cwd=folder, env=environment, text=True, capture_output=True)

    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, text=True, capture_output=True, check=True
    ).stdout.strip()
    run("git", "init", "-q")
    run("git", "config", "user.name", "A Writer")
    run("git", "config", "user.email", "writer@example.org")
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {ROOT.as_uri()}\n    rev: {revision}\n    hooks:\n      - id: copydesk\n"
    )
    installed = run(sys.executable, "-m", "pre_commit", "install")
    assert installed.returncode == 0, installed.stderr
    return folder, run


def test_a_faulty_post_is_stopped_and_a_mended_one_passes(repository):
    folder, run = repository
    post = folder / "bridge.md"
    post.write_text("# A bridge\n\nThe council voted on the the bridge.\n")
    run("git", "add", ".")
    refused = run("git", "commit", "-m", "Add a post")
    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert "bridge.md:3:22" in refused.stdout + refused.stderr
    assert "[doubled-word]" in refused.stdout + refused.stderr

    post.write_text("# A bridge\n\nThe council voted on the bridge.\n")
    run("git", "add", ".")
    passed = run("git", "commit", "-m", "Add a post")
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_files_that_are_no_articles_are_left_alone(repository):
    folder, run = repository
    (folder / "tool.py").write_text("the = 'the the'\n")
    (folder / "LICENSE.txt").write_text("Leave a Reply\n")
    run("git", "add", ".")
    passed = run("git", "commit", "-m", "Add a tool")
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "no files to check" in passed.stdout + passed.stderr


def test_the_hook_for_all_files_looks_beyond_the_commit(repository):
    folder, run = repository
    configuration = folder / ".pre-commit-config.yaml"
    before = configuration.read_text()
    (folder / "old.md").write_text("# Old\n\nThey voted on the the ferry.\n")
    run("git", "add", ".")
    run("git", "commit", "--no-verify", "-m", "Add an old fault")
    configuration.write_text(before.replace("id: copydesk", "id: copydesk-all"))
    (folder / "note.md").write_text("# A note\n\nNothing to say.\n")
    run("git", "add", ".")
    refused = run("git", "commit", "-m", "Add a note")
    configuration.write_text(before)
    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert "old.md:3:" in refused.stdout + refused.stderr


def test_a_commit_of_new_lines_alone(repository):
    folder, run = repository
    configuration = folder / ".pre-commit-config.yaml"
    before = configuration.read_text()
    configuration.write_text(before + "        args: [--staged]\n")
    (folder / "long.md").write_text("# Long\n\nThey sat on the the pier.\n\nAn end.\n")
    run("git", "add", ".")
    run("git", "commit", "--no-verify", "-m", "Add an old fault")
    (folder / "long.md").write_text("# Long\n\nThey sat on the the pier.\n\nAnother end.\n")
    run("git", "add", ".")
    passed = run("git", "commit", "-m", "Change the end")
    assert passed.returncode == 0, passed.stdout + passed.stderr
    (folder / "long.md").write_text("# Long\n\nThey sat on the the pier.\n\nAnother and and end.\n")
    run("git", "add", ".")
    refused = run("git", "commit", "-m", "Change the end again")
    configuration.write_text(before)
    assert refused.returncode == 1
    assert "long.md:5:" in refused.stdout + refused.stderr
    assert "long.md:3:" not in refused.stdout + refused.stderr


def test_the_hook_that_mends_stops_the_commit_only_if_it_changed_something(repository):
    folder, run = repository
    configuration = folder / ".pre-commit-config.yaml"
    before = configuration.read_text()
    configuration.write_text(before.replace("id: copydesk", "id: copydesk-fix"))
    post = folder / "office.md"
    post.write_text("# An office\n\nThe o\ufb03ce is closed on the the pier.\n")
    run("git", "add", ".")
    mended = run("git", "commit", "-m", "Add an office")
    assert mended.returncode == 1, mended.stdout + mended.stderr
    assert post.read_text() == "# An office\n\nThe office is closed on the the pier.\n"
    run("git", "add", ".")
    passed = run("git", "commit", "-m", "Add an office")
    configuration.write_text(before)
    assert passed.returncode == 0, passed.stdout + passed.stderr
