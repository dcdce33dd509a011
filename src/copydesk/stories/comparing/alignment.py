"""Sentence alignment: find sentences of two articles that say the same, by likeness and order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from copydesk.analysis.wording.normal_forms import SMALL_WORDS, SpelledWord, forms_of, read_wording
from copydesk.analysis.wording.word_diff import diff_words
from copydesk.stories.article import Article, once
from copydesk.stories.comparing.differences import ComparedPassage, Counterpart, find_clashes
from copydesk.stories.story import Member, Story

_MOST = 100
"""A sentence is held against so many others, those most alike. Words that more of them have do not tell which."""
_ALIKE = 60
"""The least likeness, 0 to 100, of two sentences that say the same and stand in the same order."""

_ALIKE_ANYWHERE = 75
"""The least likeness of two sentences that say the same in another order."""

_SHARED = 0.55
_SHARED_ANYWHERE = 0.65
_SHARED_WORDS = 5
"""How a rewritten sentence is recognised: at least so many of its words stand in the other sentence, and at least
such a share of the shorter sentence (in the same order, or anywhere); small words such as “the” are not counted.
"""

_SHORTEST = 4
_LONGEST = 120
"""Sentences with fewer or more words than these are not compared."""


class Sentence(NamedTuple):
    """A sentence: its offsets, its words, and the normal forms of these joined by spaces."""

    start: int
    end: int
    words: list[SpelledWord]
    forms: str


def compare_sentences(story: Story) -> list[ComparedPassage]:
    """Return every sentence of every member with its counterparts in the member's witnesses."""
    passages = []
    for member, witnesses in story.witnesses():
        ours = sentences_of(member.facts)
        counterparts: list[list[Counterpart]] = [[] for _ in ours]
        for witness in witnesses:
            theirs = sentences_of(witness.facts)
            for first, second in align([each.forms for each in ours], [each.forms for each in theirs]):
                counterparts[first].append(_counterpart(ours[first], theirs[second], witness))
        passages += [
            ComparedPassage(member, each.start, each.end, tuple(found))
            for each, found in zip(ours, counterparts, strict=True)
        ]
    return passages


@once
def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of an article that are long enough, and not too long, to be compared."""
    return tuple(_sentences(article))


def _sentences(article: Article) -> Iterator[Sentence]:
    for start, end in article.sentences:
        words = read_wording(article.text, start, end)
        if _SHORTEST <= len(words) <= _LONGEST:
            yield Sentence(start, end, words, " ".join(forms_of(words)))


def _counterpart(ours: Sentence, theirs: Sentence, witness: Member) -> Counterpart:
    if ours.forms == theirs.forms:
        return Counterpart(witness, ours.start, ours.end, theirs.start, theirs.end)
    hunks = diff_words(forms_of(ours.words), forms_of(theirs.words))
    clashes = find_clashes(ours.words, theirs.words, hunks, join=0)
    return Counterpart(witness, ours.start, ours.end, theirs.start, theirs.end, clashes)


def align(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs of indexes of sentences that say the same, sorted; each sentence is used once at most.

    Likeness is rapidfuzz's `ratio` (normalised insertions and deletions), or the share of common words. Dynamic
    programming finds the best chain of pairs in order (the heaviest increasing subsequence); the sentences that are
    left over are then paired in any order if they are very much alike.

    Args:
        ours: the sentences of one article, each as normal forms joined by spaces.
        theirs: those of the other.
    """
    likeness = _Likeness({}, set())
    _compare_letters(likeness, ours, theirs)
    _compare_words(likeness, ours, theirs)
    pairs = _best_chain(likeness.scores)
    used_first, used_second = {first for first, _ in pairs}, {second for _, second in pairs}
    for first, second in sorted(likeness.movable, key=lambda pair: (-likeness.scores[pair], pair)):
        if first not in used_first and second not in used_second:
            pairs.append((first, second))
            used_first.add(first)
            used_second.add(second)
    return sorted(pairs)


class _Likeness(NamedTuple):
    """Pairs of indexes of sentences: their scores, and those alike enough to be paired in any order."""

    scores: dict[tuple[int, int], float]
    movable: set[tuple[int, int]]


def _compare_letters(likeness: _Likeness, ours: Sequence[str], theirs: Sequence[str]) -> None:
    """Score the pairs that are equal or similar letter by letter. A sentence with an equal one gets no other pair."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    equal = {text: index for index, text in enumerate(theirs)}
    for first, text in enumerate(ours):
        if text in equal:
            likeness.scores[first, equal[text]] = 100.0
            likeness.movable.add((first, equal[text]))
            continue
        for _, score, second in extract(text, theirs, scorer=ratio, score_cutoff=_ALIKE, limit=_MOST):
            likeness.scores[first, second] = score
            if score >= _ALIKE_ANYWHERE:
                likeness.movable.add((first, second))


def _compare_words(likeness: _Likeness, ours: Sequence[str], theirs: Sequence[str]) -> None:
    """Score the pairs that share many words, for sentences without an equal one."""
    equal = frozenset(theirs)
    their_words = [_weighty(text) for text in theirs]
    having: dict[str, list[int]] = {}
    for second, words in enumerate(their_words):
        for word in words:
            having.setdefault(word, []).append(second)
    for first, text in enumerate(ours):
        if text in equal:
            continue
        words = _weighty(text)
        rare = [
            second for word in words if len(having.get(word, ())) <= _MOST for second in having.get(word, ())
        ]
        for second, _ in Counter(rare).most_common(_MOST):
            count = len(words & their_words[second])
            share = count / min(len(words), len(their_words[second]))
            if count < _SHARED_WORDS or share < _SHARED or (first, second) in likeness.scores:
                continue
            likeness.scores[first, second] = _ALIKE + 40 * (share - _SHARED)
            if share >= _SHARED_ANYWHERE:
                likeness.movable.add((first, second))


def _weighty(text: str) -> frozenset[str]:
    """Return the words of a sentence without the small words."""
    return frozenset(text.split()) - SMALL_WORDS


def _best_chain(scores: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Return the pairs, increasing in both indexes, whose scores above the threshold have the largest sum."""
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    # The best chains so far, by the column in which they end: a later one always has a larger sum.
    columns: list[int] = []
    ends: list[tuple[float, tuple[int, int]]] = []
    for _, row in groupby(sorted(scores), key=lambda pair: pair[0]):
        fresh = []
        for pair in row:
            place = bisect_left(columns, pair[1])
            total, before[pair] = ends[place - 1] if place else (0.0, None)
            fresh.append((total + scores[pair] - _ALIKE + 1, pair))
        for total, pair in fresh:
            first, last = bisect_left(columns, pair[1]), bisect_right(columns, pair[1])
            if last and ends[last - 1][0] >= total:
                continue
            while last < len(ends) and ends[last][0] <= total:
                last += 1
            columns[first:last], ends[first:last] = [pair[1]], [(total, pair)]
    pairs = []
    at = ends[-1][1] if ends else None
    while at:
        pairs.append(at)
        at = before[at]
    return pairs
