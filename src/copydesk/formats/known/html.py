"""HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.formats.format import Format

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.formats.features.comments import Comment
    from copydesk.formats.parsed import Parsed


def parse(source: str) -> Parsed:
    """Read HTML."""
    from copydesk.formats.html.html_reader import parse

    return parse(source)


def find_comments(source: str) -> Iterable[Comment]:
    """Return the comments that are meant for copydesk."""
    from copydesk.formats.html.page_comments import find_comments

    return find_comments(source)


FORMAT = Format("html", (".html", ".htm"), parse, is_page=True, meta_name="metadata", comments=find_comments)
