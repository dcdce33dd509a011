"""Entries: the lines of a fact sheet."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from copydesk.findings import Outcome
from copydesk.stories.comparing.differences import Difference, VariantReading, shortened
from copydesk.stories.story import Member, Story


class FactKind(StrEnum):
    """What an entry is about."""

    QUOTATION = "quotation"
    DATE = "date"
    NUMBER = "number"
    NAME = "name"


class SourcePlace(NamedTuple):
    """A place in a source: the source's key, and offsets in its document, in code points."""

    key: str
    start: int
    end: int


class FactEntry(NamedTuple):
    """A quoted sentence, a date, a number or a name of an article, with what comes of it.

    Attributes:
        kind: which of these it is.
        start, end: its place in the article, in code points.
        outcome: what comes of it.
        how: what differs, or why it is not checked, in a few words; empty where the outcome says everything.
        speaker: of a quotation, who says it; empty where the article does not tell.
        places: where the sources have it, or have something else in its place; the best first.
    """

    kind: FactKind
    start: int
    end: int
    outcome: Outcome
    how: str = ""
    speaker: str = ""
    places: tuple[SourcePlace, ...] = ()


def places_of(readings: Iterable[tuple[Member, int, int]]) -> tuple[SourcePlace, ...]:
    """Return the places of readings, each (witness, start, end), as places of an entry."""
    return tuple(SourcePlace(member.path, start, end) for member, start, end in readings)


def unchecked(kind: FactKind, start: int, end: int, speaker: str = "") -> FactEntry:
    """Return an entry of an article without a source."""
    return FactEntry(kind, start, end, Outcome.NOT_CHECKED, "there is no source", speaker)


def not_found(story: Story, how: str = "") -> tuple[Outcome, str]:
    """Return the outcome of what no source has, and why: it is not checked if not all sources could be read, or one is
    in another language.
    """
    if story.tells_all:
        return Outcome.NOT_FOUND, how
    is_foreign = story.complete
    return Outcome.NOT_CHECKED, (
        "a source is in another language" if is_foreign else "not in the sources that could be read"
    )


def how_it_differs(difference: Difference) -> str:
    """Return both wordings: “can” is “will” in the source."""
    return f"“{shortened(difference.ours)}” is {read_there(difference.readings[0])}"


def read_there(reading: VariantReading) -> str:
    """Return the wording of a source: “will” in the source."""
    return f"“{shortened(reading.text)}” in the source"
