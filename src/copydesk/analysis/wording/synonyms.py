"""Synonyms: words that may stand for each other where a sentence is said again, by how they begin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from copydesk.analysis.language.wordlists import read_list

STEM = 5
"""Words that begin with the same letters, so many, are forms of one word: reading, readers."""
_LISTED = frozenset(("de", "en", "es", "fr", "it", "nl", "pl", "pt", "sv"))


def common_words_of(one: Sequence[str], other: Sequence[str], language: str) -> tuple[int, int]:
    """Return how many beginnings of words two sentences share, and how many more stand for each other."""
    theirs = set(other)
    same = theirs.intersection(one)
    groups = _groups(language)
    left = {each: groups[each] for each in other if each not in same and each in groups}
    found = 0
    for word in one:
        if word in same or word not in groups:
            continue
        match = next((each for each, its in left.items() if not its.isdisjoint(groups[word])), None)
        if match is not None:
            del left[match]
            found += 1
    return len(same), found


@cache
def _groups(language: str) -> Mapping[str, frozenset[int]]:
    """Return the numbers of the groups that hold words with a beginning."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    rows = read_list(f"synonyms/{language}").splitlines() if language in _LISTED else ()
    for number, row in enumerate(rows):
        for word in row.split():
            found[word[:STEM]].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
