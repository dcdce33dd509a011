"""Round and square brackets that lost their partner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.findings import Span
from copydesk.formats.parsed import Block
from copydesk.reading.marks import Mark

BracketFault = tuple[str, int, int, str, Span | None]


def read_brackets(text: str, rows: Sequence[tuple[Block, list[Mark]]]) -> Iterator[BracketFault]:
    """The faults of all blocks' brackets: kind, start, end, the bracket it should pair with, None."""
    return iter(())
