"""Lazy values: computed when they are first used, and kept; a document's analyses within the time left to its file."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, Self, TypeVar, cast, overload

from copydesk.support import limits

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")

_KEPT = 16
"""The number of items of a lazy sequence that stay in memory."""


class LazyMapping(Mapping[K, V]):
    """The mapping that `make` returns; `make` is called once, at the first access."""

    def __init__(self, make: Callable[[], Mapping[K, V]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[K, V]:
        return self._make()

    def __getitem__(self, key: K) -> V:
        return self._made[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


class LazySequence(Sequence[T]):
    """A sequence whose items `make` returns, by their number from 0, when they are asked for; the last few are kept."""

    def __init__(self, length: int, make: Callable[[int], T]) -> None:
        self._length = length
        self._make = make
        self._kept: dict[int, T] = {}

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(self._length))]
        if not -self._length <= index < self._length:
            raise IndexError(index)
        number = index % self._length
        if number not in self._kept:
            self._kept[number] = self._make(number)
            if len(self._kept) > _KEPT:
                del self._kept[next(iter(self._kept))]
        return self._kept[number]

    def __len__(self) -> int:
        return self._length


class Analysed:
    """Base of objects that keep the results of their analyses."""

    def __init__(self) -> None:
        self._analyses: dict[Hashable, Any] = {}
        self._too_slow: dict[Hashable, limits.TooSlow] = {}

    def once(self, analysis: Callable[[Self], T]) -> T:
        """Return the result of an analysis; it runs at the first call only, so that rules can share it.

        Raises:
            limits.TooSlow: it took too long, now or at an earlier call.
        """
        if analysis not in self._analyses:
            self._analyses[analysis] = self.in_time(analysis, partial(analysis, self))
        return cast("T", self._analyses[analysis])

    def in_time(self, key: Hashable, work: Callable[[], T]) -> T:
        """Return what `work` returns. Work that took too long is not tried again under the same key."""
        if key in self._too_slow:
            raise self._too_slow[key]
        try:
            with limits.shared():
                return work()
        except limits.TooSlow as error:
            self._too_slow[key] = error
            raise


class Analysis(cached_property[T]):
    """A property of an `Analysed` object that is computed at the first use, with the time limit of `Analysed.once`."""

    def __get__(self, owner: Any, kind: type | None = None) -> T:  # type: ignore[override]
        """Return the value. Python stores it in the object, so later uses do not call this."""
        if owner is None:
            return cast("T", self)
        return cast("T", owner.in_time(self.attrname, partial(super().__get__, owner, kind)))
