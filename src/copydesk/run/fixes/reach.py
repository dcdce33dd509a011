"""Reach of fixes: tell which file the fixes for a path go to, so that no link leads them out of what was named."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from copydesk.support.paths import display_path, is_link, leads_out, real_path


class OutOfReach(ValueError):
    """A path whose file the fixes must not change; the message gives the reason and the remedy."""


class Reach:
    """The files that the fixes of a run may be written to.

    A link that was found in a folder is not followed: the file that it stands for gets its fixes under its own name, if
    it is in the folder too. A link that was named is followed within its project.

    Args:
        files: all files of the run (absolute paths).
        named: the files and folders that were named (absolute paths).
        root_of: returns the top folder of a file's project.
    """

    def __init__(
        self, files: Collection[Path], named: Iterable[Path], root_of: Callable[[Path], Path]
    ) -> None:
        self._named = frozenset(named)
        self._root_of = root_of
        links = {file: real_path(file) for file in files if is_link(file)}
        by_real_path = {real_path(file): file for file in files if file not in links} if links else {}
        self.other_names = {link: by_real_path[real] for link, real in links.items() if real in by_real_path}
        """By link, the file of the run that it stands for."""

    def target(self, file: Path) -> Path:
        """Return the file to write instead of a path: itself, or what a link stands for.

        Raises:
            OutOfReach: a link leads to somewhere else.
        """
        real = real_path(file)
        if is_link(file) and file not in self._named:
            raise OutOfReach(
                f"it is a link to {display_path(real)}, and fixes follow no link that was found in a folder;"
                " name that file itself"
            )
        root = self._root_of(file)
        top = root if file.is_relative_to(root) else file.parent
        if leads_out(top, file):
            raise OutOfReach(
                f"a link leads to {display_path(real)}, outside of the project's files; name that file itself"
            )
        return real
