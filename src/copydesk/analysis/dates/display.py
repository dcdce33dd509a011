"""How messages show dates: names of months and weekdays, dates written out, and quoted text."""

from __future__ import annotations

import datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def shown(text: str, start: int, end: int) -> str:
    """Return a stretch of a document's text as a message quotes it: on one line, without fillers of markup."""
    return " ".join(text[start:end].replace("\0", "").split())


def written_out(date: datetime.date) -> str:
    """Return a date as a message shows it: "February 13, 2026"."""
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year}"
