"""What one date says to another: the same, more, or something else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, auto

from copydesk.analysis.dates.mentions import DateMention
from copydesk.findings import Outcome


class DateRelation(Enum):
    """How a date relates to the dates of a sentence that tells the same; "added" if it says more than one of them."""

    MATCHES = auto()
    DIFFERS = auto()
    ADDED = auto()
    NOT_FOUND = auto()
    NOT_CHECKED = auto()

    @property
    def outcome(self) -> Outcome:
        """What is reported of a date in this relation to its source."""
        return Outcome.DIFFERS if self is DateRelation.ADDED else Outcome[self.name]


SHAPES = ("calendar", "numeric", "iso", "year", "weekday")
"""How dates are written that can be held to others word for word."""

_PARTS = ("year", "month", "day", "weekday")
_VAGUE = {"week", "season", "quarter", "decade", "century"}


def compare(
    mention: DateMention, ours: Sequence[DateMention], theirs: Sequence[DateMention]
) -> tuple[DateRelation, DateMention | None]:
    """What a sentence with the dates `theirs` says to one of `ours`, and by which of its dates."""
    answers = _answers(ours, theirs)
    if mention in answers:
        return answers[mention]
    if mention.shape not in SHAPES:
        return DateRelation.NOT_CHECKED, None
    # A date of theirs that another of ours answers to is not the one that ours became.
    taken = [other for _, other in answers.values()]
    free = [other for other in theirs if other not in taken]
    for other in free:
        if relation_of(mention, other) is DateRelation.DIFFERS:
            return DateRelation.DIFFERS, other
    return (DateRelation.NOT_CHECKED if free else DateRelation.NOT_FOUND), None


def _answers(
    ours: Sequence[DateMention], theirs: Sequence[DateMention]
) -> dict[DateMention, tuple[DateRelation, DateMention]]:
    """Which date of theirs each of ours is, as far as there is one: the same first, then less or more of it."""
    answers: dict[DateMention, tuple[DateRelation, DateMention]] = {}
    free = list(theirs)
    for exactly, wanted in (
        (True, DateRelation.MATCHES),
        (False, DateRelation.MATCHES),
        (False, DateRelation.ADDED),
    ):
        for mention in ours:
            if mention in answers:
                continue
            for other in free:
                if relation_of(mention, other) is wanted and (
                    not exactly or mention.precision == other.precision
                ):
                    answers[mention] = wanted, other
                    free.remove(other)
                    break
    # What theirs says once ours may say twice.
    for mention in ours:
        if mention not in answers:
            for other in theirs:
                if (
                    relation_of(mention, other) is DateRelation.MATCHES
                    and mention.precision == other.precision
                ):
                    answers[mention] = DateRelation.MATCHES, other
    return answers


def relation_of(ours: DateMention, theirs: DateMention) -> DateRelation:
    """What one date is to another: it matches, has more parts ("added"), differs, or that cannot be told."""
    if _says_more(ours, theirs):
        return DateRelation.ADDED
    one, other = written(ours), written(theirs)
    if None not in (one["weekday"], other["weekday"]) and one["weekday"] != other["weekday"]:
        return DateRelation.DIFFERS
    if ours.value and theirs.value:
        if ours.value.startswith(theirs.value) or theirs.value.startswith(ours.value):
            return DateRelation.MATCHES
        if {ours.precision, theirs.precision} & _VAGUE:
            return DateRelation.NOT_CHECKED
    shared = [part for part in _PARTS if one[part] is not None and other[part] is not None]
    if shared and all(one[part] == other[part] for part in shared):
        return DateRelation.MATCHES
    if shared and ours.shape in SHAPES and theirs.shape in SHAPES:
        return DateRelation.DIFFERS
    return DateRelation.NOT_CHECKED


def _says_more(ours: DateMention, theirs: DateMention) -> bool:
    """Whether ours writes a year, a month or a day that theirs leaves out, and agrees in the rest."""
    one, other = written(ours), written(theirs)
    if one["month"] is None or (other["month"] is None and other["year"] is None):
        return False
    parts = ("year", "month", "day")
    more = [part for part in parts if one[part] is not None and other[part] is None]
    agree = all(
        one[part] == other[part] for part in parts if one[part] is not None and other[part] is not None
    )
    if more == ["year"] and theirs.precision == "day":
        return False  # “March 3” and “March 3, 2025” are two styles
    return bool(more) and agree


def written(mention: DateMention) -> dict[str, int | None]:
    """The parts of a date as they are written; a year that only the article's own date tells is left out."""
    parts = {part: getattr(mention, part, None) for part in _PARTS}
    if not getattr(mention, "complete", False) and mention.shape != "year":
        parts["year"] = None
    return parts


def has_date(dates: Iterable[DateMention], mention: DateMention) -> bool:
    """Whether some of an article's dates say all that one says."""
    wanted = [part for part, value in written(mention).items() if value is not None and part != "weekday"]
    return any(
        relation_of(mention, other) is DateRelation.MATCHES
        and (
            (mention.value and other.value and other.value.startswith(mention.value))
            or all(written(other)[part] is not None for part in wanted)
        )
        for other in dates
    )
