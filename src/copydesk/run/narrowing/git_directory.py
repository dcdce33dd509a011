"""Git directory: tell whether the directory in which git keeps a repository belongs to the folder that is linted.

A file or link `.git`, and links in a folder `.git`, can lead to the repository of somebody else, whose texts would then
be shown. So the directory must lie in the folder, or name the folder itself.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from copydesk.support.limits import read_bounded
from copydesk.support.paths import real_path

_YOURS = "if it is yours, set GIT_DIR to its path"
_SHARED = ("config", "objects", "refs")
"""What several working trees share, besides their own index."""


class GitDirectory(NamedTuple):
    """Where git keeps a repository.

    Attributes:
        own: the directory of this working tree.
        common: the directory that several working trees share; else the same.
        worktree: what the setting core.worktree says; empty if it is not set.
    """

    own: Path
    common: Path
    worktree: str

    def objection(self, top: Path) -> str:
        """Return why this is not the directory of a working tree at `top`, and the remedy; empty if it is."""
        own, common, top = map(real_path, (self.own, self.common, top))
        is_shared = own.parent == common / "worktrees"
        if not (own == common or is_shared):
            return f"its directory {own} takes its content from {common}; {_YOURS}"
        for file in (own / "index", own / "config.worktree", *(common / name for name in _SHARED)):
            if not real_path(file).is_relative_to(common):
                return f"a link leads from {file} to another directory; {_YOURS}"
        if own == top / ".git" or (is_shared and _tree_of(own) == top):
            return ""
        if self.worktree and real_path(own / self.worktree) == top:
            return ""
        return (
            f"its directory {own} lies elsewhere, and does not name this folder; if it belongs here, run"
            f" “git --git-dir={own} config core.worktree {top}”"
        )


def _tree_of(linked: Path) -> Path | None:
    """Return the top folder of a linked working tree, whose directory names its file `.git`; None if it names none."""
    try:
        named = os.fsdecode(read_bounded(linked / "gitdir", 1)).rstrip("\r\n")
        return real_path(linked / named).parent if named else None
    except (OSError, ValueError):
        return None
