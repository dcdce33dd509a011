"""Which articles of a run tell one story: an inverted index over hashed runs finds pairs, their full runs judge them.

Measured on three copies of one article of which two are rewrites, five-word runs have a Jaccard index of .03 to .16,
so MinHash at its usual thresholds finds none of them; containment, shared quotations and full names do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from copydesk.stories.grouping.inverted_index import Postings
from copydesk.stories.grouping.series import are_editions
from copydesk.stories.grouping.sketch import Sketch

_MOSTLY = 0.6
"""Share of the smaller article's runs from which even text at head and foot alone makes a copy."""

_OWN_MOSTLY = 0.6
"""The same of two articles that one site wrote itself: they share phrases, topics and people, and are seldom copies."""

_LONG = 2
"""Runs that make a sentence long enough to show that it is the article's own."""

NEAREST = 4
"""With how many others, at most, each article is compared: the nearest."""

LONGEST = 1_500
"""A text of more sentences is a book, a manual or a list of changes: it is compared only where it is declared to be
of a story, or a source. Comparing takes longer than in proportion to the length."""

_Pair = tuple[int, int]
TextOf = Callable[[int], str]


def group(sketches: Sequence[Sketch], text_of: TextOf) -> list[dict[int, tuple[int, ...]]]:
    """The stories of two articles or more: for each of its articles, by index, the nearest others, nearest first.

    `text_of` reads the text of an article once more, by its index: it is asked of articles that are nearly a story.
    """
    weights = dict.fromkeys(_declared(sketches), 9.0)
    for pair in _candidates(sketches):
        if pair not in weights and (weight := _weight(sketches, pair, text_of)):
            weights[pair] = weight
    nearest: dict[int, list[tuple[float, int]]] = {}
    for (first, second), weight in weights.items():
        nearest.setdefault(first, []).append((-weight, second))
        nearest.setdefault(second, []).append((-weight, first))
    kept = {index: tuple(other for _, other in sorted(others)[:NEAREST]) for index, others in nearest.items()}
    stories = []
    for members in _components(weights):
        # A small story's copies are all compared, those last that share least.
        every = members if len(members) <= NEAREST + 1 else ()
        stories.append(
            {
                index: (*kept[index], *(each for each in every if each not in (index, *kept[index])))
                for index in members
            }
        )
    return stories


def _declared(sketches: Sequence[Sketch]) -> Iterator[_Pair]:
    """Articles of one `story:` key, each with the next ones."""
    by_key: dict[str, list[int]] = {}
    for index, sketch in enumerate(sketches):
        if sketch.story:
            by_key.setdefault(sketch.story, []).append(index)
    for members in by_key.values():
        for place, first in enumerate(members):
            for second in members[place + 1 : place + 1 + NEAREST]:
                yield first, second


def _candidates(sketches: Sequence[Sketch]) -> Iterator[_Pair]:
    """Pairs that share enough of what is rare to be looked at; those whose keys forbid it are left out."""
    runs = Postings(len(sketches), lambda index: sketches[index].runs)
    quotes = Postings(len(sketches), lambda index: sketches[index].quotes)
    people = Postings(len(sketches), lambda index: sketches[index].people)
    long = [len(sketch.run_ends) > LONGEST for sketch in sketches]
    for first, sketch in enumerate(sketches):
        others = set(quotes.later(first))
        others |= _often(runs.later(first), 2 if runs.step == 1 else 1)
        others |= _often(people.later(first), 2)
        for second in sorted(others):
            if not (sketch.story and sketches[second].story) and not (long[first] or long[second]):
                yield first, second


def _often(numbers: Iterable[int], least: int) -> set[int]:
    return {number for number, count in Counter(numbers).items() if count >= least}


def _weight(sketches: Sequence[Sketch], pair: _Pair, text_of: TextOf) -> float:
    """How much two articles share if they tell one story, else 0."""
    one, other = (sketches[index] for index in pair)
    smaller = min(len(one.runs), len(other.runs))
    if not smaller:
        return 0.0
    shared = frozenset(one.runs).intersection(other.runs)
    containment = len(shared) / smaller
    if one.is_own and other.is_own and containment < _OWN_MOSTLY:
        return 0.0
    if are_editions(one.editions, other.editions, one.date, other.date):
        return 0.0
    quotes = len(set(one.quotes).intersection(other.quotes))
    people = len(set(one.people).intersection(other.people))
    evidence = containment + 0.05 * quotes + 0.02 * min(people, 4)
    if evidence < 0.1 or (containment < 0.03 and not quotes):
        return 0.0
    if containment < _MOSTLY:
        inside = max(_inside(one, shared), _inside(other, shared))
        if inside < (1 if quotes else 2):
            return 0.0
    return 0.0 if _is_template(sketches, pair, text_of) else evidence


def _is_template(sketches: Sequence[Sketch], pair: _Pair, text_of: TextOf) -> bool:
    """Whether one text was filled in twice: each is about somebody whom the other does not name."""
    heroes = [sketches[index].hero.split() for index in pair]
    return all(heroes) and not any(
        part in text for hero, text in zip(heroes, map(text_of, reversed(pair)), strict=True) for part in hero
    )


def _inside(sketch: Sketch, shared: frozenset[int]) -> int:
    """How many sentences share a run, counted between the first and the last long one that share none.

    What several pages of a site share stands at head and foot; a copy has it all through.
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
