"""Sheet page: drafts and their sources side by side, with what comes of each quotation, date, number and name."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import count, pairwise
from typing import TYPE_CHECKING, NamedTuple, TextIO

from copydesk.findings import Outcome, Span
from copydesk.report.html_page.cards import editor_link
from copydesk.report.html_page.overview import Facet
from copydesk.report.html_page.render import write_page
from copydesk.report.html_page.wording_changes import Wording, side_by_side
from copydesk.report.sheet_report import STYLES, SheetReport, exceeded_line, sheet_summary
from copydesk.run.cross_file.sheets.draft_sheets import (
    DraftSheet,
    SentencePair,
    SheetRow,
    TextPlace,
    counts_of,
)
from copydesk.stories.fact_sheet.entries import FactKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GRAVITY = (*(each for each in Outcome if each is not Outcome.MATCHES), Outcome.MATCHES)
"""The outcomes, the gravest first: that of a stretch with several rows."""


_MOST_PICTURES = 20
"""In one sentence; so many texts that stand in it are looked past."""


class FactCard(NamedTuple):
    """What the page says of one row.

    Attributes:
        number: that its marks have, too.
        row: the row.
        style: the class of its outcome.
        where: its first place in a source; None if there is none.
        link: where that place opens in an editor.
        is_quoted: whether the source's sentence is shown here, as it does not stand beside the draft's.
        change: our wording and the source's, with the words that differ; None where there is nothing to compare.
    """

    number: int
    row: SheetRow
    style: str
    where: TextPlace | None
    link: str
    is_quoted: bool
    change: tuple[tuple[Wording, ...], tuple[Wording, ...]] | None


class MarkedPiece(NamedTuple):
    """A stretch of a sentence with the same rows throughout: the numbers of these, and the class of the gravest.

    `begins` has the numbers of those that begin here.
    """

    text: str
    numbers: tuple[int, ...] = ()
    style: str = ""
    begins: tuple[int, ...] = ()


class PairView(NamedTuple):
    """A sentence of a draft beside that of a source, with its cards.

    Attributes:
        is_same: whether the two are the same word for word, so that the source's need not be read.
        stands_elsewhere: whether a source has something of a sentence that it does not tell.
    """

    pair: SentencePair
    here: tuple[MarkedPiece, ...]
    there: tuple[MarkedPiece, ...]
    cards: tuple[FactCard, ...]
    link: str
    is_same: bool
    stands_elsewhere: bool


class SheetView(NamedTuple):
    """The sheet of one draft, as the page shows it; `unplaced` are cards of rows in no sentence."""

    number: int
    sheet: DraftSheet
    counts: tuple[tuple[str, str, int], ...]
    pairs: tuple[PairView, ...]
    unplaced: tuple[FactCard, ...]


def render_sheets(report: SheetReport, stream: TextIO) -> None:
    """Write the page."""
    write_page(
        stream,
        "sheet.html",
        ("page.css", "sheet.css"),
        summary=sheet_summary(report),
        exceeded=exceeded_line(report),
        circumstances=report.circumstances(),
        facets=_facets(report.sheets),
        views=_views(report.sheets),
        entries=[(number, sheet, _counts(sheet)) for number, sheet in enumerate(report.sheets, 1)],
    )


def _facets(sheets: Sequence[DraftSheet]) -> dict[str, list[Facet]]:
    """Return the outcomes and kinds that occur. They take the places of a finding's severity and family."""
    rows = [row for sheet in sheets for row in sheet.rows]
    return {
        "severity": _counted("severity", Outcome, [row.outcome for row in rows]),
        "family": _counted("family", FactKind, [row.kind for row in rows]),
    }


def _counted(facet: str, order: Iterable[str], values: Sequence[str]) -> list[Facet]:
    counts = Counter(values)
    return [Facet(facet, each, counts[each], counts[each] / len(values)) for each in order if counts[each]]


def _counts(sheet: DraftSheet) -> tuple[tuple[str, str, int], ...]:
    """Return the outcomes of a draft's rows that occur: the outcome, its class, and how many rows have it."""
    return tuple(
        (outcome.value, STYLES[outcome], number) for outcome, number in counts_of([sheet]).items() if number
    )


def _views(sheets: Iterable[DraftSheet]) -> Iterator[SheetView]:
    """Yield the drafts one after the other, so that not all of them are in memory twice."""
    numbers = count(1)
    for number, sheet in enumerate(sheets, 1):
        starts = [pair.here.start for pair in sheet.sentences]
        placed: list[list[tuple[int, SheetRow]]] = [[] for _ in sheet.sentences]
        unplaced: list[tuple[int, SheetRow]] = []
        for row in sheet.rows:
            index = bisect_right(starts, row.here.start) - 1
            if index > 0 and sheet.sentences[index].here.end <= row.here.start:
                index = _around(sheet.sentences, index, row)
            inside = index >= 0 and row.here.start < sheet.sentences[index].here.end
            (placed[index] if inside else unplaced).append((next(numbers), row))
        pairs = tuple(_pair(pair, rows) for pair, rows in zip(sheet.sentences, placed, strict=True))
        cards = tuple(_card(each, row, None) for each, row in unplaced)
        yield SheetView(number, sheet, _counts(sheet), pairs, cards)


def _around(sentences: Sequence[SentencePair], index: int, row: SheetRow) -> int:
    """Return which of the sentences before one holds a row: a sentence may hold a picture with an alt text."""
    for before in range(index - 1, max(-1, index - _MOST_PICTURES), -1):
        if row.here.start < sentences[before].here.end:
            return before
    return index


def _pair(pair: SentencePair, rows: Sequence[tuple[int, SheetRow]]) -> PairView:
    there = pair.there
    beside = [
        (number, row, row.there[0]) for number, row in rows if row.there and _is_in(row.there[0], there)
    ]
    return PairView(
        pair,
        tuple(_pieces(pair.here.text, [(number, row, _span(row.here)) for number, row in rows])),
        tuple(_pieces(there.text, [(number, row, _span(place)) for number, row, place in beside]))
        if there
        else (),
        tuple(_card(number, row, there) for number, row in rows),
        editor_link(there.path, there.line, there.column) if there else "",
        there is not None and there.text == pair.here.text,
        there is None and any(row.there for _, row in rows),
    )


def _is_in(place: TextPlace, sentence: TextPlace | None) -> bool:
    return (
        sentence is not None and place.path == sentence.path and sentence.start <= place.start < sentence.end
    )


def _span(place: TextPlace) -> Span:
    """Return where a place lies in its sentence as a reader sees it."""
    return Span(len(place.before), len(place.before) + len(place.text))


def _pieces(text: str, rows: Sequence[tuple[int, SheetRow, Span]]) -> Iterator[MarkedPiece]:
    """Yield a sentence in stretches. What does not stand where it should, in a very long sentence, is not marked."""
    spans = [
        (number, row, Span(span.start, min(span.end, len(text))))
        for number, row, span in rows
        if span.start < len(text)
    ]
    begun: set[int] = set()
    cuts = sorted({0, len(text), *(offset for _, _, span in spans for offset in span)})
    for start, end in pairwise(cuts):
        here = [(number, row) for number, row, span in spans if span.start <= start and end <= span.end]
        here.sort(key=lambda each: _GRAVITY.index(each[1].outcome))
        numbers = tuple(number for number, _ in here)
        begins = tuple(number for number in numbers if number not in begun)
        begun.update(begins)
        yield MarkedPiece(text[start:end], numbers, STYLES[here[0][1].outcome] if here else "", begins)


def _card(number: int, row: SheetRow, beside: TextPlace | None) -> FactCard:
    where = row.there[0] if row.there else None
    is_changed = row.kind is FactKind.QUOTATION and row.outcome is Outcome.DIFFERS
    return FactCard(
        number,
        row,
        STYLES[row.outcome],
        where,
        editor_link(where.path, where.line, where.column) if where else "",
        where is not None and not _is_in(where, beside),
        side_by_side(row.here.text, where.text) if where and is_changed else None,
    )
