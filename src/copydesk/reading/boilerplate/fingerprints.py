"""Fingerprints of lines, so that the lines of thousands of files can be compared without being kept."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

from copydesk.compiled import compile_later
from copydesk.formats.parsed import MARKUP, Block

_WORDS = compile_later(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_LEAST = 3
"""A line of fewer letters and digits than this is a mark, not a line."""


class Lines(NamedTuple):
    """The lines of one document in order: 64-bit fingerprints, and offsets in code points. Sixteen bytes a line."""

    prints: array[int]
    starts: array[int]
    ends: array[int]


def fingerprint(line: str) -> int | None:
    """A number that is the same for lines that differ in case, white space and decoration only.

    None for a line that is too short to tell from another.
    """
    words = _WORDS.search(" ".join(line.replace(MARKUP, "").replace("’", "'").casefold().split()))
    if words is None or len(words.group()) < _LEAST:
        return None
    return int.from_bytes(
        blake2b(words.group().encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )


def line_fingerprints(text: str, blocks: Sequence[Block], places: frozenset[str]) -> Lines:
    """The fingerprints of all blocks of a document that lie in one of `places`."""
    lines = Lines(array("Q"), array("I"), array("I"))
    for block in blocks:
        if block.place in places and (number := fingerprint(text[block.start : block.end])) is not None:
            lines.prints.append(number)
            lines.starts.append(block.start)
            lines.ends.append(block.end)
    return lines
