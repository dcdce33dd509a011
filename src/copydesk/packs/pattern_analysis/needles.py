"""Needles: find literal texts of which every match of a pattern contains at least one.

A pattern is tried only in blocks with one of its needles. A needle is never stricter than the pattern: both are folded,
and the folding ignores more differences of case and white space than the pattern does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import NamedTuple

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

_MOST = 128
"""A pattern part that can be more texts than this is not written out."""

_ENOUGH = 7
"""A needle worth this much is so rare that a longer one would save nothing, but more of them would cost."""

_LONGEST = 10
"""Characters of a needle; longer ones would save hardly anything, and make the start slower."""

_Texts = frozenset[str] | None
_EMPTY = frozenset({""})


class _Part(NamedTuple):
    """What is known of a part of a pattern.

    Attributes:
        texts: all texts that it can be, if they are few.
        needles: texts of which it contains at least one, folded.
        items: if it is a sequence, its parts.
        is_repeated: whether it may stand there more often than once.
    """

    texts: _Texts = None
    needles: _Texts = None
    items: tuple[_Part, ...] = ()
    is_repeated: bool = False


_NOTHING = _Part(_EMPTY)
_ANYTHING = _Part()


@remembered
def needles_of(pattern: str) -> frozenset[str] | None:
    """Return folded texts of which every match of `pattern` contains at least one; None if there are none.

    Alternatives are written out together with what stands beside them, so that `with (?:be|been)` is looked for as a
    whole. What can be anything is ignored, so the result may be weaker than possible, but is never wrong.
    """
    needles = _part(read_pattern(pattern)).needles
    if needles is None:
        return None
    short = {each[:_LONGEST] for each in needles}
    return frozenset(each for each in short if not any(map(each.__contains__, short - {each})))


def _part(node: Node) -> _Part:
    match node:
        case Literal(character):
            return _Part(frozenset({character}))
        case CharacterSet(characters, has_marks=False, has_others=False) if characters:
            are_rare = all(each in "()" or _is_rare(each) for each in characters)
            return _Part(characters, characters if are_rare else None)
        case Assertion():
            return _NOTHING
        case Sequence(items):
            return _sequence(list(_parts(items)))
        case Alternatives(branches):
            return _alternatives(tuple(map(_part, branches)))
        case Repetition(item, 0, 1):
            texts = _part(item).texts
            return _Part(None if texts is None else texts | _EMPTY)
        case Repetition(item, least) if least:
            return _part(item)._replace(items=(), is_repeated=True)
        case _:
            return _ANYTHING


def _parts(items: Iterable[Node]) -> Iterator[_Part]:
    """Yield the parts of a sequence, with letters that follow each other as one."""
    for is_literal, group in groupby(items, lambda item: isinstance(item, Literal)):
        if is_literal:
            yield _Part(frozenset({"".join(item.character for item in group if isinstance(item, Literal))}))
        else:
            yield from map(_part, group)


def _sequence(items: list[_Part]) -> _Part:
    parts = tuple(chain.from_iterable(item.items or (item,) for item in items))
    texts: _Texts = _EMPTY
    for part in parts:
        texts = None if part.is_repeated else _joined(texts, part.texts, _MOST)
        if texts is None:
            break
    needles = _best(chain((part.needles for part in items if part.needles), _runs(parts, most=1)))
    if needles is None or _value(needles) < _ENOUGH:
        needles = _best(chain([needles] if needles else (), _runs(parts, most=_MOST)))
    return _Part(texts, needles, parts)


def _alternatives(branches: tuple[_Part, ...]) -> _Part:
    texts = _union(branch.texts for branch in branches)
    return _Part(
        texts if texts and len(texts) <= _MOST else None, _union(branch.needles for branch in branches)
    )


def _union(sets: Iterable[_Texts]) -> _Texts:
    """Return the union; None if one of them is not known."""
    known = list(sets)
    return None if None in known else frozenset().union(*filter(None, known))


def _runs(parts: Iterable[_Part], most: int) -> Iterator[frozenset[str]]:
    """Yield as needles the runs of parts that can together be at most so many texts."""
    run = _EMPTY
    for part in parts:
        joined = _joined(run, part.texts, most)
        if joined is None or part.is_repeated:  # what is repeated ends one run, and begins another
            yield from _as_needles(joined or run)
            run = _joined(_EMPTY, part.texts, most) or _EMPTY
        else:
            run = joined
    yield from _as_needles(run)


def _joined(run: _Texts, texts: _Texts, most: int) -> _Texts:
    """Return every text of the one followed by every text of the other; None if that is not known, or too much."""
    if run is None or texts is None or len(run) * len(texts) > most:
        return None
    return frozenset(one + other for one in run for other in texts)


def _as_needles(run: _Texts) -> Iterator[frozenset[str]]:
    """Yield the folded texts of a run as needles, if each is worth a search."""
    if not run or not all(len(each) >= _MIN_LENGTH or _is_rare(each) for each in run):
        return
    folded = frozenset(map(fold, run))
    if all(len(each.strip()) >= _MIN_LENGTH or _is_rare(each) for each in folded):
        yield folded


def _best(candidates: Iterable[frozenset[str]]) -> _Texts:
    return max(candidates, key=lambda needles: (_value(needles), -len(needles)), default=None)


def _value(needles: frozenset[str]) -> int:
    return min(_ENOUGH, *map(_worth, needles))


def _is_rare(needle: str) -> bool:
    return _RARE.search(needle) is not None


def _worth(needle: str) -> int:
    """Rate a needle: by its length, but a word that is in every text is worth nothing."""
    return 0 if needle.strip() in _COMMON else len(needle) + 3 * _is_rare(needle)
