"""Path patterns in the syntax of .gitignore. The library behind them is imported when there is one to match."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class BadPattern(ValueError):
    """A line that is no pattern; the message names it and where it stands."""


class PathPatterns:
    """Patterns that hold for the files under one folder.

    `origin` names the place in which the patterns stand. Without one, lines that are no patterns are passed over, as
    git does with those of a .gitignore.

    Raises:
        BadPattern: by all methods, if there is an origin and a line is no pattern.
    """

    def __init__(self, folder: Path, lines: Iterable[str], origin: str = "") -> None:
        self._folder = folder
        self._lines = [line for line in lines if line.strip()]
        self._origin = origin

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec

        good = []
        for line in self._lines:
            try:
                GitIgnoreSpec.from_lines([line])
            except (ValueError, re.error):
                if self._origin:
                    raise BadPattern(f"{self._origin}: “{line}” is no pattern for paths") from None
            else:
                good.append(line)
        return GitIgnoreSpec.from_lines(good)

    def match(self, file: Path, *, is_folder: bool = False) -> bool:
        """Whether the patterns take this path in."""
        return bool(self.verdict(file, is_folder=is_folder))

    def verdict(self, file: Path, *, is_folder: bool = False) -> bool | None:
        """The same, but None if no pattern has a say, not even one that lets the path through."""
        if not self._lines:
            return None
        relative = file.relative_to(self._folder).as_posix() if file.is_relative_to(self._folder) else ""
        verdict: bool | None = self._spec.check_file(relative + "/" * is_folder).include
        return verdict
