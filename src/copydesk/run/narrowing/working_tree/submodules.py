"""Submodules: tell whether an empty folder, or none, stands where the repository has a submodule that was not fetched.

Git itself is not asked, because most runs need it for nothing else. Its index, a table of all files, says where
submodules are; the file .gitmodules says so too, in a folder that was downloaded without git's directory.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from copydesk.run.narrowing.git_directory import directory_of
from copydesk.support.limits import TooLarge, read_bounded
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from copydesk.config.settings import Config

_LISTED = compile_later(r"(?m)^[ \t]*path[ \t]*=[ \t]*(\"(?:\\.|[^\"\\\n])*\"|.*?)[ \t\r]*$")
_PLAIN = compile_later(r"[\w./-]+")
_WILD = compile_later(r"[\\*?\[]")
_ESCAPED = compile_later(r"\\(.)")
_LARGEST_LIST, _LARGEST_INDEX = 5, 200
"""Megabytes."""
_SUBMODULE = b"\x00\x00\xe0\x00"
"""The mode of a submodule in the index: 160000, an octal number."""
_BEFORE_ID = 40
"""Bytes of an entry before the id of its content: times, numbers, the mode, and the size."""
_LEFT_OUT = 0x40
"""In the first byte of the further flags of an entry: a sparse checkout leaves it out."""
_LENGTHS_OF_IDS = (20, 32)


class Submodules:
    """The submodules of the repositories that a walk comes through; each repository is read once, and only if there is
    an empty folder in it.

    Attributes:
        unfetched: the folders that were told to be submodules that were not fetched.
    """

    def __init__(self) -> None:
        self.unfetched: set[Path] = set()
        self._of_folder: dict[Path, frozenset[str]] = {}

    def is_unfetched(self, folder: Path) -> bool:
        """Tell whether a folder without content (an absolute path) stands for a submodule."""
        for top in folder.parents:
            if folder.relative_to(top).as_posix() in self._below(top):
                self.unfetched.add(folder)
                return True
            if os.path.lexists(top / ".git"):
                return False
        return False

    def missing_below(self, folder: Path) -> list[Path]:
        """Return the folders of submodules below a folder that the index of its repository has and the working tree has
        not, but for those that a sparse checkout leaves out.
        """
        for top in (folder, *folder.parents):
            if os.path.lexists(top / ".git"):
                listed = (top / name for name in _indexed(top))
                missing = [each for each in listed if folder in each.parents and not os.path.lexists(each)]
                self.unfetched.update(missing)
                return missing
        return []

    def _below(self, top: Path) -> frozenset[str]:
        """Return the paths of the submodules that a folder lists, from there."""
        if top not in self._of_folder:
            self._of_folder[top] = frozenset((*_listed(top), *_indexed(top)))
        return self._of_folder[top]


def is_without_content(names: list[str]) -> bool:
    """Tell whether a folder with these names in it may be a submodule that was not fetched, or not completely."""
    return not names or names == [".git"]


def unfetched_reason(folder: Path, settings: Config) -> str:
    """Return why nothing in a submodule that was not fetched is checked, and both remedies."""
    here = settings.folder
    name = folder.relative_to(here).as_posix() if folder.is_relative_to(here) else folder.name
    return (
        "this submodule was not fetched, so nothing in it was checked; fetch it (git submodule update --init; in GitHub"
        " Actions: actions/checkout with submodules: true), or leave it out with the line"
        f" exclude: [{_in_yaml(f'/{name}/')}] in {settings.file.name if settings.file else 'copydesk.yaml'}"
    )


def _in_yaml(pattern: str) -> str:
    """Return a pattern as a list in YAML has it, in quotation marks if it needs them."""
    if _PLAIN.fullmatch(pattern):
        return pattern
    import json

    return json.dumps(_WILD.sub(r"\\\g<0>", pattern))


def _listed(top: Path) -> Iterator[str]:
    """Yield the paths in a folder's file .gitmodules."""
    for path in _LISTED.findall(os.fsdecode(_content(top / ".gitmodules", _LARGEST_LIST))):
        yield (_ESCAPED.sub(r"\1", path[1:-1]) if path.startswith('"') else path).rstrip("/")


def _indexed(top: Path) -> Iterator[str]:
    """Yield the paths of the submodules in git's index; of one that is split, in all its parts."""
    if not os.path.lexists(top / ".git"):
        return
    directory = directory_of(top)
    try:
        parts = [directory / name for name in os.listdir(directory) if name.startswith("sharedindex.")]  # noqa: PTH208 - names only
    except (OSError, ValueError):
        return
    for file in (directory / "index", *parts):
        data = _content(file, _LARGEST_INDEX)
        if _SUBMODULE in data:
            yield from submodules_in_index(data)


def _content(file: Path, megabytes: float) -> bytes:
    try:
        return read_bounded(file, megabytes)
    except (OSError, ValueError, TooLarge):
        return b""


def submodules_in_index(data: bytes) -> list[str]:
    """Return the paths of the submodules in an index of git, of which no checkout leaves them out; none without one."""
    from struct import error as bad_structure

    for length in _LENGTHS_OF_IDS:
        try:
            return [os.fsdecode(name) for name, mode in _entries(data, length) if mode == _SUBMODULE]
        except (ValueError, IndexError, bad_structure):  # ids of another length, or it is damaged
            continue
    return []


def _entries(data: bytes, length_of_id: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield the path and mode of each entry, no mode if it is left out (see gitformat-index, git's own description)."""
    from struct import unpack_from  # imported only where there is an index to read

    signature, version, number = unpack_from(">4sLL", data)
    if signature != b"DIRC" or version not in (2, 3, 4):
        raise ValueError
    entry, name = 12, b""
    for _ in range(number):
        (flags,) = unpack_from(">H", data, entry + _BEFORE_ID + length_of_id)
        start = entry + _BEFORE_ID + length_of_id + (4 if flags & 0x4000 else 2)
        kept = b""
        if version == 4:  # a path is told by what it has in common with the one before
            dropped, start = _number(data, start)
            kept = name[: len(name) - dropped]
        end = data.index(b"\0", start)
        name = kept + data[start:end]
        if flags & 0xFFF not in (len(name), 0xFFF):
            raise ValueError
        further = data[entry + _BEFORE_ID + length_of_id + 2] if flags & 0x4000 else 0
        yield name, b"" if further & _LEFT_OUT else data[entry + 24 : entry + 28]
        entry = end + 1 if version == 4 else entry + (end - entry + 8) // 8 * 8


def _number(data: bytes, start: int) -> tuple[int, int]:
    """Return a number that is written in a varying number of bytes, and where it ends."""
    value = data[start] & 0x7F
    while data[start] & 0x80:
        start += 1
        value = (value + 1 << 7) | (data[start] & 0x7F)
    return value, start + 1
