"""What is worked out of a document on first use, once for all rules, and in the time that is left to the file."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property, partial
from typing import Any, Self, TypeVar, cast

from copydesk.support import limits

T = TypeVar("T")


class Analysed:
    """Keeps the results of analyses, which are gone with it."""

    def __init__(self) -> None:
        self._analyses: dict[Hashable, Any] = {}
        self._too_slow: dict[Hashable, limits.TooSlow] = {}

    def once(self, analysis: Callable[[Self], T]) -> T:
        """The result of an analysis, worked out at the first call: for rules that share work.

        Raises:
            limits.TooSlow: it took too long, now or when it was tried before.
        """
        if analysis not in self._analyses:
            self._analyses[analysis] = self.in_time(analysis, partial(analysis, self))
        return cast(T, self._analyses[analysis])

    def in_time(self, key: Hashable, work: Callable[[], T]) -> T:
        """What `work` returns. What took too long, and goes by the same key, is not tried again for every rule."""
        if key in self._too_slow:
            raise self._too_slow[key]
        try:
            with limits.shared():
                return work()
        except limits.TooSlow as error:
            self._too_slow[key] = error
            raise


class Analysis(cached_property[T]):
    """A property of something `Analysed` that is worked out on first use, as `Analysed.once` does it."""

    def __get__(self, owner: Any, kind: type | None = None) -> T:  # type: ignore[override]
        """The value; the second time it is found without this being asked."""
        if owner is None:
            return cast(T, self)
        return cast(T, owner.in_time(self.attrname, partial(super().__get__, owner, kind)))
