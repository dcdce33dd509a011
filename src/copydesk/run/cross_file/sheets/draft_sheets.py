"""Draft sheets: what the reports of `copydesk compare` show of each draft, every place with file, line and sentence."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from copydesk.findings import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from copydesk.stories.fact_sheet.entries import FactKind


class Confidence(StrEnum):
    """How sure it is that a source belongs to a draft."""

    CERTAIN = "certain"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class ChosenSource(NamedTuple):
    """A source that a draft is held to.

    Attributes:
        path: its file, as reports name it.
        why: how it was chosen, in a few words.
        confidence: how sure it is that it belongs to the draft.
    """

    path: str
    why: str
    confidence: Confidence


class TextPlace(NamedTuple):
    """A place in a draft or in a source.

    Attributes:
        path: the file, as reports name it.
        line, column: where it begins, from 1; columns in code points.
        start, end: offsets in the file's decoded text, in code points, the end not included.
        text: what stands there, on one line and without markup.
        before, after: the rest of its sentence; of a very long one the nearest part.
    """

    path: str
    line: int
    column: int
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""

    @property
    def sentence(self) -> str:
        """Return the sentence that holds it."""
        return f"{self.before}{self.text}{self.after}"

    @property
    def where(self) -> str:
        """Return its file, line and column."""
        return f"{self.path}:{self.line}:{self.column}"


class SheetRow(NamedTuple):
    """A quoted sentence, a date, a number or a name of a draft, with its outcome; see `FactEntry`.

    `here` is its place in the draft; `there` are those in the sources, the best first.
    """

    kind: FactKind
    outcome: Outcome
    how: str
    speaker: str
    here: TextPlace
    there: tuple[TextPlace, ...]


class SentencePair(NamedTuple):
    """A sentence of a draft, and the sentence of a source that tells the same; None if there is none.

    `place` is the kind of block that holds it (see `rules.PLACES`); `opens_block` tells that it is the block's first.
    """

    here: TextPlace
    there: TextPlace | None
    place: str
    opens_block: bool


class DraftSheet(NamedTuple):
    """The sheet of one draft.

    Attributes:
        path: the draft, as reports name it.
        language: its two-letter code; empty if it is not known.
        sources: those that it is held to.
        rows: in the order of the draft.
        left_out: the sentences of the sources that it does not tell.
        added: its sentences that no source has.
        sentences: all its sentences.
        notes: what a reader should know of the comparison, a sentence each.
        problem: why it could not be compared, or not with all its sources; empty if nothing went wrong.
    """

    path: str
    language: str = ""
    sources: tuple[ChosenSource, ...] = ()
    rows: tuple[SheetRow, ...] = ()
    left_out: tuple[TextPlace, ...] = ()
    added: tuple[TextPlace, ...] = ()
    sentences: tuple[SentencePair, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""

    @property
    def failure(self) -> str:
        """Return what a problem means, in words."""
        return "not fully compared" if self.sources else "not compared"


def counts_of(sheets: Iterable[DraftSheet]) -> Mapping[Outcome, int]:
    """Return how many rows have each outcome; all outcomes are there, in their order."""
    counts = Counter(row.outcome for sheet in sheets for row in sheet.rows)
    return {outcome: counts[outcome] for outcome in Outcome}
