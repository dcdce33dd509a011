"""Prefixes: find out how a match of a pattern can begin. Lines that begin differently need not be tried."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from copydesk.packs.pattern_analysis.folding import fold
from copydesk.packs.pattern_analysis.memo import remembered
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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_START = 8
"""The largest number of characters of a start: one and a half words are enough."""

_GAP = "\n"
"""In a start: any characters that are not letters."""
_MOST = 400
"""A pattern with more possible starts than this is not analysed further."""


class _Prefixes(NamedTuple):
    """The possible beginnings of something.

    Attributes:
        whole: all texts that it can be, folded, if they are known.
        open: other texts that it can begin with, followed by anything.
    """

    whole: frozenset[str]
    open: frozenset[str] = frozenset()

    def __or__(self, other: _Prefixes) -> _Prefixes:
        return _Prefixes(self.whole | other.whole, self.open | other.open)

    def then(self, following: _Prefixes) -> _Prefixes:
        """Return the beginnings of this followed by the other."""
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
    """Return folded texts: every text that the pattern fills continues with one of them at its first letter.

    None if it may continue with anything, or have no letter. The result may be weaker than possible, but is never
    wrong.
    """
    prefixes = _prefixes(read_pattern(pattern))
    letters = frozenset(map(_from_first_letter, prefixes.whole | prefixes.open))
    return None if "" in letters else letters


def starts_at(text: str, start: int, end: int) -> Iterator[str]:
    """Yield all texts with which a passage continues at its first letter, folded, up to LONGEST_START."""
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
