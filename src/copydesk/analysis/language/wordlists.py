"""Word lists in analysis/data that are of no one language: text files with a word or an entry a line."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parents[1] / "data"


def read_list(name: str) -> str:
    """The text of a list. Raises OSError if there is none of that name."""
    return (_DATA / f"{name}.txt").read_text("utf-8")


@cache
def listed_words(name: str) -> frozenset[str]:
    """The lines of a list, without empty ones and those that begin with #. Raises OSError as `read_list` does."""
    return frozenset(line for line in read_list(name).splitlines() if line and not line.startswith("#"))
