"""Results: what a desk returns. Each has `to_dict()`, which returns what JSON can hold (see `result_schema`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from copydesk.findings import Finding
from copydesk.report.writers.json import as_dict

if TYPE_CHECKING:  # only desks that compare need it
    from copydesk.run.cross_file.sheets.draft_sheets import DraftSheet


@dataclass(frozen=True, slots=True)
class CheckedText:
    """What is found in one text.

    Attributes:
        path: the name that the text was given.
        findings: sorted by place. Offsets are code points of the text, lines and columns count from 1.
        language: the two-letter code of its language; None if it is not known.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    language: str | None = None

    @property
    def is_complete(self) -> bool:
        """Tell whether everything was checked: no rule failed or took too long, and the text could be read."""
        return not any(each.is_failure for each in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "path": self.path,
            "language": self.language,
            "complete": self.is_complete,
            "findings": list(map(as_dict, self.findings)),
        }


@dataclass(frozen=True, slots=True)
class FixedText:
    """A text after its fixes.

    Attributes:
        path: the name that the text was given.
        text: the fixed text; the text as it was if nothing can be fixed.
        fixed: the findings whose fixes were made, in the order in which they were made.
        left: the findings in the fixed text.
    """

    path: str
    text: str
    fixed: tuple[Finding, ...] = ()
    left: tuple[Finding, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Tell whether everything was checked."""
        return not any(each.is_failure for each in self.left)

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "path": self.path,
            "complete": self.is_complete,
            "text": self.text,
            "fixed": list(map(as_dict, self.fixed)),
            "left": list(map(as_dict, self.left)),
        }


class TextSpan(NamedTuple):
    """A stretch of a text, as readers see it.

    Attributes:
        start, end: offsets in code points, the end not included.
        line, column: where it begins, from 1, the column in code points.
        text: what stands there, on one line and without markup.
    """

    start: int
    end: int
    line: int
    column: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "offset": self.start,
            "end_offset": self.end,
            "line": self.line,
            "column": self.column,
            "text": self.text,
        }


class NamedSomebody(NamedTuple):
    """A person or an organisation: the fullest spelling, "person" or "organisation", and every mention."""

    name: str
    kind: str
    mentions: tuple[TextSpan, ...]


class SpokenQuotation(NamedTuple):
    """A quotation.

    Attributes:
        place: where it stands, marks included.
        speaker: who says it, as the text knows the name; else the words that stand for it (“she”); None if it is not
            told.
        verb: the verb of saying; None if there is none.
    """

    place: TextSpan
    speaker: str | None
    verb: TextSpan | None


class MentionedDate(NamedTuple):
    """A date.

    Attributes:
        place: where it stands.
        value: ISO 8601 as far as the precision goes ("2025-07"); None if it cannot be told.
        precision: "day", "week", "month", "quarter", "season", "year", "decade" or "century".
    """

    place: TextSpan
    value: str | None
    precision: str


@dataclass(frozen=True, slots=True)
class ReadText:
    """What is recognised in a text.

    Attributes:
        path: the name that the text was given.
        format: the name of its format, such as "markdown".
        language: its two-letter code; None if it is not known.
        date: the article's own date (ISO 8601); None if it tells none.
        names, quotations, dates: in order.
        problem: why the text could not be read; empty if it could.
    """

    path: str
    format: str = ""
    language: str | None = None
    date: str | None = None
    names: tuple[NamedSomebody, ...] = ()
    quotations: tuple[SpokenQuotation, ...] = ()
    dates: tuple[MentionedDate, ...] = ()
    problem: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "path": self.path,
            "format": self.format,
            "language": self.language,
            "date": self.date,
            "names": [
                {"name": each.name, "kind": each.kind, "mentions": [span.to_dict() for span in each.mentions]}
                for each in self.names
            ],
            "quotations": [
                {
                    **each.place.to_dict(),
                    "speaker": each.speaker,
                    "verb": each.verb.to_dict() if each.verb else None,
                }
                for each in self.quotations
            ],
            "dates": [
                {**each.place.to_dict(), "value": each.value, "precision": each.precision}
                for each in self.dates
            ],
            "problem": self.problem or None,
        }


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A text that is held to its sources.

    Attributes:
        sheet: a row for each quotation, date, number and name; `docs/sheet.md` explains it.
    """

    sheet: DraftSheet

    @property
    def problem(self) -> str:
        """Return why it could not be compared, or not with all its sources; empty if nothing went wrong."""
        return self.sheet.problem

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON has it: as in the reports of `copydesk compare`."""
        from copydesk.report.sheet_writers.json import sheet_as_dict

        return sheet_as_dict(self.sheet)
