"""Block texts: the blocks of a text, each by itself, and what was worked out of them.

A function that reads a block by itself sees its words and nothing around them, so its result is right wherever and
whenever the same words stand again. An editor asks for a text after each key, and all of its blocks but one are as they
were.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

M = TypeVar("M")
P = ParamSpec("P")
T = TypeVar("T")

MOST = 5_000
"""The texts that are kept, of blocks, lines and sentences; the article of an hour's reading has half of them."""


class AnyPattern(Protocol[M]):
    """A pattern of `re` or `regex`, whose matches are of the type M."""

    def finditer(self, string: str, /) -> Iterator[M]:
        """Return the matches in a text."""

    def match(self, string: str, pos: int, /) -> M | None:
        """Return the match that begins at an offset."""


class BlockText:
    """A block by itself, which begins at 0: what it is known by, and what was found in it.

    Attributes:
        text: its text, with fillers for markup.
        source: its source.
        is_page: whether it is of a page of HTML.
    """

    __slots__ = ("found", "is_page", "source", "text")

    def __init__(self, text: str, source: str, is_page: bool) -> None:  # noqa: FBT001 - a key
        self.text, self.source, self.is_page = text, source, is_page
        self.found: dict[Hashable, Any] = {}

    def once(self, find: Callable[Concatenate[BlockText, ...], T], *arguments: Hashable) -> T:
        """Return what a function finds in the block; it is called at the first time only.

        All that its result depends on is in the block and in the arguments. Nobody changes what it returns.
        """
        key = (find, arguments) if arguments else find
        found = self.found
        if key not in found:
            found[key] = find(self, *arguments)
        return cast(T, found[key])


_recall: Callable[[str, str, bool], BlockText] = BlockText
"""Returns the block with these words; as long as nothing is kept, a new one."""
_keeps = False


def keep_block_texts() -> None:
    """Keep the blocks of texts from now on: for programs that are given the same text again and again."""
    global _recall, _keeps
    if not _keeps:
        _recall, _keeps = lru_cache(MOST)(BlockText), True


def kept_by_text(function: Callable[Concatenate[str, P], T]) -> Callable[Concatenate[str, P], T]:
    """Make a function of a text, and of arguments that can be hashed, return what it has returned before.

    It does so where block texts are kept; elsewhere it is called each time. Nobody changes what it returns.
    """

    @wraps(function)
    def recalling(text: str, *arguments: P.args, **none: P.kwargs) -> T:
        if not _keeps:
            return function(text, *arguments, **none)
        found = _recall(text, text, False).found
        key = (function, arguments)
        if key not in found:
            found[key] = function(text, *arguments, **none)
        return cast(T, found[key])

    return recalling


def by_paragraph(
    find: Callable[Concatenate[str, ...], T], text: str, *arguments: Hashable
) -> Iterator[tuple[int, T]]:
    """Yield what a function finds in a text whose paragraphs have nothing to do with each other, bit by bit.

    Each time it is with the offset where the bit begins that the function was given: a paragraph where block texts are
    kept, else the whole text.
    """
    if not _keeps:
        yield 0, find(text, *arguments)
        return
    key = (find, arguments)
    for at, paragraph in _paragraphs(text):
        found = paragraph.found
        if key not in found:
            found[key] = find(paragraph.text, *arguments)
        yield at, found[key]


def paragraph_matches(pattern: AnyPattern[M], text: str) -> Iterator[M]:
    """Yield what `finditer` does, for a pattern that matches in no two paragraphs, and looks at none but its own.

    Where block texts are kept, a paragraph in which nothing was found is not searched again.
    """
    if not _keeps:
        yield from pattern.finditer(text)
        return
    for at, starts in by_paragraph(_starts, text, pattern):
        for start in starts:
            if match := pattern.match(text, at + start):
                yield match


def _starts(text: str, pattern: AnyPattern[Any]) -> tuple[int, ...]:
    return tuple(match.start() for match in pattern.finditer(text))


@lru_cache(2)
def _paragraphs(text: str) -> list[tuple[int, BlockText]]:
    """Return what stands between empty lines, each with its offset."""
    starts = [0, *(match.end() for match in _EMPTY_LINE.finditer(text))]
    return [
        (start, _recall(paragraph, paragraph, False))
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
        if (paragraph := text[start:end])
    ]


_EMPTY_LINE = compile_later(r"\n\r?\n")


class BlockTexts:
    """The blocks of one text, by their numbers."""

    def __init__(self, text: str, source: str, blocks: Sequence[Block], *, is_page: bool) -> None:
        self._blocks = blocks
        self._all = []
        for block in blocks:
            words = text[block.start : block.end]
            own_source = words if text is source else source[block.start : block.end]
            self._all.append(_recall(words, own_source, is_page))

    def __getitem__(self, number: int) -> BlockText:
        return self._all[number]

    def each(self, find: Callable[Concatenate[BlockText, ...], T], *arguments: Hashable) -> list[T]:
        """Return what a function finds in each block: see `BlockText.once`."""
        return [block.once(find, *arguments) for block in self._all]

    def found(
        self,
        find: Callable[Concatenate[BlockText, ...], T],
        *arguments: Hashable,
        among: Iterable[int] | None = None,
    ) -> Iterator[tuple[Block, T]]:
        """Yield the blocks, or those with these numbers, in which a function finds anything, each with what that is."""
        key = (find, arguments) if arguments else find
        for number in range(len(self._all)) if among is None else among:
            block = self._all[number]
            kept = block.found  # a call for each of them would take most of the time
            found = kept[key] if key in kept else block.once(find, *arguments)
            if found:
                yield self._blocks[number], found
