"""Publication dates: read what feeds and news items say of their time, in RFC 822 or ISO 8601."""

from __future__ import annotations

import datetime
from email.utils import parsedate_to_datetime

from copydesk.support.patterns import compile_later

_COMPACT = compile_later(r"(\d{4})(\d\d)(\d\d)(?:T.*)?\Z")
"""As NITF writes it: 20260318T093000Z."""
_ISO = compile_later(r"\d{4}-\d\d-\d\d")


def read_date(written: str) -> datetime.date | str:
    """Return a day or a moment; what is none stays as it is written, for the rules on impossible dates."""
    value = " ".join(written.split())
    compact = _COMPACT.match(value)
    try:
        if compact:
            return datetime.date(int(compact[1]), int(compact[2]), int(compact[3]))
        if _ISO.match(value):
            moment = datetime.datetime.fromisoformat(value)
            return moment.date() if len(value) == len("2026-03-18") else moment
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return value
