"""Changed lines: ask git which lines have changed, for a run that shows only findings on these."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from copydesk.run.narrowing.git import Git, GitError
from copydesk.run.narrowing.git_index import (
    Index,
    contents_outside,
    overlooked_files,
    read_index,
    staged_contents,
    without_intended,
)
from copydesk.run.narrowing.hunks import lines_of_diff
from copydesk.run.narrowing.working_tree.line_comparison import LineComparison

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Set

    from copydesk.findings import Finding

# Whatever somebody's configuration of git says of diffs.
_DIFF = tuple(
    """
    diff-index -p -U0 --inter-hunk-context=0 -M -a --ignore-submodules=dirty --submodule=short --no-color
    --no-ext-diff --no-textconv --src-prefix=a/ --dst-prefix=b/
    """.split()
)
_RENAMES = ("diff-index", "-z", "--raw", "-M", "--diff-filter=R", "--ignore-submodules=dirty")
_STAGED = ("--cached", "--ita-invisible-in-index")
_FILES = ("diff-index", "-z", "--raw", "--no-renames", "--ignore-submodules=dirty")


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """What has changed. Files have the names that git has for them, from the repository's top folder.

    Attributes:
        top: the repository's top folder; everything outside it counts as changed, because git does not know it.
        lines: the changed lines of each file, counted from 1, as git tells them.
        whole: the files that are completely new, or gone, and submodules with another commit.
        left: the changed files that are not gone; the folder may have a staged one no longer.
        known: all files and submodules that git knows, without symbolic links.
        texts: the same without submodules.
        untracked_are_new: whether the files that git does not know count as changed; the next commit has none of them.
        comparison: compares a file that has findings with what it was, so that no attribute of git hides a change.
        contents: by absolute path, what is read instead of the files.
        removed: by absolute path, the files that may still be in the folder, but not in the next commit.
        renamed: the earlier name of each file that was renamed; of these only the edited lines count as changed.
    """

    top: Path
    lines: Mapping[str, tuple[range, ...]]
    whole: Set[str]
    left: Set[str]
    known: Set[str]
    texts: Set[str]
    untracked_are_new: bool
    comparison: LineComparison
    contents: Mapping[Path, bytes] = field(default_factory=dict)
    removed: Set[Path] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)

    @property
    def files(self) -> frozenset[Path]:
        """Return the changed files that are not gone, as absolute paths."""
        return frozenset(self.top / name for name in self.left)

    def with_new(self, is_new: Callable[[Path, Path], bool]) -> Changes:
        """Return the changes if some renamed files count as new, all of their lines.

        `is_new` tells so of a file's earlier and present absolute path: it was not checked under its earlier name.
        """
        new = {name for name, old in self.renamed.items() if is_new(self.top / old, self.top / name)}
        return replace(self, whole=self.whole | new) if new else self

    def drop_elsewhere(self, findings: Iterable[Finding]) -> list[Finding]:
        """Drop the findings that are not on a changed line."""
        findings = list(findings)
        paths = {each.path for each in findings} | {place.path for each in findings for place in each.related}
        self._compare(paths)
        return list(filter(self.concern, findings))

    def concern(self, finding: Finding) -> bool:
        """Tell whether any of a finding's places, related ones included, is on a changed line.

        A file that could not be checked counts only if it was changed itself; a broken file in the repository does not
        stop commits that do not touch it.
        """
        if finding.is_failure:
            return self._touch(finding.path, 1, sys.maxsize) or not os.path.exists(finding.path)  # noqa: PTH110 - which never raises
        last = finding.end_line - (finding.end_column == 1 and finding.end_line > finding.line)
        return self._touch(finding.path, finding.line, last) or any(
            self._has_lost_files(each.path)
            or (not os.path.isdir(each.path) and self._touch(each.path, each.line, each.line))  # noqa: PTH112 - which never raises
            for each in finding.related
        )

    def leave_out(self, path: Path) -> bool:
        """Tell whether a file is not looked at, because git does not know it, so that the next commit has it not."""
        name = self._name_of_text(path)
        if self.untracked_are_new or name is None or name in self.left:  # a new link is no text of its own
            return False
        return self._is_unknown(name)

    def _touch(self, path: str, first: int, last: int) -> bool:
        name = self._name_of_text(path)
        if name is None:
            return True
        if not self.whole.isdisjoint(_around(name)):
            return True
        if name in self.texts:
            if self.comparison.is_new(name):
                return True
            changed = self.comparison.changed_lines(name)
            if changed is None:  # it cannot be compared
                return name in self.lines
            return any(lines.start <= last and first < lines.stop for lines in changed)
        return self.untracked_are_new and self._is_unknown(name) and os.path.lexists(path)

    def _has_lost_files(self, folder: str) -> bool:
        """Tell whether a folder, a source that nothing is left of, had files that are gone."""
        name = self._name_of_text(folder)
        return name is not None and any(name in _around(each)[1:] for each in self.whole)

    def _is_unknown(self, name: str) -> bool:
        """Tell whether git knows neither a file nor a submodule that it lies in."""
        return self.known.isdisjoint(_around(name))

    def _name_of_text(self, path: str | Path) -> str | None:
        """Return git's name for the file with the text of a file, which may be a link to another one."""
        name = self._name(os.path.abspath(path))
        if name in self.known or name in self.whole:
            return name
        return self._name(os.path.realpath(path))

    def _name(self, path: str) -> str | None:
        """Return git's name for an absolute path; None outside the repository."""
        file = Path(path)
        return file.relative_to(self.top).as_posix() if file.is_relative_to(self.top) else None

    def _compare(self, paths: Iterable[str]) -> None:
        """Compare the files with these paths with what they were."""
        names = {name for name in map(self._name_of_text, paths) if name and name in self.texts}
        if wanted := names - self.whole:
            self.comparison.compare({name: self.lines.get(name, ()) for name in wanted})


def _around(name: str) -> list[str]:
    """Return a name and those of the folders that it lies in."""
    return [name, *map(str, PurePosixPath(name).parents)]


def changes_since(revision: str) -> Changes:
    """Return what has changed in the working tree since it branched off `revision`; untracked files are completely new.

    Raises:
        GitError: this is not a repository, there is no such revision, or git cannot be asked.
    """
    git = Git()
    base = branch_point(git, revision)
    index = read_index(git)
    whole, left = _changed_files(git, index, base)
    contents = contents_outside(git, index, left)
    left = {name for name in left if os.path.lexists(git.top / name) or git.top / name in contents}
    unreadable = {
        name for name in left if git.top / name not in contents and not _is_readable(git.top / name)
    }
    renamed = renamed_files(git, base, without=unreadable)
    return Changes(
        top=git.top,
        lines=_changed_lines(git, base, without=unreadable),
        whole=whole | unreadable | overlooked_files(git, index),
        left=left,
        known=_known(index),
        texts={name for name in _known(index) if not index.entries[name].is_submodule},
        untracked_are_new=True,
        comparison=LineComparison(git, base, contents, renamed),
        contents=contents,
        renamed=renamed,
    )


def branch_point(git: Git, revision: str) -> str:
    """Return the id of the commit in which the current branch and a revision were last the same.

    Raises:
        GitError: git knows no such revision, or several.
    """
    commit = None
    if not revision.startswith(("-", "^")):  # which git would take for an option, or for what to leave out
        if name := git.ambiguity_of(f"{revision}^{{commit}}"):
            raise GitError(
                f"“{name}” is the name of several branches and tags; write which one is meant, such as"
                f" refs/heads/{name}, refs/remotes/{name} or refs/tags/{name}"
            )
        commit = git.find("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if commit is None:
        raise GitError(
            f"git knows no revision “{revision}”; fetch it first"
            " (in GitHub Actions: actions/checkout with fetch-depth: 0)"
        )
    return git.find("merge-base", commit, "HEAD") or commit


def staged_changes() -> Changes:
    """Return what the next commit changes, with the staged contents of files that were edited after they were staged.

    Raises:
        GitError: this is not a repository, or git cannot be asked.
    """
    git = Git()
    head = git.find("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    base = head or os.fsdecode(git.ask("hash-object", "-t", "tree", "--stdin")).strip()  # of an empty folder
    index = without_intended(git, read_index(git), base)
    whole, left = _changed_files(git, index, *_STAGED, base)
    contents = staged_contents(git, index, left)
    renamed = renamed_files(git, *_STAGED, base)
    return Changes(
        top=git.top,
        lines=_changed_lines(git, *_STAGED, base),
        whole=whole,
        left=left,
        known=_known(index),
        texts={name for name in _known(index) if not index.entries[name].is_submodule},
        untracked_are_new=False,
        comparison=LineComparison(git, base, contents, renamed),
        contents=contents,
        removed={git.top / name for name in whole - index.entries.keys()},
        renamed=renamed,
    )


def _changed_files(git: Git, index: Index, *since: str) -> tuple[set[str], set[str]]:
    """Return the files that have changed as a whole, and all changed files that are not gone."""
    whole, left = set(index.unmerged), set()
    fields = git.ask(*_FILES, *since, "--").split(b"\0")
    for facts, written in zip(
        fields[::2], fields[1::2], strict=False
    ):  # “:mode mode blob blob status”, and the name
        name = os.fsdecode(written)
        entry = index.entries.get(name)
        if entry is None or facts.endswith(b"D") or entry.is_link or entry.is_submodule:
            whole.add(name)
        if entry and not facts.endswith(b"D") and not entry.is_submodule:
            left.add(name)
    return whole, left


def _changed_lines(git: Git, *since: str, without: Set[str] = frozenset()) -> dict[str, tuple[range, ...]]:
    return dict(lines_of_diff(git.ask(*_DIFF, *since, "--", *_all_but(without))))


def renamed_files(git: Git, *since: str, without: Set[str] = frozenset()) -> dict[str, str]:
    """Return the earlier name of each renamed file, between a commit and the folder or, with the option for it, the
    index.
    """
    fields = git.ask(*_RENAMES, *since, "--", *_all_but(without)).split(b"\0")
    return {os.fsdecode(new): os.fsdecode(old) for old, new in zip(fields[1::3], fields[2::3], strict=False)}


def _all_but(without: Set[str]) -> list[str]:
    """Return what names all files of the repository for git, but for some."""
    return [":/", *(f":(top,exclude,literal){name}" for name in sorted(without))]


def _is_readable(file: Path) -> bool:
    """Tell whether git can read a file; at one that it cannot read, it would give up."""
    return os.path.islink(file) or (os.path.isfile(file) and os.access(file, os.R_OK))  # noqa: PTH113, PTH114 - which never raise


def _known(index: Index) -> set[str]:
    return {name for name, entry in index.entries.items() if not entry.is_link}
