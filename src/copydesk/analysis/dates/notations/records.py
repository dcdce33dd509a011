"""Records: lines of logs, columns of data and measured periods, in which a moment is written exactly on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from copydesk.analysis.dates.notations.timestamps import Timestamp
from copydesk.support.patterns import compile_later

_CELL_BEFORE = compile_later(r"(?:\t|[|][ \t]*|;|  )\Z")
_CELL_AFTER = compile_later(r"\t|[ \t]*[|]|;(?! )| {2,}\S")
_HEAD_OF_LINE = compile_later(r"(?:\A|\n)[ \t\r\xa0\0]*(?:[-*•][ \t]+\0*)?(?:[\[(<]\0*)?\Z")
_TEXT_AFTER = compile_later(r"[\])>,:\0 \t-]*[\w\[(<{]")
_COLON = compile_later(r"[\])>\0 \t]*:")
_JOINED = compile_later(r"[ \t\0,]*(?:[^\W\d_]{1,4}|[-–—/→])[ \t\0]*")
_NEAR = 12
"""Code points around a moment in which its line's column or head shows."""


def without_records(text: str, stamps: Sequence[Timestamp]) -> list[Timestamp]:
    """Leave out the timestamps, given in order, that stand in records.

    These are a cell between tabs, bars or runs of spaces; one that opens its line where another line is opened by one
    too; one with a colon behind it; and two with no more than “and” or “to” between them, which bound a period.
    """
    opening = {stamp.start for stamp in stamps if _opens_a_line(text, stamp)}
    kept_out = opening if len(opening) > 1 else set()
    kept_out |= {stamp.start for stamp in stamps if stamp.start in opening and _COLON.match(text, stamp.end)}
    for one, other in pairwise(stamps):
        if _JOINED.fullmatch(text, one.end, other.start):
            kept_out |= {one.start, other.start}
    return [stamp for stamp in stamps if stamp.start not in kept_out and not _is_cell(text, stamp)]


def _is_cell(text: str, stamp: Timestamp) -> bool:
    """Tell whether the moment is a cell of a table in plain characters."""
    return bool(
        _CELL_BEFORE.search(text, max(0, stamp.start - _NEAR), stamp.start)
        or _CELL_AFTER.match(text, stamp.end)
    )


def _opens_a_line(text: str, stamp: Timestamp) -> bool:
    """Tell whether a line begins with the moment and goes on behind it."""
    return bool(
        _HEAD_OF_LINE.search(text, max(0, stamp.start - _NEAR), stamp.start)
        and _TEXT_AFTER.match(text, stamp.end)
    )
