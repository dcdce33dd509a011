"""How a match of a pattern can begin: a line that begins otherwise need not be tried."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from copydesk.packs.memo import remembered
from copydesk.packs.pattern_analysis.max_length import REPEAT, TOKEN, is_legible
from copydesk.packs.pattern_analysis.needles import fold
from copydesk.support.patterns import compile_later

LONGEST_START = 8
"""The most characters of a start: a word and a half tell enough."""

_GAP = "\n"
"""In a start: some characters that are no letters."""
_MOST = 400
"""A pattern that may begin in more ways is read no further."""
_WITHOUT_LETTERS = compile_later(r"\\(?:[dsntrfv]|p(?:\{[SPNZCM]\w?\}|[SPNZCM])|[^\w])")
"""Escapes, in a class or out of it, that stand for no letter."""
_CLASS_PART = compile_later(rf"{_WITHOUT_LETTERS.pattern}|[^\\\[^](?!-[^\]])")
"""What a class is read of: such an escape, or one character."""


class _Prefixes(NamedTuple):
    """How something may begin.

    Attributes:
        whole: all that it may be, folded, where that is known.
        open: what it begins with otherwise, with anything behind.
    """

    whole: frozenset[str]
    open: frozenset[str] = frozenset()

    def __or__(self, other: _Prefixes) -> _Prefixes:
        return _Prefixes(self.whole | other.whole, self.open | other.open)

    def then(self, following: _Prefixes) -> _Prefixes:
        """How this begins with the other behind it."""
        whole: set[str] = set()
        opened = {*self.open}
        if len(self.whole) * (len(following.whole) + len(following.open)) > _MOST:
            return _Prefixes(frozenset(), frozenset(opened | self.whole))
        for one in self.whole:
            for other in following.whole | following.open:
                if other.startswith(_GAP) and any(map(str.isalpha, one)):
                    opened.add(one)
                    continue
                joined = other if other.startswith(_GAP) else (one + other).replace("  ", " ")
                is_open = other in following.open or len(joined) > LONGEST_START
                (opened if is_open else whole).add(joined[:LONGEST_START])
        return _Prefixes(frozenset(whole), frozenset(opened))


_EMPTY = _Prefixes(frozenset({""}))
_NOTHING = _Prefixes(frozenset())
_ANYTHING = _Prefixes(frozenset(), frozenset({""}))
_NO_LETTERS = _Prefixes(frozenset({_GAP}))


@remembered
def starts_of(pattern: str) -> frozenset[str] | None:
    """Folded texts: every text that the pattern fills goes on with one of them at its first letter.

    None where it may go on with anything, or have no letter. The answer may be weaker than it could be, and is never
    wrong.
    """
    if not is_legible(pattern):
        return None
    starts, end = _alternatives(pattern, 0)
    letters = {_from_first_letter(start) for start in starts.whole | starts.open}
    return frozenset(letters) if "" not in letters and end == len(pattern) else None


def starts_at(text: str, start: int, end: int) -> Iterator[str]:
    """All texts with which that stretch of text goes on at its first letter, folded, as far as starts go."""
    while start < end and not text[start].isalpha():
        start += 1
    folded = fold(text[start : min(end, start + LONGEST_START)])
    if len(folded) < LONGEST_START < end - start:  # markup, or several spaces
        folded = fold(text[start:end])
    for length in range(1, min(len(folded), LONGEST_START) + 1):
        yield folded[:length]


def _from_first_letter(start: str) -> str:
    return start[next((at for at, character in enumerate(start) if character.isalpha()), len(start)) :]


def _alternatives(pattern: str, at: int) -> tuple[_Prefixes, int]:
    """The starts of the branches from `at` to the end of the group, and where that end is."""
    before, branch = _NOTHING, _EMPTY
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            before, branch = before | branch, _EMPTY
            at += 1
            continue
        item, at = _item(pattern, at)
        if repeat := REPEAT.match(pattern, at):
            at = repeat.end()
            if repeat[1] != "?" and item != _NO_LETTERS:  # what comes after the first may be a second
                item = _Prefixes(frozenset(), item.open | item.whole)
            if repeat[1] in ("*", "?") or (repeat[1] is None and not int(repeat[2] or 0)):
                item |= _EMPTY
        branch = branch.then(item)
    return before | branch, at


def _item(pattern: str, at: int) -> tuple[_Prefixes, int]:
    token = TOKEN.match(pattern, at)
    if token is None:
        return _ANYTHING, len(pattern)
    at = token.end()
    match token.lastgroup:
        case "letter":
            return _Prefixes(frozenset({fold(token.group())})), at
        case "class":
            return _of_class(token.group()[1:-1]), at
        case "one":
            return (_NO_LETTERS if _WITHOUT_LETTERS.fullmatch(token.group()) else _ANYTHING), at
        case "nothing" | "flags":
            return _EMPTY, at
        case "inside" | "around":
            starts, end = _alternatives(pattern, at)
            return (starts if token.lastgroup == "inside" else _EMPTY), end + 1
        case _:
            return _ANYTHING, at


def _of_class(content: str) -> _Prefixes:
    """The starts of a class that lists characters and kinds of characters without letters."""
    starts, at = _NOTHING, 0
    while at < len(content):
        part = _CLASS_PART.match(content, at)
        if part is None:
            return _ANYTHING
        at = part.end()
        is_letter = part.group().isalpha()
        starts |= _Prefixes(frozenset({fold(part.group())})) if is_letter else _NO_LETTERS
    return starts
