"""Hunks: read the changed lines out of a diff of git, one without lines of context."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_ESCAPED = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}


def lines_of_diff(diff: bytes) -> Iterator[tuple[str, tuple[range, ...]]]:
    """Yield the name of each file of a diff with its changed lines, counted from 1.

    The text of lines is skipped by count, because it may look like a header.
    """
    name, skip = "", 0
    ranges: list[range] = []
    for line in diff.split(b"\n"):
        if skip:
            skip -= not line.startswith(b"\\")
        elif line.startswith(b"+++ "):
            if ranges:
                yield name, tuple(ranges)
            name, ranges = _name(line[4:]), []
        elif hunk := _HUNK.match(line):
            removed, start, added = (int(value) if value is not None else 1 for value in hunk.groups())
            skip = removed + added
            if added:
                ranges.append(range(start, start + added))
    if ranges:
        yield name, tuple(ranges)


def _name(written: bytes) -> str:
    """Return the name in a diff's header, without its prefix."""
    written = written.rstrip(b"\t\r")
    if written.startswith(b'"'):
        written = _ESCAPE.sub(_unescaped, written[1:-1])
    return os.fsdecode(written[2:])


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8)]) if code.isdigit() else _ESCAPED.get(code, code)
