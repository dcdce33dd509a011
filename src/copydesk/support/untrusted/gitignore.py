"""Path patterns: match paths with patterns in the syntax of .gitignore.

The time for a path grows only with the lengths of path and pattern, because anyone who sends a change may write the
patterns. The libraries for this syntax turn each line into one regular expression, which takes exponential time for a
line such as `*a*a*a*b`; see `wildcards`.
"""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from copydesk.support.patterns import compile_later
from copydesk.support.untrusted.wildcards import Parts, compile_wildcards, fits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MOST_WILDCARDS = 2_000
"""A list with more patterns that must be tried one by one is refused. Those without wildcards, and those such as
`*.ext`, are looked up in tables, so that there may be any number of them.
"""

_LONGEST_WILD = 500
"""Code points of a pattern with wildcards; a longer one counts as invalid."""
_LONGEST_SHOWN = 100
_WILD = compile_later(r"[*?\[\\]")
_SUFFIX = compile_later(r"\*+([^*?\[\\/]+)")


class BadPattern(ValueError):
    """A pattern, or a list of patterns, that cannot be used; the message names it and where it stands."""


class _Rule(NamedTuple):
    """One pattern.

    Attributes:
        number: its place in the list; of the patterns that match a path, the last decides.
        is_included: whether it includes or, after “!”, excludes what it matches.
        folders_only: whether it ends in a slash.
        parts: a test for each part of a path.
    """

    number: int
    is_included: bool
    folders_only: bool
    parts: Parts = ()


class PathPatterns:
    """Patterns for the files under one folder.

    Args:
        folder: the absolute path from which the patterns start.
        lines: the patterns, one a line.
        origin: where the patterns stand, for messages.
        skip_invalid: whether to ignore invalid patterns, as git ignores those of a .gitignore, and to match bytes.

    Raises:
        BadPattern: by all methods, if a pattern is invalid, or if there are more than MOST_WILDCARDS with wildcards.
    """

    def __init__(
        self, folder: Path, lines: Iterable[str], origin: str, *, skip_invalid: bool = False
    ) -> None:
        self._start = os.path.join(folder, "")  # noqa: PTH118 - it ends with a separator
        self._lines = [line for line in lines if line.strip()]
        self._origin = origin
        self._skip_invalid = skip_invalid
        self._folders: dict[str, _Rule | None] = {"": None}

    @property
    def origin(self) -> str:
        """Return where the patterns stand, for messages."""
        return self._origin

    @cached_property
    def _rules(self) -> _Rules:
        rules = _Rules()
        for number, line in enumerate(self._lines):
            try:
                rules.add(number, self._told(line))
            except (ValueError, re.error):
                if not self._skip_invalid:
                    raise BadPattern(
                        f"{self._origin}: “{line[:_LONGEST_SHOWN]}” is not a valid pattern for paths;"
                        " use the syntax of .gitignore"
                    ) from None
            if len(rules.wild) > MOST_WILDCARDS:
                raise BadPattern(
                    f"{self._origin}: more than {MOST_WILDCARDS:,} patterns have “*”, “?” or “[” in them;"
                    " name folders instead"
                )
        return rules

    def match(self, file: Path, *, is_folder: bool = False) -> bool:
        """Tell whether the patterns include a path (absolute)."""
        return bool(self.verdict(file, is_folder=is_folder))

    def verdict(self, file: Path, *, is_folder: bool = False) -> bool | None:
        """Return the same; None if no pattern matches the path, not even one that excludes it (`!name`)."""
        path = os.fspath(file)
        if not self._lines or not path.startswith(self._start):
            return None
        path = self._told(path[len(self._start) :].replace(os.sep, "/"))
        rule = self._rules.last_match(path, is_folder=is_folder) or self._last_above(path)
        return rule.is_included if rule else None

    def _told(self, text: str) -> str:
        """Return a pattern or a path as it is matched: for git “?” and “[!a]” are a byte, of which é has two."""
        if text.isascii() or not self._skip_invalid:
            return text
        return text.encode("utf-8", "surrogateescape").decode("latin-1")

    def _last_above(self, path: str) -> _Rule | None:
        """Return the last pattern that matches one of the folders above a path."""
        unknown = []
        while (path := path.rpartition("/")[0]) not in self._folders:
            unknown.append(path)
        last = self._folders[path]
        for folder in reversed(unknown):
            own = self._rules.last_match(folder, is_folder=True)
            last = self._folders[folder] = own if own and (not last or own.number > last.number) else last
        return last


class _Rules:
    """Parsed patterns, in tables where a path can be looked up.

    Attributes:
        wild: those that must be tried one by one.
    """

    def __init__(self) -> None:
        self._paths: dict[tuple[str, bool], _Rule] = {}
        self._names: dict[tuple[str, bool], _Rule] = {}
        self._suffixes: dict[tuple[str, bool], _Rule] = {}
        self.wild: dict[tuple[str, bool], _Rule] = {}

    @cached_property
    def _wild_from_last(self) -> list[_Rule]:
        return sorted(self.wild.values(), key=_number, reverse=True)

    @cached_property
    def _suffix_lengths(self) -> list[int]:
        return sorted({len(suffix) for suffix, _ in self._suffixes})

    def add(self, number: int, line: str) -> None:
        """Add a pattern. Raises ValueError if it is invalid."""
        pattern = _without_trailing_spaces(line)
        if pattern.startswith("#") or not pattern:
            return
        is_included = not pattern.startswith("!")
        pattern = pattern[not is_included :]
        if not pattern:
            raise ValueError
        folders_only = pattern.endswith("/")
        pattern = pattern[: len(pattern) - folders_only]
        is_anchored, pattern = "/" in pattern, pattern.removeprefix("/")
        if pattern.startswith("**/") and "/" not in pattern[3:]:
            is_anchored, pattern = False, pattern[3:]
        rule, key = _Rule(number, is_included, folders_only), (pattern, folders_only)
        if not _WILD.search(pattern):
            (self._paths if is_anchored else self._names)[key] = rule
        elif not is_anchored and (suffix := _SUFFIX.fullmatch(pattern)):
            self._suffixes[suffix[1], folders_only] = rule
        elif len(pattern) > _LONGEST_WILD:
            raise ValueError
        else:
            key = pattern if is_anchored else f"**/{pattern}", folders_only
            known = self.wild.get(key)
            self.wild[key] = rule._replace(parts=known.parts if known else compile_wildcards(key[0]))

    def last_match(self, path: str, *, is_folder: bool) -> _Rule | None:
        """Return the last pattern that matches a path."""
        name = path.rpartition("/")[2]
        keys = [(self._paths, path), (self._names, name)]
        keys += [(self._suffixes, name[-length:]) for length in self._suffix_lengths if length <= len(name)]
        kinds = (False, True) if is_folder else (False,)
        found = [table[text, kind] for table, text in keys for kind in kinds if (text, kind) in table]
        best = max(found, key=_number, default=None)
        names = path.split("/")
        for rule in self._wild_from_last:
            if best and best.number > rule.number:
                break
            if (is_folder or not rule.folders_only) and fits(rule.parts, names):
                return rule
        return best


def _number(rule: _Rule) -> int:
    return rule.number


def _without_trailing_spaces(line: str) -> str:
    line = line.removesuffix("\r")
    stripped = line.rstrip(" ")
    behind = len(stripped) - len(stripped.rstrip("\\"))
    return stripped + " " if behind % 2 and len(stripped) < len(line) else stripped
