"""Double marks that enclose nothing: inches, ditto marks, the arrows of a breadcrumb, marks spoken of as characters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from copydesk.analysis.quotes.pairing.conventions import Conventions
from copydesk.analysis.quotes.pairing.marks import EITHER, Mark
from copydesk.formats.parsed import MARKUP, Block
from copydesk.support.patterns import compile_later

_SPEECH_ENDS = frozenset(".,!?…")
_BRACKETS_BEFORE, _BRACKETS_AFTER = frozenset("(["), frozenset(")],;")
_CHARACTER = compile_later(
    r"(?i)\b(?:characters?|symbols?|marks?|keys?|quotes?|sign|glyphs?|strings?|lone|stray|zeichen|tecla|carattere|caract[eè]re)\b"
    r"|\bU\+[0-9A-F]{4}\b"
)
_MARK_NAME = compile_later(
    r"(?i)\b(?:characters?|(?:quot\w+|closing|opening) marks?|glyphs?|zeichen|U\+[0-9A-F]{4})\b"
)
_REACH = 1_000
"""How much markup is looked through beside a mark, in code points."""
_LONGEST_PATH = 120
"""Longest line whose angle marks may be arrows, in code points that a reader sees."""
_NEAR = 40
"""How near to a mark a word such as “character” speaks of it, in code points."""
_MEASURE = compile_later(r"(?:\A|[\s('′’°x×*/.,–-])\d{0,2}(?:[.,/]\d{1,2}|[½¼¾⅛⅜⅝⅞])?\Z")


def is_character(text: str, start: int, end: int) -> bool:
    """Tell whether a mark is spoken of: it touches no word, and what stands near speaks of marks or characters."""
    near = text[max(0, start - _NEAR) : end + _NEAR]
    return _stands_apart(text, Block(0, len(text)), start, end) and _MARK_NAME.search(near) is not None


def _stands_apart(text: str, block: Block, start: int, end: int) -> bool:
    left = text[start - 1 : start] if start > block.start else ""
    right = text[end : end + 1] if end < block.end else ""
    return (not left or left.isspace() or left in "(['") and (
        not right or right.isspace() or right in ")]'.,;"
    )


class Signs:
    """The double marks of one block, as signs."""

    def __init__(self, text: str, block: Block, marks: Sequence[Mark], conventions: Conventions) -> None:
        self.text, self.block, self.marks, self.conventions = text, block, marks, conventions

    def price(self, mark: Mark, lead: str) -> float | None:
        """Return what it costs that a mark stands alone, `lead` before it; None if it looks like a quotation mark."""
        if (mark.glyph in "«»" and self.is_arrow(mark)) or self._is_ditto(mark):
            return 0.2
        if mark.glyph == "''" and (mark.lean == EITHER or self._stands_apart(mark)):
            return 0.3  # an empty string
        if mark.before.isnumeric() and mark.glyph in ('"', "''", "”") and _MEASURE.search(lead):
            return 0.3
        is_free = mark.lean == EITHER or (mark.before in _BRACKETS_BEFORE and mark.after in _BRACKETS_AFTER)
        near = self.text[max(self.block.start, mark.start - _NEAR) : min(self.block.end, mark.end + _NEAR)]
        if (is_free or self._stands_apart(mark)) and _CHARACTER.search(near):
            return 0.3
        return None

    def _stands_apart(self, mark: Mark) -> bool:
        return _stands_apart(self.text, self.block, mark.start, mark.end)

    def is_spaced(self, mark: Mark) -> bool:
        """Tell whether white space, or the block's edge, is on both sides."""
        left = self.text[max(self.block.start, mark.start - _REACH) : mark.start].rstrip(MARKUP)[-1:]
        right = self.text[mark.end : min(self.block.end, mark.end + _REACH)].lstrip(MARKUP)[:1]
        return (not left or left.isspace()) and (not right or right.isspace())

    def is_arrow(self, mark: Mark) -> bool:
        """Tell whether an angle mark points the way (Home » Coast, « Previous) and encloses nothing."""
        if not self.is_spaced(mark):
            # Glued to a link's last word, where nothing else is enclosed in « and ».
            ends_block = mark is self.marks[-1] and not self.text[mark.end : self.block.end].strip(MARKUP)
            is_last = mark.glyph == "»" and ends_block and mark.before.isalnum()
            return is_last and self._length <= _LONGEST_PATH and not self._quotes_with_angles()
        if self.conventions.spaced_by_language and self._ends_sentence:
            goes_on = self.text[mark.end : self.block.end].strip(" \0.\u00a0\u202f")
            if mark.glyph == "«" or (goes_on and mark.before.isalnum()):
                return False
        if self._all_point:
            return True
        if self._length > _LONGEST_PATH:
            return False
        if (
            mark.glyph == "«"
            and self.conventions.spaced
            and self._quotes_with_angles()
            and self._ends_sentence
        ):
            return False  # French
        return not {"«", "»"} <= self._glyphs and mark.before not in _SPEECH_ENDS

    @cached_property
    def _glyphs(self) -> set[str]:
        return {mark.glyph for mark in self.marks}

    @cached_property
    def _all_point(self) -> bool:
        """Tell whether all angle marks of the block stand between spaces, and none could close another.

        In a paragraph, one that opens, or that closes a sentence, is a quotation's with a lost partner.
        """
        angles = [each for each in self.marks if each.glyph in "«»"]
        if not all(self.is_spaced(each) for each in angles):
            return False
        if len(angles) == 1 and angles[0].glyph == "»" and not angles[0].before:
            return True  # It points at the whole block.
        order = "".join(each.glyph for each in angles)
        ends_speech = any(each.before in _SPEECH_ENDS for each in angles)
        if self._length > _LONGEST_PATH and ("«" in order or ends_speech or self._quotes_with_angles()):
            return False
        return "«»" not in order and not self.conventions.encloses_with_angles

    @cached_property
    def _length(self) -> int:
        return len(self.text[self.block.start : self.block.end].replace(MARKUP, ""))

    def _quotes_with_angles(self) -> bool:
        return "«" in self.conventions.paired

    def _is_ditto(self, mark: Mark) -> bool:
        """Tell whether a mark alone in its block or at the start of a table's cell repeats what stands above, or
        adorns.
        """
        if len(self.marks) > 1 or mark.start > self.block.start + 1:
            return False
        rest = self.text[mark.end : self.block.end].strip(" \n" + MARKUP)
        return not rest or (self.block.place == "table" and rest[0] == "(" and self.is_spaced(mark))

    @cached_property
    def _ends_sentence(self) -> bool:
        return self.text[self.block.start : self.block.end].rstrip("\0 \n")[-1:] in (".", "!", "?", "…")
