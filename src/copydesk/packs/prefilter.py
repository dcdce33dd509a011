"""Prefilter: find in one pass which of thousands of patterns can match in a document at all, and where."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from itertools import accumulate, chain

from ahocorasick_rs import AhoCorasick

from copydesk.document import Document
from copydesk.formats.parsed import MARKUP
from copydesk.packs.line_index import Line, lines_and_blocks
from copydesk.packs.pattern_analysis.folding import SPACES, fold
from copydesk.packs.pattern_analysis.prefixes import starts_at

_ALSO_FOLDED = (MARKUP, "\u0307", "ı")
"""Characters that `fold` changes besides case and spaces."""


class Prefilter:
    """The needles of all packs, searched together (Aho–Corasick), and the starts of all patterns that fill lines."""

    def __init__(self) -> None:
        self._wanted: dict[str, list[tuple[Hashable, int]]] = {}
        self._automaton: AhoCorasick | None = None
        self._by_start: dict[str, list[tuple[Hashable, int]]] = {}

    def add(self, needles: Iterable[str], owner: Hashable, index: int) -> None:
        """Add the needles of an owner's pattern, by its index."""
        for needle in needles:
            self._wanted.setdefault(needle, []).append((owner, index))
        self._automaton = None

    def add_starts(self, starts: Iterable[str], owner: Hashable, index: int) -> None:
        """Add the possible line starts of an owner's pattern, by its index."""
        for start in starts:
            self._by_start.setdefault(start, []).append((owner, index))

    def hits(self, document: Document) -> dict[Hashable, dict[int, set[int]]]:
        """Return, for each owner, its patterns with a needle in the document, each with the numbers of the blocks."""
        if self._automaton is None:
            self._automaton = AhoCorasick(list(self._wanted))
        pieces = _folded_blocks(document)
        starts = list(accumulate((len(piece) + 1 for piece in pieces), initial=0))
        places: dict[int, set[int]] = {}
        for needle, start, _ in self._automaton.find_matches_as_indexes("\n".join(pieces), overlapping=True):
            places.setdefault(needle, set()).add(bisect_right(starts, start) - 1)
        wanted = list(self._wanted.values())
        hits: dict[Hashable, dict[int, set[int]]] = {}
        for needle, blocks in places.items():
            for owner, index in wanted[needle]:
                hits.setdefault(owner, {}).setdefault(index, set()).update(blocks)
        return hits

    def beginning(self, document: Document) -> dict[Hashable, dict[int, list[Line]]]:
        """Return, for each owner, its patterns that may fill a line, judged by how the line begins, each with these
        lines.
        """
        found: dict[Hashable, dict[int, list[Line]]] = {}
        for line in chain.from_iterable(document.once(lines_and_blocks)):
            for start in starts_at(document.plain, *line.extent):
                for owner, index in self._by_start.get(start, ()):
                    lines = found.setdefault(owner, {}).setdefault(index, [])
                    if not lines or lines[-1] is not line:
                        lines.append(line)
        return found


def _folded_blocks(document: Document) -> list[str]:
    """Fold every block. Usually the whole text can be folded at once, because no offset changes."""
    text = document.plain.casefold()
    if len(text) != len(document.plain):
        return [fold(document.plain[block.start : block.end]) for block in document.blocks]
    pieces = [text[block.start : block.end] for block in document.blocks]
    if any(character in text for character in _ALSO_FOLDED):
        return [fold(piece) for piece in pieces]
    return [SPACES.sub(" ", piece) if "  " in piece else piece for piece in pieces]
