"""Lead-ins: tell whether a text announces what is to be deleted: “The poster says:”, and then the poster's lines.

All that such a colon announces is shown, not only the first line, and not only what is a leftover by itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from copydesk.formats.parsed import MARKUP, Block
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copydesk.document import Document
    from copydesk.findings import Span

_COLON = compile_later(r"[:：][*_~\s]*\Z")
_WHOLE = compile_later(r"[.!?…。！？؟।۔։።။។｡][*_~”’\"'»)\]“」』]*\Z")
_LONGEST_LINE = 12
"""So many words has a line that may be one of those that are shown; a longer one is a paragraph of its own."""
_MOST_LINES = 40
_MARKS = "*_~>•·–- \t"


class LeadIns:
    """The lead-ins among a document's blocks with words."""

    def __init__(self, document: Document, blocks: Sequence[Block]) -> None:
        self._document = document
        self._blocks = blocks

    def lead_to(self, whole: Span, staying: Sequence[Span]) -> bool:
        """Tell whether a colon leads to what is deleted; `staying` are the leftovers that are not, in order."""
        first = bisect_left(self._blocks, whole.start, key=attrgetter("start"))
        around = first and self._blocks[first - 1].end > whole.start
        own = (
            self._blocks[first - 1] if around else self._blocks[first] if first < len(self._blocks) else None
        )
        for place, words, start in self._lines_above(first, whole.start):
            if place in ("heading", "table"):
                return False
            if _COLON.search(words):
                return True
            is_entry = own is not None and place == own.place == "list"
            is_line = own is not None and place == own.place and _is_line(words)
            if not (is_entry or is_line or _stays(staying, start)):
                return False
        return False

    def _lines_above(self, first: int, end: int) -> Iterator[tuple[str, str, int]]:
        """Yield place, words and start of blocks above, the nearest first; of one that is cut into, of its lines."""
        left = _MOST_LINES
        for block in reversed(self._blocks[max(0, first - _MOST_LINES) : first]):
            text = self._document.text[block.start : min(block.end, end)]
            lines = text.splitlines() if block.end > end else [text]
            at = block.start + len(text)
            for line in reversed(lines[-left:]):
                at -= len(line) if block.end <= end else len(line) + 1
                if words := line.replace(MARKUP, "").strip():
                    yield block.place, words, at
                    left -= 1
                    if not left:
                        return


def _is_line(words: str) -> bool:
    return not _WHOLE.search(words) and len(words.strip(_MARKS).split()) <= _LONGEST_LINE


def _stays(staying: Sequence[Span], start: int) -> bool:
    number = bisect_right(staying, start + 1, key=attrgetter("start"))
    return bool(number) and start < staying[number - 1].end
