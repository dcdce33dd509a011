"""Block texts: the blocks of a text, each by itself, and what was worked out of them.

A function that reads a block by itself sees its words and nothing around them, so its result is right wherever and
whenever the same words stand again. An editor asks for a text after each key, and all of its blocks but one are as they
were.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import lru_cache, wraps
from itertools import pairwise, takewhile
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

M = TypeVar("M")
M_co = TypeVar("M_co", covariant=True)
P = ParamSpec("P")
T = TypeVar("T")

MOST = 4_000
"""The texts that are kept, of blocks, lines and sentences, and of lines with what stands around them; each needs some
kilobytes, and the article of half an hour's reading has a quarter of them.
"""

REACH = 60, 300
"""How far before a match, and behind the line in which it begins, what is kept of a pattern's matches may depend on the
text, in code points."""


class AnyPattern(Protocol[M_co]):
    """A pattern of `re` or `regex`, whose matches are of the type M_co."""

    def finditer(self, string: str, pos: int = 0, /) -> Iterator[M_co]:
        """Return the matches in a text, from an offset on."""

    def match(self, string: str, pos: int, /) -> M_co | None:
        """Return the match that begins at an offset."""


class BlockText:
    """A block by itself, which begins at 0: what it is known by, and what was found in it.

    Attributes:
        text: its text, with fillers for markup.
        source: its source.
        is_page: whether it is of a page of HTML.
    """

    __slots__ = ("found", "is_page", "source", "text")

    def __init__(self, text: str, source: str, is_page: bool) -> None:
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


class Window:
    """A line with what stands around it.

    Attributes:
        text: all of it.
        before: how much stands before the line.
        length: that of the line.
        starts: by pattern, where its matches begin that begin in the line, counted from there.
    """

    __slots__ = ("before", "length", "starts", "text")

    def __init__(self, text: str, before: int, length: int) -> None:
        self.text, self.before, self.length = text, before, length
        self.starts: dict[AnyPattern[Any], tuple[int, ...]] = {}


_recall_window = lru_cache(MOST)(Window)
_recall: Callable[[str, str, bool], BlockText] = BlockText
"""Returns the block with these words; as long as nothing is kept, a new one."""
_keeps = False


def keep_block_texts() -> None:
    """Keep the blocks of texts from now on: for programs that are given the same text again and again."""
    global _recall, _keeps
    if not _keeps:
        _recall, _keeps = lru_cache(MOST)(BlockText), True


def kept_by_text(function: Callable[Concatenate[str, P], T]) -> Callable[Concatenate[str, P], T]:
    """Make a function of a text, and of positional arguments that can be hashed, return what it has returned before.

    It does so where block texts are kept; elsewhere it is called each time. Nobody changes what it returns.
    """
    call = cast("Callable[..., T]", function)

    @wraps(function)
    def recalling(text: str, *arguments: Any) -> T:
        if not _keeps:
            return call(text, *arguments)
        found = _recall(text, text, False).found
        key = (function, arguments)
        if key not in found:
            found[key] = call(text, *arguments)
        return cast(T, found[key])

    return cast("Callable[Concatenate[str, P], T]", recalling)


def by_line(
    find: Callable[Concatenate[str, ...], T], text: str, *arguments: Hashable
) -> Iterator[tuple[int, T]]:
    """Yield what a function finds in a text whose lines have nothing to do with each other, bit by bit.

    Each time it is with the offset where the bit begins that the function was given: a line where block texts are kept,
    else the whole text.
    """
    if not _keeps:
        yield 0, find(text, *arguments)
        return
    key = (find, arguments)
    for at, line in _lines(text):
        found = line.found
        if key not in found:
            found[key] = find(line.text, *arguments)
        yield at, found[key]


def kept_matches(pattern: AnyPattern[M], text: str) -> Iterator[M]:
    """Yield what `finditer` does, for a pattern that needs no more than REACH to see that it matches.

    Where block texts are kept, a line that stands among the same words as before is not searched again.
    """
    if not _keeps:
        yield from pattern.finditer(text)
        return
    done = 0
    for at, window in _windows(text):
        starts = window.starts.get(pattern)
        if starts is None:
            starts = window.starts[pattern] = _starts(pattern, window.text, window.before, window.length)
        if not starts:  # nearly everywhere
            continue
        if done > at:  # the match before reaches into this line
            starts = _starts(pattern, text, done, at + window.length - done, first=at)
        for start in starts:
            if match := pattern.match(text, at + start):
                yield match
                done = match.end()  # type: ignore[attr-defined]


def _starts(
    pattern: AnyPattern[Any], text: str, begin: int, length: int, first: int | None = None
) -> tuple[int, ...]:
    """Return where the matches begin that begin in a stretch; counted from its beginning, or from another place."""
    first = begin if first is None else first
    starts = (match.start() for match in pattern.finditer(text, begin))
    return tuple(start - first for start in takewhile(lambda start: start < begin + length, starts))


@lru_cache(8)
def _cuts(text: str) -> list[int]:
    cut = _LINE_END if "\n" in text else _WIDE_SPACE
    return [0, *(match.end() for match in cut.finditer(text) if match.end() < len(text)), len(text)]


_LINE_END = compile_later(r"\n+")
_WIDE_SPACE = compile_later(r" {2,}")
"""What is between paragraphs in the plain form of a text (`Document.plain`), which has no line ends."""


@lru_cache(8)
def _lines(text: str) -> list[tuple[int, BlockText]]:
    return [(start, _alone(text[start:end])) for start, end in pairwise(_cuts(text))]


@lru_cache(8)
def _windows(text: str) -> list[tuple[int, Window]]:
    back, ahead = REACH
    return [
        (start, _recall_window(text[max(0, start - back) : end + ahead], min(start, back), end - start))
        for start, end in pairwise(_cuts(text))
    ]


def _alone(text: str) -> BlockText:
    return _recall(text, text, False)


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
