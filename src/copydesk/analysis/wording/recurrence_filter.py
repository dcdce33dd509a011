"""Recurrence filter: tell which of very many numbers occur in several sets, with little more than a byte for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_MOST = 100_000_000
"""For more numbers the table does not grow: it has 512 megabytes, and more numbers seem to recur."""


class RecurrenceFilter:
    """Counts of hashes in a table, as in a counting Bloom filter with one hash function.

    Numbers that were added once may share a counter and then seem to recur; numbers that recur are always found. The
    numbers must be hashes, for their lowest bits choose the counter.

    Args:
        expected: about how many numbers will be added.
    """

    def __init__(self, expected: int) -> None:
        self._noted = bytearray(1 << max(10, (4 * min(expected, _MOST)).bit_length()))

    def add(self, numbers: Iterable[int]) -> None:
        """Add the numbers of one set, each of them once."""
        noted = self._noted
        mask = len(noted) - 1
        for number in set(numbers):
            place = number & mask
            if noted[place] < 2:
                noted[place] += 1

    def __contains__(self, number: int) -> bool:
        """Tell whether a number may have been added with several sets."""
        return self._noted[number & (len(self._noted) - 1)] > 1

    def among(self, numbers: Iterable[int]) -> Iterator[int]:
        """Return those of a set's numbers that may have been added with another set too."""
        noted = self._noted
        mask = len(noted) - 1
        return (number for number in set(numbers) if noted[number & mask] > 1)
