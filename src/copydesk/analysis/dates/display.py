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
    """Return a date as a message shows it: "13 February 2026": clear wherever the article is from."""
    return f"{day_of_month(date.month, date.day)} {date.year}"


def day_of_month(month: int, day: int) -> str:
    """Return a day of any year as a message shows it: "25 December"."""
    return f"{day} {MONTHS[month - 1]}"
