"""Pair weight: how much two articles have in common, if they tell one story.

Containment (the share of the smaller article's runs that the other has too), shared quotations and shared full names
decide. Jaccard's index with MinHash would not do: three copies of one article, two of them rewritten, had an index of
.03 to .16, below the usual thresholds.
"""

from __future__ import annotations

from typing import NamedTuple

from copydesk.stories.grouping.series import are_editions
from copydesk.stories.grouping.sketch import Sketch

_MOSTLY_SHARED = 0.6
"""The least containment with which two articles are copies even if they share only text at head and foot."""

_OWN_MOSTLY_SHARED = 0.6
"""The same for two articles that one site wrote itself: they share phrases, topics and people, and are seldom copies.
"""

_LONG = 2
"""A sentence with at least so many runs is long enough to show that it is the article's own."""


class PairWeight(NamedTuple):
    """What two articles have in common.

    Attributes:
        weight: the more, the nearer they are.
        heroes: the person whom each names most, if both name somebody often: then `is_template` decides, which needs
            their texts; else empty.
    """

    weight: float
    heroes: tuple[str, ...] = ()


def weigh(one: Sketch, other: Sketch) -> PairWeight | None:
    """Return what two articles have in common; None if they tell no story together.

    Of two with a `story:` key the keys decide, so they have none.
    """
    if one.story and other.story:
        return None
    shared = frozenset(one.runs).intersection(other.runs)
    quotes = len(set(one.quotes).intersection(other.quotes))
    people = len(set(one.people).intersection(other.people))
    smaller = min(len(one.runs), len(other.runs))
    if not could_weigh(smaller, len(shared), quotes, people):
        return None
    containment = len(shared) / smaller
    if one.is_own and other.is_own and containment < _OWN_MOSTLY_SHARED:
        return None
    if are_editions(one.editions, other.editions, one.date, other.date):
        return None
    if containment < _MOSTLY_SHARED:
        inside = max(_shared_inside(one, shared), _shared_inside(other, shared))
        if inside < _least_inside(quotes):
            return None
    heroes = (one.hero, other.hero)
    return PairWeight(_evidence(smaller, len(shared), quotes, people), heroes if all(heroes) else ())


def could_weigh(smaller: int, runs: int, quotes: int, people: int) -> bool:
    """Tell whether two articles can have a weight at all.

    Args:
        smaller: the number of runs of the one that has fewer.
        runs: how many runs they share, or at most.
        quotes: the same of quotations.
        people: the same of people.
    """
    if not smaller:
        return False
    containment = min(runs / smaller, 1.0)
    if _evidence(smaller, runs, quotes, people) < 0.1 or (containment < 0.03 and not quotes):
        return False
    return containment >= _MOSTLY_SHARED or runs >= _least_inside(quotes)


def _evidence(smaller: int, runs: int, quotes: int, people: int) -> float:
    return runs / smaller + 0.05 * quotes + 0.02 * min(people, 4)


def _least_inside(quotes: int) -> int:
    """Return how many sentences inside the articles must have something in common."""
    return 1 if quotes else 2


def is_template(heroes: tuple[str, ...], texts: tuple[str, str]) -> bool:
    """Tell whether two texts are one template filled in twice: each is about a person whom the other does not name.

    Args:
        heroes: of their `PairWeight`.
        texts: of the two, in the same order.
    """
    return bool(heroes) and not any(
        part in text for hero, text in zip(heroes, reversed(texts), strict=True) for part in hero.split()
    )


def _shared_inside(sketch: Sketch, shared: frozenset[int]) -> int:
    """Count the sentences with a shared run between the first and the last long sentence without one.

    Text that several pages of a site share stands at head and foot; a copy shares text everywhere.
    """
    has = []
    start, runs = 0, sketch.runs.tolist()
    for end in sketch.run_ends:
        if end > start:
            has.append((not shared.isdisjoint(runs[start:end]), end - start >= _LONG))
        start = end
    own = [place for place, (shares, is_long) in enumerate(has) if is_long and not shares]
    within = has[own[0] : own[-1]] if len(own) > 1 else has
    return sum(shares for shares, _ in within)
