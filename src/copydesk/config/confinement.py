"""Confinement: decide which files the articles and the configuration of a project may name.

Whoever sends a change to a project writes both. What they name must lie in the project, wherever links lead: else a
message could show them a file of the machine on which the change is checked. Who runs the command may allow more.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk.formats.registry import suffixes
from copydesk.packs.rule_files import pack_files
from copydesk.support.limits import LARGEST_FILE
from copydesk.support.paths import is_in_git_folder, real_path, repository

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.config.settings import Config

_OUTSIDE = "it lies outside the project"
_HIDDEN = "it is hidden, or lies in a hidden folder"
_OWN_NAMES = (".copydesk",)
"""What the hidden files and folders begin with that are made for copydesk, such as a folder of rules."""
_NO_ARTICLE = "it has not the suffix of an article, such as .txt"
REMEDY = "; move it into the project, or allow it with --allow-read"
"""What the message about a file says that an article or a configuration must not name."""


class Confinement(NamedTuple):
    """The folders that hold all files which may be named.

    Attributes:
        top: of the project; None if any file may be named.
        allowed: further files and folders. Like `top`, they are paths without links.
        further_suffixes: of the names of articles, besides those of the known formats; in lower case.
    """

    top: Path | None
    allowed: tuple[Path, ...] = ()
    further_suffixes: frozenset[str] = frozenset()

    def with_suffix_of(self, article: Path) -> Confinement:
        """Return the confinement for what belongs to an article: a plugin may have read it, and read others like it."""
        return self._replace(further_suffixes=self.further_suffixes | {article.suffix.lower()})

    def with_folder_of(self, config: Path) -> Confinement:
        """Return the confinement for a configuration that somebody named: what lies beside it is not hidden from it."""
        folder = _real(config.parent)
        return self._replace(allowed=(*self.allowed, folder)) if self._is_hidden(folder) else self

    def objection(self, path: Path) -> str:
        """Return why a file or folder is none of the project; empty if it is.

        Of a path outside the project it is not told whether it exists.
        """
        if self._is_allowed(real := _real(path)):
            return ""
        if not real.is_relative_to(self.top or real):
            return _OUTSIDE
        return _HIDDEN if is_in_git_folder(real) else ""

    def objection_to_setting(self, path: Path) -> str:
        """Return why a configuration must not name a file or folder, nor be a link to it; empty if it may."""
        if (objection := self.objection(path)) or self._is_allowed(real := _real(path)):
            return objection
        return _HIDDEN if self._is_hidden(real, but=_OWN_NAMES) else ""

    def objection_to_article(self, path: Path) -> str:
        """Return why a file must not be read as an article or a source, nor a folder as a folder of them."""
        real = _real(path)
        if (objection := self.objection(path)) or self._is_allowed(real) or self.top is None:
            return objection
        if self._is_hidden(real):
            return _HIDDEN
        suffix = real.suffix.lower()
        is_article = suffix in suffixes() or suffix in self.further_suffixes
        return _NO_ARTICLE if not is_article and os.path.isfile(real) else ""  # noqa: PTH113 - which never raises

    def refuses(self, path: Path) -> bool:
        """Tell whether nothing may be looked at in a place: not what it is, nor what it holds."""
        real = _real(path)
        return not self._is_allowed(real) and (bool(self.objection(path)) or self._is_hidden(real))

    def _is_hidden(self, real: Path, but: tuple[str, ...] = ()) -> bool:
        """Tell whether a name below the top begins with a dot, except as in `but`."""
        inside = real.relative_to(self.top).parts if self.top and real.is_relative_to(self.top) else ()
        return any(part.startswith(".") and not part.startswith(but) for part in inside)

    def _is_allowed(self, real: Path) -> bool:
        return self.top is None or any(real.is_relative_to(each) for each in self.allowed)


def confined(folder: Path, *around: Path, allowed: tuple[Path, ...] = ()) -> Confinement:
    """Return the confinement of the files in a folder: to its repository, else to the first of the folders `around`
    that contains it, else to the folder itself. The home folder, or one above it, is no project for what
    lies deeper.

    What is `allowed` may lie anywhere, but a link in the project leads to nothing that is allowed.
    """
    real = _real(folder)
    home = _real(Path(os.path.expanduser("~")).absolute())  # noqa: PTH111 - which never raises
    tops = (top for top in around if real.is_relative_to(_real(top)) and not home.is_relative_to(_real(top)))
    named_top = repository(folder) or next(tops, folder)
    top = _real(named_top)
    reals = {each: _real(each) for each in allowed}
    return Confinement(
        top,
        tuple(
            real
            for each, real in reals.items()
            if real.is_relative_to(top) or not each.is_relative_to(named_top)
        ),
    )


def _real(path: Path) -> Path:
    """Return the path without links; a path that can be no path is the root, in which no project lies."""
    try:
        return real_path(path)
    except ValueError:
        return Path(path.anchor)


def objections(config: Config, confinement: Confinement) -> Iterator[str]:
    """Yield a message for each file or folder that a configuration must not name."""
    named = [
        *(("packs", pack) for pack in config.packs),
        *((("accept", config.accept),) if config.accept else ()),
        *((("names.index", config.archive_index),) if config.archive_index else ()),
    ]
    for key, path in named:
        if objection := confinement.objection_to_setting(path):
            yield f"{config.origin}: {key}: {path} is not read: {objection}{REMEDY}"
        elif key == "packs" and os.path.lexists(path):
            for file in filter(os.path.islink, pack_files(path, confinement.objection_to_setting)):
                if objection := confinement.objection_to_setting(file):
                    yield f"{file}: this link is not followed: {objection}{REMEDY}"


def large_objections(config: Config) -> Iterator[str]:
    """Yield a message if a project's own configuration lifts the limit that protects whoever checks it."""
    if config.max_file_size > LARGEST_FILE:
        yield (
            f"{config.origin}: max-file-size: is {config.max_file_size:,g}; a project may lower the limit of"
            f" {LARGEST_FILE} megabytes, but only who runs copydesk may raise it: with --max-file-size, or in a"
            " configuration that --config names"
        )
