"""Path patterns in the syntax of .gitignore. The library behind them is imported when there is one to match."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class PathPatterns:
    """Patterns that hold for the files under one folder."""

    def __init__(self, folder: Path, lines: Iterable[str]) -> None:
        self._folder = folder
        self._lines = [line for line in lines if line.strip()]

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec

        return GitIgnoreSpec.from_lines(self._lines)

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
