"""Sections: find the heading of a block's section, and the text under a heading."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.formats.parsed import MARKUP, Block
from copydesk.support.patterns import compile_later

_SHORT_TITLE = 3
"""A title of more words is the article's, and names no section."""
_PROSE_WORDS = 9
_SENTENCE_WORDS = 4
_YEAR = compile_later(r"\b(?:19|20)\d\d\b")
_LINES_ABOVE = 3
"""A headline, a standfirst and a byline may stand above the line with an article's date."""
_LONGEST_HEADLINE = 160
_HEAD = 1_000
_TAKEN_UP = 5
"""The first line of a text is its title if it stands among so many first words of the next line."""


def section_heading(text: str, blocks: Sequence[Block], at: int) -> str:
    """Return the heading of the section that a block is in; empty under a title of more than three words."""
    for block in reversed(blocks[: max(0, at)]):
        if block.place == "heading":
            heading = _shown(text, block)
            return heading if block.level > 1 or len(heading.split()) <= _SHORT_TITLE else ""
    return ""


def section_end(blocks: Sequence[Block], at: int, end: int) -> int:
    """Return the end of a block with what belongs to it: the next block, for a heading the next heading, or `end`."""
    is_heading = at >= 0 and blocks[at].place == "heading"
    following = blocks[max(0, at) + 1 :]
    return next((block.start for block in following if block.place == "heading" or not is_heading), end)


def heads_prose(text: str, blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a block is a heading over sentences or a table, rather than over labels: an article's own.

    The first line of a text is a heading if the next one takes it up.
    """
    if at < 0 or at + 1 >= len(blocks):
        return False
    block, following = blocks[at : at + 2]
    words = _shown(text, following).split()
    if block.place != "heading":
        title = text[block.start : block.end].lower()
        return at == 0 and len(words) > _PROSE_WORDS and title in " ".join(words[:_TAKEN_UP]).lower()
    if following.place in ("heading", "chrome") or not words:
        return False
    is_sentence = len(words) > _SENTENCE_WORDS and words[-1][-1] in ".!?"
    return following.place == "table" or len(words) > _PROSE_WORDS or is_sentence


def is_date_line(text: str, offset: int) -> bool:
    """Whether an offset lies in a line near the top that bears a year, under a headline and over the article's prose.

    It is where an article gives its own date, and who wrote it.
    """
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
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


def _shown(text: str, block: Block) -> str:
    return text[block.start : block.end].replace(MARKUP, "")
