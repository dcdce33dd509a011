"""Postings: which of many articles have a hash in common, in little memory however many they are."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from copydesk.analysis.wording.recurrence_filter import Recurring

KeysOf = Callable[[int], "memoryview[int]"]
"""The hashes, 32 bits each, of the article of a number."""

_INDEXED = 2_000_000
"""So many places of hashes are indexed at most; of more, every n-th hash, which leaves the same ones out everywhere."""

_RARE = 12
"""What more articles than this share pairs each with its next neighbours only, so that time stays linear."""

_NEIGHBOURS = 3

_PARTS = 16
"""The index is sorted part by part: while it sorts, Python needs five times the memory of what it sorts."""

_NUMBER = 0xFFFFFFFF


class HashIndex:
    """Which numbers have a hash, in eight bytes a place: hash and number together, as one sorted array."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        parts = [array("Q") for _ in range(_PARTS)]
        for key, number in places:
            parts[key * _PARTS >> 32].append(key << 32 | number)
        self._places = array("Q")
        while parts:
            self._places.extend(sorted(parts.pop(0)))

    def numbers(self, key: int) -> list[int]:
        """The numbers of a hash, in order."""
        first = bisect_left(self._places, key << 32)
        last = bisect_left(self._places, key + 1 << 32, first)
        return [place & _NUMBER for place in self._places[first:last]]


class Postings:
    """For each hash that several articles have, which these are. Most stand in one alone, and are not indexed.

    Attributes:
        step: only every so many-th hash is indexed.
    """

    def __init__(self, count: int, keys_of: KeysOf) -> None:
        self._keys_of = keys_of
        self._recurring = Recurring(sum(len(keys_of(index)) for index in range(count)))
        for index in range(count):
            self._recurring.add(keys_of(index))
        self.step = 1
        self.step += sum(1 for index in range(count) for _ in self._shared(index)) // _INDEXED
        self._index = HashIndex((key, index) for index in range(count) for key in self._shared(index))

    def _shared(self, index: int) -> Iterator[int]:
        """The hashes of an article that others may have."""
        return (key for key in self._recurring.among(self._keys_of(index)) if key % self.step == 0)

    def later(self, index: int) -> Iterator[int]:
        """The articles behind this one that share a hash with it: each as often as they share one."""
        for key in self._shared(index):
            numbers = self._index.numbers(key)
            own = bisect_left(numbers, index)
            reach = _NEIGHBOURS if len(numbers) > _RARE else _RARE
            yield from numbers[own + 1 : own + 1 + reach]
