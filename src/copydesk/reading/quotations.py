"""Quotation marks and brackets: what they enclose, and where they go wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.findings import Span
from copydesk.formats.parsed import Block


class Quotation(NamedTuple):
    """Quoted words with their marks: offsets in code points."""

    start: int
    end: int


class MarkFault(NamedTuple):
    """A mark that is wrong: its place, what is wrong with it, and the mark it should pair with."""

    kind: str
    start: int
    end: int
    partner: Span | None = None


class Quotations(NamedTuple):
    """All quotations of a text, outermost only, in order, and all faults of its marks."""

    spans: tuple[Quotation, ...]
    faults: tuple[MarkFault, ...]


def read_quotations(text: str, blocks: Sequence[Block], language: str | None = None) -> Quotations:
    """Pair the marks of every block."""
    return Quotations((), ())
