"""Faults of quotation marks and brackets: the kinds there are, and how a fault reads in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from copydesk.analysis.quotes.pairing.marks import as_written
from copydesk.findings import Related, Span


class FaultKind(Enum):
    """What is wrong with a mark."""

    UNCLOSED_QUOTE = auto()
    UNOPENED_QUOTE = auto()
    REOPENED_QUOTE = auto()
    MIXED_PAIR = auto()
    REVERSED_QUOTE = auto()
    UNCLOSED_BRACKET = auto()
    UNOPENED_BRACKET = auto()


class MarkFault(NamedTuple):
    """A mark that is wrong: its place, what is wrong with it, and the mark it should pair with.

    Attributes:
        start, end: the mark in the text, in code points.
        wanted: the mark that should stand for it (of a mixed pair, or reversed) or pair with it.
        partner: the mark that it pairs with, or that it stands inside of.
    """

    kind: FaultKind
    start: int
    end: int
    wanted: str = ""
    partner: Span | None = None


class WrittenFault(NamedTuple):
    """A fault as the source writes its marks.

    Attributes:
        start, end: the mark in the source, in code points.
        mark, partner_mark: the mark and its partner as they are read; empty where there is no partner.
        wanted, partner: as in MarkFault.
    """

    start: int
    end: int
    mark: str
    wanted: str
    partner: Span | None
    partner_mark: str

    def related(self, message: str) -> tuple[Related, ...]:
        """Return the partner, if there is one, with what it is."""
        return (Related(*self.partner, message),) if self.partner else ()


def written_faults(
    source: str, text: str, faults: Iterable[MarkFault], kind: FaultKind
) -> Iterator[WrittenFault]:
    """Yield the faults of one kind as they read in the source, whose `text` is as long."""
    for fault in faults:
        if fault.kind is kind:
            mark, end = as_written(source, text, fault.start, fault.end)
            partner = as_written(source, text, *fault.partner)[0] if fault.partner else ""
            yield WrittenFault(fault.start, end, mark, fault.wanted, fault.partner, partner)
