"""Plain text: paragraphs between empty lines, hard-wrapped or one to a line."""

from __future__ import annotations

import re
from itertools import pairwise

from copydesk.findings import Span
from copydesk.formats.parsed import Block, Parsed

_LINE = re.compile(r"[^\r\n]+")
_PARAGRAPH_BREAK = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")
_WRAP_WIDTHS = range(45, 121)
"""Widths, in code points, at which people and programs break lines."""


def parse(source: str) -> Parsed:
    """Read plain text. Nothing in it is markup, so the text is the source."""
    return Parsed(source, tuple(_blocks(source)), {})


def _blocks(source: str) -> list[Block]:
    blocks: list[Block] = []
    for run in _runs(source):
        if len(run) > 1 and is_wrapped([source[line.start : line.end] for line in run]):
            blocks.append(Block(run[0].start, run[-1].end))
        else:
            blocks += [Block(*line) for line in run]
    return blocks


def _runs(source: str) -> list[list[Span]]:
    """Lines without the white space around them, grouped as empty lines part them."""
    runs: list[list[Span]] = []
    last_end = -1
    for match in _LINE.finditer(source):
        line = match.group()
        stripped = line.strip()
        if not stripped:
            continue
        start = match.start() + len(line) - len(line.lstrip())
        span = Span(start, start + len(stripped))
        if runs and not _PARAGRAPH_BREAK.search(source, last_end, start):
            runs[-1].append(span)
        else:
            runs.append([span])
        last_end = span.end
    return runs


def is_wrapped(lines: list[str]) -> bool:
    """Whether these lines are one paragraph, broken where the next word no longer fitted.

    The width is that of the longest line. A break counts as a wrap if the next line's first word would have
    passed that width, give or take a word's worth of unevenness; all but one in ten must be wraps.
    """
    width = max(map(len, lines))
    if width not in _WRAP_WIDTHS:
        return False
    slack = 5
    wraps = sum(
        len(line) + 1 + len(following.split(None, 1)[0]) > width - slack
        for line, following in pairwise(lines)
    )
    return wraps >= 0.9 * (len(lines) - 1)
