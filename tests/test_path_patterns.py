"""Patterns in the syntax of .gitignore: what they match, and that none takes long."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from copydesk.run.discovery import find_files
from copydesk.support.untrusted import gitignore
from copydesk.support.untrusted.gitignore import BadPattern, PathPatterns
from timing import is_quick

FOLDER = Path("/desk")
PATHS = [
    "a.md",
    "b.txt",
    "draft/a.md",
    "draft/old/a.md",
    "press/draft/b.md",
    "press/a1.md",
    "#b.md",
    "!c.md",
    "d .md",
    "café.md",
]
PATTERNS = [
    "*.md", "a.md", "/a.md", "draft", "draft/", "/draft/", "draft/*", "draft/**", "**/draft", "press/**/b.md",
    "**/old/**", "press/draft", "*", "/*", "a?md", "a*.md", "[a-b].*", "[!a].*", "[^a].*", "a[[:digit:]].md", r"\#b.md",
    r"\!c.md", "# a.md", "d .md ", r"d\ .md", "draft/a.md/", "[", "a**.md", "**", "***/a.md", "/**/a.md", "/", "//a.md",
    "caf?.md", "caf??.md", "caf[!a].md", "caf[é].md", "caf[^a][^a].md", "c*é.md", "café.*",
]  # fmt: skip


@pytest.fixture(scope="module")
def ignored_by_git(tmp_path_factory):
    """Which of PATHS git ignores under a .gitignore."""
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", folder], check=True)

    def ignored(*lines):
        (folder / ".gitignore").write_text("\n".join(lines) + "\n")
        command = ["git", "-C", folder, "check-ignore", "--no-index", "--stdin", "-z"]
        run = subprocess.run(command, input="\0".join(PATHS).encode(), capture_output=True, check=False)
        return {path for path in run.stdout.decode().split("\0") if path}

    return ignored


def matched(*lines):
    patterns = PathPatterns(FOLDER, lines, "list", skip_invalid=True)
    return {path for path in PATHS if patterns.match(FOLDER / path)}


def test_patterns_match_what_git_ignores(ignored_by_git):
    for pattern in PATTERNS:
        assert matched(pattern) == ignored_by_git(pattern), pattern


@pytest.mark.parametrize(
    "lines", [("*.md", "!a.md"), ("a.md", "!/a.md"), ("/*", "!/press"), ("!a.md", "*.md")]
)
def test_the_last_pattern_that_matches_decides(ignored_by_git, lines):
    assert matched(*lines) == ignored_by_git(*lines)


def test_a_file_in_an_excluded_folder_can_be_named_again():
    assert matched("draft/", "!draft/a.md") == {"draft/old/a.md", "press/draft/b.md"}


@pytest.mark.parametrize(
    "line", ["*a" * 100 + "*b", "?*a" * 60 + "*b", "**/a/" * 40 + "b", "[a-z]*" * 60 + "b", "**/" * 100 + "b"]
)
def test_no_pattern_takes_long(line):
    patterns = PathPatterns(FOLDER, [line], "list")

    def match():
        assert not patterns.match(FOLDER / ("a" * 250))
        assert not patterns.match(FOLDER / ("a/" * 400 + "c"))

    assert is_quick(match, 2)


@pytest.mark.parametrize("line", ["file{}.txt", "*.{}", "/press/{}/a.md", "*a*b*c"])
def test_tens_of_thousands_of_lines_take_no_long(line):
    def match():
        patterns = PathPatterns(FOLDER, [line.format(number) for number in range(30_000)], "list")
        assert not any(patterns.match(FOLDER / f"press/{number}.md") for number in range(200))

    assert is_quick(match, 1)


def test_many_patterns_that_must_be_tried_one_by_one_are_refused(tmp_path):
    lines = [f"*a*b{number}" for number in range(gitignore.MOST_WILDCARDS + 1)]
    assert not PathPatterns(FOLDER, lines[1:], "list").match(FOLDER / "c")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("\n".join(lines))
    (tmp_path / "a.md").write_text("x")
    with pytest.raises(BadPattern, match=r"\.gitignore: more than 2,000 patterns have “\*”"):
        find_files([tmp_path], lambda _file: False)


def test_a_large_ignore_file_is_refused(tmp_path):
    (tmp_path / ".gitignore").write_bytes(b"#" * 5_000_001)
    with pytest.raises(
        BadPattern, match=r"\.gitignore: it has 5\.0 MB, and more than 5 MB are not read; shorten it"
    ):
        find_files([tmp_path], lambda _file: False)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "link to nowhere", "link to a file"])
def test_what_is_no_ignore_file_ignores_nothing(tmp_path, kind):
    file = tmp_path / ".gitignore"
    match kind:
        case "pipe":
            os.mkfifo(file)
        case "device":
            file.symlink_to("/dev/zero")
        case "folder":
            file.mkdir()
        case "link to nowhere":
            file.symlink_to("nowhere")
        case _:
            (tmp_path / "patterns").write_text("*\n")
            file.symlink_to("patterns")
    (tmp_path / "a.md").write_text("x")
    assert find_files([tmp_path], lambda _file: False) == [tmp_path / "a.md"]


def test_lines_end_at_line_feeds_only(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_bytes("\ufeffa.md\r\nb\u2028.md\n".encode())
    for name in ("a.md", "b\u2028.md", "c.md"):
        (tmp_path / name).write_text("x")
    assert find_files([tmp_path], lambda _file: False) == [tmp_path / "c.md"]
