"""Prefilter: find in one pass which of thousands of patterns and phrases can match in a document at all, and where."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from ahocorasick_rs import AhoCorasick, Implementation

from copydesk.formats.parsed import MARKUP
from copydesk.packs.line_index import Line, lines_by_key, lines_of, plain_of
from copydesk.packs.pattern_analysis.folding import SPACES, fold
from copydesk.packs.pattern_analysis.prefixes import starts_at

if TYPE_CHECKING:
    from copydesk.analysis.block_texts import BlockText
    from copydesk.document import Document
    from copydesk.findings import Span

_ALSO_FOLDED = (MARKUP, "\u0307", "ı")
"""Characters that `fold` changes besides case and spaces."""


Pattern: TypeAlias = tuple[Hashable, int]
"""A pattern, by its owner and its index there."""

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

    Attributes:
        version: changes with what it knows; what is kept of a passage belongs to a version.
    """

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        self._by_needle, self._by_start, self._by_line = (
            _Table.of(data[name]) if data else _Table() for name in ("needles", "starts", "lines")
        )
        self._everywhere: dict[Hashable, list[int]] = data["everywhere"] if data else {}
        self._automaton: AhoCorasick | None = None
        self._implementation: Implementation | None = None  # as the library thinks fit
        self._patterns: list[tuple[Pattern, ...]] = []
        self.version = 0

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
        self.version += 1
        if needles is None:
            self._everywhere.setdefault(owner, []).append(index)
        else:
            self._by_needle.add(needles, (owner, index))
            self._automaton = None

    def add_starts(self, starts: Iterable[str], owner: Hashable, index: int) -> None:
        """Add the possible line starts of an owner's pattern, by its index."""
        self.version += 1
        self._by_start.add(starts, (owner, index))

    def add_lines(self, keys: Iterable[str], owner: Hashable) -> None:
        """Add lines that are an owner's phrases, by their keys."""
        self.version += 1
        self._by_line.add(keys, (owner, 0))

    def concerned(self, document: Document) -> set[Hashable]:
        """Return the owners that may find something in the document; the others cannot."""
        return {
            *document.once(self.concerned_by_words),
            *document.once(self.lines),
            *document.once(self.phrases),
        }

    def concerned_by_words(self, document: Document) -> set[Hashable]:
        """Return those that may find something anywhere in the prose; for them nobody need look at the lines."""
        return {*self._everywhere, *document.once(self.hits)}

    def numbers(self, document: Document, owner: Hashable) -> Iterable[int]:
        """Return the numbers of the blocks in which a pattern of an owner may match, judged by its needles."""
        if owner in self._everywhere:
            return range(len(document.blocks))
        return document.once(self.hits).get(owner, ())

    def patterns_in(self, passage: BlockText, owner: Hashable) -> Iterator[tuple[int, Sequence[int]]]:
        """Yield the index of each pattern of an owner that may match in a passage, with the offsets of its needles, if
        they are known.
        """
        for index in self._everywhere.get(owner, ()):
            yield index, ()
        yield from passage.once(self.hits_in, self.version).get(owner, {}).items()

    def hits(self, document: Document) -> dict[Hashable, list[int]]:
        """Return, for each owner, the numbers of the blocks with a needle of its patterns."""
        return _by_owner(document.block_texts.each(self.hits_in, self.version))

    def lines(self, document: Document) -> dict[Hashable, list[int]]:
        """Return, for each owner, the numbers of the blocks in which its patterns may fill a line."""
        return _by_owner(document.block_texts.each(self.lines_in, self.version))

    def phrases(self, document: Document) -> dict[Hashable, list[int]]:
        """Return, for each owner, the numbers of the blocks in which one of its phrases fills a line."""
        return _by_owner(document.block_texts.each(self.phrases_in, self.version))

    def hits_in(self, passage: BlockText, version: int) -> dict[Hashable, dict[int, Sequence[int]]]:  # noqa: ARG002
        """Return, for each owner, its patterns with a needle in a passage, each with the offsets of its needles; with
        none where they are not known.
        """
        if self._automaton is None:
            self._automaton = AhoCorasick(list(self._by_needle), implementation=self._implementation)
            self._patterns = list(self._by_needle.values())
        text, keeps_offsets = _folded(passage.once(plain_of))
        # By the identity of a needle's patterns, which others share: to hash them would take longer than all else.
        found: dict[int, tuple[tuple[Pattern, ...], list[int]]] = {}
        for needle, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            patterns = self._patterns[needle]
            found.setdefault(id(patterns), (patterns, []))[1].append(start)
        hits: dict[Hashable, dict[int, Sequence[int]]] = {}
        for patterns, starts in found.values():
            for owner, index in patterns:
                of_owner = hits.setdefault(owner, {})
                of_owner[index] = [*of_owner.get(index, ()), *starts] if keeps_offsets else ()
        return hits

    def lines_in(self, passage: BlockText, version: int) -> dict[Hashable, dict[int, list[Line]]]:  # noqa: ARG002
        """Return, for each owner, its patterns that may fill a line of a passage, judged by how the line begins, each
        with these lines.
        """
        found: dict[Hashable, dict[int, list[Line]]] = {}
        text = passage.once(plain_of)
        for line in passage.once(lines_of):
            for start in starts_at(text, *line.extent):
                for owner, index in self._by_start.get(start, ()):
                    lines = found.setdefault(owner, {}).setdefault(index, [])
                    if not lines or lines[-1] is not line:
                        lines.append(line)
        return found

    def phrases_in(self, passage: BlockText, version: int) -> dict[Hashable, list[Span]]:  # noqa: ARG002
        """Return, for each owner, the lines of a passage that are one of its phrases."""
        found: dict[Hashable, list[Span]] = {}
        for key, extents in passage.once(lines_by_key).items():
            for owner, _ in self._by_line.get(key, ()):
                found.setdefault(owner, []).extend(extents)
        return found


def _by_owner(found: Iterable[Iterable[Hashable]]) -> dict[Hashable, list[int]]:
    numbers: dict[Hashable, list[int]] = {}
    for number, owners in enumerate(found):
        for owner in owners:
            numbers.setdefault(owner, []).append(number)
    return numbers


def _folded(piece: str) -> tuple[str, bool]:
    """Fold a block, and tell whether that keeps the offsets in it."""
    folded = piece.casefold()
    if len(folded) != len(piece) or any(character in folded for character in _ALSO_FOLDED):
        return fold(piece), False
    return _without_more_spaces(folded)


def _without_more_spaces(piece: str) -> tuple[str, bool]:
    return (SPACES.sub(" ", piece), False) if "  " in piece else (piece, True)
