"""Prefilter: find in one pass which of thousands of patterns and phrases can match in a document at all, and where."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any, TypeAlias

from ahocorasick_rs import AhoCorasick, Implementation

from copydesk.document import Document
from copydesk.formats.parsed import MARKUP
from copydesk.packs.line_index import Line, lines_and_blocks, lines_by_key
from copydesk.packs.pattern_analysis.folding import SPACES, fold
from copydesk.packs.pattern_analysis.prefixes import starts_at

_ALSO_FOLDED = (MARKUP, "\u0307", "ı")
"""Characters that `fold` changes besides case and spaces."""


Pattern: TypeAlias = tuple[Hashable, int]
"""A pattern, by its owner and its index there."""

Places: TypeAlias = Mapping[int, Sequence[int]]
"""Offsets in a document, by the number of the block; none of a block where they are not known."""
_ANYWHERE: Sequence[int] = ()

_SEPARATOR = MARKUP
"""Stands in no text of a table, because folding takes it away."""


class _Table(dict[str, tuple[Pattern, ...]]):
    """The patterns that each of many texts belongs to."""

    def add(self, texts: Iterable[str], pattern: Pattern) -> None:
        """Add a pattern to each of these texts."""
        for text in texts:
            self[text] = (*self.get(text, ()), pattern)

    def as_data(self) -> list[Any]:
        """Return the table as a few large values, which are read ten times faster than many small ones."""
        numbers: dict[tuple[Pattern, ...], int] = {}
        of_texts = [numbers.setdefault(patterns, len(numbers)) for patterns in self.values()]
        return [_SEPARATOR.join(self), of_texts, list(numbers)]

    @classmethod
    def of(cls, data: Sequence[Any]) -> _Table:
        """Return the table with these data."""
        texts, numbers, groups = data
        patterns = [tuple((owner, index) for owner, index in group) for group in groups]
        return cls(
            zip(texts.split(_SEPARATOR), map(patterns.__getitem__, numbers), strict=True) if groups else ()
        )

    def of_owners(self, owners: Collection[Hashable]) -> _Table:
        """Return the table with the patterns of these owners alone."""
        of_each = {
            patterns: tuple(each for each in patterns if each[0] in owners) for patterns in set(self.values())
        }
        return _Table((text, left) for text, patterns in self.items() if (left := of_each[patterns]))


class Prefilter:
    """What the patterns and phrases of all packs have in common with a text in which they match.

    That are their needles, which are searched together (Aho–Corasick), the starts of those that fill lines, and the
    lines that are phrases. Each belongs to an owner, a search of one rule, which numbers its patterns.

    Args:
        data: what `as_data` has returned for another prefilter; this one begins as that was.
    """

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        self._by_needle, self._by_start, self._by_line = (
            _Table.of(data[name]) if data else _Table() for name in ("needles", "starts", "lines")
        )
        self._everywhere: dict[Hashable, list[int]] = data["everywhere"] if data else {}
        self._automaton: AhoCorasick | None = None
        self._implementation: Implementation | None = None  # as the library thinks fit
        self._patterns: list[tuple[Pattern, ...]] = []

    def as_data(self) -> dict[str, Any]:
        """Return all that the prefilter knows, as simple types if the owners are such."""
        return {
            "needles": self._by_needle.as_data(),
            "starts": self._by_start.as_data(),
            "lines": self._by_line.as_data(),
            "everywhere": self._everywhere,
        }

    def narrowed(self, owners: Collection[Hashable]) -> Prefilter:
        """Return a prefilter that knows these owners alone. It tells of them what this one tells, and sooner, because
        a text has fewer of its needles.
        """
        narrow = Prefilter()
        narrow._implementation = Implementation.DFA
        narrow._by_needle = self._by_needle.of_owners(owners)
        narrow._by_start = self._by_start.of_owners(owners)
        narrow._by_line = self._by_line.of_owners(owners)
        narrow._everywhere = {owner: each for owner, each in self._everywhere.items() if owner in owners}
        return narrow

    def add(self, needles: Iterable[str] | None, owner: Hashable, index: int) -> None:
        """Add the needles of an owner's pattern, by its index; a pattern without needles is tried on every block."""
        if needles is None:
            self._everywhere.setdefault(owner, []).append(index)
        else:
            self._by_needle.add(needles, (owner, index))
            self._automaton = None

    def add_starts(self, starts: Iterable[str], owner: Hashable, index: int) -> None:
        """Add the possible line starts of an owner's pattern, by its index."""
        self._by_start.add(starts, (owner, index))

    def add_lines(self, keys: Iterable[str], owner: Hashable) -> None:
        """Add lines that are an owner's phrases, by their keys."""
        self._by_line.add(keys, (owner, 0))

    def concerned(self, document: Document) -> set[Hashable]:
        """Return the owners that may find something in the document; the others cannot."""
        found = {owner for key in document.once(lines_by_key) for owner, _ in self._by_line.get(key, ())}
        return found.union(document.once(self.concerned_by_words), document.once(self.beginning))

    def concerned_by_words(self, document: Document) -> set[Hashable]:
        """Return those that may find something anywhere in the prose; for them nobody need look at the lines."""
        return {*self._everywhere, *document.once(self.hits)}

    def blocks(self, document: Document, owner: Hashable) -> Iterator[tuple[int, Iterable[int]]]:
        """Yield the index of each pattern of an owner that may match, with the numbers of the blocks in which it may,
        judged by its needles.
        """
        for index, places in self.places(document, owner):
            yield index, sorted(places)

    def places(self, document: Document, owner: Hashable) -> Iterator[tuple[int, Places]]:
        """Yield the index of each pattern of an owner that may match, with the blocks in which it may, and where its
        needles stand there.
        """
        for index in self._everywhere.get(owner, ()):
            yield index, dict.fromkeys(range(len(document.blocks)), _ANYWHERE)
        for index, found in document.once(self.hits).get(owner, {}).items():
            if len(found) == 1:
                yield index, found[0]
                continue
            together: dict[int, list[int]] = {}
            for places in found:
                for block, starts in places.items():
                    together.setdefault(block, []).extend(starts)
            yield index, together

    def hits(self, document: Document) -> dict[Hashable, dict[int, list[Places]]]:
        """Return, for each owner, its patterns with a needle in the document, each with the places of its needles."""
        if self._automaton is None:
            self._automaton = AhoCorasick(list(self._by_needle), implementation=self._implementation)
            self._patterns = list(self._by_needle.values())
        pieces = _folded_blocks(document)
        starts = list(accumulate((len(piece) + 1 for piece, _ in pieces), initial=0))
        # From a place in what is searched to one in the document; where folding has moved what follows, none is told.
        shifts = [
            block.start - start if keeps_offsets else None
            for block, start, (_, keeps_offsets) in zip(document.blocks, starts, pieces, strict=False)
        ]
        # By the identity of a needle's patterns, which others share: to hash them would take longer than all else.
        found: dict[int, tuple[tuple[Pattern, ...], dict[int, list[int]]]] = {}
        text, block = "\n".join(piece for piece, _ in pieces), 0
        for needle, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            while (
                start >= starts[block + 1]
            ):  # they come in the order of their ends, and none lies in two blocks
                block += 1
            patterns = self._patterns[needle]
            if id(patterns) not in found:
                found[id(patterns)] = patterns, {}
            places = found[id(patterns)][1].setdefault(block, [])
            if (shift := shifts[block]) is not None:
                places.append(start + shift)
        hits: dict[Hashable, dict[int, list[Places]]] = {}
        for patterns, of_all in found.values():
            for owner, index in patterns:
                hits.setdefault(owner, {}).setdefault(index, []).append(of_all)
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


def _folded_blocks(document: Document) -> list[tuple[str, bool]]:
    """Fold every block, and tell whether that keeps the offsets in it. Usually the whole text can be folded at once."""
    text = document.plain.casefold()
    if len(text) != len(document.plain) or any(character in text for character in _ALSO_FOLDED):
        return [_folded(document.plain[block.start : block.end]) for block in document.blocks]
    return [_without_more_spaces(text[block.start : block.end]) for block in document.blocks]


def _folded(piece: str) -> tuple[str, bool]:
    folded = piece.casefold()
    if len(folded) != len(piece) or any(character in folded for character in _ALSO_FOLDED):
        return fold(piece), False
    return _without_more_spaces(folded)


def _without_more_spaces(piece: str) -> tuple[str, bool]:
    return (SPACES.sub(" ", piece), False) if "  " in piece else (piece, True)
