"""Quotation marks and brackets as they stand in the text, and which way each leans.

A mark leans by its neighbours: `said "no` opens, `no" he` closes. Whatever a reader does not see as a neighbour
(markup, other quotation marks, the asterisks and underscores of plain-text emphasis) is looked through.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from copydesk.formats.parsed import MARKUP, Block
from copydesk.support.patterns import compile_later

DOUBLES = frozenset('"“”„‟«»「」『』') | {"''", "``", "’’", "‘‘", ",,"}
"""Marks of the first rank, or of the second where « » is the first."""
"""Single marks; some of them are apostrophes far more often."""
BRACKETS = frozenset("()[]（）")
"""Round and square brackets."""

STRAIGHT = frozenset("\"'") | {"''"}
"""Marks that look the same opening and closing."""

OPEN, CLOSE, EITHER = "open", "close", "either"

# Apostrophes inside a word are never quotation marks and are passed over here, in the one pass over all text.
# Two are one mark, unless the second belongs to a word that begins with it: ''t Was laat.
# It begins with a set of characters, by which the search skips all others.
# But for Korean, Japanese and Chinese, which know no apostrophe and write a particle right behind the closing mark.
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_MARK = compile_later(
    r"[\"“”„‟«»「」『』()\[\]（）‚‹›'’‘‛`](?:(?<=')'(?!')(?:(?<=\w'')|(?![kmnrst]\b|tis\b|twas\b))|(?<=`)`|(?<=’)’(?!’)|(?<=‘)‘)?"
    rf"(?<!\w['’‘](?=[^\W{_UNSPACED}]))(?<!\w‚)(?<!â€[“”])(?<!(?<![A-ZÀ-Þ])[ÃÂ][«»])"
    r"(?<!n\"(?=t\b))(?<![a-z]\"(?=(?:ve|re|ll)\b))(?<!\bI\"(?=(?:ve|ll|m)\b))"
)
_MARK_OR_COMMAS = compile_later(rf"(?<![^\s\0(\[]),,(?=[^\W\d_])|{_MARK.pattern}")
"""With two commas that stand for „; few texts have two commas in a row."""
_APOSTROPHES = frozenset("'’‘")
_INSIDE_WORD = compile_later(rf"[^\W_](?<!\d)['’‘]\0{{3,8}}[^\W_{_UNSPACED}]")
"""An apostrophe inside a word that the source writes as an entity: It&#8217;s."""
_SEEN_THROUGH = frozenset(MARKUP + "\"“”„‟'’‘‚‛`*_~\u200b\u200c\u200d\u2060\ufeff")
_DASHES = frozenset("-–—―‒‐‑/|")
_OPENING = frozenset("([{（<«‹「『¿¡")
_CLOSING = frozenset(")]}）>»›」』.,;:!?…，。、！？；：")
_IS_UNSPACED = compile_later(f"[{_UNSPACED}]")
_ELLIPSIS = compile_later(r"…|\.\s?\.")

_CHARACTER = compile_later(r"\0*[^\w\s\0\"“”'‘’]{1,3}\0* ?([\"”'’“])(?!\w)")
_TYPOGRAPHIC = {"“": "”", "‘": "’", "„": "“", "’": "’"}

# (what stands before, what stands after) → how the mark leans. W word, S space or edge, O opening bracket,
# C closing bracket or punctuation, D dash or slash.
_LEANINGS = {
    "SW": OPEN, "OW": OPEN, "SO": OPEN, "OO": OPEN, "DO": OPEN, "SD": OPEN, "OD": OPEN, "OC": OPEN, "OS": OPEN,
    "WS": CLOSE, "WC": CLOSE, "CS": CLOSE, "CC": CLOSE, "WD": CLOSE, "CD": CLOSE, "DS": CLOSE, "DC": CLOSE,
    "WO": CLOSE, "CO": CLOSE, "SC": CLOSE, "DW": OPEN,
}  # fmt: skip

_SPACED = {"«": OPEN, "‹": OPEN, "»": CLOSE, "›": CLOSE}


class Mark(NamedTuple):
    """One mark: offsets in code points, what it looks like, which way it leans, and its visible neighbours.

    `before` and `after` are "" at the edge of the block. `spaced`: white space stands on the inner side of an angle
    mark, and is looked through.
    """

    start: int
    end: int
    glyph: str
    lean: str
    before: str
    after: str
    spaced: bool = False


@cache
def _kind(character: str) -> str:
    if not character or character.isspace():
        return "S"
    if character in _DASHES:
        return "D"
    if character in _OPENING:
        return "O"
    return "C" if character in _CLOSING else "W"


def _encloses_character(text: str, start: int, glyph: str) -> bool:
    """Tell whether a mark, its end at `start`, stands before a punctuation mark that is quoted as a character: '.'."""
    match = _CHARACTER.match(text, start)
    return match is not None and match[1] in (glyph, _TYPOGRAPHIC.get(glyph))


def find_marks(text: str, block: Block) -> Iterator[Mark]:
    """Yield all marks of a block, in order."""
    first, last = block.start, block.end
    earlier, left, right = first - 1, first - 1, first
    pattern = _MARK if text.find(",,", first, last) < 0 else _MARK_OR_COMMAS
    for match in pattern.finditer(text, first, last):
        start, end = match.span()
        # Marks one after another share their neighbours: a line of a million must not be gone through a million times.
        at = start - 1
        while at > earlier and text[at] in _SEEN_THROUGH:
            at -= 1
        if at != earlier or (at >= first and text[at] not in _SEEN_THROUGH):
            left = at
        earlier = start
        right = max(right, end)
        while right < last and text[right] in _SEEN_THROUGH:
            right += 1
        before = text[left] if left >= first else ""
        after = text[right] if right < last else ""
        glyph = text[start:end]
        if glyph in _APOSTROPHES and _INSIDE_WORD.match(text, start - 1):
            continue
        sides = _kind(before) + _kind(after)
        if sides == "SC" and (_ELLIPSIS.match(text, right) or _encloses_character(text, end, glyph)):
            sides = "SW"
        lean = _LEANINGS.get(sides, EITHER)
        if sides == "WW" and glyph in "’”" and _IS_UNSPACED.match(after):
            lean = CLOSE
        spaced = glyph in _SPACED and sides in ("SS", "SC", "CS")
        if spaced:
            lean = _SPACED[glyph]
            if lean == OPEN:
                after = text[right : min(last, right + 3)].lstrip()[:1]
            else:
                before = text[max(first, left - 2) : left + 1].rstrip()[-1:]
        yield Mark(start, end, glyph, lean, before, after, spaced)


def marks_by_rank(text: str, block: Block) -> tuple[list[Mark], list[Mark], list[Mark]]:
    """Return the marks of a block as doubles, singles and brackets."""
    doubles: list[Mark] = []
    singles: list[Mark] = []
    brackets: list[Mark] = []
    for mark in find_marks(text, block):
        if mark.glyph in DOUBLES:
            doubles.append(mark)
        elif mark.glyph in BRACKETS:
            brackets.append(mark)
        else:
            singles.append(mark)
    return doubles, singles, brackets


def as_written(source: str, text: str, start: int, end: int) -> tuple[str, int]:
    """Return the character that a mark stands for, and where it ends in the source: `&ldquo;` is one character."""
    if source[start] == "&" != text[start]:
        end = source.index(";", start) + 1
    return text[start:end].replace(MARKUP, ""), end
