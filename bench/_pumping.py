"""Pumping: tell whether a text is read in a time that grows no faster than the text."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from copydesk.support import limits

LONGER = 4
"""So many times as long is the text that is read after one that took long."""
_GROWTH = 2.0 * LONGER
"""What is read in linear time takes LONGER times as long, and quadratic time the square of that."""
_QUICK = 1e-6
"""Seconds for each code point; what is read as quickly is not looked at again."""
_PATIENCE = 0.5
"""Seconds after which the shorter text is given up; what takes half of them is slow, whatever the longer one takes."""
_AT_LEAST = 0.04
"""Seconds of processor time that tell enough: some systems count it in steps of hundredths."""


class Slow(NamedTuple):
    """A text that took long: its length in code points, the seconds, and how many times as long LONGER times as much
    took; None if the first was stopped.
    """

    length: int
    seconds: float
    growth: float | None

    def __str__(self) -> str:
        grown = (
            "was stopped"
            if self.growth is None
            else f"{LONGER} times as much took {self.growth:.1f} times as long"
        )
        return f"{self.length:,} code points took {self.seconds:.3f} s, {grown}"


def pump(
    read: Callable[[str], object], text: Callable[[int], str], length: int, quick: float = _QUICK
) -> Slow | None:
    """Return how slow it is to read a text of about this length if that is not linear; else None.

    Args:
        read: reads a text.
        text: returns the text of any length.
        length: in code points.
        quick: seconds for each code point that are never too many.
    """
    begun = time.process_time()
    _read_in_time(read, text(length), _PATIENCE)
    if time.process_time() - begun <= quick * length:
        return None
    shorter = _seconds(read, text(length), _PATIENCE)  # now that it is compiled
    if shorter <= quick * length:
        return None
    if shorter >= _PATIENCE / 2:
        return Slow(length, shorter, None)
    longer = _seconds(read, text(LONGER * length), _GROWTH * shorter + _PATIENCE)
    return Slow(length, shorter, longer / shorter) if longer > _GROWTH * shorter else None


def _seconds(read: Callable[[str], object], text: str, patience: float) -> float:
    """Return the processor time in which a text is read, or in which that was given up."""
    begun, turns = time.process_time(), 0
    while (taken := time.process_time() - begun) < _AT_LEAST:
        _read_in_time(read, text, patience)
        turns += 1
    return taken / turns


def _read_in_time(read: Callable[[str], object], text: str, patience: float) -> None:
    with suppress(limits.TooSlow), limits.interrupting():
        limits.rule_begins(patience)
        read(text)
