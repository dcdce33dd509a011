"""Quotations of several paragraphs: each opens, the last closes, and only a chain that closes is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.analysis.quotes.dialogue_tags import reports
from copydesk.analysis.quotes.pairing.mark_pairing import PairingState
from copydesk.analysis.quotes.pairing.marks import CLOSE, Mark
from copydesk.formats.parsed import Block

_TAIL = 250
"""How much of a paragraph's end, in code points, must sound quoted for its quotation to run on."""
_MOST_PASSED = 50
"""So many captions, table cells and the like may stand between two paragraphs of a quotation."""


class Row(NamedTuple):
    """The marks of one rank in one block, and how they read."""

    block: Block
    marks: list[Mark]
    closed: PairingState
    open_ended: PairingState | None


def settle_chains(text: str, rows: Sequence[Row]) -> list[PairingState]:
    """Return for every row the reading that holds, once it is known which open ends the following paragraphs close."""
    settled = [row.closed for row in rows]
    settled_to = -1
    for index, row in enumerate(rows):
        if index > settled_to and row.open_ended:
            for place, reading in _chain(text, rows, index):
                settled[place] = reading
                settled_to = place
    return settled


def _chain(text: str, rows: Sequence[Row], first: int) -> list[tuple[int, PairingState]]:
    """Return the rows of the quotation that runs on past row `first`, with their readings; [] if none does."""
    if not (end := _open_end(text, rows[first])):
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
        following = _open_end(text, row)
        if following is None or row.closed.cost < following.cost + 1:
            return chain  # it ends here, and if its last mark is missing, that is this paragraph's own fault
        chain.append((place, following))
    # It never closes: the last paragraph's mark is the one without a partner, those before it are in order.
    return chain[:-1]


def _open_end(text: str, row: Row) -> PairingState | None:
    """Return the row's reading with an open end, if that explains it better and the end may be quoted speech."""
    reading = row.open_ended
    if reading is None or reading.open_end is None or reading.cost + 1 > row.closed.cost:
        return None
    mark = row.marks[reading.open_end]
    introduced = text[max(row.block.start, mark.start - 3) : mark.start].rstrip().endswith((",", ":"))
    if mark.lean == CLOSE or (mark.after.islower() and not introduced):
        return None
    # The end of the paragraph tells: long speeches tell in the middle what others said.
    return None if reports(text, max(mark.end, row.block.end - _TAIL), row.block.end) else reading
