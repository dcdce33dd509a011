"""MDX: Markdown with JSX tags, `{expressions}`, and lines that import and export."""

from __future__ import annotations

from copydesk.formats import markdown
from copydesk.formats.parsed import Parsed


def parse(source: str) -> Parsed:
    """Read MDX."""
    return markdown.parse(source, mdx=True)
