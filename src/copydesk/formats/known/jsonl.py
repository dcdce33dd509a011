"""JSON Lines: one article on each line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from copydesk.formats.known import ninjs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.formats.news.record import Record


def split(source: str) -> Sequence[Record]:
    """Return the record of each line."""
    from copydesk.formats.news.in_json.json_lines import split

    return split(source)


FORMAT = replace(ninjs.FORMAT, name="jsonl", suffixes_when_named=(".jsonl", ".ndjson"), split=split)
