"""What the formats for a terminal share: colour where there is one, and text that cannot harm it."""

from __future__ import annotations

import os
import unicodedata
from typing import TextIO

_CODES = {"error": "31", "warning": "33", "info": "36", "bold": "1", "dim": "2"}


def has_colour(stream: TextIO) -> bool:
    """Whether to colour: on a terminal, unless NO_COLOR is set; or wherever FORCE_COLOR is."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def paint(text: str, style: str, *, colour: bool) -> str:
    """The text in a style, one of error, warning, info, bold, dim."""
    return f"\033[{_CODES[style]}m{text}\033[0m" if colour else text


def harmless(text: str) -> str:
    """The text with every character that would move the cursor or hide text shown as a middle dot."""
    return "".join(
        character if character.isprintable() else " " if character.isspace() else "·" for character in text
    )


def width(text: str) -> int:
    """How many columns a terminal gives the text: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(c) or c in "\u200d\ufe0f"
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )
