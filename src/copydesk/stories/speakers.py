"""Quotations that two documents give to two speakers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from copydesk.reading.attributions import Attribution
from copydesk.reading.spelling import fold
from copydesk.stories.article import Article
from copydesk.stories.quotations import hold_quotations
from copydesk.stories.readings import Answer
from copydesk.stories.story import Member, Story

_FEWEST_WORDS = 6


class Misattributed(NamedTuple):
    """A quotation's speaker, as a member and as a witness have it, with the places of both names."""

    member: Member
    start: int
    end: int
    name: str
    witness: Member
    their_start: int
    their_end: int
    other: str


def hold_speakers(story: Story) -> list[Misattributed]:
    """The quotations whose speakers are two people by name, one finding for each attribution."""
    found: dict[tuple[str, int], Misattributed] = {}
    for held, quoted in story.once(hold_quotations):
        ours = quoted.attribution
        if not ours.name or not ours.speaker or len(quoted.words) < _FEWEST_WORDS:
            continue
        theirs = list(_speakers(held.answers))
        if not theirs or any(not _are_two(ours.name, other.name or "") for _, other in theirs):
            continue
        answer, other = theirs[0]
        if other.speaker and other.name:
            found.setdefault(
                (held.member.path, ours.speaker.start),
                Misattributed(
                    held.member, *ours.speaker, ours.name, answer.witness, *other.speaker, other.name
                ),
            )
    return list(found.values())


def _speakers(answers: tuple[Answer, ...]) -> Iterator[tuple[Answer, Attribution]]:
    for answer in answers:
        article: Article = answer.witness.facts
        for each in article.attributions:
            if (
                each.name
                and each.quotation.start < answer.their_end
                and answer.their_start < each.quotation.end
            ):
                yield answer, each


def _are_two(name: str, other: str) -> bool:
    """Whether two names are those of two people: no word in common, and none that is the other's misspelling."""
    from rapidfuzz.distance import OSA

    ours, theirs = (fold(name.split()[-1]), fold(other.split()[-1])) if name and other else ("", "")
    if (
        not ours
        or not theirs
        or {fold(word) for word in name.split()} & {fold(word) for word in other.split()}
    ):
        return False
    return OSA.distance(ours, theirs) > max(2, min(len(ours), len(theirs)) // 2)
