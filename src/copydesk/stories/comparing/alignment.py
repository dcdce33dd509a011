"""Which sentences of two articles tell the same, by fuzzy score and order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from copydesk.analysis.wording.spelling_conventions import SMALL_WORDS, SpelledWord, forms_of, read_wording
from copydesk.analysis.wording.word_diff import differ
from copydesk.stories.article import Article, once
from copydesk.stories.comparing.differences import Answer, Held, clashes_of
from copydesk.stories.story import Member, Story

_ALIKE = 60
"""Score, 0 to 100, from which sentences are taken to tell the same where their order agrees."""

_ALIKE_ANYWHERE = 75
"""The same for sentences that have been moved."""

_SHARED = 0.55
_SHARED_ANYWHERE = 0.65
_SHARED_WORDS = 5
"""A rewritten sentence is known by its words: such a share of the shorter one's, small words aside, and so many."""

_SHORTEST = 4
_LONGEST = 120
"""Sentences of fewer or more words are left alone."""


class Sentence(NamedTuple):
    """A sentence with its words, and these as one text of forms."""

    start: int
    end: int
    words: list[SpelledWord]
    forms: str


def hold_sentences(story: Story) -> list[Held]:
    """Every sentence of every member, with what its witnesses have for it."""
    held = []
    for member, witnesses in story.witnesses():
        ours = sentences_of(member.facts)
        answers: list[list[Answer]] = [[] for _ in ours]
        for witness in witnesses:
            theirs = sentences_of(witness.facts)
            for first, second in aligned([each.forms for each in ours], [each.forms for each in theirs]):
                answers[first].append(_answer(ours[first], theirs[second], witness))
        held += [
            Held(member, each.start, each.end, tuple(found))
            for each, found in zip(ours, answers, strict=True)
        ]
    return held


@once
def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article that can be compared."""
    return tuple(_sentences(article))


def _sentences(article: Article) -> Iterator[Sentence]:
    for start, end in article.sentences:
        words = read_wording(article.text, start, end)
        if _SHORTEST <= len(words) <= _LONGEST:
            yield Sentence(start, end, words, " ".join(forms_of(words)))


def _answer(ours: Sentence, theirs: Sentence, witness: Member) -> Answer:
    if ours.forms == theirs.forms:
        return Answer(witness, ours.start, ours.end, theirs.start, theirs.end)
    hunks = differ(forms_of(ours.words), forms_of(theirs.words))
    clashes = clashes_of(ours.words, theirs.words, hunks, join=0)
    return Answer(witness, ours.start, ours.end, theirs.start, theirs.end, clashes)


def aligned(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Find pairs of indexes of sentences that tell the same, each used once.

    The best chain in order is found by dynamic programming; of what it leaves, sentences that are very much alike are
    paired wherever they stand.
    """
    likeness = _Likeness({}, set())
    _compare_letters(likeness, ours, theirs)
    _compare_words(likeness, ours, theirs)
    pairs = _chain(likeness.scores)
    used_first, used_second = {first for first, _ in pairs}, {second for _, second in pairs}
    for first, second in sorted(likeness.movable, key=lambda pair: (-likeness.scores[pair], pair)):
        if first not in used_first and second not in used_second:
            pairs.append((first, second))
            used_first.add(first)
            used_second.add(second)
    return sorted(pairs)


class _Likeness(NamedTuple):
    """Pairs of indexes of sentences: how much alike they are, and which are so wherever they stand."""

    scores: dict[tuple[int, int], float]
    movable: set[tuple[int, int]]


def _compare_letters(likeness: _Likeness, ours: Sequence[str], theirs: Sequence[str]) -> None:
    """Score the pairs that are equal, or alike letter by letter. A sentence with an equal has no other partner."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    equal = {text: index for index, text in enumerate(theirs)}
    for first, text in enumerate(ours):
        if text in equal:
            likeness.scores[first, equal[text]] = 100.0
            likeness.movable.add((first, equal[text]))
            continue
        for _, score, second in extract(text, theirs, scorer=ratio, score_cutoff=_ALIKE, limit=None):
            likeness.scores[first, second] = score
            if score >= _ALIKE_ANYWHERE:
                likeness.movable.add((first, second))


def _compare_words(likeness: _Likeness, ours: Sequence[str], theirs: Sequence[str]) -> None:
    """Score the pairs that share many words, for the sentences that have no equal."""
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
        shared = Counter(chain.from_iterable(having[word] for word in words if word in having))
        for second, count in shared.items():
            share = count / min(len(words), len(their_words[second]))
            if count < _SHARED_WORDS or share < _SHARED or (first, second) in likeness.scores:
                continue
            likeness.scores[first, second] = _ALIKE + 40 * (share - _SHARED)
            if share >= _SHARED_ANYWHERE:
                likeness.movable.add((first, second))


def _weighty(text: str) -> frozenset[str]:
    """Take the words of a sentence but the small ones."""
    return frozenset(text.split()) - SMALL_WORDS


def _chain(scores: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs, rising in both indexes, whose scores above the threshold sum up highest."""
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    # The best chains so far, by the column that they end in: each sums up to more than those that end before it.
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
