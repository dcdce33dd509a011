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


def compile_pattern(pattern: str, *, case_sensitive: bool = False) -> regex.Pattern[str]:
    """Compile a pattern for `Document.plain`: a space in it matches any white space, markup included.

    Raises:
        regex.error: it is invalid.
    """
    flags = regex.V0 | (regex.NOFLAG if hasattr(regex, "NOFLAG") else 0)
    return compile_kept(_spread_spaces(plain(pattern)), flags if case_sensitive else flags | regex.IGNORECASE)


def literal_pattern(phrase: str) -> str:
    """Return the pattern of a phrase as whole words."""
    before = r"(?<!\w)" if phrase[:1].isalnum() else ""
    after = r"(?!\w)" if phrase[-1:].isalnum() else ""
    return before + regex.escape(" ".join(phrase.split()), literal_spaces=True) + after


def _spread_spaces(pattern: str) -> str:
    pieces = _SET_OR_ESCAPE.split(pattern)
    return "".join(
        piece if index % 2 else _SPACE.sub(_ANY_SPACE, piece) for index, piece in enumerate(pieces)
    )
