"""MDX: Markdown with JSX tags, `{expressions}`, and lines that import and export."""

from __future__ import annotations

from dataclasses import replace

from copydesk.formats.known import markdown
from copydesk.formats.parsed import Parsed


def parse(source: str) -> Parsed:
    """Read MDX."""
    from copydesk.formats.markdown import parse

    return parse(source, mdx=True)


FORMAT = replace(markdown.FORMAT, name="mdx", suffixes=(".mdx",), parse=parse, comment_form="{/* … */}")
