"""Times of day, counted in hours or minutes from midnight."""

from __future__ import annotations

DAY = 24 * 60
"""Minutes."""


def hour_of_day(hour: int, half: str | None) -> int:
    """Return the hour from midnight of one that is told with “a” or “p” (a.m., p.m.), or with neither."""
    return hour % 12 + (12 if half.lower() == "p" else 0) if half else hour
