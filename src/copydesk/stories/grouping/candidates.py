"""Candidates: which articles may be copies of each other, from the hashes that they have in common.

The steps, each a function of plain values, so that an engine can do the grouping between them:

1. `hashes_of` an article: what to group by.
2. `neighbours` among the articles of one hash: the pairs that it makes. A hash of more than MOST_SHARING articles is
   crowded: it makes few, and each of its articles counts one crowded hash more.
3. The pairs are counted, by kind: `SharedCounts`. `may_be_copies` drops three in four without reading a sketch, and
   none that `pair_weight.weigh` would keep.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import chain, combinations, islice
from typing import NamedTuple, TypeVar

from copydesk.stories.grouping.pair_weight import could_weigh
from copydesk.stories.grouping.sketch import Sketch

T = TypeVar("T")

MOST_SHARING = 12
"""A hash in more articles than this pairs each article with its next neighbours only, so that time stays linear."""

_NEIGHBOURS = 3

LONGEST = 1_500
"""The most sentences of an article that is compared. A longer text is a book, a manual or a list of changes; it is
compared only if it is declared as a source or as part of a story, for the time grows faster than the length.
"""


class Kind(IntEnum):
    """What a hash stands for."""

    RUN = 0
    QUOTE = 1
    PERSON = 2


class SharedCounts(NamedTuple):
    """How many hashes two articles have in common, by kind; or how many crowded ones an article has."""

    runs: int = 0
    quotes: int = 0
    people: int = 0


def hashes_of(sketch: Sketch) -> Iterator[tuple[Kind, int]]:
    """Yield the hashes by which an article is found, each once; none of one that is too long to be compared."""
    for kind in Kind:
        for key in set(hashes_of_kind(sketch, kind)):
            yield kind, key


def hashes_of_kind(sketch: Sketch, kind: Kind) -> Sequence[int]:
    """Return those of one kind; some may stand several times."""
    if len(sketch.run_ends) > LONGEST:
        return ()
    return (sketch.runs, sketch.quotes, sketch.people)[kind]


def neighbours(articles: Iterable[T]) -> Iterator[tuple[T, T | None]]:
    """Yield the pairs of articles that one hash makes, and where it is crowded each article with None as well.

    Args:
        articles: all that have the hash, in order. They may be millions: a dozen is held.
    """
    rest = iter(articles)
    first = list(islice(rest, MOST_SHARING + 1))
    if not is_crowded(len(first)):
        yield from combinations(first, 2)
        return
    before: deque[T] = deque(maxlen=_NEIGHBOURS)
    for article in chain(first, rest):
        yield article, None
        for each in before:
            yield each, article
        before.append(article)


def following(articles: Sequence[T], place: int) -> Sequence[T]:
    """Return the articles behind one place among those of a hash that are paired with the article there."""
    reach = _NEIGHBOURS if is_crowded(len(articles)) else len(articles)
    return articles[place + 1 : place + 1 + reach]


def is_crowded(number: int) -> bool:
    """Tell whether so many articles have a hash in common that not all pairs of them are made."""
    return number > MOST_SHARING


def may_be_copies(
    counted: SharedCounts,
    runs: tuple[int, int],
    crowded: tuple[SharedCounts, SharedCounts] = (SharedCounts(), SharedCounts()),
) -> bool:
    """Tell whether two articles share so much that they are to be compared.

    Args:
        counted: in how many hashes they are neighbours, by kind.
        runs: how many runs of words each of them has (`len(sketch.runs)`).
        crowded: how many crowded hashes each of them has: so many more they may share.
    """
    if not (counted.quotes or counted.runs >= _LEAST_RUNS or counted.people >= _LEAST_PEOPLE):
        return False
    most = (count + min(first, second) for count, first, second in zip(counted, *crowded, strict=True))
    return could_weigh(min(runs), *most)


_LEAST_RUNS = 2
_LEAST_PEOPLE = 2
"""One run or one name in common shows nothing."""
