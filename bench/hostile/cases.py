"""Cases: functions that fill a folder with something hostile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

SENTENCE = "The council met on Tuesday, and Mara Vint said “the bridge will open in May” before the vote. "

Maker = Callable[[Path], list[str] | None]
CASES: dict[str, Maker] = {}
"""By name, all that there are, once their modules are imported."""


def case(maker: Maker) -> Maker:
    """Register a function that fills a folder, and may return other arguments than that folder."""
    CASES[maker.__name__.replace("_", " ")] = maker
    return maker


def write(folder: Path, name: str, text: str | bytes) -> None:
    """Write a file."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
