"""Reach of fixes: tell which file the fixes for a path go to, so that no link leads them out of what was named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.support.atomic_write import MOVED
from copydesk.support.paths import display_path, is_link, leads_out, real_path

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping


class OutOfReach(ValueError):
    """A path whose file the fixes must not change; the message gives the reason and the remedy."""


def places_of(paths: Iterable[Path]) -> dict[Path, Path]:
    """Return, by the absolute path of each file or folder that is named, its path without links as it is now."""
    return {path: real_path(path) for path in (Path(os.path.abspath(each)) for each in paths)}


class Reach:
    """The files that the fixes of a run may be written to.

    A link that was found in a folder is not followed: the file that it stands for gets its fixes under its own name, if
    it is in the folder too. A link that was named is followed within its project. What becomes a
    link while the files are checked is not followed.

    Args:
        files: all files of the run (absolute paths).
        named: what `places_of` has returned for the files and folders that were named, before the run began.
        root_of: returns the top folder of a file's project.
    """

    def __init__(
        self, files: Collection[Path], named: Mapping[Path, Path], root_of: Callable[[Path], Path]
    ) -> None:
        self._named = named
        self._root_of = root_of
        links = {file: real_path(file) for file in files if is_link(file)}
        by_real_path = {real_path(file): file for file in files if file not in links} if links else {}
        self.other_names = {link: by_real_path[real] for link, real in links.items() if real in by_real_path}
        """By link, the file of the run that it stands for."""

    def target(self, file: Path) -> Path:
        """Return the file to write instead of a path: itself, or what a link stands for.

        Raises:
            OutOfReach: a link leads to somewhere else, or does so since the run began.
        """
        real = real_path(file)
        if is_link(file) and file not in self._named:
            raise OutOfReach(
                f"it is a link to {display_path(real)}, and fixes follow no link that was found in a folder;"
                " name that file itself"
            )
        if real != self._real_at_start(file):
            raise OutOfReach(MOVED)
        root = self._root_of(file)
        top = root if file.is_relative_to(root) else file.parent
        if leads_out(top, file):
            raise OutOfReach(
                f"a link leads to {display_path(real)}, outside of the project's files; name that file itself"
            )
        return real

    def _real_at_start(self, file: Path) -> Path:
        """Return the path without links that a file had when the run began: in a named folder no link was followed."""
        top = next(each for each in (file, *file.parents) if each in self._named)
        return self._named[top] / file.relative_to(top)
