"""Conventions of quotation marks: which open and which close, in a language and in a text.

English “ ”, German „ “ or » «, Polish and Dutch „ ”, Swedish ” ”, French and Spanish « ». A text often mixes them with
straight ones, and its language is not always known, so the marks' own leanings have the last word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.quotes.pairing.letter_apostrophes import writes_ayn
from copydesk.analysis.quotes.pairing.marks import CLOSE, EITHER, OPEN, STRAIGHT, Mark

_PARTNERS: dict[str, Sequence[str]] = {
    '"': '"', "'": "'", "''": ("''",), "’’": ("’’",), "``": ("''", '"'), "‘‘": ("’’",), "`": "'’",
    ",,": ("“", "”", '"', "''", "’’"),
    "“": "”", "‟": "”", "„": "“”", "”": "”", "‘": "’", "‛": "’", "‚": "‘’", "’": "’",
    "«": "»", "»": "«»", "‹": "›", "›": "‹›", "「": "」", "『": "』", "(": ")", "[": "]", "（": "）",
}  # fmt: skip

_ANGLES = (("«", "»"), ("‹", "›"))
_SPEECH_ENDS = frozenset(",.!?…")
_OPENERS = frozenset("“‟„‘‛‚«‹「『([（`") | {"``", "‘‘", ",,"}

_NEVER_MEANT = frozenset("`‛‟") | {",,"}
"""Marks that open a quotation now and then, but are proposed to nobody."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """What one text does with its marks.

    Attributes:
        closers: marks that open elsewhere and close here (German “ and ‘, or « in »…«).
        openers: marks that close elsewhere and open here (» in »…«).
        both_ways: marks that open and close here (Swedish ”, Finnish »).
        paired: marks whose partner the text uses too; a lone « or » is an arrow.
        spaced: whether « and » keep a space on their inner side.
        spaced_by_language: whether its language spaces them, as French does.
        single_quotes: whether the text quotes with straight single marks.
        straight: whether most of its double marks are straight.
        ayn: whether ‘ is a letter here, as in Sa‘id.
        encloses_with_angles: whether « and » enclose words here; where all of them stand between spaces they
            are arrows, unless the language spaces them.
        mixes_low_closers: whether „ closes with “ here as its language has it, and ” is a slip.
        mixes_high_closers: the same of ”, and “ is a slip.
        typewritten: whether two apostrophes are the usual double mark, as on a typewriter or in TeX.
        language: the two-letter code of the text's language, where it is known.
    """

    closers: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    both_ways: frozenset[str] = frozenset()
    paired: frozenset[str] = frozenset()
    spaced: bool = False
    spaced_by_language: bool = False
    single_quotes: bool = False
    straight: bool = False
    ayn: bool = False
    encloses_with_angles: bool = False
    mixes_low_closers: bool = False
    mixes_high_closers: bool = False
    typewritten: bool = False
    language: str | None = None

    def direction(self, glyph: str) -> str:
        """Tell whether a mark opens or closes in this text; EITHER for a straight one."""
        if glyph in STRAIGHT or glyph in self.both_ways:
            return EITHER
        opens = (glyph in _OPENERS and glyph not in self.closers) or glyph in self.openers
        return OPEN if opens else CLOSE

    def are_partners(self, opening: str, closing: str) -> bool:
        """Tell whether two marks make a pair in this text."""
        if closing in _PARTNERS.get(opening, ""):
            return closing != "”" or opening != "”" or "”" in self.both_ways
        return False

    def partner(self, glyph: str, direction: str) -> str:
        """Return the mark that pairs with `glyph`, which opens or closes as `direction` says."""
        if direction == OPEN:
            if glyph in self.both_ways:
                return glyph
            partners = _PARTNERS[glyph]
            # German is learnt: where “ does not close, „ pairs with ” as in Polish and Dutch.
            usual = partners[-1] if glyph in "„‚" else partners[0]
            return next(
                (each for each in partners if each != glyph and each in self.closers | self.openers), usual
            )
        if glyph in STRAIGHT or glyph in self.both_ways:
            return glyph
        openers = [
            each
            for each, partners in _PARTNERS.items()
            if glyph in partners and self.direction(each) == OPEN and each not in _NEVER_MEANT
        ]
        return next((each for each in openers if each in self.paired), openers[0] if openers else glyph)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a text's marks show.

    Attributes:
        leans: how often each mark leans each way: to the word after it (OPEN), before it (CLOSE), or neither.
        used: the marks that stand in the text.
        is_english: whether the text is known to be.
        is_of_any_language: whether its language is not known.
        is_low_high: whether its language quotes „so“.
        is_same_both_ways: whether its language quotes ”so”.
        is_swapped: whether its language quotes »so«.
    """

    marks: Sequence[Mark]
    leans: Counter[tuple[str, str]]
    used: set[str]
    is_english: bool
    is_of_any_language: bool
    is_low_high: bool
    is_same_both_ways: bool
    is_swapped: bool

    def count(self, glyphs: str) -> int:
        """Count the marks of these kinds, however they lean."""
        return sum(self.leans[glyph, lean] for glyph in glyphs for lean in (OPEN, CLOSE, EITHER))

    def mostly_closes(self, glyph: str) -> bool:
        """Tell whether a mark closes more often than it opens; where both are as frequent, the language decides."""
        closing, opening = self.leans[glyph, CLOSE], self.leans[glyph, OPEN]
        return closing > opening or (closing == opening and self.is_low_high)

    def angle_opens(self, left: str, right: str) -> bool:
        """Tell whether » opens here; where it opens as often as it closes, the language decides.

        What stands apart and closes nothing is an arrow: Home » Coast.
        """
        apart = Counter(mark.glyph for mark in self.marks if mark.spaced)
        arrows = max(0, apart[right] - apart[left])
        opening, closing = self.leans[right, OPEN], self.leans[right, CLOSE] - arrows
        return opening > closing or (opening == closing > 0 and self.is_swapped)


def learn(text: str, marks: Sequence[Mark], language: str | None) -> Conventions:
    """Learn the conventions of a text that has these marks; `language` is its two-letter code where known."""
    spoken = language_data(language)
    leans = Counter((mark.glyph, mark.lean) for mark in marks)
    seen = _Evidence(
        marks,
        leans,
        used={glyph for glyph, _ in leans},
        is_english=language == "en",
        is_of_any_language=language is None,
        is_low_high="„“" in spoken.quotation_marks,
        is_same_both_ways="””" in spoken.quotation_marks,
        is_swapped="»«" in spoken.quotation_marks,
    )
    swapped = [pair for pair in _ANGLES if seen.angle_opens(*pair)]
    return Conventions(
        closers=frozenset(_high_closers(seen)) | {left for left, _ in swapped if left in seen.used},
        openers=frozenset(right for _, right in swapped),
        both_ways=frozenset(_marks_that_open_and_close(seen, swapped)),
        paired=frozenset(_paired(seen.used)),
        spaced=spoken.guillemets_are_spaced or _spaces_angles(marks),
        spaced_by_language=spoken.guillemets_are_spaced,
        single_quotes=any(
            mark.glyph == "'" and mark.lean == CLOSE and mark.before in _SPEECH_ENDS for mark in marks
        ),
        straight=seen.count('"') > seen.count("“”„«»"),
        ayn=writes_ayn(text),
        encloses_with_angles={"«", "»"} <= seen.used
        and (spoken.guillemets_are_spaced or any(mark.glyph in "«»" and not mark.spaced for mark in marks)),
        mixes_low_closers="„“" in spoken.quotation_marks
        and "„”" not in spoken.quotation_marks
        and leans["“", CLOSE] >= leans["”", CLOSE] > 0,
        mixes_high_closers="„”" in spoken.quotation_marks
        and "„“" not in spoken.quotation_marks
        and leans["”", CLOSE] >= leans["“", CLOSE] > 0,
        typewritten=seen.count('"“”„«»') < max(2, sum(leans["''", lean] for lean in (OPEN, CLOSE, EITHER))),
        language=language,
    )


def _high_closers(seen: _Evidence) -> Iterator[str]:
    """Find the marks that open in English and close here: “ and ‘ of the German „ “ and ‚ ‘."""
    for low, high, closing in ("„“”", "‚‘’"):
        # German quotations in an English text: “ closes the ones and opens the others.
        is_mixed = seen.is_english and seen.leans[high, OPEN] and seen.leans[closing, CLOSE]
        if (low in seen.used or seen.is_low_high) and seen.mostly_closes(high) and not is_mixed:
            yield high


def _marks_that_open_and_close(seen: _Evidence, swapped: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Find the marks that stand at both ends of a quotation: Swedish ” ”, Finnish » »."""
    for pair in _ANGLES:
        left, right = pair
        if left not in seen.used and (
            (pair in swapped and not seen.is_swapped) or (seen.is_same_both_ways and seen.leans[right, OPEN])
        ):
            yield right
    for glyph, openers in (("”", "“„"), ("’", "‘‚")):
        opening, closing = seen.leans[glyph, OPEN], seen.leans[glyph, CLOSE]
        rivals = {lean: sum(seen.leans[each, lean] for each in openers) for lean in (OPEN, CLOSE)}
        if seen.is_same_both_ways:
            is_so = opening > rivals[OPEN]
        else:  # a rival that closes once is a slip among many; where it closes most, all of them are turned round
            least = (
                1 if seen.is_of_any_language else 2
            )  # one pair is enough where the language may be Finnish
            is_so = opening >= least and not rivals[OPEN] and (not rivals[CLOSE] or closing > rivals[CLOSE])
        if is_so:
            yield glyph


def _paired(used: set[str]) -> Iterator[str]:
    """Find the marks whose partner the text uses too."""
    for first in used:
        for second in used & set(_PARTNERS.get(first, "")):
            yield from (first, second)


def _spaces_angles(marks: Sequence[Mark]) -> bool:
    """Tell whether most « and » keep a space on their inner side."""
    angles = [mark for mark in marks if mark.glyph in "«»"]
    return 2 * sum(mark.spaced for mark in angles) > len(angles)
