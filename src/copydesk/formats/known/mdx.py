"""MDX: Markdown with JSX tags, `{expressions}`, and lines that import and export."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from copydesk.formats.known import markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.formats.features.comments import Comment
    from copydesk.formats.features.nesting import Part
    from copydesk.formats.parsed import Parsed


def parse(source: str) -> Parsed:
    """Read MDX."""
    from copydesk.formats.markdown import parse

    return parse(source, mdx=True)


def nesting(source: str) -> Sequence[Part]:
    """Return the parts of a text in MDX."""
    from copydesk.formats.markdown import nesting

    return nesting(source, mdx=True)


def comments(source: str) -> Iterable[Comment]:
    """Find the comments of MDX."""
    return markdown.comments(source, mdx=True)


FORMAT = replace(
    markdown.FORMAT,
    name="mdx",
    suffixes=(".mdx",),
    parse=parse,
    comments=comments,
    nesting=nesting,
    comment_form="{/* … */}",
)
