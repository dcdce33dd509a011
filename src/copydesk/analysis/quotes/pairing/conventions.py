"""Which marks open and which close: the conventions of a language, and what a text itself shows.

English “ ”, German „ “ or » «, Polish and Dutch „ ”, Swedish ” ”, French and Spanish « ». A text often mixes them with
straight ones, and its language is not always known, so the marks' own leanings have the last word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.quotes.pairing.letter_apostrophes import writes_ayn
from copydesk.analysis.quotes.pairing.marks import CLOSE, EITHER, OPEN, STRAIGHT, Mark

_PARTNERS: dict[str, Sequence[str]] = {
    '"': '"', "'": "'", "''": ("''",), "’’": ("’’",), "``": ("''", '"'), "‘‘": ("’’",), "`": "'’",
    "“": "”", "‟": "”", "„": "“”", "”": "”", "‘": "’", "‛": "’", "‚": "‘’", "’": "’",
    "«": "»", "»": "«»", "‹": "›", "›": "‹›", "「": "」", "『": "』", "(": ")", "[": "]", "（": "）",
}  # fmt: skip

_SPEECH_ENDS = frozenset(",.!?…")
_OPENERS = frozenset("“‟„‘‛‚«‹「『([（`") | {"``", "‘‘"}


@dataclass(frozen=True, slots=True)
class Conventions:
    """What one text does with its marks.

    Attributes:
        closers: marks that open elsewhere and close here (German “ and ‘, or « in »…«).
        openers: marks that close elsewhere and open here (» in »…«).
        both_ways: marks that open and close here (Swedish ”, Finnish »).
        paired: marks whose partner the text uses too; a lone « or » is an arrow.
        spaced: whether « and » keep a space on their inner side.
        single_quotes: whether the text quotes with straight single marks.
        straight: whether most of its double marks are straight.
        ayn: whether ‘ is a letter here, as in Sa‘id.
    """

    closers: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    both_ways: frozenset[str] = frozenset()
    paired: frozenset[str] = frozenset()
    spaced: bool = False
    single_quotes: bool = False
    straight: bool = False
    ayn: bool = False

    def direction(self, glyph: str) -> str:
        """Whether a mark opens or closes in this text; EITHER for a straight one."""
        if glyph in STRAIGHT or glyph in self.both_ways:
            return EITHER
        opens = (glyph in _OPENERS and glyph not in self.closers) or glyph in self.openers
        return OPEN if opens else CLOSE

    def are_partners(self, opening: str, closing: str) -> bool:
        """Whether two marks make a pair in this text."""
        if closing in _PARTNERS.get(opening, ""):
            return closing != "”" or opening != "”" or "”" in self.both_ways
        return False

    def partner(self, glyph: str, direction: str) -> str:
        """The mark that pairs with `glyph`, which opens or closes as `direction` says."""
        if direction == OPEN:
            if glyph in self.both_ways:
                return glyph
            partners = _PARTNERS[glyph]
            # German is learnt: where “ does not close, „ pairs with ” as in Polish and Dutch.
            usual = partners[-1] if glyph in "„‚" else partners[0]
            return next((each for each in partners if each in self.closers or each in self.openers), usual)
        if glyph in STRAIGHT or glyph in self.both_ways:
            return glyph
        openers = [
            each for each, partners in _PARTNERS.items() if glyph in partners and self.direction(each) == OPEN
        ]
        return next((each for each in openers if each in self.paired), openers[0] if openers else glyph)


def learn(text: str, marks: Sequence[Mark], language: str | None) -> Conventions:
    """The conventions of a text that has these marks; `language` is its two-letter code where known."""
    spoken = language_data(language)
    usual = frozenset(spoken.quotation_marks)
    is_low_high, is_same_both_ways = "„“" in usual, "””" in usual
    leans: Counter[tuple[str, str]] = Counter((mark.glyph, mark.lean) for mark in marks)
    used = {glyph for glyph, _ in leans}
    closers, openers, both_ways = set(), set(), set()

    def mostly_closes(glyph: str) -> bool:
        closing, opening = leans[glyph, CLOSE], leans[glyph, OPEN]
        return closing > opening or (closing == opening and is_low_high)

    for low, high, closing in ("„“”", "‚‘’"):
        # German quotations in an English text: “ closes the ones and opens the others.
        is_mixed = language == "en" and leans[high, OPEN] and leans[closing, CLOSE]
        if (low in used or is_low_high) and mostly_closes(high) and not is_mixed:
            closers.add(high)
    for left, right in ("«»", "‹›"):
        # What stands apart and closes nothing is an arrow: Home » Coast.
        apart = Counter(mark.glyph for mark in marks if mark.spaced)
        arrows = max(0, apart[right] - apart[left])
        if leans[right, OPEN] > leans[right, CLOSE] - arrows:
            openers.add(right)
            if left in used:
                closers.add(left)
            else:
                both_ways.add(right)
        elif is_same_both_ways and left not in used and leans[right, OPEN]:
            both_ways.add(right)
    for glyph, opening in (("”", "“„"), ("’", "‘‚")):
        if not used & set(opening) and leans[glyph, OPEN] and (is_same_both_ways or leans[glyph, OPEN] >= 2):
            both_ways.add(glyph)
    paired = {
        glyph
        for first in used
        for second in used & set(_PARTNERS.get(first, ""))
        for glyph in (first, second)
    }
    angles = [mark for mark in marks if mark.glyph in "«»"]
    inner_spaces = sum(mark.spaced for mark in angles)
    straight = sum(leans['"', lean] for lean in (OPEN, CLOSE, EITHER))
    typographic = sum(leans[glyph, lean] for glyph in "“”„«»" for lean in (OPEN, CLOSE, EITHER))
    return Conventions(
        frozenset(closers),
        frozenset(openers),
        frozenset(both_ways),
        frozenset(paired),
        spaced=spoken.guillemets_are_spaced or 2 * inner_spaces > len(angles),
        single_quotes=any(
            mark.glyph == "'" and mark.lean == CLOSE and mark.before in _SPEECH_ENDS for mark in marks
        ),
        straight=straight > typographic,
        ayn=writes_ayn(text),
    )
