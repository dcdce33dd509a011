"""Word lists: read the lists in analysis/data that belong to no language: text files with one word or entry a line."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parents[1] / "data"


def read_list(name: str) -> str:
    """Return the text of a list. Raises OSError if there is none with that name."""
    return (_DATA / f"{name}.txt").read_text("utf-8")


@cache
def listed_words(name: str) -> frozenset[str]:
    """Return the lines of a list, without empty ones and those that begin with #. Raises OSError like `read_list`."""
    return frozenset(line for line in read_list(name).splitlines() if line and not line.startswith("#"))
