"""BlockTexts: the blocks of a text, each by itself, and what was worked out of them.

A function that reads a passage sees its words and nothing around them, so its result is right wherever and whenever the
same words stand again. An editor asks for a text after each key, and all of its blocks but one are as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from threading import Lock
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar, cast

from copydesk.formats.parsed import Block

P = ParamSpec("P")
T = TypeVar("T")

MOST = 2_000
"""The passages that are kept for the next state of a text; the article of an hour's reading has a quarter of them."""


class _Words(NamedTuple):
    """What a passage is known by: its text, with fillers for markup, its source, and whether it is of a page of HTML."""

    text: str
    source: str
    is_page: bool


class BlockText:
    """A block by itself, which begins at 0."""

    __slots__ = ("_found", "is_page", "source", "text")

    def __init__(self, words: _Words) -> None:
        self.text, self.source, self.is_page = words
        self._found: dict[Hashable, Any] = {}

    def once(self, find: Callable[Concatenate[BlockText, ...], T], *arguments: Hashable) -> T:
        """Return what a function finds in the passage; it is called at the first time only.

        All that its result depends on is in the passage and in the arguments.
        """
        key = (find, arguments) if arguments else find
        found = self._found
        if key not in found:
            found[key] = find(self, *arguments)
        return cast(T, found[key])


class BlockTexts:
    """The passages of one text, by the numbers of its blocks."""

    def __init__(self, text: str, source: str, blocks: Sequence[Block], *, is_page: bool) -> None:
        self._blocks = blocks
        self._all = _memory.passages(_words(text, source, blocks, is_page=is_page))

    def __getitem__(self, number: int) -> BlockText:
        return self._all[number]

    def each(self, find: Callable[Concatenate[BlockText, ...], T], *arguments: Hashable) -> list[T]:
        """Return what a function finds in each block: see `BlockText.once`."""
        return [passage.once(find, *arguments) for passage in self._all]

    def found(
        self, find: Callable[Concatenate[BlockText, ...], T], *arguments: Hashable
    ) -> Iterator[tuple[Block, T]]:
        """Yield the blocks in which a function finds anything, each with what that is."""
        for block, passage in zip(self._blocks, self._all, strict=True):
            if found := passage.once(find, *arguments):
                yield block, found


def _words(text: str, source: str, blocks: Iterable[Block], *, is_page: bool) -> Iterator[_Words]:
    for block in blocks:
        words = text[block.start : block.end]
        yield _Words(words, words if text is source else source[block.start : block.end], is_page)


class _Memory:
    """The passages of the last texts, the oldest first."""

    def __init__(self) -> None:
        self.most = 0
        self._kept: dict[_Words, BlockText] = {}
        self._lock = Lock()

    def passages(self, wanted: Iterable[_Words]) -> list[BlockText]:
        """Return the passages with these words."""
        with self._lock:
            kept = self._kept if self.most else {}
            found = []
            for words in wanted:
                kept[words] = passage = kept.pop(words, None) or BlockText(words)
                found.append(passage)
            while self.most and len(kept) > self.most:
                del kept[next(iter(kept))]
        return found


_memory = _Memory()


def keep_block_texts() -> None:
    """Keep the passages of texts from now on: for programs that are given the same text again and again."""
    _memory.most = MOST
