"""Needles: find literal texts of which every match of a pattern contains at least one.

A pattern is tried only in blocks with one of its needles. A needle is never stricter than the pattern: both are folded,
and the folding ignores more differences of case and white space than the pattern does.
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
"""Characters so rare in prose that one or two of them are worth a search."""
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
    """Return folded texts of which every match of `pattern` contains at least one; None if there are none.

    Sets, escapes and optional parts are ignored, so the result may be weaker than possible, but is never wrong.
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
    """Yield possible needles of a sequence: runs of literals, and the needles of single items."""
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
    """Rate a needle: by its length, but a word that is in every text is worth nothing."""
    return 0 if needle.strip() in _COMMON else len(needle) + 3 * _is_rare(needle)
