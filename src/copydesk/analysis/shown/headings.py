"""Headings: whether a title or heading that reads like a page's label is the article's own, which speaks of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from operator import attrgetter

import regex

from copydesk.analysis.language.languages import language_data
from copydesk.formats.parsed import MARKUP, Block
from copydesk.support.patterns import any_word, regex_later

_WORDS = regex_later(r"\p{L}+(?:['’-]\p{L}+)*")
_TWO = 2
_SHORTEST = 6
"""So many code points have the first words of a label that is looked for elsewhere."""
_QUOTED = regex_later(r"[“„«»‘\"'][^“”„«»\"\n]{2,60}[”“»«’\"'](?=\p{P}{0,3}(?:\s|\Z))")
_OPENING = "“„«»‘\"'"
_LONGEST = 160


def is_own_heading(text: str, blocks: Sequence[Block], start: int, language: str | None) -> bool:
    """Tell whether a label at an offset is in the article's title or in a heading, and the article takes it up.

    Its title quotes a label (“Read more”: the letters of a year); its first words stand between quotation marks or in
    capitals elsewhere; or the next paragraph begins by saying what it is: That is the name of the scheme.
    """
    index = bisect_right(blocks, start, key=attrgetter("start")) - 1
    if index < 0 or start >= blocks[index].end or index + 1 >= len(blocks):
        return False
    block, following = blocks[index], blocks[index + 1]
    if (index and block.place != "heading") or block.end - block.start > _LONGEST:
        return False
    heading = text[block.start : block.end]
    at = start - block.start
    if not index and any(quoted.start() <= at < quoted.end() for quoted in _QUOTED.finditer(heading)):
        return True
    found = [match for _, match in zip(range(_TWO), _WORDS.finditer(heading), strict=False)]
    if len(found) == _TWO and found[1].end() - found[0].start() >= _SHORTEST:
        label = heading[found[0].start() : found[1].end()]
        if _is_shown(text, label, block):
            return True
    lead = text[following.start : following.start + _LONGEST].lstrip(f"{MARKUP} ").lower().replace("’", "'")
    phrases = language_data(language).taking_up_phrases
    return following.place == "body" and bool(phrases) and _phrases(phrases).match(lead) is not None


def _is_shown(text: str, label: str, block: Block) -> bool:
    """Tell whether the words stand behind an opening quotation mark elsewhere, or in capitals."""
    if not label.isupper() and label.upper() in text:
        return True
    at = text.find(label)
    while at >= 0:
        if not block.start <= at < block.end and text[at - 1 : at] in tuple(_OPENING):
            return True
        at = text.find(label, at + 1)
    return False


@cache
def _phrases(phrases: frozenset[str]) -> regex.Pattern[str]:
    return regex_later(any_word(phrases))
