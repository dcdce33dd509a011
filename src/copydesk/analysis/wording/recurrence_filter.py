"""Which of very many numbers come up in more than one set, in little more memory than a byte for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Recurring:
    """Tells numbers that may have been added twice from those that certainly have not.

    The numbers must be hashes: their lowest bits say where each is noted. So a few that were added once share their
    place with another, and are told among those that recur.

    `expected` is how many numbers will be added, about.
    """

    def __init__(self, expected: int) -> None:
        self._noted = bytearray(1 << max(10, (4 * expected).bit_length()))

    def add(self, numbers: Iterable[int]) -> None:
        """Note the numbers of one set, each of them once."""
        noted = self._noted
        mask = len(noted) - 1
        for number in set(numbers):
            place = number & mask
            if noted[place] < 2:
                noted[place] += 1

    def among(self, numbers: Iterable[int]) -> Iterator[int]:
        """Those of a set's numbers that may have been added with another set too."""
        noted = self._noted
        mask = len(noted) - 1
        return (number for number in set(numbers) if noted[number & mask] > 1)
