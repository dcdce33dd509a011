"""News in JSON: IPTC ninjs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.formats.format import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.formats.news.record import Record


def split(source: str) -> Sequence[Record]:
    """Return the items of a file."""
    from copydesk.formats.news.in_json.ninjs_items import split

    return split(source)


FORMAT = Format(
    "ninjs",
    suffixes_when_named=(".json",),
    split=split,
    is_page=True,
    has_front_matter=False,
    meta_name="metadata",
    comment_form="",
)
