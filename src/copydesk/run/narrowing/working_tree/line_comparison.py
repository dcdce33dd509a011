"""Line comparison: find out which lines of a file have changed, from the very bytes that are checked.

Git compares what it would keep of a file: attributes of the repository can make it read the file in another encoding,
or pass over what stands in a keyword, and a setting can make it take an edited file for an unchanged one. So where a
file has findings, its bytes are compared with those of the base. The lines that git has told, which are more exact than
ours, count if all others are lines of the base in the same order.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from copydesk.formats.decoding.encodings import NotText, decode
from copydesk.run.narrowing.git_index import blob_contents, blobs_of_commit, is_content_of
from copydesk.support import limits
from copydesk.support.source_text import LINE_END

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from copydesk.run.narrowing.git import Git

_COUNTED_OTHERWISE = re.compile(rb"\r(?!\n)|\0")
"""Git counts line feeds alone: with carriage returns for line ends an article is one line, in UTF-16 any number."""

_LONE_RETURN = re.compile(r"\r(?!\n)")

Lines = tuple[range, ...]
"""Lines of a file, counted from 1."""


class LineComparison:
    """Compares files of a repository with a commit; each once, when it is asked for.

    Args:
        git: of the repository.
        base: the commit, or an empty folder.
        contents: by absolute path, what is read instead of the files.
        earlier: the names that renamed files have in the commit.
    """

    def __init__(
        self, git: Git, base: str, contents: Mapping[Path, bytes], earlier: Mapping[str, str]
    ) -> None:
        self._git = git
        self._base = base
        self._contents = contents
        self._earlier = earlier
        self._found: dict[str, Lines | None] = {}

    @cached_property
    def _blobs(self) -> Mapping[str, bytes]:
        return blobs_of_commit(self._git, self._base)

    def is_new(self, name: str) -> bool:
        """Tell whether the commit has no file of this name, or of the earlier one."""
        return self._earlier.get(name, name) not in self._blobs

    def changed_lines(self, name: str) -> Lines | None:
        """Return the lines of a file that have changed; None if git has to be believed.

        The file is one of those that were given to `compare`.
        """
        return self._found.get(name)

    def compare(self, told: Mapping[str, Lines]) -> None:
        """Compare files (by name, with the lines that git has told) with the commit.

        Raises:
            GitError: git does not have the content of one.
        """
        now: dict[str, bytes] = {}
        for name in told.keys() - self._found.keys():
            self._found[name] = None
            data = self._data(self._git.top / name)
            if data is None or self.is_new(name):
                continue
            if is_content_of(data, self._blobs[self._earlier.get(name, name)]):
                self._found[name] = ()
            else:
                now[name] = data
        blobs = {self._git.top / name: self._blobs[self._earlier.get(name, name)] for name in now}
        before = dict(blob_contents(self._git, blobs)) if blobs else {}
        for name, data in now.items():
            base = before.get(self._git.top / name)
            self._found[name] = None if base is None else lines_changed_since(base, data, told[name])

    def _data(self, file: Path) -> bytes | None:
        try:
            return self._contents[file] if file in self._contents else limits.read_bounded(file)
        except (OSError, limits.TooLarge):
            return None


def lines_changed_since(base: bytes, data: bytes, told: Lines) -> Lines | None:
    """Return the lines of a content that are others than in the base, those that git has `told` if that can be; None if
    the content is no text.
    """
    try:
        now = _lines(data)
    except NotText:
        return None
    try:
        before = _lines(base)
    except NotText:  # such as the pointer of a filter
        return (range(1, len(now) + 1),)
    changed = {number for lines in told for number in lines}
    unchanged = (line for number, line in enumerate(now, 1) if number not in changed)
    if not _COUNTED_OTHERWISE.search(data) and _is_part(unchanged, before):
        return told
    return _others(before, now)


def _lines(data: bytes) -> list[str]:
    """Return the lines; those that a carriage return ends alone are others than those with a line feed, as git has it,
    which may turn both of the other line ends into one another.
    """
    return LINE_END.split(_LONE_RETURN.sub("\0\n", decode(data)[0]))


def _is_part(lines: Iterable[str], of: Iterable[str]) -> bool:
    """Tell whether lines stand among others in the same order."""
    left = iter(of)
    return all(line in left for line in lines)


def _others(before: Sequence[str], now: Sequence[str]) -> Lines:
    """Return the lines that are others: one by one if there are as many as before, else from the first to the last."""
    if len(before) == len(now):
        pairs = enumerate(zip(before, now, strict=True), 1)
        return tuple(range(number, number + 1) for number, (old, new) in pairs if old != new)
    first = _same(before, now)
    last = len(now) - min(_same(before[::-1], now[::-1]), min(len(before), len(now)) - first)
    return (range(first + 1, last + 1),)


def _same(before: Sequence[str], now: Sequence[str]) -> int:
    """Return how many lines are the same at the beginning."""
    pairs = enumerate(zip(before, now, strict=False))
    return next((number for number, (old, new) in pairs if old != new), min(len(before), len(now)))
