"""Clustering: group the articles of a run that tell one story.

An inverted index over hashed runs of five words finds candidate pairs; containment (the share of the smaller
article's runs that the other has too), shared quotations and shared full names decide. Jaccard's index with MinHash
would not do: three copies of one article, two of them rewritten, had an index of .03 to .16, below the usual
thresholds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from copydesk.stories.grouping.inverted_index import InvertedIndex
from copydesk.stories.grouping.series import are_editions
from copydesk.stories.grouping.sketch import Sketch

_MOSTLY_SHARED = 0.6
"""The least containment with which two articles are copies even if they share only text at head and foot."""

_OWN_MOSTLY_SHARED = 0.6
"""The same for two articles that one site wrote itself: they share phrases, topics and people, and are seldom copies.
"""

_LONG = 2
"""A sentence with at least so many runs is long enough to show that it is the article's own."""

NEAREST = 4
"""With how many others, at most, each article is compared: the nearest."""

LONGEST = 1_500
"""The most sentences of an article that is compared. A longer text is a book, a manual or a list of changes; it is
compared only if it is declared as a source or as part of a story, for the time grows faster than the length.
"""

_Pair = tuple[int, int]
TextOf = Callable[[int], str]


def group_stories(sketches: Sequence[Sketch], text_of: TextOf) -> list[dict[int, tuple[int, ...]]]:
    """Group articles into stories of two or more.

    Args:
        sketches: the articles.
        text_of: reads the text of an article again, by its index; asked only for articles that are nearly a story.

    Returns:
        for each story, by index, each of its articles and the nearest others, nearest first.
    """
    weights = dict.fromkeys(_declared(sketches), 9.0)
    for pair in _candidates(sketches):
        if pair not in weights and (weight := _similarity(sketches, pair, text_of)):
            weights[pair] = weight
    nearest: dict[int, list[tuple[float, int]]] = {}
    for (first, second), weight in weights.items():
        nearest.setdefault(first, []).append((-weight, second))
        nearest.setdefault(second, []).append((-weight, first))
    kept = {index: tuple(other for _, other in sorted(others)[:NEAREST]) for index, others in nearest.items()}
    stories = []
    for members in _components(weights):
        # In a small story all copies are compared; those that share least come last.
        every = members if len(members) <= NEAREST + 1 else ()
        stories.append(
            {
                index: (*kept[index], *(each for each in every if each not in (index, *kept[index])))
                for index in members
            }
        )
    return stories


def _declared(sketches: Sequence[Sketch]) -> Iterator[_Pair]:
    """Yield pairs of articles with the same `story:` key in their front matter, each with the next few."""
    by_key: dict[str, list[int]] = {}
    for index, sketch in enumerate(sketches):
        if sketch.story:
            by_key.setdefault(sketch.story, []).append(index)
    for members in by_key.values():
        for place, first in enumerate(members):
            for second in members[place + 1 : place + 1 + NEAREST]:
                yield first, second


def _candidates(sketches: Sequence[Sketch]) -> Iterator[_Pair]:
    """Yield pairs that share enough rare hashes to be compared; pairs with two different `story:` keys are left out."""
    runs = InvertedIndex(len(sketches), lambda index: sketches[index].runs)
    quotes = InvertedIndex(len(sketches), lambda index: sketches[index].quotes)
    people = InvertedIndex(len(sketches), lambda index: sketches[index].people)
    long = [len(sketch.run_ends) > LONGEST for sketch in sketches]
    for first, sketch in enumerate(sketches):
        others = set(quotes.later_sharing(first))
        others |= _frequent(runs.later_sharing(first), 2 if runs.step == 1 else 1)
        others |= _frequent(people.later_sharing(first), 2)
        for second in sorted(others):
            if not (sketch.story and sketches[second].story) and not (long[first] or long[second]):
                yield first, second


def _frequent(numbers: Iterable[int], least: int) -> set[int]:
    return {number for number, count in Counter(numbers).items() if count >= least}


def _similarity(sketches: Sequence[Sketch], pair: _Pair, text_of: TextOf) -> float:
    """Return how much two articles share if they tell one story, else 0."""
    one, other = (sketches[index] for index in pair)
    smaller = min(len(one.runs), len(other.runs))
    if not smaller:
        return 0.0
    shared = frozenset(one.runs).intersection(other.runs)
    containment = len(shared) / smaller
    if one.is_own and other.is_own and containment < _OWN_MOSTLY_SHARED:
        return 0.0
    if are_editions(one.editions, other.editions, one.date, other.date):
        return 0.0
    quotes = len(set(one.quotes).intersection(other.quotes))
    people = len(set(one.people).intersection(other.people))
    evidence = containment + 0.05 * quotes + 0.02 * min(people, 4)
    if evidence < 0.1 or (containment < 0.03 and not quotes):
        return 0.0
    if containment < _MOSTLY_SHARED:
        inside = max(_shared_inside(one, shared), _shared_inside(other, shared))
        if inside < (1 if quotes else 2):
            return 0.0
    return 0.0 if _is_template(sketches, pair, text_of) else evidence


def _is_template(sketches: Sequence[Sketch], pair: _Pair, text_of: TextOf) -> bool:
    """Tell whether two texts are one template filled in twice: each is about a person whom the other does not name."""
    heroes = [sketches[index].hero.split() for index in pair]
    return all(heroes) and not any(
        part in text for hero, text in zip(heroes, map(text_of, reversed(pair)), strict=True) for part in hero
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


def _components(pairs: Iterable[_Pair]) -> list[list[int]]:
    parent: dict[int, int] = {}

    def root(index: int) -> int:
        while parent.setdefault(index, index) != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for first, second in pairs:
        parent[root(first)] = root(second)
    members: dict[int, list[int]] = {}
    for index in sorted(parent):
        members.setdefault(root(index), []).append(index)
    return list(members.values())
