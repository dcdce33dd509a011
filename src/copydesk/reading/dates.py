"""Dates as prose writes them, and what they resolve to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.formats.parsed import Block
from copydesk.reading.dateline import Dateline


class DateMention(NamedTuple):
    """A date in the text.

    Attributes:
        start, end: offsets in code points.
        value: ISO 8601, as far as the precision goes ("2025", "2025-07", "2025-07-04"); None if it does not resolve.
        precision: "day", "month", "season", "year" or "decade".
        origin: what it was resolved from: "text", or "dateline" if the article's own date was needed.
    """

    start: int
    end: int
    value: str | None
    precision: str
    origin: str | None


def read_dates(
    text: str, blocks: Sequence[Block], dateline: Dateline | None = None, language: str | None = None
) -> tuple[DateMention, ...]:
    """The dates of a text, in order."""
    return ()
