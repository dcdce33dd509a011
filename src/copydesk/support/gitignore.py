"""Path patterns: match paths with patterns in the syntax of .gitignore.

The library pathspec does the matching; it is imported only if there is a pattern, because that takes time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class BadPattern(ValueError):
    """An invalid pattern; the message names the pattern and where it stands."""


class PathPatterns:
    """Patterns for the files under one folder.

    Args:
        folder: the absolute path from which the patterns start.
        lines: the patterns, one a line.
        origin: where the patterns stand, for messages. If it is empty, invalid patterns are ignored, as git ignores
            those of a .gitignore.

    Raises:
        BadPattern: by all methods, if there is an origin and a pattern is invalid.
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
                    raise BadPattern(
                        f"{self._origin}: “{line}” is not a valid pattern for paths; use the syntax of .gitignore"
                    ) from None
            else:
                good.append(line)
        return GitIgnoreSpec.from_lines(good)

    def match(self, file: Path, *, is_folder: bool = False) -> bool:
        """Tell whether the patterns include a path (absolute)."""
        return bool(self.verdict(file, is_folder=is_folder))

    def verdict(self, file: Path, *, is_folder: bool = False) -> bool | None:
        """Return the same; None if no pattern matches the path, not even one that excludes it (`!name`)."""
        if not self._lines:
            return None
        relative = file.relative_to(self._folder).as_posix() if file.is_relative_to(self._folder) else ""
        verdict: bool | None = self._spec.check_file(relative + "/" * is_folder).include
        return verdict
