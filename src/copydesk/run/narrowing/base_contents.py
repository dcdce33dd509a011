"""Base contents: ask git what articles held before the current branch, or the edits in the folder, changed them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from copydesk.run.narrowing.changed_lines import branch_point, renamed_files
from copydesk.run.narrowing.git import Git
from copydesk.run.narrowing.git_index import blob_contents

_SHORT = 10
_FILES = (b"100644", b"100755")
"""The modes of files that are no links and no submodules."""


class BaseContents(NamedTuple):
    """The last revisions of articles.

    Attributes:
        commit: the beginning of the id of the commit that has them.
        contents: by the article's file (an absolute path). A new article has none.
    """

    commit: str
    contents: Mapping[Path, bytes]


def base_contents(revision: str, files: Sequence[Path]) -> BaseContents:
    """Return what files held where the current branch and a revision were last the same, under their names of then.

    Raises:
        GitError: this is not a repository, there is no such revision, or git cannot be asked.
    """
    git = Git()
    base = branch_point(git, revision)
    blobs = _blobs(git, base)
    earlier = renamed_files(git, base)
    wanted = {}
    for file in files:
        if file.is_relative_to(git.top):
            name = file.relative_to(git.top).as_posix()
            if blob := blobs.get(name) or blobs.get(earlier.get(name, "")):
                wanted[file] = blob
    return BaseContents(base[:_SHORT], dict(blob_contents(git, wanted)))


def _blobs(git: Git, commit: str) -> dict[str, bytes]:
    """Return the id of each file's content in a commit."""
    found = {}
    for line in filter(None, git.ask("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")):
        facts, _, written = line.partition(b"\t")
        mode, _, blob = facts.split(b" ")
        if mode in _FILES:
            found[os.fsdecode(written)] = blob
    return found
