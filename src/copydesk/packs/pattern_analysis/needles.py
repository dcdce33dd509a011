"""Needles: find literal texts of which every match of a pattern contains at least one.

A pattern is tried only in blocks with one of its needles. A needle is never stricter than the pattern: both are folded,
and the folding ignores more differences of case and white space than the pattern does.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import chain, groupby
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
    digits,
    read_pattern,
)
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MIN_LENGTH = 3
_RARE = compile_later(r"[{}\[\]#%©|【†»›→<>@$€£¥*/?]|tk|xx")
"""Characters so rare in prose that one or two of them are worth a search. A digit is worth less: many paragraphs have
one, but more have none.
"""
_COMMON = frozenset(
    """
    the this that with have has you your and for from are was were will would can not all about after also been before
    but com come could did do does first get had her here him his how into its just like made make may more most new
    now off one only other our out over own people read see she some than their them then there they time two under
    until use used using very want way what when where which who work ver ing hem lea put try add top log since
    als como est que por des les una une der die das und ein ist mit von per con del los las het een van
    """.split()
)

_MOST = 128
"""A pattern part that can be more texts than this is not written out."""

_ENOUGH = 7
"""A needle worth this much is so rare that a longer one would save nothing, but more of them would cost."""

_LONGEST = 10
"""Characters of a needle; longer ones would save hardly anything, and make the start slower."""

_Texts = frozenset[str] | None
_EMPTY = frozenset({""})


class _Range(NamedTuple):
    """The least and the largest number of code points: of a part, or before it."""

    least: float = 0.0
    most: float = math.inf

    def behind(self, other: _Range) -> _Range:
        """Return this one with another one before it."""
        return _Range(self.least + other.least, self.most + other.most)

    @classmethod
    def around(cls, ranges: Iterable[_Range]) -> _Range:
        """Return the range that holds all these."""
        all_of_them = list(ranges)
        return cls(min(each.least for each in all_of_them), max(each.most for each in all_of_them))


_NOWHERE_ELSE = _Range(0, 0)
_ONE = _Range(1, 1)


class _Needles(NamedTuple):
    """Folded texts of which a part contains at least one, and how much of the part stands before it."""

    texts: frozenset[str]
    place: _Range


class _Part(NamedTuple):
    """What is known of a part of a pattern.

    Attributes:
        texts: all texts that it can be, if they are few.
        needles: texts of which it contains at least one.
        items: if it is a sequence, its parts.
        is_repeated: whether it may stand there more often than once.
        width: how long it can be.
    """

    texts: _Texts = None
    needles: _Needles | None = None
    items: tuple[_Part, ...] = ()
    is_repeated: bool = False
    width: _Range = _Range()


_NOTHING = _Part(_EMPTY, width=_NOWHERE_ELSE)


@remembered
def needles_of(pattern: str) -> frozenset[str] | None:
    """Return folded texts of which every match of `pattern` contains at least one; None if there are none.

    Alternatives are written out together with what stands beside them, so that `with (?:be|been)` is looked for as a
    whole. What can be anything is ignored, so the result may be weaker than possible, but is never wrong.
    """
    needles = _needles(pattern)
    return needles and needles.texts


@remembered
def reach_of(pattern: str) -> tuple[int, int] | None:
    """Return how many code points of a match stand before its needle, at least and at most; None without a limit.

    This holds where folding changes no offset. Of a pattern that asks where the search began nothing can be told.
    """
    needles = _needles(pattern)
    if needles is None or needles.place.most == math.inf or r"\G" in pattern:
        return None
    return int(needles.place.least), int(needles.place.most)


@lru_cache(maxsize=1)
def _needles(pattern: str) -> _Needles | None:
    """Return the needles of a pattern, shortened, and without those that hold others."""
    needles = _part(read_pattern(pattern)).needles
    if needles is None:
        return None
    short = {each[:_LONGEST] for each in needles.texts}
    kept = frozenset(each for each in short if not any(part in short for _, part in _inner(each)))
    # where one stands in one that is left out
    shift = max((start for each in short - kept for start, part in _inner(each) if part in kept), default=0)
    return _Needles(kept, needles.place.behind(_Range(0, shift)))


def _inner(needle: str) -> Iterator[tuple[int, str]]:
    """Yield all shorter texts in a needle, which are few, each with its place; there are thousands of needles."""
    ends = range(1, len(needle) + 1)
    return ((start, needle[start:end]) for end in ends for start in range(end) if end - start < len(needle))


def _part(node: Node) -> _Part:
    match node:
        case Literal(character):
            return _Part(frozenset({character}), width=_ONE)
        case CharacterSet(characters, has_marks=False, has_others=False) if characters:
            are_worth_it = characters <= digits() or all(
                each in "()" or _is_rare(each) for each in characters
            )
            return _Part(
                characters, _Needles(characters, _NOWHERE_ELSE) if are_worth_it else None, width=_ONE
            )
        case CharacterSet():
            return _Part(width=_ONE)
        case Assertion():
            return _NOTHING
        case Sequence(items):
            return _sequence(list(_parts(items)))
        case Alternatives(branches):
            return _alternatives(tuple(map(_part, branches)))
        case Repetition(item, least, most):
            return _repetition(_part(item), least, most)
        case _:
            return _Part()


def _repetition(item: _Part, least: int, most: int | None) -> _Part:
    longest = item.width.most
    width = _Range(
        least * item.width.least,
        longest * (math.inf if most is None else most) if longest and most != 0 else 0,
    )
    if least:
        return item._replace(items=(), is_repeated=True, width=width)
    is_optional = most == 1 and item.texts is not None
    return _Part(item.texts | _EMPTY if is_optional and item.texts else None, width=width)


def _parts(items: Iterable[Node]) -> Iterator[_Part]:
    """Yield the parts of a sequence, with letters that follow each other as one."""
    for is_literal, group in groupby(items, lambda item: isinstance(item, Literal)):
        if is_literal:
            text = "".join(item.character for item in group if isinstance(item, Literal))
            yield _Part(frozenset({text}), width=_Range(len(text), len(text)))
        else:
            yield from map(_part, group)


def _sequence(items: list[_Part]) -> _Part:
    parts = tuple(chain.from_iterable(item.items or (item,) for item in items))
    texts: _Texts = _EMPTY
    for part in parts:
        texts = None if part.is_repeated else _joined(texts, part.texts, _MOST)
        if texts is None:
            break
    inner = [
        _Needles(item.needles.texts, item.needles.place.behind(before))
        for item, before in _with_places(items)
        if item.needles
    ]
    needles = _best(chain(inner, _runs(parts, most=1)))
    if needles is None or _value(needles) < _ENOUGH:
        needles = _best(chain([needles] if needles else (), _runs(parts, most=_MOST)))
    width = _Range(sum(part.width.least for part in parts), sum(part.width.most for part in parts))
    return _Part(texts, needles, parts, width=width)


def _with_places(parts: Iterable[_Part]) -> Iterator[tuple[_Part, _Range]]:
    """Yield the parts of a sequence, each with how much stands before it."""
    before = _NOWHERE_ELSE
    for part in parts:
        yield part, before
        before = part.width.behind(before)


def _alternatives(branches: tuple[_Part, ...]) -> _Part:
    texts = _union(branch.texts for branch in branches)
    needles = [branch.needles for branch in branches if branch.needles]
    are_all_known = len(needles) == len(branches)
    return _Part(
        texts if texts and len(texts) <= _MOST else None,
        _Needles(
            frozenset().union(*(each.texts for each in needles)),
            _Range.around(each.place for each in needles),
        )
        if are_all_known
        else None,
        width=_Range.around(branch.width for branch in branches),
    )


def _union(sets: Iterable[_Texts]) -> _Texts:
    """Return the union; None if one of them is not known."""
    known = list(sets)
    return None if None in known else frozenset().union(*filter(None, known))


def _runs(parts: Iterable[_Part], most: int) -> Iterator[_Needles]:
    """Yield as needles the runs of parts that can together be at most so many texts."""
    run, place = _EMPTY, _NOWHERE_ELSE
    for part, before in _with_places(parts):
        joined = _joined(run, part.texts, most)
        if joined is None or part.is_repeated:  # what is repeated ends one run, and begins another
            yield from _as_needles(joined or run, place)
            run = _joined(_EMPTY, part.texts, most) or _EMPTY
            behind = part.width.behind(before)
            lengths = [len(text) for text in run]
            # The run begins with the last time that the part stands there; if it has no texts, behind it.
            place = _Range(max(0, behind.least - max(lengths)), behind.most - min(lengths))
        else:
            run = joined
    yield from _as_needles(run, place)


def _joined(run: _Texts, texts: _Texts, most: int) -> _Texts:
    """Return every text of the one followed by every text of the other; None if that is not known, or too much."""
    if run is None or texts is None or len(run) * len(texts) > most:
        return None
    return frozenset(one + other for one in run for other in texts)


def _as_needles(run: _Texts, place: _Range) -> Iterator[_Needles]:
    """Yield the folded texts of a run as needles, if each is worth a search."""
    if not run or not all(map(_is_worth_it, run)):
        return
    folded = frozenset(map(fold, run))
    if all(map(_is_worth_it, folded)):
        yield _Needles(folded, place)


def _is_worth_it(needle: str) -> bool:
    """Tell whether a needle is long enough, with the spaces around it, or rare."""
    return (len(needle) >= _MIN_LENGTH and not needle.isspace()) or _is_rare(needle)


def _best(candidates: Iterable[_Needles]) -> _Needles | None:
    return max(candidates, key=lambda needles: (_value(needles), -len(needles.texts)), default=None)


def _value(needles: _Needles) -> int:
    return min(_ENOUGH, *map(_worth, needles.texts))


def _is_rare(needle: str) -> bool:
    return _RARE.search(needle) is not None


@lru_cache(maxsize=4096)
def _worth(needle: str) -> int:
    """Rate a needle: by its length, but a word that is in every text is worth nothing, nor is a digit or a letter."""
    bare = needle.strip()
    if bare in _COMMON or bare.isdecimal():
        return 0
    is_rare = _is_rare(needle)
    return 0 if len(bare) < _MIN_LENGTH and not is_rare else len(needle) + 3 * is_rare
