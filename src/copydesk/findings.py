"""What a check says (Flag) and what a reader is told (Finding). All offsets are code points, half-open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

SEVERITIES = ("info", "warning", "error")
"""From the mildest to the gravest: worth knowing, an editor would act, certainly wrong."""


FAILURES = "engine"
"""The family of findings about files that could not be checked: nothing hides them."""

BOILERPLATE = "boilerplate"
"""The family of findings that are whole extents of text, all of it to be cut."""


class Outcome(StrEnum):
    """The result of comparing a quotation or a date of an article with the article's sources."""

    MATCHES = "matches"
    DIFFERS = "differs"
    NOT_FOUND = "not found"
    NOT_CHECKED = "not checked"


OUTCOMES = tuple(Outcome)
"""All outcomes, in the order in which reports count them."""


class Span(NamedTuple):
    """A stretch of text: `start` and `end` are offsets in code points, `end` not included."""

    start: int
    end: int


class Related(NamedTuple):
    """Another place that a flag speaks of, such as the other spelling of a name.

    `path` is empty for a place in the flagged document itself.
    """

    start: int
    end: int
    message: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """What a check says of one place.

    Attributes:
        start, end: the flagged characters, as offsets in code points.
        message: what is wrong, in a sentence without a full stop.
        suggestions: texts that could stand in the place of the flagged characters, the best first.
        related: other places that explain the flag.
        path: the `Member.path` of the document meant, for a rule that compares several; empty for the document at hand.
        is_sure: whether the suggestion may be applied unseen, if the rule is `fixable`.
    """

    start: int
    end: int
    message: str
    suggestions: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    path: str = ""
    is_sure: bool = True


class Location(NamedTuple):
    """A Related with its line and column (both from 1, columns in code points)."""

    path: str
    line: int
    column: int
    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A Flag with its file, place, rule and severity: what leaves the engine. Sorts by path, then place.

    Lines and columns count from 1; columns and offsets are code points of the decoded file.
    `id` survives edits elsewhere in the file (see `engine.locating.identify`).
    """

    path: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    rule: str
    family: str
    severity: str = field(compare=False)
    message: str
    excerpt: str = field(compare=False)
    suggestions: tuple[str, ...] = field(default=(), compare=False)
    fixable: bool = field(default=False, compare=False)
    related: tuple[Location, ...] = field(default=(), compare=False)
    id: str = field(default="", compare=False)

    @property
    def is_failure(self) -> bool:
        """Whether it says that something could not be checked, rather than what is wrong with the text."""
        return self.family == FAILURES


class Suppression(NamedTuple):
    """A rule or family that an article says to let pass between two offsets.

    `unused` is the finding to report if it lets nothing pass; None where that could not be said with certainty. `wide`
    says that rules are meant which compare documents: then it is certain only if all of them were checked.
    """

    target: str
    start: int
    end: int
    unused: Finding | None
    wide: bool = False


class DocumentFacts(NamedTuple):
    """What wider rules gathered from one document.

    Attributes:
        start: where in its file the document begins, as an offset in code points.
        by_name: the facts, by `Rule.facts_name`.
    """

    start: int
    by_name: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FileResult:
    """All that a worker returns for one file.

    Attributes:
        findings: sorted.
        facts: what wider rules gathered from the file's documents, by `Document.key`; without those that gave nothing.
        fingerprint: a digest of all that the result depends on; empty where none is needed.
        suppressions: the suppressions in the document (see `engine.suppressions`).
    """

    path: str
    findings: tuple[Finding, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    fingerprint: bytes = b""
    suppressions: tuple[Suppression, ...] = ()


def at_least(severity: str, threshold: str) -> bool:
    """Whether `severity` is as grave as `threshold` or graver. Raises ValueError for an unknown name."""
    return SEVERITIES.index(severity) >= SEVERITIES.index(threshold)
