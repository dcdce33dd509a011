"""Compiling: turn the patterns of rule files into compiled ones for `Document.plain`."""

from __future__ import annotations

import re

import regex

from copydesk.document import plain
from copydesk.support.patterns import compile_kept, compile_later

_SET_OR_ESCAPE = compile_later(r"(\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*(?:\]|\Z)|\\.)", re.DOTALL)
_SPACE = compile_later(r" +(?![*+?{])")
_ANY_SPACE = r"(?<![ \\0])\\0* [ \\0]*(?![ \\0])"
"""What stands for it: the whole of the white space, which can be taken in one way only, however much it is."""

_OPTIONAL_SPACE = compile_later(r"(?: \?)+(?![+?])")
_ANY_OPTIONAL_SPACE = r"(?:(?<=[ \0])|(?<![ \0])[ \0]*(?![ \0]))"
"""What stands for a space that may be missing. Our own patterns do without it: they were measured as they are."""


def compile_pattern(
    pattern: str, *, case_sensitive: bool = False, spreads_optional: bool = False
) -> regex.Pattern[str]:
    """Compile a pattern for `Document.plain`: a space in it matches any white space, markup included.

    Args:
        pattern: the pattern.
        case_sensitive: whether capital and small letters differ.
        spreads_optional: whether a space that may be missing does so, too, as in “4&nbsp;%” for `4 ?%`.

    Raises:
        regex.error: it is invalid.
    """
    flags = regex.V0 | (regex.NOFLAG if hasattr(regex, "NOFLAG") else 0)
    spread = _spread_spaces(plain(pattern), spreads_optional=spreads_optional)
    return compile_kept(spread, flags if case_sensitive else flags | regex.IGNORECASE)


def literal_pattern(phrase: str) -> str:
    """Return the pattern of a phrase as whole words."""
    before = r"(?<!\w)" if phrase[:1].isalnum() else ""
    after = r"(?!\w)" if phrase[-1:].isalnum() else ""
    return before + regex.escape(" ".join(phrase.split()), literal_spaces=True) + after


def _spread_spaces(pattern: str, *, spreads_optional: bool) -> str:
    pieces = _SET_OR_ESCAPE.split(pattern)
    return "".join(
        piece if index % 2 else _spread_in(piece, spreads_optional=spreads_optional)
        for index, piece in enumerate(pieces)
    )


def _spread_in(piece: str, *, spreads_optional: bool) -> str:
    if not spreads_optional:
        return _SPACE.sub(_ANY_SPACE, piece)
    between = _OPTIONAL_SPACE.split(piece)
    return _ANY_OPTIONAL_SPACE.join(_SPACE.sub(_ANY_SPACE, each) for each in between)
