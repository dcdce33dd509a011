"""News in XML: RSS and Atom feeds, WordPress exports, NewsML-G2 and NITF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.formats.format import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.formats.news.record import Record


def split(source: str) -> Sequence[Record]:
    """Return the articles of a file."""
    from copydesk.formats.news.in_xml.reading import split

    return split(source)


FORMAT = Format(
    "newsxml",
    (".rss", ".atom", ".wxr", ".newsml", ".nitf"),
    suffixes_when_named=(".xml",),
    split=split,
    is_page=True,
    is_xml=True,
    has_front_matter=False,
    meta_name="metadata",
    comment_form="",
)
