"""Changed lines, as git tells them, for a run that shows the findings on these only."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from copydesk.findings import Finding

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
# Whatever somebody's configuration of git says of diffs.
_DIFF = (
    *("diff", "-U0", "--inter-hunk-context=0", "-M", "-a", "--no-relative", "--submodule=short"),
    *("--no-color", "--no-ext-diff", "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/"),
)
_NAMES = ("diff", "-z", "--name-only", "--no-renames", "--no-ext-diff", "--no-relative")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_ESCAPED = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}


class GitError(ValueError):
    """Git cannot say what has changed: the message tells why, and what to do."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed.

    Attributes:
        lines: by absolute path, the changed lines of a file, counted from 1.
        whole: files that are new from their first line to their last, or gone, as absolute paths.
        top: the repository's top folder; what lies outside it counts as changed, for git knows nothing of it.
    """

    lines: Mapping[str, tuple[range, ...]]
    whole: frozenset[str] = field(default_factory=frozenset)
    top: str = ""

    def drop_elsewhere(self, findings: Iterable[Finding]) -> list[Finding]:
        """Drop the findings that are not on a changed line."""
        return list(filter(self.concern, findings))

    def concern(self, finding: Finding) -> bool:
        """Whether any of a finding's places, related ones included, is on a changed line.

        A file that could not be checked concerns whoever has changed it, wherever: one that lies broken in the
        repository does not stop the commits that leave it alone.
        """
        if finding.is_failure:
            file = Path(os.path.abspath(finding.path))
            return self._touch(finding.path, 1, sys.maxsize) or not file.exists()
        last = finding.end_line - (finding.end_column == 1 and finding.end_line > finding.line)
        return self._touch(finding.path, finding.line, last) or any(
            self._touch(each.path, each.line, each.line) for each in finding.related
        )

    def _touch(self, path: str, first: int, last: int) -> bool:
        file = os.path.abspath(path)
        if file in self.whole or not Path(file).is_relative_to(self.top):
            return True
        return any(lines.start <= last and first < lines.stop for lines in self.lines.get(file, ()))


def changes_since(revision: str) -> Changes:
    """What the working tree has that `revision` had not, when the two last met; untracked files are all new.

    Raises:
        GitError: this is no repository, there is no such revision, or there is no git.
    """
    top = _top()
    commit = _git(
        "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", fails=True
    )
    if commit is None:
        raise GitError(
            f"git knows no revision “{revision}”; fetch it first"
            " (in GitHub Actions: actions/checkout with fetch-depth: 0)"
        )
    base = _git("merge-base", commit.strip(), "HEAD", fails=True) or commit
    untracked = _git("ls-files", "-z", "--others", "--exclude-standard", "--full-name", ":/")
    whole = frozenset(_paths(untracked or "", top)) | _gone(top, base.strip())
    return Changes(dict(_changed(_git_bytes(*_DIFF, base.strip(), "--"), top)), whole, str(top))


def staged_changes() -> tuple[Changes, dict[Path, bytes]]:
    """What the next commit changes, and the staged contents of files that have been edited since they were staged.

    Raises:
        GitError: this is no repository, or there is no git.
    """
    import subprocess

    top = _top()
    edited = (_git(*_NAMES) or "").split("\0")
    contents = {}
    for name in filter(None, edited):
        staged = subprocess.run(["git", "show", f":{name}"], capture_output=True, check=False)
        if staged.returncode == 0:
            contents[top / name] = staged.stdout
    lines = dict(_changed(_git_bytes(*_DIFF, "--cached", "--"), top))
    return Changes(lines, _gone(top, "--cached"), str(top)), contents


def _gone(top: Path, since: str) -> frozenset[str]:
    """The files that have been taken away or renamed."""
    return frozenset(_paths(_git(*_NAMES, "--diff-filter=D", since, "--") or "", top))


def _paths(names: str, top: Path) -> Iterator[str]:
    yield from (str(top / name) for name in names.split("\0") if name)


def _changed(diff: bytes, top: Path) -> Iterator[tuple[str, tuple[range, ...]]]:
    """Each file of a diff with its changed lines. A line's text is skipped by count: it may look like a header."""
    file, skip = "", 0
    ranges: list[range] = []
    for line in diff.split(b"\n"):
        if skip:
            skip -= not line.startswith(b"\\")
        elif line.startswith(b"+++ "):
            if ranges:
                yield file, tuple(ranges)
            file, ranges = str(top / _name(line[4:])), []
        elif hunk := _HUNK.match(line):
            removed, start, added = (int(value) if value is not None else 1 for value in hunk.groups())
            skip = removed + added
            if added:
                ranges.append(range(start, start + added))
    if ranges:
        yield file, tuple(ranges)


def _name(written: bytes) -> str:
    """A path as a diff's header writes it, without its prefix."""
    written = written.rstrip(b"\t\r")
    if written.startswith(b'"'):
        written = _ESCAPE.sub(_unescaped, written[1:-1])
    return os.fsdecode(written[2:])


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8)]) if code.isdigit() else _ESCAPED.get(code, code)


def _top() -> Path:
    up = _git("rev-parse", "--show-cdup", fails=True)
    if up is None:
        raise GitError(f"{Path.cwd()} is in no git repository, so there are no changed lines to look at")
    return Path(os.path.abspath(up.strip() or "."))


def _git(*arguments: str, fails: bool = False) -> str | None:
    """What git prints; None if it fails and may."""
    try:
        return os.fsdecode(_git_bytes(*arguments))
    except GitError:
        if fails and _has_git():
            return None
        raise


def _git_bytes(*arguments: str) -> bytes:
    import subprocess

    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except OSError as error:
        raise GitError(f"git could not be run: {error.strerror}") from None
    if done.returncode:
        said = os.fsdecode(done.stderr).strip() or f"it ended with status {done.returncode}"
        raise GitError(f"git {arguments[0]} failed: {said}")
    return done.stdout


def _has_git() -> bool:
    from shutil import which

    return which("git") is not None
