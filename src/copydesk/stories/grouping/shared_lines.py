"""Shared lines: which lines of a document stand in so many others of its source that they are the source's page.

The steps, each a function of plain values, so that an engine can do the grouping between them. They are taken for each
source (a folder, a site) and for all documents together:

1. Group by the lines of each document (`Lines.prints`, each once): which stand in several.
2. `is_copy` tells which documents have mostly such lines.
3. Count the documents of each line again: copies count once, however many they are (`documents_with`).
4. `line_flags` finds in one document the lines that are common, given the counts of its own lines: `SeenLines`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from copydesk.analysis.boilerplate.fingerprints import Lines
from copydesk.analysis.wording.recurrence_filter import RecurrenceFilter
from copydesk.findings import Flag

_COPY = 0.85
"""A document with more of its characters than this in lines that others have as well is a copy of one of them."""

_PARAGRAPH = 60
"""A line of so many characters may be a paragraph of a story."""
_EDITION = 0.5
"""A document with more of its paragraphs than this, by their characters, in others is an edition of the same story."""
_PARAGRAPHS = 2
"""So many of them must it share: a page may have one long line of its own."""


class SeenLines(NamedTuple):
    """In how many documents of a source each line stands, and how many documents there are."""

    documents: Mapping[int, int]
    total: int

    def is_common(self, line: int, least: int, share: float) -> bool:
        """Tell whether a line stands in at least `least` of the documents, and in at least `share` of them."""
        return self.documents.get(line, 0) >= max(least, share * self.total)


def folder_of(path: str) -> str:
    """Return the source of a document that has no other: what its path says before the last slash."""
    return path.replace("\\", "/").rpartition("/")[0]


def seen_lines(documents: Sequence[Lines]) -> SeenLines:
    """Return how often the lines of these documents stand in them. A line of a single one may be left out."""
    recurring = RecurrenceFilter(sum(len(lines.prints) for lines in documents))
    for lines in documents:
        recurring.add(lines.prints)
    everywhere = Counter(line for lines in documents for line in recurring.among(lines.prints))
    shared = {line for line, count in everywhere.items() if count > 1}
    alone: Counter[int] = Counter()
    copied: set[int] = set()
    for lines in documents:
        own = recurring.among(lines.prints)
        if is_copy(lines, shared):
            copied.update(own)
        else:
            alone.update(own)
    counts = {line: documents_with(alone[line], in_copy=line in copied) for line in shared}
    return SeenLines(counts, len(documents))


def is_copy(lines: Lines, shared: Container[int]) -> bool:
    """Tell whether a document is a copy of another, or an edition of the same story.

    Args:
        lines: its lines.
        shared: the lines that stand in other documents, too.
    """
    lengths = _lengths(lines)
    in_others = [length for length, line in zip(lengths, lines.prints, strict=True) if line in shared]
    if sum(in_others) > _COPY * sum(lengths):
        return True
    paragraphs = [length for length in in_others if length >= _PARAGRAPH]
    return len(paragraphs) >= _PARAGRAPHS and sum(paragraphs) > _EDITION * sum(
        length for length in lengths if length >= _PARAGRAPH
    )


def documents_with(alone: int, *, in_copy: bool) -> int:
    """Return the number of documents with a line: of those that are no copies, and one for all copies that have it."""
    return alone + in_copy


def line_flags(
    lines: Lines,
    of_source: SeenLines,
    of_all: SeenLines,
    *,
    least: int,
    share: float,
    allowed: Set[int | None] = frozenset(),
) -> Iterator[Flag]:
    """Yield what the lines of a document are flagged for; common lines that follow each other are one flag.

    Args:
        lines: of the document.
        of_source: in how many documents of its source they stand.
        of_all: in how many of all.
        least: in so many a common line stands at least.
        share: the same as a share of the documents.
        allowed: the fingerprints of lines that all documents may have.
    """
    prints, starts, ends = lines.prints, lines.starts, lines.ends
    in_source = [of_source.is_common(line, least, share) and line not in allowed for line in prints]
    common = [
        here or (of_all.is_common(line, least, share) and line not in allowed)
        for here, line in zip(in_source, prints, strict=True)
    ]
    seen = of_source if any(in_source) else of_all
    paragraphs = [
        is_common and length >= _PARAGRAPH for is_common, length in zip(common, _lengths(lines), strict=True)
    ]
    shares_story = sum(paragraphs) >= _PARAGRAPHS
    for first, last in _stretches(common):
        count = max(1, min(seen.documents.get(line, 0) for line in prints[first:last]))
        subject = "stands" if last - first == 1 else f"{last - first} lines that stand"
        message = f"{subject} in {count} of {seen.total} files"
        is_sure = not (shares_story or any(paragraphs[first:last]))
        yield Flag(starts[first], ends[last - 1], message, is_sure=is_sure)


def _stretches(common: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of common lines, by the numbers of the first and the one behind the last."""
    first, last = 0, -1
    for last, is_common in enumerate(common):
        if not is_common:
            if last > first:
                yield first, last
            first = last + 1
    if last >= first:
        yield first, last + 1


def _lengths(lines: Lines) -> list[int]:
    return [end - start for start, end in zip(lines.starts, lines.ends, strict=True)]
