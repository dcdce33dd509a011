"""Findings: what a check yields (Flag) and what a report shows (Finding). All offsets are code points, half-open."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

SEVERITIES = ("info", "warning", "error")
"""From the lowest to the highest: worth knowing, an editor would act, certainly wrong."""


FAILURES = "engine"
"""The family of findings about files that could not be checked; nothing hides them."""

BOILERPLATE = "boilerplate"
"""The family of findings that are passages to delete as a whole."""

EXCERPT_LENGTH = 60
"""The length of the flagged text in a line of a list of known findings, in code points."""

UNREADABLE_FILE, UNREADABLE_SOURCE = "unreadable-file", "unreadable-source"
"""The rules, by id, of findings about a file or a source that could not be read; `engine.failures` describes them."""


class Outcome(StrEnum):
    """The result of comparing a quotation or a date of an article with the article's sources."""

    MATCHES = "matches"
    DIFFERS = "differs"
    SAID_BY_ANOTHER = "said by another"
    NOT_FOUND = "not found"
    NOT_CHECKED = "not checked"


OUTCOMES = (Outcome.MATCHES, Outcome.DIFFERS, Outcome.NOT_FOUND, Outcome.NOT_CHECKED)
"""The outcomes that a check counts, in the order of its reports. Of quotations that match, only a sheet tells which are
said by another.
"""


class Span(NamedTuple):
    """A stretch of text: `start` and `end` are offsets in code points, `end` not included."""

    start: int
    end: int


class Extended(Protocol):
    """Anything with a start and an end, such as a span, a block or a quotation; offsets in code points."""

    @property
    def start(self) -> int:
        """Return the offset of the first character."""

    @property
    def end(self) -> int:
        """Return the offset behind the last character."""


def is_inside(stretches: Sequence[Extended], offset: int) -> bool:
    """Tell whether an offset lies in one of these stretches, which are in order and do not overlap."""
    index = bisect_right(stretches, offset, key=attrgetter("start")) - 1
    return index >= 0 and offset < stretches[index].end


class Related(NamedTuple):
    """Another place that belongs to a flag, such as the other spelling of a name.

    `path` is empty for a place in the flagged document itself.
    """

    start: int
    end: int
    message: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A fault that a check found at one place.

    Attributes:
        start, end: the flagged characters, as offsets in code points.
        message: what is wrong, in a sentence without a full stop.
        suggestions: texts that could replace the flagged characters, the best first.
        related: other places that explain the flag.
        path: the `Member.path` of the flagged document, for a rule that compares several; empty for a rule with one.
        is_sure: whether the suggestion may be applied without a person's judgement, if the rule is `fixable`; of a
            passage of boilerplate, whether it may be deleted with the suggestions.
        kinds: as how many kinds of leftovers a passage of boilerplate counts, where there must be several.
        needs_leftovers: whether it is a fault only in an article that leftovers show to be taken in from elsewhere.
    """

    start: int
    end: int
    message: str
    suggestions: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    path: str = ""
    is_sure: bool = True
    kinds: int = 1
    needs_leftovers: bool = False


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
    """A Flag with its file, line, rule and severity, as the engine returns it. Sorts by path, then place.

    Lines and columns count from 1; columns and offsets are code points of the decoded file. `id` stays the same after
    edits elsewhere in the file (see `identify`). `stays`: it is boilerplate that no fix
    deletes, because it may be the article's own. `nearby`: digests of the words right before and right behind it, by
    which lists of known findings know it again after its sentence has changed.
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
    stays: bool = field(default=False, compare=False)
    nearby: str = field(default="", compare=False)

    @property
    def is_failure(self) -> bool:
        """Tell whether it reports that something could not be checked, and not a fault in the text."""
        return self.family == FAILURES


def is_only_shown(finding: Finding, named: Collection[str] = ()) -> bool:
    """Tell whether what a finding marks is not deleted even if the suggestions are asked for: a leftover of severity
    info, which may be right where it stands, such as an agency's credit.

    It is deleted if its rule is among the `named`, those that are selected by their own names and not by their
    families.
    """
    is_information = finding.family == BOILERPLATE and finding.severity == SEVERITIES[0]
    return is_information and not finding.suggestions and finding.rule not in named


def identify(key: str, occurrence: int) -> str:
    """Return a finding's id: a hash of rule, path, normalised sentence, excerpt, and number among equal findings."""
    from copydesk.support.persistence.hash_functions import sha256

    return sha256(f"{key}\0{occurrence}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def with_distinct_ids(findings: Sequence[Finding]) -> list[Finding]:
    """Give findings with equal ids, in documents of one file with the same text, different ids.

    The findings are sorted; the first keeps its id.
    """
    seen: Counter[str] = Counter()
    distinct = []
    for finding in findings:
        seen[finding.id] += 1
        again = seen[finding.id]
        distinct.append(finding if again == 1 else replace(finding, id=identify(finding.id, again)))
    return distinct


class Suppression(NamedTuple):
    """A rule or family that an article suppresses between two offsets.

    `unused` is the finding to report if the suppression covers none; None if that cannot be certain. `wide` tells that
    it names rules that compare documents: then it is certain only if all of them were checked.
    """

    target: str
    start: int
    end: int
    unused: Finding | None
    wide: bool = False


STORY_FACTS = "(story)"
"""The name of the facts that rules of the scope "story" compare, all of them the same."""


class DocumentFacts(NamedTuple):
    """The facts that cross-file rules gathered from one document.

    Attributes:
        start: the offset in its file at which the document begins, in code points.
        by_name: the facts, by `Rule.facts_name`.
    """

    start: int
    by_name: Mapping[str, Any]


class FileResult(NamedTuple):
    """Everything that a worker returns for one file.

    Attributes:
        findings: sorted.
        facts: the facts that cross-file rules gathered from the file's documents, by `Document.key`; documents without
            any are left out.
        fingerprint: a digest of everything that the result depends on; empty if none is needed.
        suppressions: the suppressions in the document (see `engine.suppressions`).
        silent: in how many lines leftovers are left out, because the article may be the site's own (see
            `engine.leftovers`).
        counts: whether leftovers count that may be the author's own words elsewhere; not kept between runs.
    """

    path: str
    findings: tuple[Finding, ...]
    facts: Mapping[str, Any] = {}
    fingerprint: bytes = b""
    suppressions: tuple[Suppression, ...] = ()
    silent: int = 0
    counts: bool = False


def at_least(severity: str, threshold: str) -> bool:
    """Tell whether `severity` is at least as high as `threshold`. Raises ValueError for an unknown name."""
    return SEVERITIES.index(severity) >= SEVERITIES.index(threshold)
