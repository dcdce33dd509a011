"""HTML."""

from __future__ import annotations

from copydesk.formats import text
from copydesk.formats.parsed import Parsed


def parse(source: str) -> Parsed:
    """Read HTML."""
    return text.parse(source)
