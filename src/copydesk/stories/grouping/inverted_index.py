"""Inverted index: find the articles that have a hash in common, in little memory even for many articles."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from copydesk.analysis.wording.recurrence_filter import RecurrenceFilter

KeysOf = Callable[[int], "memoryview[int]"]
"""Return the hashes, 32 bits each, of the article with a number."""

_INDEXED = 2_000_000
"""The most places that are indexed. Beyond that only every n-th hash is indexed, the same ones for all articles."""

_RARE = 12
"""A hash in more articles than this pairs each article with its next neighbours only, so that time stays linear."""

_NEIGHBOURS = 3

_PARTS = 16
"""The index is sorted in so many parts, because sorting takes five times the memory of what is sorted."""

_NUMBER = 0xFFFFFFFF


class HashIndex:
    """Which numbers have a hash, in eight bytes for each pair: hash and number in one integer, in one sorted array."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        parts = [array("Q") for _ in range(_PARTS)]
        for key, number in places:
            parts[key * _PARTS >> 32].append(key << 32 | number)
        self._places = array("Q")
        while parts:
            self._places.extend(sorted(parts.pop(0)))

    def numbers(self, key: int) -> list[int]:
        """Return the numbers that have a hash, in order."""
        first = bisect_left(self._places, key << 32)
        last = bisect_left(self._places, key + 1 << 32, first)
        return [place & _NUMBER for place in self._places[first:last]]


class InvertedIndex:
    """Which articles have a hash. Hashes of one article only, which is most of them, are not indexed.

    Attributes:
        step: only hashes divisible by this number are indexed.
    """

    def __init__(self, count: int, keys_of: KeysOf) -> None:
        self._keys_of = keys_of
        self._recurring = RecurrenceFilter(sum(len(keys_of(index)) for index in range(count)))
        for index in range(count):
            self._recurring.add(keys_of(index))
        self.step = 1
        self.step += sum(1 for index in range(count) for _ in self._shared(index)) // _INDEXED
        self._index = HashIndex((key, index) for index in range(count) for key in self._shared(index))

    def _shared(self, index: int) -> Iterator[int]:
        """Yield the hashes of an article that others may have too."""
        return (key for key in self._recurring.among(self._keys_of(index)) if key % self.step == 0)

    def later_sharing(self, index: int) -> Iterator[int]:
        """Yield the articles after this one that share a hash with it, each as often as they share one."""
        for key in self._shared(index):
            numbers = self._index.numbers(key)
            own = bisect_left(numbers, index)
            reach = _NEIGHBOURS if len(numbers) > _RARE else _RARE
            yield from numbers[own + 1 : own + 1 + reach]
