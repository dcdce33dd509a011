"""Wildcards: match paths with a pattern of .gitignore, one part of a path at a time.

Between two stars of a part it is enough to find each piece at the first place where it fits, and so it is with the
parts between two `**`. Nothing is tried again, so the time grows only with the lengths of pattern and path.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from copydesk.support.patterns import compile_later

Parts: TypeAlias = tuple[Callable[[str], object] | None, ...]
"""A test for each part of a path; None stands for any number of parts (`**`)."""

_TOKEN = compile_later(
    r"(?P<star>\*+)|(?P<any>\?)|\[(?P<not>[!^]?)(?P<set>\]?(?:\\.|\[:\w+:\]|[^\]\\])*)\]"
    r"|\\(?P<escaped>.)|(?P<plain>[^\\\[])",
    re.DOTALL,
)
_SET_ITEM = compile_later(
    r"\[:(?P<kind>\w+):\]|\\?(?P<low>.)(?:-\\?(?P<high>.))?",
    re.DOTALL,
)
_KINDS = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "blank": r" \t", "digit": "0-9", "lower": "a-z",
    "punct": r"!-/:-@\[-`{-~", "space": r"\s", "upper": "A-Z", "xdigit": "0-9a-fA-F",
}  # fmt: skip


def compile_wildcards(pattern: str) -> Parts:
    """Return the tests for the parts of a path; none if the pattern can match no path.

    Raises:
        ValueError: the pattern is invalid.
    """
    texts = pattern.split("/")
    parts = [_part(text) if text.strip("*") or len(text) < 2 else None for text in texts]
    if parts[-1] is None:  # everything in a folder, but not the folder
        parts.append(_part("*"))
    return () if _never in parts else tuple(parts)


def _never(_name: str) -> bool:
    """Match no name."""
    return False


def _part(text: str) -> Callable[[str], object]:
    """Return a test for one part of a path.

    Between two stars it is enough to find each piece at its first place, so the expression need not go back.
    """
    pieces, at = [""], 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            if text[at] == "[":  # never closed
                return _never
            raise ValueError
        at = token.end()
        if token["star"]:
            pieces.append("")
        else:
            pieces[-1] += _single(token)
    if not text:
        return _never
    first, *behind_stars = pieces
    middle = "".join(f"(?>.*?{piece})" for piece in behind_stars[:-1])
    end = f".*{behind_stars[-1]}" if behind_stars else ""
    return re.compile(first + middle + end, re.DOTALL).fullmatch


def _single(token: re.Match[str]) -> str:
    """Return the expression for a token that matches one character."""
    if token["any"]:
        return "."
    if token["set"] is None:
        return re.escape(token["escaped"] or token["plain"])
    return f"[{'^' * bool(token['not'])}{''.join(map(_set_item, _SET_ITEM.finditer(token['set'])))}]"


def _set_item(item: re.Match[str]) -> str:
    if item["kind"]:
        if item["kind"] not in _KINDS:
            raise ValueError
        return _KINDS[item["kind"]]
    return re.escape(item["low"]) + (f"-{re.escape(item['high'])}" if item["high"] else "")


def fits(parts: Parts, names: Sequence[str]) -> bool:
    """Tell whether parts fit the names of a path, in the order of both.

    After a `**` it is enough to try the parts up to the next one at the first place where they fit.
    """
    if not parts or len(parts) - parts.count(None) > len(names):
        return False
    part = name = 0
    again: tuple[int, int] | None = None
    while name < len(names):
        test = parts[part] if part < len(parts) else _never
        if test is None:
            again = part, name
            part += 1
        elif test(names[name]):
            part, name = part + 1, name + 1
        elif again:
            again = again[0], again[1] + 1
            part, name = again[0] + 1, again[1]
        else:
            return False
    return part == len(parts)
