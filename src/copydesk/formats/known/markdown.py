"""Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.formats.features.comments import Comment, find_markdown_comments, is_in_words
from copydesk.formats.format import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.formats.features.nesting import Part
    from copydesk.formats.parsed import Parsed


def parse(source: str) -> Parsed:
    """Read Markdown."""
    from copydesk.formats.markdown import parse

    return parse(source)


def nesting(source: str) -> Sequence[Part]:
    """Return the parts of a text in Markdown."""
    from copydesk.formats.markdown import nesting

    return nesting(source)


def comments(source: str, *, mdx: bool = False) -> Iterable[Comment]:
    """Find the comments of Markdown.

    One that a block of code, a title or the front matter shows is none, nor is one of MDX elsewhere.
    """
    found = list(find_markdown_comments(source))
    if found:
        from copydesk.formats.markdown import shown_code

        code = shown_code(source, mdx=mdx)
        found = [
            each
            for each in found
            if not any(start <= each.start < end for start, end in code)
            and not is_in_words(source, each.start)
            and (mdx or not source.startswith("{/*", each.start))
        ]
    return found


FORMAT = Format(
    "markdown",
    (".md", ".markdown"),
    parse,
    is_own_markup=True,
    has_markdown=True,
    comments=comments,
    nesting=nesting,
)
