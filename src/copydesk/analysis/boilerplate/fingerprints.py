"""Fingerprints of lines: compare the lines of thousands of files without keeping the lines."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.formats.parsed import MARKUP, Block
from copydesk.support.patterns import compile_later
from copydesk.support.persistence.hash_functions import blake2b

_WORDS = compile_later(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_LEAST = 3
"""A line with fewer letters and digits is only a mark."""


_LINE_BYTES = 16


class Lines(NamedTuple):
    """The lines of one document in order: signed 64-bit fingerprints, and offsets in code points; sixteen bytes for
    each line.
    """

    packed: bytes

    @property
    def prints(self) -> memoryview[int]:
        """Return the fingerprints."""
        return memoryview(self.packed)[: 8 * self._count].cast("q")

    @property
    def starts(self) -> memoryview[int]:
        """Return the offsets of the lines' first code points."""
        return memoryview(self.packed)[8 * self._count : 12 * self._count].cast("I")

    @property
    def ends(self) -> memoryview[int]:
        """Return the offsets after the lines' last code points."""
        return memoryview(self.packed)[12 * self._count :].cast("I")

    @property
    def _count(self) -> int:
        return len(self.packed) // _LINE_BYTES


def fingerprint(line: str) -> int | None:
    """Return a number that is equal for lines that differ only in case, white space and decoration.

    None for a line that is too short.
    """
    words = _WORDS.search(" ".join(line.replace(MARKUP, "").replace("’", "'").casefold().split()))
    if words is None or len(words.group()) < _LEAST:
        return None
    return int.from_bytes(
        blake2b(words.group().encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )


def line_fingerprints(text: str, blocks: Sequence[Block], places: frozenset[str]) -> Lines:
    """Return the fingerprints of all blocks of a document whose kind is one of `places`."""
    prints, starts, ends = array("q"), array("I"), array("I")
    for block in blocks:
        if block.place in places and (number := fingerprint(text[block.start : block.end])) is not None:
            prints.append(number)
            starts.append(block.start)
            ends.append(block.end)
    return Lines(prints.tobytes() + starts.tobytes() + ends.tobytes())
