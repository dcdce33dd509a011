"""Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.formats.features.comments import Comment, find_markdown_comments
from copydesk.formats.format import Format
from copydesk.formats.parsed import Parsed


def parse(source: str) -> Parsed:
    """Read Markdown."""
    from copydesk.formats.markdown import parse

    return parse(source)


def comments(source: str) -> Iterable[Comment]:
    """Find the comments of Markdown; one that an indented block of code shows is none."""
    found = list(find_markdown_comments(source))
    if found:
        from copydesk.formats.markdown import indented_code

        code = indented_code(source)
        found = [each for each in found if not any(start <= each.start < end for start, end in code)]
    return found


FORMAT = Format(
    "markdown",
    (".md", ".markdown"),
    parse,
    is_own_markup=True,
    has_markdown=True,
    comments=comments,
)
