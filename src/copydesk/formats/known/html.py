"""HTML."""

from __future__ import annotations

from copydesk.formats.format import Format
from copydesk.formats.parsed import Parsed


def parse(source: str) -> Parsed:
    """Read HTML."""
    from copydesk.formats.html.html_reader import parse

    return parse(source)


FORMAT = Format("html", (".html", ".htm"), parse, is_page=True, has_front_matter=False, meta_name="metadata")
