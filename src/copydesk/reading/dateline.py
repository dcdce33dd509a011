"""The date that an article gives itself."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from copydesk.formats.parsed import Block


class Dateline(NamedTuple):
    """An article's own date, and where it says so: "front matter", "metadata", "dateline" or "published line"."""

    value: datetime.date
    origin: str


def find_dateline(text: str, blocks: Sequence[Block], meta: Mapping[str, Any]) -> Dateline | None:
    """The article's own date, or None if it does not tell."""
    return None
