"""Which sentences of two articles tell the same, by fuzzy score and order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.reading.word_diff import differ
from copydesk.reading.wording import SMALL_WORDS, Word, forms_of, read_wording
from copydesk.stories.article import Article, once
from copydesk.stories.readings import Answer, Held, clashes_of
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
    words: list[Word]
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
    """Pairs of indexes of sentences that tell the same, each used once.

    The best chain in order is found by dynamic programming; of what it leaves, sentences that are very much alike are
    paired wherever they stand.
    """
    from rapidfuzz.fuzz import ratio

    our_weighty, their_weighty = (
        [frozenset(text.split()) - SMALL_WORDS for text in texts] for texts in (ours, theirs)
    )
    scores: dict[tuple[int, int], float] = {}
    movable = set()
    equal = {text: index for index, text in enumerate(theirs)}
    for first, text in enumerate(ours):
        if text in equal:
            scores[first, equal[text]] = 100.0
            movable.add((first, equal[text]))
            continue
        weighty = our_weighty[first]
        for second, other in enumerate(theirs):
            if score := ratio(text, other, score_cutoff=_ALIKE):
                scores[first, second] = score
                if score >= _ALIKE_ANYWHERE:
                    movable.add((first, second))
            elif len(shared := weighty & their_weighty[second]) >= _SHARED_WORDS:
                share = len(shared) / min(len(weighty), len(their_weighty[second]))
                if share >= _SHARED:
                    scores[first, second] = _ALIKE + 40 * (share - _SHARED)
                    if share >= _SHARED_ANYWHERE:
                        movable.add((first, second))
    pairs = _chain(scores, len(ours), len(theirs))
    used_first, used_second = {first for first, _ in pairs}, {second for _, second in pairs}
    for first, second in sorted(movable, key=lambda pair: (-scores[pair], pair)):
        if first not in used_first and second not in used_second:
            pairs.append((first, second))
            used_first.add(first)
            used_second.add(second)
    return sorted(pairs)


def _chain(scores: dict[tuple[int, int], float], rows: int, columns: int) -> list[tuple[int, int]]:
    """The pairs, rising in both indexes, whose scores above the threshold sum up highest."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {}
    # For each column the best chain that ends there so far: only pairs with a score are ever looked at.
    ends: list[tuple[float, tuple[int, int] | None]] = [(0.0, None)] * (columns + 1)
    for row in range(rows):
        fresh = []
        running: tuple[float, tuple[int, int] | None] = (0.0, None)
        for column in range(columns):
            if (row, column) in scores:
                total = running[0] + scores[row, column] - _ALIKE + 1
                best[row, column] = (total, running[1])
                fresh.append((column, total))
            if ends[column][0] > running[0]:
                running = ends[column]
        for column, total in fresh:
            if total > ends[column][0]:
                ends[column] = (total, (row, column))
    pairs = []
    at = max(ends, key=lambda end: end[0])[1]
    while at:
        pairs.append(at)
        at = best[at][1]
    return pairs
