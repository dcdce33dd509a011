"""Needles: find literal texts of which every match of a pattern contains at least one.

A pattern is tried only in blocks with one of its needles. A needle is never stricter than the pattern: both are folded,
and the folding ignores more differences of case and white space than the pattern does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

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

_Texts = frozenset[str] | None
_EMPTY = frozenset({""})


@remembered
def needles_of(pattern: str) -> frozenset[str] | None:
    """Return folded texts of which every match of `pattern` contains at least one; None if there are none.

    Alternatives are written out together with what stands beside them, so that `with (?:be|been)` is looked for as a
    whole. What can be anything is ignored, so the result may be weaker than possible, but is never wrong.
    """
    return _needles(read_pattern(pattern))


def _needles(node: Node) -> _Texts:
    match node:
        case Sequence(items):
            return _best(_candidates(items))
        case Alternatives(branches):
            found = [_best([*_as_needles(_texts(branch)), *_wanted(branch)]) for branch in branches]
            return frozenset().union(*(each for each in found if each)) if all(found) else None
        case CharacterSet(characters, has_marks=False, has_others=False):
            are_rare = characters and all(each in "()" or _is_rare(each) for each in characters)
            return characters if are_rare else None
        case Repetition(item, least) if least:
            return _needles(item)
        case _:
            return None


def _wanted(node: Node) -> Iterator[frozenset[str]]:
    if needles := _needles(node):
        yield needles


def _best(candidates: Iterable[frozenset[str]]) -> _Texts:
    return max(
        candidates, key=lambda needles: (min(_ENOUGH, *map(_worth, needles)), -len(needles)), default=None
    )


def _candidates(items: tuple[Node, ...]) -> Iterator[frozenset[str]]:
    """Yield possible needles of a sequence: those of single items, of literals, and of what is one of few texts."""
    yield from chain.from_iterable(map(_wanted, items))
    yield from _runs(items, most=1)
    yield from _runs(items, most=_MOST)


def _runs(items: tuple[Node, ...], most: int) -> Iterator[frozenset[str]]:
    """Yield the runs of items that can together be at most so many texts."""
    run = _EMPTY
    for item in _flat(items):
        once = item.item if isinstance(item, Repetition) and item.least else item
        texts = _texts(once)
        joined = _joined(run, texts, most)
        if joined is None or once is not item:  # what is repeated ends one run, and begins another
            yield from _as_needles(joined or run)
            run = _joined(_EMPTY, texts, most) or _EMPTY
        else:
            run = joined
    yield from _as_needles(run)


def _flat(items: Iterable[Node]) -> Iterator[Node]:
    """Yield the items, and instead of a group its own."""
    for item in items:
        if isinstance(item, Sequence):
            yield from _flat(item.items)
        else:
            yield item


def _texts(node: Node) -> _Texts:
    """Return all texts that something can be, if they are few; else None."""
    match node:
        case Literal(character):
            return frozenset({character})
        case CharacterSet(characters, has_marks=False, has_others=False) if characters:
            return characters
        case Assertion():
            return _EMPTY
        case Sequence(items):
            run: _Texts = _EMPTY
            for item in items:
                run = _joined(run, _texts(item))
            return run
        case Alternatives(branches):
            found = [_texts(branch) for branch in branches]
            texts = frozenset().union(*(each for each in found if each is not None))
            return texts if None not in found and len(texts) <= _MOST else None
        case Repetition(item, 0, 1):
            texts_of_item = _texts(item)
            return None if texts_of_item is None else texts_of_item | _EMPTY
        case _:
            return None


def _joined(run: _Texts, texts: _Texts, most: int = _MOST) -> _Texts:
    """Return every text of the one followed by every text of the other; None if that is not known, or too much."""
    if run is None or texts is None or len(run) * len(texts) > most:
        return None
    return frozenset(one + other for one in run for other in texts)


def _as_needles(run: _Texts) -> Iterator[frozenset[str]]:
    """Yield the folded texts of a run as needles, if each is worth a search, without those that hold another one."""
    folded = frozenset(map(fold, run or ()))
    if folded and all(len(each.strip()) >= _MIN_LENGTH or _is_rare(each) for each in folded):
        yield frozenset(
            each for each in folded if not any(other in each for other in folded if other != each)
        )


def _is_rare(needle: str) -> bool:
    return _RARE.search(needle) is not None


def _worth(needle: str) -> int:
    """Rate a needle: by its length, but a word that is in every text is worth nothing."""
    return 0 if needle.strip() in _COMMON else len(needle) + 3 * _is_rare(needle)
