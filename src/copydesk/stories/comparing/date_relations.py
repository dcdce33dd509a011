"""Date relations: tell whether one date matches another, says more than it, or differs from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto
from functools import lru_cache

from copydesk.analysis.dates.mentions import DateMention
from copydesk.findings import Outcome


class DateRelation(Enum):
    """The relation of a date to the dates of an aligned sentence; ADDED if it says more than one of them."""

    MATCHES = auto()
    DIFFERS = auto()
    ADDED = auto()
    NOT_FOUND = auto()
    NOT_CHECKED = auto()

    @property
    def outcome(self) -> Outcome:
        """Return the outcome that is reported for a date with this relation to its source."""
        return Outcome.DIFFERS if self is DateRelation.ADDED else Outcome[self.name]


COMPARABLE_SHAPES = ("calendar", "numeric", "iso", "year", "weekday")
"""The kinds of dates that can be compared with others part by part."""

_PARTS = ("year", "month", "day", "weekday")
_VAGUE = {"week", "season", "quarter", "decade", "century"}


def match_date(
    mention: DateMention, ours: Sequence[DateMention], theirs: Sequence[DateMention]
) -> tuple[DateRelation, DateMention | None]:
    """Return how one date of a sentence relates to the dates of an aligned sentence, and to which of them.

    Args:
        mention: the date, one of `ours`.
        ours: all dates of its sentence.
        theirs: all dates of the aligned sentence.
    """
    matches = _match_dates(ours, theirs)
    if mention in matches:
        return matches[mention]
    if mention.shape not in COMPARABLE_SHAPES:
        return DateRelation.NOT_CHECKED, None
    # A date of theirs that matches another of ours cannot be the changed form of this one.
    taken = [other for _, other in matches.values()]
    free = [other for other in theirs if other not in taken]
    for other in free:
        if relation_of(mention, other) is DateRelation.DIFFERS:
            return DateRelation.DIFFERS, other
    return (DateRelation.NOT_CHECKED if free else DateRelation.NOT_FOUND), None


def _match_dates(
    ours: Sequence[DateMention], theirs: Sequence[DateMention]
) -> dict[DateMention, tuple[DateRelation, DateMention]]:
    """Pair each of our dates with one of theirs as far as possible: equal ones first, then those with fewer or more
    parts.
    """
    matches: dict[DateMention, tuple[DateRelation, DateMention]] = {}
    free = list(theirs)
    for exactly, wanted in (
        (True, DateRelation.MATCHES),
        (False, DateRelation.MATCHES),
        (False, DateRelation.ADDED),
    ):
        for mention in ours:
            if mention in matches:
                continue
            for other in free:
                if relation_of(mention, other) is wanted and (
                    not exactly or mention.precision == other.precision
                ):
                    matches[mention] = wanted, other
                    free.remove(other)
                    break
    # Ours may repeat a date that theirs has once.
    for mention in ours:
        if mention not in matches:
            for other in theirs:
                if (
                    relation_of(mention, other) is DateRelation.MATCHES
                    and mention.precision == other.precision
                ):
                    matches[mention] = DateRelation.MATCHES, other
    return matches


def relation_of(ours: DateMention, theirs: DateMention) -> DateRelation:
    """Return the relation of one date to another: MATCHES, ADDED (it says more), DIFFERS or NOT_CHECKED (undecided)."""
    if _says_more(ours, theirs):
        return DateRelation.ADDED
    one, other = written_parts(ours), written_parts(theirs)
    if None not in (one["weekday"], other["weekday"]) and one["weekday"] != other["weekday"]:
        return DateRelation.DIFFERS
    if ours.shape == theirs.shape == "weekday":
        return DateRelation.MATCHES  # “on Tuesday”, whichever day each article bears as its own date
    if ours.value and theirs.value:
        if ours.value.startswith(theirs.value) or theirs.value.startswith(ours.value):
            return DateRelation.MATCHES
        if {ours.precision, theirs.precision} & _VAGUE:
            return DateRelation.NOT_CHECKED
    shared = [part for part in _PARTS if one[part] is not None and other[part] is not None]
    if shared and all(one[part] == other[part] for part in shared):
        return DateRelation.MATCHES
    if shared and ours.shape in COMPARABLE_SHAPES and theirs.shape in COMPARABLE_SHAPES:
        return DateRelation.DIFFERS
    return DateRelation.NOT_CHECKED


def _says_more(ours: DateMention, theirs: DateMention) -> bool:
    """Tell whether ours has a year, a month or a day that theirs lacks, and agrees in the other parts."""
    one, other = written_parts(ours), written_parts(theirs)
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


@lru_cache(4096)
def written_parts(mention: DateMention) -> Mapping[str, int | None]:
    """Return the parts that a date has in the text; a year known only from the article's own date is None."""
    parts = {part: getattr(mention, part, None) for part in _PARTS}
    if not getattr(mention, "complete", False) and mention.shape != "year":
        parts["year"] = None
    return parts


class KnownDates:
    """The different dates of one article; what is asked of one of them twice is found out once."""

    def __init__(self, dates: Iterable[DateMention]) -> None:
        self._dates: dict[DateMention, DateMention] = {}
        for date in dates:
            self._dates.setdefault(_anywhere(date), date)
        self._known: dict[DateMention, DateMention | None] = {}

    def find(self, mention: DateMention) -> DateMention | None:
        """Return the first of them that has all parts of this date."""
        date = _anywhere(mention)
        if date not in self._known:
            self._known[date] = _find_date(self._dates.values(), date)
        return self._known[date]


def _anywhere(mention: DateMention) -> DateMention:
    return mention._replace(start=0, end=0)


def _find_date(dates: Iterable[DateMention], mention: DateMention) -> DateMention | None:
    wanted = [
        part for part, value in written_parts(mention).items() if value is not None and part != "weekday"
    ]
    for other in dates:
        if relation_of(mention, other) is DateRelation.MATCHES and (
            (mention.value and other.value and other.value.startswith(mention.value))
            or all(written_parts(other)[part] is not None for part in wanted)
        ):
            return other
    return None
