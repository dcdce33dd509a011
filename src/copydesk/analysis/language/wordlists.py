"""The lists in analysis/data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parents[1] / "data"


def read_list(name: str) -> str:
    """What a list of that name holds."""
    return (_DATA / f"{name}.txt").read_text("utf-8")


@cache
def listed_lines(name: str) -> frozenset[str]:
    """The lines of a list, without empty ones and those that begin with #."""
    return frozenset(line for line in read_list(name).splitlines() if line and not line.startswith("#"))
