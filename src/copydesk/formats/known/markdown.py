"""Markdown."""

from __future__ import annotations

from copydesk.formats.features.comments import find_markdown_comments
from copydesk.formats.format import Format
from copydesk.formats.parsed import Parsed


def parse(source: str) -> Parsed:
    """Read Markdown."""
    from copydesk.formats.markdown import parse

    return parse(source)


FORMAT = Format(
    "markdown",
    (".md", ".markdown"),
    parse,
    is_own_markup=True,
    has_markdown=True,
    comments=find_markdown_comments,
)
