"""Terminal: lines for people, in colour, with the names of rules as links to their pages."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING, TextIO

import click

from copydesk.report.base import rule_address
from copydesk.report.escaping import without_commands
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODES = {"error": "31", "warning": "33", "info": "36", "good": "32", "bold": "1", "dim": "2"}

_PROGRAMS_WITH_LINKS = frozenset(
    ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "zed"]
)
_TERMINALS_WITH_LINKS = frozenset(
    ["kitty", "ghostty", "alacritty", "foot", "foot-extra", "wezterm", "contour"]
)
_VTE_WITHOUT_LINKS = 5000
"""The version 0.50.0 of VTE, which GNOME's terminals are made of, crashes at links."""


def has_colour(stream: TextIO) -> bool:
    """Tell whether to use colour: as --color says; else not if NO_COLOR is set, and everywhere if FORCE_COLOR or
    CLICOLOR_FORCE is set (no-color.org, bixense.com/clicolors); else on a terminal that has it, unless CLICOLOR is 0.
    """
    context = click.get_current_context(silent=True)
    if context is not None and context.color is not None:
        return context.color
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE", "0") != "0":
        return True
    is_unwanted = os.environ.get("TERM") == "dumb" or os.environ.get("CLICOLOR") == "0"
    return stream.isatty() and not is_unwanted


def paint(text: str, style: str, *, colour: bool) -> str:
    """Return the text in a style: error, warning, info, good, bold or dim."""
    return f"\033[{_CODES[style]}m{text}\033[0m" if colour else text


def has_links(stream: TextIO) -> bool:
    """Tell whether the terminal shows links (OSC 8): it is known to, or FORCE_HYPERLINK says so.

    Never in a pipe, a file or the log of a build, nor where colours are unwanted: elsewhere the address would be seen.
    """
    if not stream.isatty() or not has_colour(stream) or os.environ.get("CI"):
        return False
    if forced := os.environ.get("FORCE_HYPERLINK"):
        return forced != "0"
    vte = os.environ.get("VTE_VERSION", "")
    return (
        os.environ.get("TERM_PROGRAM") in _PROGRAMS_WITH_LINKS
        or os.environ.get("TERM", "").removeprefix("xterm-") in _TERMINALS_WITH_LINKS
        or any(os.environ.get(each) for each in ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM"))
        or (vte.isdecimal() and int(vte) > _VTE_WITHOUT_LINKS)
    )


def rule_mark(rule: str, *, colour: bool, links: bool) -> str:
    """Return the name of a rule in brackets, as a link to its page if the terminal has links and the page is known."""
    mark = paint(f"[{rule}]", "dim", colour=colour)
    address = rule_address(rule) if links else ""
    if not address or not address.isascii() or not address.isprintable():
        return mark
    return f"\033]8;;{address}\033\\{mark}\033]8;;\033\\"


def write_line(stream: TextIO, line: str) -> None:
    """Write a line whose parts are `harmless`, or painted."""
    stream.write(without_commands(line) + "\n")


def write_wrapped(stream: TextIO, line: str, indent: int = 8) -> None:
    """Write a line as `write_line` does; on a terminal, in so many that none breaks inside a word.

    A terminal without commands (TERM=dumb) is a program's, such as an editor's, that reads a finding in one line.
    """
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        write_line(stream, line)
        return
    from shutil import get_terminal_size  # imported only where there is a terminal

    stream.writelines(
        part + "\n" for part in wrapped(without_commands(line), get_terminal_size().columns, indent)
    )


_PIECES = compile_later(r"(?P<gap> *)(?P<word>“copydesk [^”]*”[^ ]*|[^ ]+)")
"""What a line is broken between; a command stays in one line, so that it can be copied."""

_COMMANDS = compile_later(r"\033\[[0-9;]*m|\033\]8;;[^\033]*\033\\")


def wrapped(line: str, room: int, indent: int) -> Iterator[str]:
    """Yield a line, whose parts may be painted, in parts of so many columns that begin and end with whole words; all
    but the first have an indent, which is narrower where there is little room.
    """
    start = " " * min(indent, room // 5)
    taken, parts = 0, list[str]()
    for piece in _PIECES.finditer(line):
        gap, word = piece["gap"], piece["word"]
        length = width(_COMMANDS.sub("", word))
        if parts and taken + len(gap) + length > room:
            yield "".join(parts)
            taken, parts, gap = 0, [], start
        parts += [gap, word]
        taken += len(gap) + length
    yield "".join(parts)


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
