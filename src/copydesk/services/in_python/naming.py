"""Naming: the paths by which programs name texts, as findings have them."""

from __future__ import annotations

import os
from typing import Any, TypeAlias

PathLike: TypeAlias = "str | os.PathLike[str]"

NO_NAME = "<string>"


def name_of(path: Any) -> str:
    """Return the name of a text: a path as a text. What is neither names nothing."""
    if isinstance(path, os.PathLike):
        path = os.fspath(path)
    return os.fsdecode(path) if isinstance(path, str | bytes) else NO_NAME


def named(given: Any) -> tuple[Any, Any]:
    """Return the path and the text of what is a text, or a pair of both. A tuple of another length is no text."""
    return given if isinstance(given, tuple) and len(given) == 2 else (NO_NAME, given)
