"""Nesting: which parts a document consists of and what each stands in, to tell whether a change leaves it so."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from copydesk.formats.parsed import WORDLESS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from copydesk.support.source_text import Replacement

_MARKS = " \t\r\n>"
"""What may be left of the lines of a part that is deleted."""


class Part(NamedTuple):
    """A part of a document that holds no further one: a paragraph, a heading, a block of code, a cell.

    Attributes:
        start, end: offsets in code points.
        kind: what it is, with the names of all that it stands in, the outermost first.
        shared: how many of these it stands in together with the part before it; two lists are not one.
        words: what it says; empty where it may change.
    """

    start: int
    end: int
    kind: tuple[str, ...]
    shared: int
    words: str


def is_kept(text: str, before: Iterable[Part], after: Iterable[Part], changes: Sequence[Replacement]) -> bool:
    """Tell whether a document has the same parts after some changes, in order and apart, but for those that they delete
    or insert as a whole.

    Args:
        text: the text behind the markup before the changes, as in `Parsed`.
        before: the parts before the changes.
        after: the parts after them.
        changes: the changes.
    """
    gains = accumulate((len(new) - (end - start) for start, end, new in changes), initial=0)
    inserted = [(at + gain, at + gain + len(new)) for (at, _, new), gain in zip(changes, gains, strict=False)]
    new = list(_joined(after, _not_within(after, inserted)))
    # A tag of a template that is left of a paragraph may be one, or none.
    return any(
        _are_alike(
            list(_joined(before, [part for part in before if not _is_deleted(text, part, changes, marks)])),
            new,
            changes,
        )
        for marks in (_MARKS, _MARKS + WORDLESS)
    )


def _are_alike(old: Sequence[Part], new: Sequence[Part], changes: Sequence[Replacement]) -> bool:
    return len(old) == len(new) and all(
        ours.kind == theirs.kind
        and ours.shared == theirs.shared
        and (ours.words == theirs.words or _is_touched(ours, changes))
        for ours, theirs in zip(old, new, strict=True)
    )


def _is_touched(part: Part, changes: Iterable[Replacement]) -> bool:
    return any(start < part.end and part.start < max(end, start + 1) for start, end, _ in changes)


def _is_deleted(text: str, part: Part, changes: Sequence[Replacement], marks: str) -> bool:
    """Tell whether nothing but marks is left of a part, or put in its place."""
    if not _is_touched(part, changes):
        return False
    pieces, at = [], part.start
    for start, end, new in changes:
        if start < part.end and part.start < end:
            pieces += [text[at : max(at, start)], new]
            at = max(at, end)
    return not "".join((*pieces, text[at : part.end])).strip(marks)


def _not_within(parts: Iterable[Part], places: Sequence[tuple[int, int]]) -> list[Part]:
    return [
        part
        for part in parts
        if not any(start <= part.start and part.end <= end and start < end for start, end in places)
    ]


def _joined(parts: Iterable[Part], left: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts that are left, with what each shares with the one that is left before it."""
    rest = iter(left)
    following = next(rest, None)
    shared = None
    for part in parts:
        shared = part.shared if shared is None else min(shared, part.shared)
        if part is following:
            yield part._replace(shared=shared)
            following, shared = next(rest, None), None
