"""Comments: find those that are meant for copydesk, in HTML, in templates and in JSX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.support.patterns import compile_later

DIRECTIVE = r"copydesk(?:-|:?\s+(?=(?:disable|enable|ignore|allow)\b))"
"""How a comment begins that is meant for copydesk."""

_COMMENT = "|".join(
    (
        rf"<!---?\s*(?P<html>{DIRECTIVE}[\s\S]*?)\s*-?-->",
        rf"\{{#-?\s*(?P<jinja>{DIRECTIVE}[\s\S]*?)\s*-?#\}}",
        rf"\{{/\*\s*(?P<mdx>{DIRECTIVE}[\s\S]*?)\s*\*/\}}",
        rf"\{{%-?\s*comment\s*-?%\}}\s*(?P<liquid>{DIRECTIVE}[\s\S]*?)\s*\{{%-?\s*endcomment\s*-?%\}}",
    )
)
_MARKDOWN_CODE = (
    r"^[ >]*(?P<fence>`{3,}|~{3,})[\s\S]*?(?:^[ >]*(?P=fence)|\Z)"
    r"|(?P<ticks>`+)(?!`)[^`][\s\S]*?(?<!`)(?P=ticks)(?!`)"
)
_IN_MARKUP = compile_later(_COMMENT)
_IN_MARKDOWN = compile_later(f"(?:{_MARKDOWN_CODE})|{_COMMENT}", re.MULTILINE)
_GROUPS = ("html", "jinja", "mdx", "liquid")


class Comment(NamedTuple):
    """A comment: where it starts and ends, what it says, and where that starts; offsets in code points."""

    start: int
    end: int
    body: str
    body_start: int


def find_markup_comments(source: str) -> Iterator[Comment]:
    """Yield the comments in HTML, or in an unknown markup."""
    return _comments(source, _IN_MARKUP)


def find_markdown_comments(source: str) -> Iterator[Comment]:
    """Yield the comments in Markdown. Comments inside code do not count."""
    return _comments(source, _IN_MARKDOWN)


def _comments(source: str, pattern: re.Pattern[str]) -> Iterator[Comment]:
    for match in pattern.finditer(source):
        if group := next((name for name in _GROUPS if match[name]), None):
            yield Comment(*match.span(), match[group], match.start(group))
