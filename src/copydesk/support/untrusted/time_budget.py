"""Time budget: the seconds that are left to a file and to a rule, counted by signals or by a watchdog."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class _Left:
    """A property of a budget: the seconds that are left, which are what is allowed less what is spent."""

    def __init__(self, spent: str) -> None:
        self._spent = spent

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, budget: TimeBudget, kind: type | None = None) -> float:
        return budget.ends[self._name] - budget.spent[self._spent]

    def __set__(self, budget: TimeBudget, seconds: float) -> None:
        budget.ends[self._name] = budget.spent[self._spent] + seconds


class TimeBudget:
    """The seconds left to the current file and the current rule: of processor time, and by the clock.

    What is spent is counted apart from what is allowed, because a watchdog counts in another thread: so each of the two
    numbers is written by one thread only.

    Attributes:
        seconds: of processor time that the rule was given.

    `again` returns the seconds of both kinds that code gets once more which goes on although it was stopped.
    """

    def __init__(self, again: Callable[[], tuple[float, float]]) -> None:
        self._again = again
        self.spent = {"processor": 0.0, "clock": 0.0}
        self.ends = dict.fromkeys(("file_processor", "file_clock", "processor", "clock"), math.inf)
        self.seconds = math.inf

    def allow(self, processor: float, clock: float) -> None:
        """Give the current rule so many seconds; a text with hundreds of rules asks for it hundreds of times."""
        ends, spent = self.ends, self.spent
        ends["processor"], ends["clock"] = spent["processor"] + processor, spent["clock"] + clock
        self.seconds = processor

    def left_to_file(self) -> tuple[float, float]:
        """Return the seconds that the current file has left; negative ones are those it has had too many."""
        ends, spent = self.ends, self.spent
        return ends["file_processor"] - spent["processor"], ends["file_clock"] - spent["clock"]

    def spend(self, processor: float, clock: float) -> bool:
        """Count what is spent; return whether the current rule has nothing left.

        That is told once; again only if the error was caught and the slow code goes on.
        """
        self.spent["processor"] += processor
        self.spent["clock"] += clock
        is_over = self.processor < 0 or self.clock < 0
        if is_over:
            self.processor, self.clock = self._again()
        return is_over

    file_processor, file_clock = _Left("processor"), _Left("clock")
    processor, clock = _Left("processor"), _Left("clock")
