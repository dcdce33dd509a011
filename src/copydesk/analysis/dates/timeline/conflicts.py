"""Conflicts: one beginning that an article dates in two years."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from copydesk.analysis.dates.timeline.lives import CLOSED, Statement
from copydesk.findings import Span

_SAME = 6
"""Two spellings of a name are taken for one if so many letters at their beginning agree."""


def conflicts(
    text: str, told: Sequence[Statement], sentence_at: Callable[[int], Span]
) -> Iterator[tuple[Statement, Statement]]:
    """Yield two statements of the same beginning with different years, if an article has only these of its subject."""
    for index, two in enumerate(told):
        if two.kind in ("died", CLOSED):
            continue
        same = [
            one
            for one in told[:index]
            if one.kind == two.kind
            and one.date.year != two.date.year
            and _is_same(text, one, two, sentence_at)
        ]
        if len(same) == 1:
            yield same[0], two


def _is_same(text: str, one: Statement, two: Statement, sentence_at: Callable[[int], Span]) -> bool:
    """Tell whether two statements have the same subject."""
    if "person" in (one.subject.kind, two.subject.kind):
        return False
    if one.subject.kind == two.subject.kind == "pronoun":
        return False
    for pronoun, other in ((one, two), (two, one)):
        if pronoun.subject.kind == "pronoun":
            if pronoun.kind == "born" or other.subject.kind != "name":
                return False
            sentence = sentence_at(pronoun.date.start)
            words = text[sentence.start : pronoun.subject.start].lower().split()
            return any(word[:_SAME] == other.subject.head[:_SAME] for word in words)
    return one.subject.head == two.subject.head and one.subject.words == two.subject.words
