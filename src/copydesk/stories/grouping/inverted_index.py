"""Inverted index: find the articles that have a hash in common, in little memory even for many articles."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from copydesk.analysis.wording.recurrence_filter import RecurrenceFilter

KeysOf = Callable[[int], "Sequence[int]"]
"""Return the hashes, 64 bits each and signed, of the article with a number."""

_PARTS = 16
"""The index is sorted in so many parts, because sorting takes five times the memory of what is sorted."""

_NUMBER = 0xFFFFFFFF


class HashIndex:
    """Which numbers have a hash, in twelve bytes for each pair: two arrays, sorted by hash and number."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        parts = [(array("q"), array("I")) for _ in range(_PARTS)]
        for key, number in places:
            keys, numbers = parts[(key >> 60) + _PARTS // 2]
            keys.append(key)
            numbers.append(number)
        self._keys, self._numbers = array("q"), array("I")
        while parts:
            place = sorted(key << 32 | number for key, number in zip(*parts.pop(0), strict=True))
            self._keys.extend(each >> 32 for each in place)
            self._numbers.extend(each & _NUMBER for each in place)

    def numbers(self, key: int) -> Sequence[int]:
        """Return the numbers that have a hash, in order."""
        first = bisect_left(self._keys, key)
        return self._numbers[first : bisect_right(self._keys, key, first)]


class InvertedIndex:
    """Which articles have a hash. Hashes of one article only, which is most of them, are not indexed."""

    def __init__(self, count: int, keys_of: KeysOf) -> None:
        self._keys_of = keys_of
        self._recurring = RecurrenceFilter(sum(len(keys_of(number)) for number in range(count)))
        for number in range(count):
            self._recurring.add(keys_of(number))
        self._index = HashIndex((key, number) for number in range(count) for key in self._shared(number))

    def _shared(self, number: int) -> Iterator[int]:
        """Yield the hashes of an article that others may have too."""
        return self._recurring.among(self._keys_of(number))

    def sharing(self, number: int) -> Iterator[Sequence[int]]:
        """Yield, for each hash of an article that others may have too, all articles that have it, in order."""
        return map(self._index.numbers, self._shared(number))
