"""Needles: literal texts of which every match of a pattern holds one.

A pattern is tried only where one of its needles stands. A needle is therefore never stricter than the pattern: both
are folded, and the folding is coarser than the pattern's own ideas of case and white space.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.packs.memo import remembered
from copydesk.packs.pattern_analysis.folding import fold
from copydesk.packs.pattern_analysis.syntax import (
    Alternatives,
    CharacterSet,
    Literal,
    Node,
    Repetition,
    Sequence,
    read_pattern,
)
from copydesk.support.patterns import compile_later

_MIN_LENGTH = 3
_RARE = compile_later(r"[{}\[\]#%©|【†»›→<>@$*/]|tk|xx")
"""So rare in prose that even one or two characters are worth looking for."""
_COMMON = frozenset(
    """
    the this that with have has you your and for from are was were will would can not all about after also been before
    but com come could did do does first get had her here him his how into its just like made make may more most new
    now off one only other our out over own people read see she some than their them then there they time two under
    until use used using very want way what when where which who work ver ing hem lea put try add top log since
    als como est que por des les una une der die das und ein ist mit von per con del los las het een van
    """.split()
)

_Needles = frozenset[str] | None


@remembered
def needles_of(pattern: str) -> frozenset[str] | None:
    """Find folded texts of which every match of `pattern` holds at least one; None where there are none to be found.

    What a set, an escape or an optional part could stand for is left out, so the answer may be weaker than it could be
    and is never wrong.
    """
    return _needles(read_pattern(pattern))


def _needles(node: Node) -> _Needles:
    match node:
        case Sequence(items):
            return max(_candidates(items), key=lambda needles: min(map(_worth, needles)), default=None)
        case Alternatives(branches):
            found = [_needles(branch) for branch in branches]
            return frozenset().union(*(each for each in found if each)) if all(found) else None
        case CharacterSet(characters, has_marks=False, has_others=False):
            are_rare = characters and all(each in "()" or _is_rare(each) for each in characters)
            return characters if are_rare else None
        case Repetition(item, least) if least:
            return _needles(item)
        case _:
            return None


def _candidates(items: tuple[Node, ...]) -> Iterator[frozenset[str]]:
    """Yield the needles of things that follow each other: runs of literals, and what single things have."""
    run = ""
    for item in items:
        once = item.item if isinstance(item, Repetition) and item.least else item
        if isinstance(once, Literal):
            run += once.character
        if once is item and isinstance(item, Literal):
            continue
        yield from _as_needles(run)
        run = ""
        if not isinstance(once, Literal) and (needles := _needles(item)):
            yield needles
    yield from _as_needles(run)


def _as_needles(run: str) -> Iterator[frozenset[str]]:
    folded = fold(run)
    if len(folded.strip()) >= _MIN_LENGTH or _is_rare(folded):
        yield frozenset({folded})


def _is_rare(needle: str) -> bool:
    return _RARE.search(needle) is not None


def _worth(needle: str) -> int:
    """Rate a needle: by its length, but a word that stands in every text is worth nothing."""
    return 0 if needle.strip() in _COMMON else len(needle) + 3 * _is_rare(needle)
