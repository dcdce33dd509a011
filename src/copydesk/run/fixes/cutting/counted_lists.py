"""Counted lists: tell whether a text says how many entries a list has of which one is to be deleted."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from copydesk.analysis.dates.counts import numbers_by_word
from copydesk.analysis.language.languages import language_data
from copydesk.formats.parsed import WORDLESS, Block
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from copydesk.document import Document
    from copydesk.findings import Span

_WORD = compile_later(r"[^\W\d_]+")
_LIST = "list"
_FEWEST, _MOST = 2, 50


class CountedLists:
    """The lists of one document, and the numbers in its text."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._blocks = [
            block for block in document.blocks if document.text[block.start : block.end].strip(WORDLESS)
        ]

    def count(self, lines: Span) -> bool:
        """Tell whether lines are entries of a list, and a number in the text around it is that of all its entries.

        A list that is deleted as a whole is not told of any more, nor is one that has fewer entries than it should.
        """
        blocks = self._blocks
        first = bisect_left(blocks, lines.start, key=attrgetter("start"))
        last = bisect_left(blocks, lines.end, lo=first, key=attrgetter("start"))
        if first == last or any(block.place != _LIST for block in blocks[first:last]):
            return False
        begin, end = first, last
        while begin and blocks[begin - 1].place == _LIST:
            begin -= 1
        while end < len(blocks) and blocks[end].place == _LIST:
            end += 1
        if (begin, end) == (first, last):
            return False
        return not self._told(blocks[begin:end]).isdisjoint(
            self._numbers(blocks[begin].start, blocks[end - 1].end)
        )

    def _told(self, entries: list[Block]) -> set[int]:
        """Return how many entries there are, with those of lists inside it and without."""
        outermost = min(block.level for block in entries)
        numbers = {len(entries), sum(block.level == outermost for block in entries)}
        return {number for number in numbers if _FEWEST <= number <= _MOST}

    def _numbers(self, start: int, end: int) -> set[int]:
        """Return the numbers that the text tells before and behind a list, ordinals too, but for times and sums."""
        document = self._document
        language = language_data(document.language)
        units = language.day_units | language.week_units | language.month_units | language.year_units
        figures = {
            int(each.value)
            for each in document.figures
            if not each.is_money and units.isdisjoint(each.words[:1]) and not start <= each.start < end
        }
        known = numbers_by_word((*language.ordinals, *language.low_ordinals))
        words = f"{document.plain[:start]} {document.plain[end:]}".lower()
        return figures.union(known[word] for word in set(_WORD.findall(words)) & known.keys())
