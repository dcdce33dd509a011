"""Base contents: ask git what articles held before the current branch, or the edits in the folder, changed them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk.formats.registry import suffixes
from copydesk.run.narrowing.changed_lines import branch_point, renamed_files
from copydesk.run.narrowing.git import Git
from copydesk.run.narrowing.git_index import blob_contents, blobs_of_commit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence, Set

_SHORT = 10

_RUN, _SAME = 4, 0.5
"""A new file is one that is gone under another name if they share so many of their runs of so many words."""
_MOST_GONE = 500
"""So many of the files that are gone are read to find a new file's earlier name."""
_WORD = re.compile(rb"[^\s!-/:-@\[-`{-~]+")


class BaseContents(NamedTuple):
    """The last revisions of articles.

    Attributes:
        commit: the beginning of the id of the commit that has them.
        contents: by the article's file (an absolute path). A new article has none.
        earlier: by the article's file, the name that a renamed one had there, from the repository's top folder.
    """

    commit: str
    contents: Mapping[Path, bytes]
    earlier: Mapping[Path, str]


def base_contents(revision: str, files: Sequence[Path], read: Callable[[Path], bytes]) -> BaseContents:
    """Return what files held where the current branch and a revision were last the same, under their names of then.

    `read` returns what a file holds now.

    Raises:
        GitError: this is not a repository, there is no such revision, or git cannot be asked.
    """
    git = Git()
    base = branch_point(git, revision)
    blobs = blobs_of_commit(git, base)
    names = {file: file.relative_to(git.top).as_posix() for file in files if file.is_relative_to(git.top)}
    renamed = renamed_files(git, base)
    earlier = {file: renamed[name] for file, name in names.items() if name not in blobs and name in renamed}
    new = [file for file, name in names.items() if name not in blobs and file not in earlier]
    earlier |= _moved(git, blobs, new, {*renamed.values()}, read) if new else {}
    wanted = {file: earlier.get(file, name) for file, name in names.items()}
    found = {file: blobs[name] for file, name in wanted.items() if name in blobs}
    return BaseContents(base[:_SHORT], dict(blob_contents(git, found)), earlier)


def _moved(
    git: Git,
    blobs: Mapping[str, bytes],
    new: Sequence[Path],
    taken: Set[str],
    read: Callable[[Path], bytes],
) -> dict[Path, str]:
    """Return the earlier names of files that git takes for new, as it does not know them yet or much was edited."""
    gone = {
        git.top / name: blob
        for name, blob in blobs.items()
        if name not in taken
        and Path(name).suffix.lower() in suffixes()
        and not os.path.lexists(git.top / name)
    }
    if not gone or len(gone) > _MOST_GONE:
        return {}
    runs = {file: _runs(data) for file, data in blob_contents(git, gone)}
    found: dict[Path, str] = {}
    for file in new:
        try:
            ours = _runs(read(file))
        except (OSError, ValueError):  # reported when it is read
            continue
        shares = {old: len(ours & theirs) / max(1, len(ours), len(theirs)) for old, theirs in runs.items()}
        old = max(shares, key=shares.__getitem__, default=None)
        if old and shares[old] >= _SAME:
            found[file] = old.relative_to(git.top).as_posix()
            del runs[old]
    return found


def _runs(data: bytes) -> set[tuple[bytes, ...]]:
    """Return the runs of words in an article."""
    words = _WORD.findall(data.lower())
    return set(zip(*(words[start:] for start in range(_RUN)), strict=False))
