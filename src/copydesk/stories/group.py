"""Which articles of a run tell one story: an inverted index over hashed runs finds pairs, their full runs judge them.

Measured on three copies of one article of which two are rewrites, five-word runs have a Jaccard index of .03 to .16,
so MinHash at its usual thresholds finds none of them; containment, shared quotations and full names do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from copydesk.stories.article import RUN_BYTES, Article
from copydesk.stories.identity import cached

_INDEXED = 1_000_000
"""So many runs are indexed at most; of more, every n-th by hash, which leaves the same ones out everywhere."""

_RARE = 12
"""What more articles than this share pairs each with its next neighbours only, so that time stays linear."""
_NEIGHBOURS = 3

_MOSTLY = 0.6
"""Share of the smaller article's runs from which even text at head and foot alone makes a copy."""

_LONG = 2
"""Runs that make a sentence long enough to show that it is the article's own."""

_OFTEN = 3

NEAREST = 4
"""With how many others, at most, each article is compared: the nearest."""

_Pair = tuple[int, int]


def group(articles: Sequence[Article]) -> list[dict[int, tuple[int, ...]]]:
    """The stories of two articles or more: for each of its articles, by index, the nearest others, nearest first."""
    weights = dict.fromkeys(_declared(articles), 9.0)
    for pair in _candidates(articles):
        if pair not in weights and (weight := _weight(articles[pair[0]], articles[pair[1]])):
            weights[pair] = weight
    nearest: dict[int, list[tuple[float, int]]] = {}
    for (first, second), weight in weights.items():
        nearest.setdefault(first, []).append((-weight, second))
        nearest.setdefault(second, []).append((-weight, first))
    kept = {index: tuple(other for _, other in sorted(others)[:NEAREST]) for index, others in nearest.items()}
    stories = []
    for members in _components(weights):
        if (
            len(members) <= NEAREST + 1
        ):  # a small story's copies are all compared, those last that share least
            others = {
                index: [each for each in members if each not in (index, *kept[index])] for index in members
            }
            stories.append({index: (*kept[index], *others[index]) for index in members})
        else:
            stories.append({index: kept[index] for index in members})
    return stories


def _declared(articles: Sequence[Article]) -> Iterator[_Pair]:
    """Articles of one `story:` key, each with the next ones."""
    by_key: dict[str, list[int]] = {}
    for index, article in enumerate(articles):
        if article.story:
            by_key.setdefault(article.story, []).append(index)
    for members in by_key.values():
        yield from _neighbours(members, NEAREST)


def _neighbours(members: Sequence[int], reach: int) -> Iterator[_Pair]:
    for place, first in enumerate(members):
        for second in members[place + 1 : place + 1 + reach]:
            yield first, second


def _candidates(articles: Sequence[Article]) -> Iterator[_Pair]:
    """Pairs that share enough of what is rare to be looked at; those whose keys forbid it are left out."""
    every = sum(len(article.runs) for article in articles) // _INDEXED + 1
    runs = _index(
        (article.runs if every == 1 else [h for h in article.runs if h % every == 0]) for article in articles
    )
    shared = _count(runs)
    quotes = _count(_index(article.quotes for article in articles))
    people = _count(_index(article.people for article in articles))
    enough = 2 if every == 1 else 1
    pairs = {pair for pair, count in shared.items() if count >= enough} | set(quotes)
    pairs |= {pair for pair, count in people.items() if count >= 2}
    for first, second in sorted(pairs):
        ours, theirs = articles[first].story, articles[second].story
        if not (ours and theirs):
            yield first, second


def _index(keys_of_all: Iterable[Iterable[int | str]]) -> dict[int | str, list[int]]:
    """For each key that two articles or more have, which."""
    first: dict[int | str, int] = {}
    more: dict[int | str, list[int]] = {}
    for index, keys in enumerate(keys_of_all):
        for key in keys:
            before = first.setdefault(key, index)
            if before != index:
                members = more.setdefault(key, [before])
                if members[-1] != index:
                    members.append(index)
    return more


def _count(index: dict[int | str, list[int]]) -> Counter[_Pair]:
    counts: Counter[_Pair] = Counter()
    for members in index.values():
        counts.update(_neighbours(members, len(members) if len(members) <= _RARE else _NEIGHBOURS))
    return counts


@cached
def _distinct(article: Article) -> frozenset[int]:
    return frozenset(article.runs)


def _weight(one: Article, other: Article) -> float:
    """How much two articles share if they tell one story, else 0."""
    shared = _distinct(one) & _distinct(other)
    smaller = min(len(one.packed_runs), len(other.packed_runs)) // RUN_BYTES
    if not smaller:
        return 0.0
    containment = len(shared) / smaller
    quotes = len(set(one.quotes) & set(other.quotes))
    evidence = containment + 0.05 * quotes + 0.02 * min(len(one.people & other.people), 4)
    if evidence < 0.1 or (containment < 0.03 and not quotes) or _is_template(one, other):
        return 0.0
    if containment >= _MOSTLY:
        return evidence
    inside = max(_inside(one, shared), _inside(other, shared))
    return evidence if inside >= (1 if quotes else 2) else 0.0


def _is_template(one: Article, other: Article) -> bool:
    """Whether one text was filled in twice: each is about somebody whom the other does not name."""
    first, second = _hero(one), _hero(other)
    return (
        bool(first and second)
        and not any(part in other.text for part in first)
        and not any(part in one.text for part in second)
    )


def _hero(article: Article) -> list[str]:
    """The parts of the name of the person whom an article names most, if often."""
    people = [name for name in article.names if name.kind == "person" and len(name.mentions) >= _OFTEN]
    return max(people, key=lambda name: len(name.mentions)).name.split() if people else []


def _inside(article: Article, shared: frozenset[int]) -> int:
    """How many sentences share a run, counted between the first and the last long one that share none.

    What several pages of a site share stands at head and foot; a copy has it all through.
    """
    has = []
    start, runs = 0, article.runs.tolist()
    for end in article.run_ends:
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
