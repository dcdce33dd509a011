"""Nearest source: the one that shares most with a draft, for drafts that do not say which source is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from copydesk.run.cross_file.sheets.draft_sheets import Confidence
from copydesk.stories.grounds import wording_share
from copydesk.support.plurals import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.stories.grouping.sketch import Sketch

_LITTLE = 0.03
"""Two articles that share less than this have nothing in common but phrases."""

_MUCH = 0.1
_TWICE = 2.0
"""A source is likely to be the draft's if it shares at least so much with it, and so many times as much as the next."""

_QUOTATION, _PERSON, _MOST_PEOPLE = 0.05, 0.02, 4
"""What a common quotation and a person count, as shares of the wording; as copies are told in `clustering`."""


class Likeness(NamedTuple):
    """What two articles share: a part of the shorter one's wording (0 to 1), whole quotations, full names of people."""

    wording: float
    quotations: int
    people: int

    @property
    def score(self) -> float:
        """Return all of it in one number."""
        return self.wording + _QUOTATION * self.quotations + _PERSON * min(self.people, _MOST_PEOPLE)

    def __str__(self) -> str:
        parts = [wording_share(self.wording)] if self.wording or not (self.quotations or self.people) else []
        if self.quotations:
            parts.append(count(self.quotations, "quotation"))
        if self.people:
            parts.append(count(self.people, "name"))
        return f"{', '.join(parts[:-1])} and {parts[-1]}" if parts[1:] else parts[0]


def likeness(one: Sketch, other: Sketch) -> Likeness:
    """Return what two articles share."""
    shorter = min(len(one.runs), len(other.runs))
    shared = len(frozenset(one.runs).intersection(other.runs))
    return Likeness(
        shared / shorter if shorter else 0.0,
        len(frozenset(one.quotes).intersection(other.quotes)),
        len(frozenset(one.people).intersection(other.people)),
    )


class Nearest(NamedTuple):
    """The source that shares most with a draft, why it was chosen, and how sure that is."""

    key: str
    why: str
    confidence: Confidence


def nearest(draft: Sketch, sources: Sequence[tuple[str, Sketch]], number: int) -> Nearest | None:
    """Return the source that shares most with a draft; None if several were given and none shares anything.

    Args:
        draft: the draft.
        sources: those that share most with it, each with its key.
        number: how many sources were given.
    """
    found = sorted(
        ((likeness(draft, sketch), key) for key, sketch in sources), key=lambda each: -each[0].score
    )
    if not found or (number > 1 and not found[0][0].score):
        return None
    best, key = found[0]
    if number == 1:
        shared = (
            f"; they share {best}" if best.score >= _LITTLE else ", but they have hardly anything in common"
        )
        return Nearest(key, f"the only source given{shared}", _of_the_only_one(best))
    why = f"the nearest of {number:,} sources: they share {best}"
    next_score = 0.0
    if found[1:]:
        next_score = found[1][0].score
        why += f"; the next, {found[1][1]}, shares {found[1][0]}"
    is_likely = best.score >= _MUCH and best.score >= _TWICE * next_score
    return Nearest(key, why, Confidence.LIKELY if is_likely else Confidence.DOUBTFUL)


def _of_the_only_one(best: Likeness) -> Confidence:
    """Return how sure it is that the only source given is the draft's: the same people may be in two stories."""
    if best.wording >= _LITTLE:
        return Confidence.CERTAIN
    return Confidence.LIKELY if best.quotations else Confidence.DOUBTFUL
