"""Quotations of several paragraphs: each opens, the last closes, and only a chain that closes is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.quotes.dialogue_tags import find_reports, find_tags
from copydesk.analysis.quotes.pairing.mark_pairing import PairingState
from copydesk.analysis.quotes.pairing.marks import CLOSE, Mark
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_TAIL = 250
"""How much of a paragraph's end, in code points, must sound quoted for its quotation to run on."""
_MOST_PASSED = 50
"""So many captions, table cells and the like may stand between two paragraphs of a quotation."""

_INSIDE = compile_later(r"[,:][\s\0]*['‘‹›‚]|[,.!?]['’‹›][\s\0]")
"""A mark of a quotation inside the quotation, which begins or ends beside the words that tell who speaks."""

_MORE = compile_later(r"[.!?…][\s\0]+[^\W_]")
"""The end of a sentence with another behind it."""


class Row(NamedTuple):
    """The marks of one rank in one block, and how they read."""

    block: Block
    marks: list[Mark]
    closed: PairingState
    open_ended: PairingState | None


def settle_chains(text: str, rows: Sequence[Row], language: str | None) -> list[PairingState]:
    """Return for every row the reading that holds, once it is known which open ends the following paragraphs close."""
    settled = [row.closed for row in rows]
    settled_to = -1
    for index, row in enumerate(rows):
        if index > settled_to and row.open_ended:
            for place, reading in _chain(text, rows, index, language):
                settled[place] = reading
                settled_to = place
    return settled


def _chain(
    text: str, rows: Sequence[Row], first: int, language: str | None
) -> list[tuple[int, PairingState]]:
    """Return the rows of the quotation that runs on past row `first`, with their readings; [] if none does."""
    if not (end := _open_end(text, rows[first], language)):
        return []
    glyph = rows[first].marks[end.open_end or 0].glyph
    chain = [(first, end)]
    passed = 0
    for place in range(first + 1, len(rows)):
        row = rows[place]
        if row.block.place in ("caption", "chrome", "table") or row.block.end - row.block.start < 3:
            passed += 1
            if passed > _MOST_PASSED:
                break
            continue
        passed = 0
        if not (row.marks and row.marks[0].glyph == glyph and row.marks[0].start - row.block.start <= 3):
            break
        following = _open_end(text, row, language)
        if following is None or row.closed.cost < following.cost + 1:
            return chain  # it ends here, and if its last mark is missing, that is this paragraph's own fault
        chain.append((place, following))
    # It never closes: the last paragraph's mark is the one without a partner, those before it are in order.
    return chain[:-1]


def _open_end(text: str, row: Row, language: str | None) -> PairingState | None:
    """Return the row's reading with an open end, if that explains it better and the end may be quoted speech."""
    reading = row.open_ended
    if reading is None or reading.open_end is None or reading.cost + 1 > row.closed.cost:
        return None
    mark = row.marks[reading.open_end]
    introduced = text[max(row.block.start, mark.start - 3) : mark.start].rstrip().endswith((",", ":"))
    if mark.lean == CLOSE or (mark.after.islower() and not introduced):
        return None
    # The end of the paragraph tells: long speeches tell in the middle what others said.
    return None if _is_over(text, max(mark.end, row.block.end - _TAIL), row.block.end, language) else reading


def _is_over(text: str, start: int, end: int, language: str | None) -> bool:
    """Tell whether a paragraph's end tells who speaks, so that the quotation ended there."""
    # “She said, ‘Go home.’ So I went.” tells what somebody else said to the speaker.
    tags = [tag for tag in find_tags(text, start, end, language) if not _INSIDE.search(text, *tag)]
    reports = [report for report in find_reports(text, start, end) if not _INSIDE.search(text, *report)]
    if not tags and not reports:
        return False
    # « Il est tard, dit-elle. Il pleut. may go on in the next paragraph, but not « Il est tard, dit-elle.
    stands_inside = tags and language_data(language).tags_stand_inside
    return not stands_inside or not _MORE.search(text, tags[-1][1], end)
