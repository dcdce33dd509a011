"""How long a match of a pattern can be: what is longer need not be tried, nor the pattern be compiled for it."""

from __future__ import annotations

import math
import re

from copydesk.packs.memo import remembered
from copydesk.support.patterns import compile_later

TOKEN = compile_later(
    r"(?P<class>\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\])"
    r"|(?P<nothing>\\[bBAzZGmMK]|[\^$])"
    r"|(?P<one>\\[pP](?:\{[^}]*\}|\w)|\\N\{[^}]*\}|\\[dDwWsSntrfva]|\\[^\w]|\.)"
    r"|(?P<inside>\((?:\?(?:-?[a-zA-Z]*-?[a-zA-Z]*:|>|P?<\w+>)|(?!\?|\*)))"
    r"|(?P<around>\(\?<?[=!])"
    r"|(?P<flags>\(\?[aimsuwV01]+\))"
    r"|(?P<unknown>\\.|\()"
    r"|(?P<letter>[^|)])",
    re.DOTALL,
)
"""One thing in a pattern, by the group that it matched as."""

REPEAT = compile_later(r"(?:([*+?])|\{(\d*)(?:(,)(\d*))?\})[?+]?")
_NAMED = compile_later(r"\\[pPN]\{[^}]*\}")
_FUZZY = compile_later(r"\{[^}]*[a-z]")
_VERBOSE = compile_later(r"\(\?[a-zA-Z]*x")


@remembered
def longest_match(pattern: str) -> float:
    """The most code points of a match, runs of white space counted as one; infinite if there is no telling."""
    width, end = _alternatives(pattern, 0) if is_legible(pattern) else (math.inf, 0)
    return width if end == len(pattern) else math.inf


def is_legible(pattern: str) -> bool:
    """Whether a pattern can be read token by token: it is neither fuzzy nor written with spaces that mean nothing."""
    return not _FUZZY.search(_NAMED.sub("x", pattern)) and not _VERBOSE.search(pattern)


def _alternatives(pattern: str, at: int) -> tuple[float, int]:
    """The width of the widest branch from `at` to the end of the group, and where that end is."""
    widest = width = 0.0
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            widest, width = max(widest, width), 0.0
            at += 1
            continue
        item, at = _item(pattern, at)
        repeat = REPEAT.match(pattern, at)
        if repeat:
            at = repeat.end()
            item = item * _most(repeat) if item else 0.0
        width += item
    return max(widest, width), at


def _item(pattern: str, at: int) -> tuple[float, int]:
    token = TOKEN.match(pattern, at)
    if token is None:
        return math.inf, len(pattern)
    at = token.end()
    match token.lastgroup:
        case "class" | "one" | "letter":
            return 1.0, at
        case "nothing" | "flags":
            return 0.0, at
        case "inside" | "around":
            width, end = _alternatives(pattern, at)
            return (width if token.lastgroup == "inside" else 0.0), end + 1
        case _:
            return math.inf, at


def _most(repeat: re.Match[str]) -> float:
    sign, least, comma, most = repeat.groups()
    if sign:
        return 1.0 if sign == "?" else math.inf
    if comma:
        return float(most) if most else math.inf
    return float(least) if least else math.inf
