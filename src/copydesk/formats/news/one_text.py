"""One text: read all records of a file as one document, for programs that have no files and want one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.findings import Span
from copydesk.formats.news.record import Record, broken
from copydesk.formats.parsed import Beside, Block, Fault, Parsed, filled, overlaid

if TYPE_CHECKING:
    from collections.abc import Sequence


def read_as_one(source: str, records: Sequence[Record]) -> Parsed:
    """Return the text of all records, with the metadata of the first; the first fault stands for all."""
    texts: list[tuple[int, str]] = []
    blocks: list[Block] = []
    beside: list[Beside] = []
    first: Parsed | None = None
    for start, end, parse in records:
        read = parse(source[start:end])
        if read.fault:
            return broken(source, Fault(start + read.fault.offset, read.fault.reason))
        if first is None:
            places = {key: Span(start + at[0], start + at[1]) for key, at in read.meta_places.items()}
            first = read._replace(meta_places=places)
        texts.append((start, read.text))
        blocks += (each._replace(start=start + each.start, end=start + each.end) for each in read.blocks)
        beside += (each._replace(start=start + each.start) for each in read.beside)
    first = first or Parsed("", (), {})
    return first._replace(text=overlaid(filled(source), texts), blocks=tuple(blocks), beside=tuple(beside))
