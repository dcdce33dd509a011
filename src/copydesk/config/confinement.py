"""Confinement: decide which files the articles and the configuration of a project may name.

Whoever sends a change to a project writes both. What they name must lie in the project, wherever links lead: else a
message could show them a file of the machine on which the change is checked. Who runs the command may allow more.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from copydesk.formats.registry import SUFFIXES
from copydesk.support.paths import repository

_OUTSIDE = "it lies outside the project; copy it into the project, or allow its folder with --allow-read"
_HIDDEN = "it is hidden, or lies in a hidden folder; move it, or allow its folder with --allow-read"
_NO_ARTICLE = (
    "it has not the suffix of an article, such as .txt; rename it, or allow its folder with --allow-read"
)


class Confinement(NamedTuple):
    """The folders that hold all files which may be named.

    Attributes:
        top: of the project; None if any file may be named.
        allowed: further files and folders. Like `top`, they are paths without links.
        any_suffix: whether an article may have any suffix, because a plugin reads formats of its own.
    """

    top: Path | None
    allowed: tuple[Path, ...] = ()
    any_suffix: bool = False

    def objection(self, path: Path) -> str:
        """Return why a configuration must not name a file or folder; empty if it may.

        Of a path outside the project it is not told whether it exists.
        """
        if self._is_allowed(real := _real(path)):
            return ""
        if not real.is_relative_to(self.top or real):
            return _OUTSIDE
        return _HIDDEN if ".git" in real.parts else ""

    def objection_to_article(self, path: Path) -> str:
        """Return why a file must not be read as an article or a source, nor a folder as a folder of them."""
        real = _real(path)
        if (objection := self.objection(path)) or self._is_allowed(real) or self.top is None:
            return objection
        if any(part.startswith(".") for part in real.relative_to(self.top).parts):
            return _HIDDEN
        may_be_read = self.any_suffix or real.suffix.lower() in SUFFIXES or not os.path.isfile(real)  # noqa: PTH113 - which never raises
        return "" if may_be_read else _NO_ARTICLE

    def _is_allowed(self, real: Path) -> bool:
        return self.top is None or any(real.is_relative_to(each) for each in self.allowed)


def confined(folder: Path, *around: Path, allowed: tuple[Path, ...] = ()) -> Confinement:
    """Return the confinement of the files in a folder: to its repository, else to the first of the folders `around`
    that contains it, else to the folder itself.
    """
    allowed = tuple(map(_real, allowed))
    if top := repository(folder):
        return Confinement(_real(top), allowed)
    real = _real(folder)
    tops = (top for top in map(_real, around) if real.is_relative_to(top) and top.name)  # not the root of all
    return Confinement(next(tops, real), allowed)


def _real(path: Path) -> Path:
    """Return the path without links; a path that can be no path is the root, in which no project lies."""
    try:
        return Path(os.path.realpath(path))
    except ValueError:
        return Path(path.anchor)
