"""The desks of `copydesk.lint`: one for each choice of rules."""

from __future__ import annotations

from functools import cache

from copydesk.services.in_python.desk import Desk


@cache
def desk_of_lint(preset: str | None, select: tuple[str, ...], ignore: tuple[str, ...]) -> Desk:
    """Return the desk with these rules; what it raises is said there."""
    return Desk(preset=preset, select=select, ignore=ignore)
