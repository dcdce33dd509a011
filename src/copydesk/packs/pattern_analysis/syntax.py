r"""Pattern syntax: read a regular expression into a small tree.

Three questions are asked of a pattern before it is compiled: which text every match holds (needles), how a match can
begin (prefixes), and how long it can be (max_length). Each is a short function over this tree.

The reader is our own because no other fits. `re._parser` knows neither `\p{…}` nor `\G`, which stand in every fifth
pattern of our rules. The parser of the module `regex` is private, takes five times as long, and gives kinds of
characters as numbers. No package reads the syntax of `regex`. Ours may stay small, for it need not understand all:
what it does not know becomes `Unknown`, for which the answer to every question is that nothing can be said.
"""

from __future__ import annotations

import re
import sys
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from copydesk.support.patterns import compile_later


class Literal(NamedTuple):
    """One character, in any case."""

    character: str


class CharacterSet(NamedTuple):
    """One character of several.

    Attributes:
        characters: those that are listed one by one.
        has_marks: whether it may also be of a kind of characters that has no letters, such as digits.
        has_others: whether it may be any other character.
    """

    characters: frozenset[str] = frozenset()
    has_marks: bool = False
    has_others: bool = False


class Repetition(NamedTuple):
    """The same thing several times; `most` is None where there is no limit."""

    item: Node
    least: int
    most: int | None


class Sequence(NamedTuple):
    """Things that follow each other."""

    items: tuple[Node, ...]


class Alternatives(NamedTuple):
    """One of several things."""

    branches: tuple[Node, ...]


class Assertion(NamedTuple):
    """Something without text: a boundary, a look ahead or behind, or a flag."""


class Unknown(NamedTuple):
    """Syntax that is not understood: it may match any text."""


Node: TypeAlias = Literal | CharacterSet | Repetition | Sequence | Alternatives | Assertion | Unknown

_TOKEN = compile_later(
    r"\[(?P<set>\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*)\]"
    r"|\\(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8}))"
    r"|(?P<kind>\\[pP](?:\{[^}]*\}|\w)|\\N\{[^}]*\}|\\[dDwWsSntrfva]|\.)"
    r"|(?P<nothing>\\[bBAzZGmMK]|[\^$]|\(\?[aimsu]+\))"
    r"|\\(?P<escaped>[^\w])"
    r"|(?P<unknown>\\(?:[gkL]<\w+>|.)|\(\?(?:P=\w+|P>\w+|&\w+|R|\d+)\))"
    r"|(?P<look>\(\?<?[=!])"
    r"|(?P<group>\((?:\?(?:[aimsu]*(?:-[aimsu]+)?:|>|P?<\w+>)|(?![?*])))"
    r"|(?P<plain>[^|)(\\\[*+?{]|\{(?![\d<=+, ]*[ides]))",  # {e<=1} allows for errors
    re.DOTALL,
)
REPEAT = compile_later(r"(?:(?P<sign>[*+?])|\{(?:(?P<exact>\d+)|(?P<least>\d*),(?P<most>\d*))\})[?+]?")
"""How often what stands before it is repeated."""
_SIGNS: dict[str, tuple[int, int | None]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}
_WITHOUT_LETTERS = compile_later(r"\\(?:[dsntrfv]|p(?:\{[SPNZCM]\w?\}|[SPNZCM]))")
_SET_PART = compile_later(
    r"(?:(?P<digits>[0-9]-[0-9])"
    rf"|(?:(?P<marks>{_WITHOUT_LETTERS.pattern})|\\(?P<escaped>[^\w])|(?P<plain>[^\\\[^]))(?!-[^\]]))"
)
"""An item of a set: a range of digits, a kind of characters without letters, or a character; not the start of another
range.
"""

_BEHIND_ALL_DIGITS = 0x1FC00
"""A code point behind that of the last digit of any script."""


@cache
def digits() -> frozenset[str]:
    r"""Return the digits of all scripts, which `\d` matches."""
    import regex  # which knows a later Unicode than Python does

    return frozenset(regex.findall(r"\d", "".join(map(chr, range(_BEHIND_ALL_DIGITS)))))


class _UnknownSyntaxError(ValueError):
    """Syntax of which not even the end is known."""


@lru_cache(maxsize=4)
def read_pattern(pattern: str) -> Node:
    """Read a pattern of the module `regex`; return `Unknown` if it is not understood as a whole."""
    try:
        return _Reader(pattern).read()
    except _UnknownSyntaxError:
        return Unknown()


class _Reader:
    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def read(self) -> Node:
        node = self._alternatives()
        if self._at < len(self._pattern):
            raise _UnknownSyntaxError
        return node

    def _alternatives(self) -> Node:
        branches = [self._sequence()]
        while self._pattern.startswith("|", self._at):
            self._at += 1
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else Alternatives(tuple(branches))

    def _sequence(self) -> Node:
        items: list[Node] = []
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            items.append(self._repeated(self._item()))
        return Sequence(tuple(items))

    def _repeated(self, item: Node) -> Node:
        repeat = REPEAT.match(self._pattern, self._at)
        if repeat is None:
            return item
        self._at = repeat.end()
        if repeat["sign"]:
            return Repetition(item, *_SIGNS[repeat["sign"]])
        if repeat["exact"]:
            return Repetition(item, int(repeat["exact"]), int(repeat["exact"]))
        return Repetition(item, int(repeat["least"] or 0), int(repeat["most"]) if repeat["most"] else None)

    def _item(self) -> Node:
        token = _TOKEN.match(self._pattern, self._at)
        if token is None:
            raise _UnknownSyntaxError
        self._at = token.end()
        kind = token.lastgroup or ""
        match kind:
            case "plain" | "escaped":
                return Literal(token[kind])
            case "x" | "u" | "U":
                code = int(token[kind], 16)
                return Literal(chr(code)) if code <= sys.maxunicode else Unknown()
            case "set":
                return _character_set(token[kind])
            case "kind":
                if token[kind] == r"\d":
                    return CharacterSet(digits())
                has_letters = not _WITHOUT_LETTERS.fullmatch(token[kind])
                return CharacterSet(has_marks=not has_letters, has_others=has_letters)
            case "nothing":
                return Assertion()
            case "unknown":
                return Unknown()
            case _:
                inside = self._group()
                return inside if kind == "group" else Assertion()

    def _group(self) -> Node:
        """Read the rest of a group."""
        inside = self._alternatives()
        if not self._pattern.startswith(")", self._at):
            raise _UnknownSyntaxError
        self._at += 1
        return inside


def _character_set(content: str) -> CharacterSet:
    """Read the content of a set's brackets; anything but a plain list counts as any character."""
    characters: set[str] = set()
    has_marks, at = False, 0
    while at < len(content):
        part = _SET_PART.match(content, at)
        if part is None:
            return CharacterSet(has_others=True)
        at = part.end()
        if part["digits"]:
            first, last = map(ord, part["digits"][::2])
            characters.update(map(chr, range(first, last + 1)))
        elif part["marks"]:
            has_marks = True
        else:
            characters.add(part["escaped"] or part["plain"])
    return CharacterSet(frozenset(characters), has_marks)
