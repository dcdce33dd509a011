"""Pairs that reach over the ends of blocks: a poem's lines, a list in quotation marks, a paragraph cut in two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from copydesk.analysis.quotes.dialogue_tags import find_tags
from copydesk.analysis.quotes.pairing.marks import Mark
from copydesk.formats.parsed import Block

_REACH = 12
"""How many blocks a pair may span."""

_OPENS_EACH_PARAGRAPH = frozenset(("en",))
"""Languages in which every paragraph of a quotation has its opening mark."""
_FEW = 2
_FEWEST_SPACES = 5
"""A paragraph of fewer words may be a line of a poem."""

_ENDS = frozenset('.!?…:;"”’»)')


class Loose(NamedTuple):
    """A mark without a partner in its own block: the block's index, the mark, and whether it opens."""

    place: int
    mark: Mark
    opens: bool


def join(
    text: str,
    blocks: Sequence[Block],
    loose: Sequence[Loose],
    are_partners: Callable[[str, str], bool],
    language: str | None,
) -> tuple[list[tuple[Loose, Loose]], list[Loose]]:
    """Pair an opening mark with the closing one that comes next in a later block; the pairs, and what is left.

    The two must be the outer edges of what they enclose: the one opens its block or the other ends its own, or
    the blocks are lines of one paragraph, or the first block breaks off in the middle of a sentence.
    """
    pairs, rest = [], []
    index = 0
    while index < len(loose):
        first = loose[index]
        second = loose[index + 1] if index + 1 < len(loose) else None
        if (
            second
            and first.opens
            and not second.opens
            and are_partners(first.mark.glyph, second.mark.glyph)
            and _belong(text, blocks, first, second, language)
        ):
            if _lost_its_opening(text, blocks, first, second, language):
                rest.append(second)
            else:
                pairs.append((first, second))
            index += 2
        else:
            rest.append(first)
            index += 1
    return pairs, rest


def _lost_its_opening(
    text: str, blocks: Sequence[Block], first: Loose, second: Loose, language: str | None
) -> bool:
    """Tell whether a quotation goes on in the next paragraph without the opening mark that the language puts there."""
    if language not in _OPENS_EACH_PARAGRAPH or second.place != first.place + 1:
        return False
    begun, ended = blocks[first.place], blocks[second.place]
    return (
        begun.place == ended.place == "body"
        and text[begun.end - 1] in ".!?…"
        and text[ended.start].isupper()
        and first.mark.start < begun.end - _FEW
        and (begun.start + _FEW < first.mark.start or text.count("\n", begun.end, ended.start) > 1)
        and min(text.count(" ", block.start, block.end) for block in (begun, ended)) >= _FEWEST_SPACES
        and ended.end - second.mark.end <= _FEW < second.mark.start - ended.start
    )


def _belong(text: str, blocks: Sequence[Block], first: Loose, second: Loose, language: str | None) -> bool:
    if not 0 < second.place - first.place <= _REACH:
        return False
    begun, ended = blocks[first.place], blocks[second.place]
    if find_tags(text, first.mark.end, begun.end, language):
        return False  # “, she said” behind the mark: the quotation was over there
    if first.mark.start - begun.start <= 2 or ended.end - second.mark.end <= 2:
        return True
    next_line = second.place == first.place + 1 and text.count("\n", begun.end, ended.start) <= 1
    return next_line or text[begun.end - 1] not in _ENDS
