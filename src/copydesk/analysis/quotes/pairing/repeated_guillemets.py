"""The » that French and Spanish put before every further paragraph of a quotation that « opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from copydesk.analysis.quotes.pairing.marks import CLOSE, OPEN, Mark
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_WORDS = compile_later("[^ \0\u00a0\u202f]")


def may_continue(text: str, marks: Iterable[Mark]) -> bool:
    """Tell whether « opens in a text with these marks, and not » as in German."""
    opening = Counter(
        mark.glyph for mark in marks if mark.lean == OPEN and not mark.spaced and not _starts_line(text, mark)
    )
    return opening["»"] <= opening["«"]


def _starts_line(text: str, mark: Mark) -> bool:
    return text[mark.start - 1 : mark.start] in ("", "\n")


class Continuations:
    """Reads the double marks of one block after the other, and turns each » that continues a quotation into «."""

    def __init__(self) -> None:
        self._open = 0

    def read(self, text: str, block: Block, marks: list[Mark]) -> list[Mark]:
        """Return the marks of the next block. A quotation that a paragraph leaves open goes no further than the next
        one.
        """
        if not any(mark.glyph in "«»" for mark in marks):
            self._open = 0
            return marks
        repeated = _repeated(text, block, marks)
        return [self._as_read(text, block, mark) for mark in marks if mark not in repeated]

    def _as_read(self, text: str, block: Block, mark: Mark) -> Mark:
        starts_line = mark.start == block.start or _starts_line(text, mark)
        if mark.glyph == "»" and self._open and starts_line and _WORDS.search(text, mark.end, block.end):
            return mark._replace(glyph="«", lean=OPEN)
        if mark.glyph == "«" and mark.lean == OPEN:
            self._open += 1
        elif mark.glyph == "»" and mark.lean == CLOSE:
            self._open = max(0, self._open - 1)
        return mark


def _repeated(text: str, block: Block, marks: list[Mark]) -> frozenset[Mark]:
    """Return each « that begins a further line of a block that « begins, if it has fewer » to close them."""
    opening = [mark for mark in marks if mark.glyph == "«"]
    lines = [mark for mark in opening if mark.start == block.start or _starts_line(text, mark)]
    closing = sum(mark.glyph == "»" for mark in marks)
    if lines and lines[0].start == block.start and closing <= len(opening) - len(lines) + 1:
        return frozenset(lines[1:])
    return frozenset()
