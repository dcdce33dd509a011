"""Speech lines: the lines of a text's blocks, as the speeches of an interview and the names under quotations stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.findings import Span
from copydesk.formats.parsed import Block


def lines_of(text: str, blocks: Sequence[Block]) -> Iterator[Span]:
    """Yield the lines of all blocks that are not empty."""
    for block in blocks:
        start = block.start
        while start < block.end:
            stop = text.find("\n", start, block.end)
            stop = block.end if stop < 0 else stop
            if text[start:stop].strip(" \0"):
                yield Span(start, stop)
            start = stop + 1
