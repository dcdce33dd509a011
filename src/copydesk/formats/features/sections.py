"""Sections: find the heading of a block's section, and what stands under a heading."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from copydesk.formats.parsed import MARKUP, Block
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORT_TITLE = 3
"""A title of more words is the article's, and names no section."""
_PROSE_WORDS = 9
_SENTENCE_WORDS = 4
_LABEL_SPACES, _PARAGRAPH_WORDS = 2, 24
"""A label has at most so many spaces, and the paragraph that takes it up at least so many words."""
_YEAR = compile_later(r"\b(?:19|20)\d\d\b")
_LINES_ABOVE = 3
"""A headline, a standfirst and a byline may stand above the line with an article's date."""
_LONGEST_HEADLINE = 160
_LONGEST_HEADING = 1_000
"""In code points: what stands behind them is no part of a section's name."""
_HEAD = 1_000
_TAKEN_UP = 5
"""The first line of a text is its title if it stands among so many first words of the next line."""


class Sections:
    """The sections of a text, by the numbers of its blocks; -1 stands for what is before the first block."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._text = text
        self._blocks = blocks
        self._headings = [number for number, block in enumerate(blocks) if block.place == "heading"]
        self._head_prose: dict[int, bool] = {}

    def heading(self, at: int) -> str:
        """Return the heading of the section that a block is in; empty under a title of more than three words."""
        index = bisect_left(self._headings, at) - 1
        if index < 0:
            return ""
        block = self._blocks[self._headings[index]]
        heading = self._shown(block)
        return heading if block.level > 1 or len(heading.split()) <= _SHORT_TITLE else ""

    def end(self, at: int, last: int) -> int:
        """Return the end of a block with what belongs to it: the next block, for a heading the next heading, or
        `last`.
        """
        following = max(0, at) + 1
        if at >= 0 and self._blocks[at].place == "heading":
            index = bisect_left(self._headings, following)
            following = self._headings[index] if index < len(self._headings) else len(self._blocks)
        return self._blocks[following].start if following < len(self._blocks) else last

    def heads_prose(self, at: int) -> bool:
        """Tell whether a block is a heading over sentences or a table, rather than over labels: an article's own.

        The first line of a text is a heading if the next one takes it up, and so is a label over a long paragraph.
        """
        if at not in self._head_prose:
            self._head_prose[at] = self._is_over_prose(at)
        return self._head_prose[at]

    def _is_over_prose(self, at: int) -> bool:
        if at < 0 or at + 1 >= len(self._blocks):
            return False
        block, following = self._blocks[at : at + 2]
        if block.place != "heading" and at and self._text.count(" ", block.start, block.end) > _LABEL_SPACES:
            return False
        words = self._text[following.start : following.end].replace(MARKUP, "").split()
        if block.place != "heading":
            title = self._text[block.start : block.end].lower()
            least = _PARAGRAPH_WORDS if at else _PROSE_WORDS
            return len(words) > least and title in " ".join(words[:_TAKEN_UP]).lower()
        if following.place in ("heading", "chrome") or not words:
            return False
        is_sentence = len(words) > _SENTENCE_WORDS and words[-1][-1] in ".!?"
        return following.place == "table" or len(words) > _PROSE_WORDS or is_sentence

    def _shown(self, block: Block) -> str:
        return self._text[block.start : min(block.end, block.start + _LONGEST_HEADING)].replace(MARKUP, "")


def is_date_line(text: str, offset: int) -> bool:
    """Whether an offset lies in a line near the top that bears a year, under a headline and over the article's prose.

    It is where an article gives its own date, and who wrote it.
    """
    if offset > 2 * _HEAD:  # neither starts a line so far down near the top, nor is any so long
        return False
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset, offset + _HEAD)
    if end < 0 or start > _HEAD or not _YEAR.search(text, start, end):
        return False
    above = [line for line in text[:start].replace(MARKUP, "").splitlines() if line.strip()]
    below = [line for line in text[end : end + _HEAD].replace(MARKUP, "").splitlines() if line.strip()]
    return (
        1 <= len(above) <= _LINES_ABOVE
        and above[0].rstrip()[-1] not in ".:;"
        and max(map(len, above)) <= _LONGEST_HEADLINE
        and any(len(line.split()) > _PROSE_WORDS for line in below[:2])
    )
