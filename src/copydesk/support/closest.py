"""Closest words: tell which word somebody may have meant who mistyped it, or wrote only its beginning."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_SHORTEST_BEGINNING = 3
_LONGEST = 100
"""Code points of a word for which a like one is looked for: that takes longer the longer it is."""
_MOST_NAMES = 5_000
"""The most names of a folder among which a mistyped one is looked for."""


def closest(word: str, known: Collection[str]) -> str:
    """Return the known word that is most like another one, or begins with it; empty if none is similar.

    It takes milliseconds: who has many unknown words asks for the first ones only.
    """
    from difflib import get_close_matches  # few runs need it

    if len(word) > _LONGEST:
        return ""
    if near := get_close_matches(word, known, 1, 0.75):
        return near[0]
    if len(word) >= _SHORTEST_BEGINNING and (
        longer := [each for each in known if each.startswith(word.lower())]
    ):
        return min(longer, key=len)
    return next(iter(get_close_matches(word, known, 1)), "")


def near_path(path: str | os.PathLike[str]) -> str:
    """Return “; did you mean …?” with what lies beside a path that does not exist; an empty text if nothing is similar.

    Of a path whose folder does not exist either, the folder is looked for.
    """
    wanted = os.path.normpath(os.fspath(path))
    folder, name = os.path.split(wanted)
    while folder and not os.path.isdir(folder):  # noqa: PTH112 - a Path raises where a name is too long
        if folder == (above := os.path.dirname(folder)):  # noqa: PTH120
            return ""
        name, folder = os.path.basename(folder), above  # noqa: PTH119
    try:
        with os.scandir(folder or os.curdir) as entries:
            names = [entry.name for entry, _ in zip(entries, range(_MOST_NAMES), strict=False)]
    except (OSError, ValueError):
        return ""
    # The suffix is left out: it would make any two files alike.
    stems = {
        os.path.splitext(each)[0]: each  # noqa: PTH122
        for each in sorted(names, reverse=True)
        if not each.startswith(".") and each != name
    }
    near = stems.get(closest(os.path.splitext(name)[0], stems), "")  # noqa: PTH122
    return f"; did you mean “{os.path.join(folder, near).replace(os.sep, '/')}”?" if near else ""  # noqa: PTH118
