"""Names of months and weekdays for messages, and dates written out for a reader."""

from __future__ import annotations

import datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def written_out(date: datetime.date) -> str:
    """A date as a message shows it: "February 13, 2026"."""
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year}"
