"""Faults of quotation marks and brackets: the kinds there are, and how a fault reads in the source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.analysis.quotes.code_signs import is_among_code_signs
from copydesk.analysis.quotes.missing_marks import MissingMark
from copydesk.analysis.quotes.pairing.conventions import Conventions
from copydesk.analysis.quotes.pairing.marks import CLOSE, EITHER, OPEN, STRAIGHT, Mark, as_written
from copydesk.findings import Extended, Related, Span, is_inside
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_DOUBLED = str.maketrans("‘’‚‹›", "“”„«»")
"""Single marks, which a language pairs as it pairs the double ones."""
_OTHER_LANGUAGES = 2


class FaultKind(Enum):
    """What is wrong with a mark."""

    UNCLOSED_QUOTE = auto()
    UNOPENED_QUOTE = auto()
    REOPENED_QUOTE = auto()
    MIXED_PAIR = auto()
    REVERSED_QUOTE = auto()
    REVERSED_PAIR = auto()
    MAKESHIFT_PAIR = auto()
    UNCLOSED_BRACKET = auto()
    UNOPENED_BRACKET = auto()


class MarkFault(NamedTuple):
    """A mark that is wrong: its place, what is wrong with it, and the mark it should pair with.

    Attributes:
        start, end: the mark in the text, in code points.
        wanted: the mark that should stand for it (of a mixed pair, or reversed) or pair with it.
        partner: the mark that it pairs with, or that it stands inside of.
        missing: the words at whose end the closing mark is missing, or at whose start the opening one.
        lean: which way the mark's neighbours say that it turns.
    """

    kind: FaultKind
    start: int
    end: int
    wanted: str = ""
    partner: Span | None = None
    missing: MissingMark | None = None
    lean: str = EITHER


class WrittenFault(NamedTuple):
    """A fault as the source writes its marks.

    Attributes:
        start, end: the mark in the source, in code points.
        mark, partner_mark: the mark and its partner as they are read; empty where there is no partner.
        wanted, partner, missing, lean: as in MarkFault.
    """

    start: int
    end: int
    mark: str
    wanted: str
    partner: Span | None
    partner_mark: str
    missing: MissingMark | None = None
    lean: str = EITHER

    @property
    def fits(self) -> bool:
        """Tell whether the neighbours of a pair's mark say that it turns as its partner needs it to."""
        return self.partner is not None and self.lean == (OPEN if self.partner.start > self.start else CLOSE)

    def suggestions(self) -> tuple[str, ...]:
        """Return the wanted mark; nothing if the neighbours say that it turns the other way, so that it would be glued
        to the wrong words.
        """
        return (self.wanted,) if self.fits or self.lean == EITHER else ()

    def is_pair_of(self, language: str | None, partner_mark: str = "") -> bool:
        """Tell whether the wanted mark and its partner are a pair in a language, given by its two-letter code.

        `partner_mark` is what the partner will be, if it is changed too.
        """
        opens = self.partner is not None and self.partner.start > self.start
        other = partner_mark or self.partner_mark
        pair = self.wanted + other if opens else other + self.wanted
        pairs = language_data(language).quotation_marks if language else ()
        return set(pair) <= STRAIGHT or pair in pairs or pair.translate(_DOUBLED) in pairs

    def related(self, message: str) -> tuple[Related, ...]:
        """Return the partner, if there is one, with what it is."""
        return (Related(*self.partner, message),) if self.partner else ()

    def related_missing(self, message: str) -> tuple[Related, ...]:
        """Return the words beside which the partner is missing, if the text tells, with what they are."""
        return (Related(self.missing.start, self.missing.end, message),) if self.missing else ()


def written_faults(
    source: str, text: str, faults: Iterable[MarkFault], kind: FaultKind
) -> Iterator[WrittenFault]:
    """Yield the faults of one kind as they read in the source, whose `text` is as long."""
    for fault in faults:
        if fault.kind is kind:
            mark, end = as_written(source, text, fault.start, fault.end)
            partner = as_written(source, text, *fault.partner)[0] if fault.partner else ""
            yield WrittenFault(
                fault.start, end, mark, fault.wanted, fault.partner, partner, fault.missing, fault.lean
            )


def outside_shown_marks(
    faults: Iterable[WrittenFault],
    text: str,
    quotations: Sequence[Extended],
    block_at: Callable[[int], Block | None],
    language: str | None,
) -> Iterator[WrittenFault]:
    """Leave out the faults, which are in order, in blocks that show how marks are written. Each block is asked once,
    however many faults it has.
    """
    for block, inside in groupby(faults, lambda fault: block_at(fault.start)):
        if block is None or not _shows_marks(text, quotations, block, language):
            yield from inside


def _shows_marks(text: str, quotations: Sequence[Extended], block: Block, language: str | None) -> bool:
    """Tell whether a block has two pairs of marks that only other languages have."""
    others = in_all_languages("quotation_marks").difference(language_data(language).quotation_marks)
    first = bisect_left(quotations, block.start, key=attrgetter("start"))
    last = bisect_left(quotations, block.end, lo=first, key=attrgetter("start"))
    pairs = {text[each.start] + text[each.end - 1] for each in quotations[first:last]}
    return len(pairs & others) >= _OTHER_LANGUAGES


def pair_faults(opening: Mark, closing: Mark, conventions: Conventions) -> Iterator[MarkFault]:
    """What is wrong with the marks of a pair."""
    for fault in _pair_faults(opening, closing, conventions):
        yield fault._replace(lean=(opening if fault.start == opening.start else closing).lean)


def _pair_faults(opening: Mark, closing: Mark, conventions: Conventions) -> Iterator[MarkFault]:
    opens, closes = Span(opening.start, opening.end), Span(closing.start, closing.end)
    if opening.glyph == ",,":
        yield MarkFault(FaultKind.MAKESHIFT_PAIR, *opens, "„", closes)
        return
    if closing.glyph == "''" and opening.glyph in ("''", "``") and not conventions.typewritten:
        yield MarkFault(FaultKind.MAKESHIFT_PAIR, *opens, '"', closes)
        return
    if conventions.mixes_low_closers and (opening.glyph, closing.glyph) == ("„", "”"):
        yield MarkFault(FaultKind.MIXED_PAIR, *closes, "“", opens)
        return
    if conventions.mixes_high_closers and (opening.glyph, closing.glyph) == ("„", "“"):
        yield MarkFault(FaultKind.MIXED_PAIR, *closes, "”", opens)
        return
    if opening.before == "=" or (
        opening.glyph in "„‚“‘" and conventions.are_partners(opening.glyph, closing.glyph)
    ):
        return  # whole as it stands, be it another language's
    is_turned, is_turned_end = (
        conventions.direction(opening.glyph) == CLOSE,
        conventions.direction(closing.glyph) == OPEN,
    )
    if is_turned and is_turned_end and conventions.are_partners(closing.glyph, opening.glyph):
        yield MarkFault(FaultKind.REVERSED_PAIR, *opens, closing.glyph, closes)
        yield MarkFault(FaultKind.REVERSED_PAIR, *closes, opening.glyph, opens)
    elif is_turned:
        yield MarkFault(FaultKind.REVERSED_QUOTE, *opens, conventions.partner(closing.glyph, CLOSE), closes)
    elif is_turned_end:
        yield MarkFault(FaultKind.REVERSED_QUOTE, *closes, conventions.partner(opening.glyph, OPEN), opens)
    elif not conventions.are_partners(opening.glyph, closing.glyph):
        is_fitting = (opening.glyph in STRAIGHT) == conventions.straight
        is_fitting_end = (closing.glyph in STRAIGHT) == conventions.straight
        # Nobody types „ or « by accident, nor one single mark twice for a single one.
        is_doubled_end = len(closing.glyph) > len(opening.glyph)
        if opening.glyph in "„‚«»" or is_doubled_end or (is_fitting and not is_fitting_end):
            yield MarkFault(FaultKind.MIXED_PAIR, *closes, conventions.partner(opening.glyph, OPEN), opens)
        else:
            yield MarkFault(FaultKind.MIXED_PAIR, *opens, conventions.partner(closing.glyph, CLOSE), closes)


_LETTER = compile_later(r"[^\W_]|\ufffc")


def outside_rows_of_marks(text: str, blocks: Sequence[Block], faults: Sequence[MarkFault]) -> list[MarkFault]:
    """Leave out the faults in blocks without a letter or a digit: a table's cell that shows „ “ quotes nothing."""
    bare = [block for block in blocks if not _LETTER.search(text, block.start, block.end)] if faults else []
    return [fault for fault in faults if not is_inside(bare, fault.start)]


def outside_code(text: str, faults: Iterable[MarkFault]) -> list[MarkFault]:
    """Leave out the faults among signs of code."""
    return [fault for fault in faults if not is_among_code_signs(text, fault.start, fault.end)]
