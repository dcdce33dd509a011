"""Clustering: group the articles of a run that tell one story, from the weights of pairs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from copydesk.stories.grouping.candidates import (
    Kind,
    SharedCounts,
    following,
    hashes_of_kind,
    is_crowded,
    may_be_copies,
)
from copydesk.stories.grouping.inverted_index import InvertedIndex
from copydesk.stories.grouping.pair_weight import is_template, weigh
from copydesk.stories.grouping.sketch import Sketch

T = TypeVar("T", int, str)

NEAREST = 4
"""With how many others, at most, each article is compared: the nearest."""

DECLARED = 9.0
"""The weight of two articles that declare to be one story: more than any that is found."""

_Pair = tuple[int, int]
TextOf = Callable[[int], str]


def group_stories(sketches: Sequence[Sketch], text_of: TextOf) -> list[dict[int, tuple[int, ...]]]:
    """Group articles in memory into stories of two or more.

    Args:
        sketches: the articles.
        text_of: reads the text of an article again, by its index; asked only for articles that are nearly a story.

    Returns:
        for each story, by index, each of its articles and the nearest others, nearest first.
    """
    weights = dict.fromkeys(_declared(sketches), DECLARED)
    for one, other in _candidates(sketches):
        found = weigh(sketches[one], sketches[other])
        if found and not (found.heroes and is_template(found.heroes, (text_of(one), text_of(other)))):
            weights[one, other] = found.weight
    return nearest_by_story(weights)


def nearest_by_story(weights: Mapping[tuple[T, T], float]) -> list[dict[T, tuple[T, ...]]]:
    """Return each story that these pairs make: its articles, in order, with those that each is compared with.

    Args:
        weights: of the pairs; the first of a pair comes before the second.
    """
    stories = components(weights)
    place = {article: number for number, story in enumerate(stories) for article in story}
    inside: list[dict[tuple[T, T], float]] = [{} for _ in stories]
    for pair, weight in weights.items():
        inside[place[pair[0]]][pair] = weight
    return list(map(_nearest, stories, inside))


def declared_pairs(articles: Sequence[T]) -> Iterator[tuple[T, T]]:
    """Yield the pairs of the articles with one `story:` key, in order: each with the next few. They weigh DECLARED."""
    for place, first in enumerate(articles, 1):
        for second in articles[place : place + NEAREST]:
            yield first, second


def _declared(sketches: Sequence[Sketch]) -> Iterator[_Pair]:
    by_key: dict[str, list[int]] = {}
    for index, sketch in enumerate(sketches):
        if sketch.story:
            by_key.setdefault(sketch.story, []).append(index)
    for members in by_key.values():
        yield from declared_pairs(members)


def _candidates(sketches: Sequence[Sketch]) -> Iterator[_Pair]:
    """Yield the pairs that share enough to be compared.

    Only one article's crowded hashes are counted: two cannot have more of them in common than one has.
    """
    indexes = [
        InvertedIndex(len(sketches), lambda index, kind=kind: hashes_of_kind(sketches[index], kind))  # type: ignore[misc]
        for kind in Kind
    ]
    for first, sketch in enumerate(sketches):
        counted: dict[int, list[int]] = {}
        crowded = [0] * len(Kind)
        for kind, index in zip(Kind, indexes, strict=True):
            for articles in index.sharing(first):
                crowded[kind] += is_crowded(len(articles))
                for second in following(articles, bisect_left(articles, first)):
                    counted.setdefault(second, [0] * len(Kind))[kind] += 1
        most = SharedCounts(*crowded)
        for second in sorted(counted):
            runs = len(sketch.runs), len(sketches[second].runs)
            if may_be_copies(SharedCounts(*counted[second]), runs, (most, most)):
                yield first, second


def _nearest(story: Sequence[T], weights: Mapping[tuple[T, T], float]) -> dict[T, tuple[T, ...]]:
    """Return, for each article of a story, the others that it is compared with, nearest first."""
    others: dict[T, list[tuple[float, T]]] = {each: [] for each in story}
    for (first, second), weight in weights.items():
        others[first].append((-weight, second))
        others[second].append((-weight, first))
    # In a small story all copies are compared; those that share least come last.
    every: Sequence[T] = story if len(story) <= NEAREST + 1 else ()
    nearest: dict[T, tuple[T, ...]] = {}
    for each in story:
        near = [other for _, other in sorted(others[each])[:NEAREST]]
        near += [other for other in every if other != each and other not in near]
        nearest[each] = tuple(near)
    return nearest


def components(pairs: Iterable[tuple[T, T]]) -> list[list[T]]:
    """Return the groups of all that hang together by these pairs; each in order, and they by their first."""
    parent: dict[T, T] = {}

    def root(each: T) -> T:
        while parent.setdefault(each, each) != each:
            parent[each] = parent[parent[each]]
            each = parent[each]
        return each

    for first, second in pairs:
        parent[root(first)] = root(second)
    members: dict[T, list[T]] = {}
    for each in sorted(parent):
        members.setdefault(root(each), []).append(each)
    return list(members.values())
