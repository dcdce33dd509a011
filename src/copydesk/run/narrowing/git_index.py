"""Git's index: the files that git knows, and the staged content of those that differ in the folder."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from copydesk.formats.registry import suffixes
from copydesk.run.narrowing.git import Git, GitError
from copydesk.support import limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set

_LINK = b"120000"
_SUBMODULE = b"160000"
_LENGTH_OF_SHA1 = 40
_FILES = (b"100644", b"100755")
"""The modes of files that are no links and no submodules."""
_EMPTY = frozenset(
    (
        b"e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        b"473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
    )
)
"""The ids of empty contents; a file that is only intended to be added has one of them."""


class IndexEntry(NamedTuple):
    """A file that git knows.

    Attributes:
        mode: tells files, symbolic links and submodules apart.
        blob: the id of its staged content.
        is_overlooked: whether git was told to overlook changes of it, or that it is not there.
        is_outside: whether it was told that it is not there, because it lies outside of a sparse checkout.
    """

    mode: bytes
    blob: bytes
    is_overlooked: bool
    is_outside: bool

    @property
    def is_link(self) -> bool:
        """Tell whether it is a symbolic link; its text is that of another file."""
        return self.mode == _LINK

    @property
    def is_submodule(self) -> bool:
        """Tell whether it stands for another repository."""
        return self.mode == _SUBMODULE


class Index(NamedTuple):
    """The entries by name, and the names of the files that a merge has left in conflict. Names start from the top."""

    entries: Mapping[str, IndexEntry]
    unmerged: frozenset[str]


def read_index(git: Git) -> Index:
    """Read the index, and see whether what git reads next in the folder can be read.

    Raises:
        GitError: git cannot read it.
    """
    entries, unmerged = {}, set()
    for line in filter(None, git.ask("ls-files", "-z", "-s", "-v", "--full-name", ":/").split(b"\0")):
        facts, _, written = line.partition(b"\t")
        tag, mode, blob, stage = facts.split(b" ")
        name = os.fsdecode(written)
        if stage != b"0":
            unmerged.add(name)
        # A small letter: its changes are overlooked. S: it lies outside of a sparse checkout.
        entries[name] = IndexEntry(mode, blob, tag.islower() or tag == b"S", tag in b"Ss")
    folders = {parent for name in entries for parent in PurePosixPath(name).parents}
    git.refuse_pipes_among(git.top / folder / ".gitattributes" for folder in folders)
    return Index(entries, frozenset(unmerged))


def without_intended(git: Git, index: Index, base: str) -> Index:
    """Return the index without the files that are only intended to be added (git add -N): no commit takes them.

    `base` is the commit that the next one is compared with, or an empty folder.

    Raises:
        GitError: git cannot compare them.
    """
    if _EMPTY.isdisjoint(entry.blob for entry in index.entries.values()):
        return index
    command = ("diff-index", "-z", "--raw", "--no-renames", "--ignore-submodules=all", "--cached")
    seen, unseen = (
        _raw(git.ask(*command, option, base, "--"))
        for option in ("--ita-visible-in-index", "--ita-invisible-in-index")
    )
    intended = {
        name
        for name in seen.keys() | unseen.keys()
        if seen.get(name) != unseen.get(name) and index.entries[name].blob in _EMPTY
    }
    entries = {name: entry for name, entry in index.entries.items() if name not in intended}
    return Index(entries, index.unmerged)


def _raw(output: bytes) -> dict[str, bytes]:
    """Return what git tells of each file in a list that it gives with NUL bytes, by name."""
    fields = output.split(b"\0")
    return {os.fsdecode(name): facts for facts, name in zip(fields[::2], fields[1::2], strict=False)}


def overlooked_files(git: Git, index: Index) -> set[str]:
    """Return the files in the folder that git was told to overlook: whether they were changed, it does not say."""
    names = (name for name, entry in index.entries.items() if entry.is_overlooked)
    return {name for name in names if os.path.lexists(git.top / name)}


def staged_contents(git: Git, index: Index, changed: Set[str]) -> dict[Path, bytes]:
    """Return the staged contents of the files that differ in the folder, or may do so, by absolute path.

    Only of the files `changed` by the next commit is it asked whether they can be read in the folder at all.

    Raises:
        GitError: git cannot read one of them.
    """
    edited = git.ask("diff-files", "-z", "--name-only", "--ignore-submodules=all").split(b"\0")
    names = {*map(os.fsdecode, edited), *overlooked_files(git, index)}
    names.update(name for name in changed if not os.access(git.top / name, os.R_OK))
    names |= _edited_unseen(git, index, changed - names)
    blobs = {}
    for name in sorted(names & index.entries.keys() - index.unmerged):
        entry = index.entries[name]
        if not (entry.is_link or entry.is_submodule):
            blobs[git.top / name] = entry.blob
    return dict(blob_contents(git, blobs))


def _edited_unseen(git: Git, index: Index, names: Set[str]) -> set[str]:
    """Return the files that hold something else than what is staged, though their size and times say nothing of it.

    What a filter makes of a file is always something else, and not what is checked.
    """
    edited = [name for name in sorted(names) if name in index.entries and not _is_staged(git, index, name)]
    if not edited:
        return set()
    given = b"".join(os.fsencode(git.top / name) + b"\0" for name in edited)
    filters = git.ask("check-attr", "-z", "--stdin", "filter", given=given).split(b"\0")[2::3]
    return {name for name, value in zip(edited, filters, strict=True) if value in (b"unspecified", b"unset")}


def _is_staged(git: Git, index: Index, name: str) -> bool:
    try:
        return is_content_of(limits.read_bounded(git.top / name), index.entries[name].blob)
    except (OSError, limits.TooLarge):  # reported when it is checked
        return True


def is_content_of(data: bytes, blob: bytes) -> bool:
    """Tell whether a file with these bytes holds the content with an id of git, line ends aside."""
    digest = hashlib.sha1 if len(blob) == _LENGTH_OF_SHA1 else hashlib.sha256
    return any(
        digest(b"blob %d\0" % len(each) + each, usedforsecurity=False).hexdigest().encode() == blob
        for each in {data, data.replace(b"\r\n", b"\n")}
    )


def blob_contents(git: Git, blobs: Mapping[Path, bytes]) -> Iterator[tuple[Path, bytes]]:
    """Yield the contents of the blobs that files have (absolute paths), without large files that are no articles.

    Raises:
        GitError: git does not have one of them.
    """
    sizes = git.ask("cat-file", "--batch-check", given=_lines(blobs.values())).splitlines()
    wanted = {}
    for (file, blob), told in zip(blobs.items(), sizes, strict=True):
        size = told.rpartition(b" ")[2]
        if not size.isdigit():
            raise GitError(f"git does not have the content of {file}: {os.fsdecode(told)}")
        if int(size) <= limits.LARGEST_FILE * 1_000_000 or file.suffix.lower() in suffixes():
            wanted[file] = blob, int(size)
    output = git.ask("cat-file", "--batch", given=_lines(blob for blob, _ in wanted.values()))
    start = 0
    for file, (_, length) in wanted.items():
        start = output.index(b"\n", start) + 1
        yield file, output[start : start + length]
        start += length + 1


def blobs_of_commit(git: Git, commit: str) -> dict[str, bytes]:
    """Return the id of each file's content in a commit.

    Raises:
        GitError: git does not have all folders of the commit.
    """
    found = {}
    for line in filter(None, git.ask("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")):
        facts, _, written = line.partition(b"\t")
        mode, _, blob = facts.split(b" ")
        if mode in _FILES:
            found[os.fsdecode(written)] = blob
    return found


def contents_outside(git: Git, index: Index, changed: Iterable[str]) -> dict[Path, bytes]:
    """Return the staged contents of the changed articles that a sparse checkout leaves out, by absolute path.

    Raises:
        GitError: git does not have one of them.
    """
    outside = {
        git.top / name: index.entries[name].blob
        for name in sorted(changed)
        if index.entries[name].is_outside and not index.entries[name].is_link
    }
    missing = {
        file: blob
        for file, blob in outside.items()
        if file.suffix.lower() in suffixes() and not os.path.lexists(file)
    }
    return dict(blob_contents(git, missing))


def _lines(blobs: Iterable[bytes]) -> bytes:
    return b"".join(blob + b"\n" for blob in blobs)
