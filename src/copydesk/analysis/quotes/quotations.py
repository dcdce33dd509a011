"""Quotation marks: what they enclose, and where they go wrong.

Each block is read for itself, so that nothing leaks from one paragraph into the next; only a quotation that opens on
several paragraphs and closes on the last joins them, and only if it really closes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from copydesk.analysis.quotes.code_signs import marked_code, outside
from copydesk.analysis.quotes.missing_marks import mark_ends, words_after_opening, words_before_closing
from copydesk.analysis.quotes.pairing.brackets import read_brackets
from copydesk.analysis.quotes.pairing.conventions import Conventions, learn
from copydesk.analysis.quotes.pairing.cross_block import Loose, join
from copydesk.analysis.quotes.pairing.double_quotes import read_doubles
from copydesk.analysis.quotes.pairing.faults import (
    FaultKind,
    MarkFault,
    outside_code,
    outside_rows_of_marks,
    pair_faults,
)
from copydesk.analysis.quotes.pairing.mark_pairing import PairingState
from copydesk.analysis.quotes.pairing.marks import CLOSE, EITHER, OPEN, Mark, marks_by_rank
from copydesk.analysis.quotes.pairing.multi_paragraph import Row, settle_chains
from copydesk.analysis.quotes.pairing.repeated_guillemets import Continuations, may_continue
from copydesk.analysis.quotes.pairing.single_quotes import price_single, read_singles
from copydesk.findings import Span
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_MOST_INSIDE = 100
"""So many quotations may one contain; more of them are a list, or marks that have lost their partners."""


class Quotation(NamedTuple):
    """Quoted words with their marks: offsets in code points.

    A quotation of several paragraphs is one for each paragraph; all but the last `runs_on` and end with the block.
    """

    start: int
    end: int
    runs_on: bool = False


class Quotations(NamedTuple):
    """All quotations of a text, outermost only, in order, all faults of its marks, and the pairs at every depth."""

    spans: tuple[Quotation, ...]
    faults: tuple[MarkFault, ...]
    pairs: tuple[Quotation, ...] = ()


def read_quotations(
    text: str, blocks: Sequence[Block], language: str | None = None, source: str = ""
) -> Quotations:
    """Pair the marks of every block.

    `language` is a two-letter code where known; the marks tell the rest. `source` is what the text was read from: it
    has the markers of code that the text may lack.
    """
    ranked = [(block, *marks_by_rank(text, block)) for block in blocks]
    if not any(any(marks) for _, *marks in ranked):
        return Quotations((), ())
    if code := marked_code(source or text):
        ranked = [
            (block, outside(doubles, code), outside(singles, code), outside(brackets, code))
            for block, doubles, singles, brackets in ranked
        ]
    if "»" in text and may_continue(text, [mark for _, doubles, _, _ in ranked for mark in doubles]):
        continued = Continuations()
        ranked = [
            (block, continued.read(text, block, doubles), singles, brackets)
            for block, doubles, singles, brackets in ranked
        ]
    conventions = learn(
        text, [mark for _, doubles, singles, _ in ranked for mark in (*doubles, *singles)], language
    )
    pairs: list[Quotation] = []
    faults: list[MarkFault] = []
    double_rows = [_read_doubles(text, block, doubles, conventions) for block, doubles, _, _ in ranked]
    single_rows = [_read_singles(text, block, singles, conventions) for block, _, singles, _ in ranked]
    loose: list[Loose] = []
    for rows in (double_rows, single_rows):
        for place, (row, reading) in enumerate(zip(rows, settle_chains(text, rows, language), strict=True)):
            if reading is _NOTHING:
                continue
            pairs += _spans(row, reading)
            faults += _faults(row, reading, conventions)
            loose += _loose(text, place, row, reading, conventions)
    loose.sort(key=lambda each: each.mark.start)
    joined, loose = join(text, blocks, loose, conventions.are_partners, language)
    pairs += [Quotation(first.mark.start, second.mark.end) for first, second in joined]
    around, loose = _around_nested(text, loose, pairs, conventions)
    pairs += around
    faults += _loose_faults(text, blocks, loose, conventions)
    faults = outside_rows_of_marks(text, [block for block, *marks in ranked if any(marks)], faults)
    brackets_by_block = [(block, marks) for block, _, _, marks in ranked]
    for mark, kind, wanted in read_brackets(text, brackets_by_block, language):
        faults.append(MarkFault(kind, mark.start, mark.end, wanted))
    faults = sorted(outside_code(text, faults), key=lambda fault: fault.start)
    pairs.sort(key=lambda pair: (pair.start, -pair.end))
    return Quotations(_outermost(pairs), tuple(faults), tuple(pairs))


_NOTHING = PairingState(0.0)
"""The reading of a block without marks: most blocks."""


def _read_doubles(text: str, block: Block, marks: list[Mark], conventions: Conventions) -> Row:
    if not marks:
        return Row(block, marks, _NOTHING, None)
    simple = _simple_reading(marks, conventions)
    closed, open_ended = (simple, None) if simple else read_doubles(text, block, marks, conventions)
    return Row(block, marks, closed, open_ended)


def _simple_reading(marks: Sequence[Mark], conventions: Conventions) -> PairingState | None:
    """Return the reading of marks that open and close in turn, each as it should: nearly every paragraph."""
    if len(marks) % 2:
        return None
    for index in range(0, len(marks), 2):
        opening, closing = marks[index], marks[index + 1]
        if opening.lean != OPEN or closing.lean != CLOSE:
            return None
        if not conventions.are_partners(opening.glyph, closing.glyph):
            return None
        if conventions.direction(opening.glyph) == CLOSE or conventions.direction(closing.glyph) == OPEN:
            return None
    return PairingState(0.0, tuple((index, index + 1) for index in range(0, len(marks), 2)))


def _read_singles(text: str, block: Block, marks: list[Mark], conventions: Conventions) -> Row:
    tokens = [price_single(text, mark, conventions) for mark in marks]
    if all(token.lone <= 0 for token in tokens):
        return Row(block, [], _NOTHING, None)
    return Row(block, marks, *read_singles(text, tokens, conventions))


# --- what comes of a reading ---


def _spans(row: Row, reading: PairingState) -> Iterator[Quotation]:
    marks = row.marks
    for first, second in reading.pairs:
        yield Quotation(marks[first].start, marks[second].end)
    for first, second in reading.resumed:
        yield Quotation(marks[first].start, marks[second].start, runs_on=True)
    if reading.open_end is not None:
        yield Quotation(marks[reading.open_end].start, row.block.end, runs_on=True)


def _faults(row: Row, reading: PairingState, conventions: Conventions) -> Iterator[MarkFault]:
    """Yield the faults in a block whose marks all have partners, and marks opened inside an open quotation."""
    for first, second in reading.pairs:
        yield from pair_faults(row.marks[first], row.marks[second], conventions)
    around = _around(row, reading)
    for index in reading.lone:
        mark = row.marks[index]
        outer = around.get(index)
        if outer and _opens(mark, conventions):
            wanted = conventions.partner(mark.glyph, OPEN)
            yield MarkFault(
                FaultKind.REOPENED_QUOTE, mark.start, mark.end, wanted, Span(outer.start, outer.end)
            )


def _around(row: Row, reading: PairingState) -> dict[int, Mark]:
    """Return, by index, the opening mark of the outermost pair around each mark without a partner, if there is one."""
    around = {}
    pairs = iter(sorted(reading.pairs))
    first = second = -1
    for index in sorted(reading.lone):
        while second < index and (each := next(pairs, None)):
            first, second = each if each[1] > second else (first, second)
        if first < index < second:
            around[index] = row.marks[first]
    return around


def _opens(mark: Mark, conventions: Conventions) -> bool:
    direction = conventions.direction(mark.glyph)
    return mark.lean != CLOSE if direction == EITHER else direction == OPEN


def _loose(
    text: str, place: int, row: Row, reading: PairingState, conventions: Conventions
) -> Iterator[Loose]:
    """Yield the marks of a block that lack a partner there."""
    around = _around(row, reading)
    for index in reading.lone:
        opens = _opens(row.marks[index], conventions)
        cut_short = opens and text[row.block.end - 3 : row.block.end].endswith(("…", "...", "…]", ".]"))
        if not (opens and index in around) and not cut_short:
            yield Loose(place, row.marks[index], opens)


def _around_nested(
    text: str, loose: Sequence[Loose], pairs: Sequence[Quotation], conventions: Conventions
) -> tuple[list[Quotation], list[Loose]]:
    """Return the pairs that loose marks of one block make around quotations within quotations, and the marks left over.

    Whatever inside opens with the same mark must stand within a quotation of another mark: then the marks alternate.
    """
    around: list[Quotation] = []
    rest: list[Loose] = []
    ordered = sorted(pairs)
    for each in loose:
        last = rest[-1] if rest else None
        if last and last.opens and not each.opens and last.place == each.place:
            start, end, glyph = last.mark.start, each.mark.end, last.mark.glyph
            is_nested = _alternates(text, glyph, _within(ordered, start, end))
            if is_nested and conventions.are_partners(glyph, each.mark.glyph):
                around.append(Quotation(start, end))
                rest.pop()
                continue
        rest.append(each)
    return around, rest


def _within(pairs: Sequence[Quotation], start: int, end: int) -> list[Quotation]:
    """Return the pairs inside a stretch, which are in order; none if they are more than a quotation can hold."""
    first = bisect_right(pairs, start, key=attrgetter("start"))
    last = bisect_left(pairs, end, lo=first, key=attrgetter("start"))
    return [pair for pair in pairs[first:last] if pair.end < end] if last - first <= _MOST_INSIDE else []


def _alternates(text: str, glyph: str, pairs: Sequence[Quotation]) -> bool:
    """Tell whether there are pairs of other marks than `glyph`, and each pair of this mark is inside one of them."""
    reach = -1  # of the other pairs that have begun
    for pair in pairs:
        if text[pair.start] != glyph:
            reach = max(reach, pair.end)
        elif pair.end >= reach:
            return False
    return reach >= 0


def _loose_faults(
    text: str, blocks: Sequence[Block], loose: Sequence[Loose], conventions: Conventions
) -> Iterator[MarkFault]:
    """Yield the faults of loose marks: an opening one and the next closing one, if unlike; others have no partner."""
    index = 0
    ends = mark_ends(text) if loose else []
    while index < len(loose):
        place, mark, opens = loose[index]
        index += 1
        wanted = conventions.partner(mark.glyph, OPEN if opens else CLOSE)
        following = loose[index] if index < len(loose) else None
        if following and opens and not following.opens and following.place == place:
            yield MarkFault(
                FaultKind.MIXED_PAIR,
                following.mark.start,
                following.mark.end,
                wanted,
                Span(mark.start, mark.end),
                lean=following.mark.lean,
            )
            index += 1
        else:
            single = _single_closer(text, blocks[place], mark) if opens else None
            if single is not None:
                yield MarkFault(
                    FaultKind.MIXED_PAIR, single, single + 1, wanted, Span(mark.start, mark.end), lean=CLOSE
                )
                continue
            kind = FaultKind.UNCLOSED_QUOTE if opens else FaultKind.UNOPENED_QUOTE
            around = text, blocks[place], mark, conventions.language
            missing = words_before_closing(*around) if opens else words_after_opening(*around, ends)
            yield MarkFault(kind, mark.start, mark.end, wanted, missing=missing)


_SINGLE_CLOSER = compile_later(r"(?<=[^\W\d_sxzn]|[.,!?])['’](?=[\s\0.,;:)]|\Z)")
_DOUBLE = compile_later('["“”„«»]')
_SINGLE_OPENER = compile_later(r"(?<![^\s\0(])['‘]")


def _single_closer(text: str, block: Block, mark: Mark) -> int | None:
    """Return the only single mark behind a lone double one that closes, where none opens: “a death trap’."""
    if mark.glyph not in '“"':
        return None
    following = _DOUBLE.search(text, mark.end, block.end)
    stop = following.start() if following else block.end
    if _SINGLE_OPENER.search(text, mark.end, stop):
        return None
    found = [match.start() for match in _SINGLE_CLOSER.finditer(text, mark.end, stop)]
    return found[0] if len(found) == 1 else None


def _outermost(pairs: Sequence[Quotation]) -> tuple[Quotation, ...]:
    kept: list[Quotation] = []
    for each in pairs:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)
