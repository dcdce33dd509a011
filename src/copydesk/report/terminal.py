"""Terminal: lines for people, in colour."""

from __future__ import annotations

import os
import unicodedata
from typing import TextIO

import click

from copydesk.report.escaping import without_commands

_CODES = {"error": "31", "warning": "33", "info": "36", "good": "32", "bold": "1", "dim": "2"}


def has_colour(stream: TextIO) -> bool:
    """Tell whether to use colour: as --color says; else not if NO_COLOR is set, and everywhere if FORCE_COLOR or
    CLICOLOR_FORCE is set (no-color.org, bixense.com/clicolors); else on a terminal that has it.
    """
    context = click.get_current_context(silent=True)
    if context is not None and context.color is not None:
        return context.color
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE", "0") != "0":
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def paint(text: str, style: str, *, colour: bool) -> str:
    """Return the text in a style: error, warning, info, good, bold or dim."""
    return f"\033[{_CODES[style]}m{text}\033[0m" if colour else text


def write_line(stream: TextIO, line: str) -> None:
    """Write a line whose parts are `harmless`, or painted."""
    stream.write(without_commands(line) + "\n")


def width(text: str) -> int:
    """Return how many columns a terminal needs for the text: two for wide characters, none for combining ones."""
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
