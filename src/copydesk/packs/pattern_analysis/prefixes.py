"""Prefixes: how a match of a pattern can begin. A line that begins otherwise need not be tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import NamedTuple

from copydesk.packs.memo import remembered
from copydesk.packs.pattern_analysis.folding import fold
from copydesk.packs.pattern_analysis.syntax import (
    Alternatives,
    Assertion,
    CharacterSet,
    Literal,
    Node,
    Repetition,
    Sequence,
    read_pattern,
)

LONGEST_START = 8
"""The most characters of a start: a word and a half tell enough."""

_GAP = "\n"
"""In a start: some characters that are no letters."""
_MOST = 400
"""A pattern that may begin in more ways is read no further."""


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
        """Join the two: how this begins with the other behind it."""
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
    """Find folded texts: every text that the pattern fills goes on with one of them at its first letter.

    None where it may go on with anything, or have no letter. The answer may be weaker than it could be, and is never
    wrong.
    """
    prefixes = _prefixes(read_pattern(pattern))
    letters = frozenset(map(_from_first_letter, prefixes.whole | prefixes.open))
    return None if "" in letters else letters


def starts_at(text: str, start: int, end: int) -> Iterator[str]:
    """Yield all texts with which a stretch of text goes on at its first letter, folded, as far as starts go."""
    while start < end and not text[start].isalpha():
        start += 1
    folded = fold(text[start : min(end, start + LONGEST_START)])
    if len(folded) < LONGEST_START < end - start:  # markup, or several spaces
        folded = fold(text[start:end])
    for length in range(1, min(len(folded), LONGEST_START) + 1):
        yield folded[:length]


def _from_first_letter(start: str) -> str:
    return start[next((at for at, character in enumerate(start) if character.isalpha()), len(start)) :]


def _prefixes(node: Node) -> _Prefixes:
    match node:
        case Literal(character):
            return _Prefixes(frozenset({fold(character)}))
        case CharacterSet(has_others=False):
            return _of_set(node)
        case Assertion():
            return _EMPTY
        case Sequence(items):
            return _of_sequence(items)
        case Alternatives(branches):
            return reduce(or_, map(_prefixes, branches))
        case Repetition(item, least, most):
            return _of_repeat(_prefixes(item), least, most)
        case _:
            return _ANYTHING


def _of_sequence(items: Iterable[Node]) -> _Prefixes:
    start = _EMPTY
    for item in items:
        if not start.whole:  # it is long enough, or ends in what may be anything
            break
        start = start.then(_prefixes(item))
    return start


def _of_set(node: CharacterSet) -> _Prefixes:
    letters = frozenset(fold(character) for character in node.characters if character.isalpha())
    has_marks = node.has_marks or len(letters) < len(node.characters)
    return _Prefixes(letters) | _NO_LETTERS if has_marks else _Prefixes(letters)


def _of_repeat(item: _Prefixes, least: int, most: int | None) -> _Prefixes:
    if most != 1 and item != _NO_LETTERS:  # what comes after the first may be a second
        item = _Prefixes(frozenset(), item.open | item.whole)
    return item if least else item | _EMPTY
