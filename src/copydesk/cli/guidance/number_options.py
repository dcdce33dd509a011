"""Number options: read a number on the command line, and say in words which numbers are possible.

click's own ranges print formulas such as [0<x<=1.7976931348623157e+308].
"""

from __future__ import annotations

from typing import Any

import click


class WholeNumber(click.types.IntParamType):
    """A whole number from `least` to `most`."""

    def __init__(self, least: int, most: int | None = None) -> None:
        self._least = least
        self._most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: D102 - click's method
        try:
            number = int(value)
        except ValueError:
            number = self._least - 1
        if number < self._least or (self._most is not None and number > self._most):
            which = (
                f"of {self._least} or more" if self._most is None else f"from {self._least} to {self._most}"
            )
            self.fail(f"“{value}” is not a whole number {which}", param, ctx)
        return number


_MOST_MEGABYTES = 1_000_000
"""More bytes than a file can be read with at once; a larger number is a slip."""


class Megabytes(click.types.FloatParamType):
    """A number of megabytes."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:  # noqa: D102 - click's method
        try:
            number = float(value)
        except ValueError:
            number = 0.0
        if not 0 < number <= _MOST_MEGABYTES:
            self.fail(
                f"“{value}” is not a number of megabytes greater than 0 and up to 1,000,000", param, ctx
            )
        return number
