"""Changed lines: ask git which lines have changed, for a run that shows only findings on these."""

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
    """Git cannot tell what has changed; the message gives the reason and the remedy."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed.

    Attributes:
        lines: by absolute path, the changed lines of a file, counted from 1.
        whole: files that are completely new, or gone, as absolute paths.
        top: the repository's top folder; everything outside it counts as changed, because git does not know it.
    """

    lines: Mapping[str, tuple[range, ...]]
    whole: frozenset[str] = field(default_factory=frozenset)
    top: str = ""

    def drop_elsewhere(self, findings: Iterable[Finding]) -> list[Finding]:
        """Drop the findings that are not on a changed line."""
        return list(filter(self.concern, findings))

    def concern(self, finding: Finding) -> bool:
        """Tell whether any of a finding's places, related ones included, is on a changed line.

        A file that could not be checked counts only if it was changed itself; a broken file in the repository does not
        stop commits that do not touch it.
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
    """Return what has changed in the working tree since it branched off `revision`; untracked files are completely new.

    Raises:
        GitError: this is not a repository, there is no such revision, or git is not installed.
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
    """Return what the next commit changes, and the staged contents of files that were edited after they were staged.

    Raises:
        GitError: this is not a repository, or git is not installed.
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
    """Return the files that have been deleted or renamed."""
    return frozenset(_paths(_git(*_NAMES, "--diff-filter=D", since, "--") or "", top))


def _paths(names: str, top: Path) -> Iterator[str]:
    yield from (str(top / name) for name in names.split("\0") if name)


def _changed(diff: bytes, top: Path) -> Iterator[tuple[str, tuple[range, ...]]]:
    """Yield each file of a diff with its changed lines. The text of lines is skipped by count: it may look like a
    header.
    """
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
    """Return the path in a diff's header, without its prefix."""
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
    """Return the output of a git command; None if it fails and is allowed to."""
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
