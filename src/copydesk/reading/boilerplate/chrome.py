"""Where page chrome stands around and in an article: runs of blocks, each with what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import sqrt
from typing import NamedTuple

from copydesk.compiled import compile_later
from copydesk.formats.parsed import Block
from copydesk.reading.boilerplate.page import Page

# Three dots end a teaser, not a sentence.
_SENTENCE_END = compile_later(r"(?<!\.\.)[.!?][\"'”’»)\]*_\0]*$")
_ARTICLE_END = compile_later(
    r"[\W_]*(?:The post\b.{5,300}\bappeared first on\b|Your e-?mail address will not be published)",
    re.IGNORECASE,
)
_WORD = compile_later(r"\w+")
_NO_HEADLINE = compile_later(r"[»›|©]|^(?:by|von|par|por|di|door|posted|published|updated)\b", re.IGNORECASE)
_LIKELY = 0.5
"""A block as likely chrome as not goes on with a run of chrome; by itself it is none."""
_NEVER = {
    "before": ("table", "quote"),
    "inside": ("table", "quote", "list", "heading"),
    "after": ("table", "quote"),
}
"""What markup calls a table or a quotation is nobody's menu, nor a marked list or heading inside the article."""
_ARTICLE_ODDS = 1.0
_DESPITE_ITSELF = 0.97
_SURE = 0.85
_SMALL = 20
"""So many blocks are too few to learn from the surroundings that what reads as article is none."""
_OWN_PARTS = frozenset(("article", "main"))
_HEAD_BLOCKS = 8
"""How far before the article's first paragraph its headline may stand."""
_HEADLINE_WORDS = range(4, 31)


class Region(NamedTuple):
    """A run of blocks that reads as page chrome.

    Attributes:
        first, last: numbers of its first and last block.
        where: "before", "after" or "inside" the article.
        chance: the mean over the blocks of how sure each is to be chrome.
        sentences: how many of the blocks are sentences.
    """

    first: int
    last: int
    where: str
    chance: float
    sentences: int


def find_chrome(text: str, blocks: Sequence[Block], page: Page) -> list[Region]:
    """The runs of chrome in a document, in order. None where it holds no paragraph of an article to stand around."""
    if all(chance < _LIKELY for chance in page.chrome):
        return []
    body = _body(text, blocks, page)
    if body is None:
        return []
    first, last = body
    head = _head(text, blocks, first)
    end = _article_end(text, blocks)
    if end is not None and last < end:
        # Whoever marks the article's end leaves little doubt about what follows.
        page = page._replace(
            chrome=(*page.chrome[: end + 1], *(sqrt(chance) for chance in page.chrome[end + 1 :]))
        )
    return [
        *_regions(text, blocks, page, 0, head, "before"),
        *_regions(text, blocks, page, first, last + 1, "inside"),
        *_regions(text, blocks, page, last + 1, len(blocks), "after"),
    ]


def _article_end(text: str, blocks: Sequence[Block]) -> int | None:
    """The number of the block that only ever stands under an article, if there is one."""
    return next(
        (i for i, block in enumerate(blocks) if _ARTICLE_END.match(text, block.start, block.end)), None
    )


def _body(text: str, blocks: Sequence[Block], page: Page) -> tuple[int, int] | None:
    """The article's first and last block, going by the paragraphs that no doubt attaches to."""
    sure = [
        index
        for index, block in enumerate(blocks)
        if block.end - block.start >= 60
        and is_sentence(text, block)
        and not _likely(text, block, page, index, 0.3)
    ]
    end = next(
        (i for i, block in enumerate(blocks) if _ARTICLE_END.match(text, block.start, block.end)), len(blocks)
    )
    before_end = [index for index in sure if index < end] or sure
    return (before_end[0], before_end[-1]) if sure else None


def _likely(text: str, block: Block, page: Page, index: int, chance: float = _LIKELY) -> bool:
    """Whether a block may belong to a run of chrome. A sentence that by itself reads as article needs more for that."""
    if page.alone[index] < _ARTICLE_ODDS and is_sentence(text, block):
        if page.alone[index] < 0 and (len(page.chrome) < _SMALL or not _OWN_PARTS.isdisjoint(block.hints)):
            return False  # too little around it to overrule what it says itself, or the page says so too
        chance = _DESPITE_ITSELF
    return page.chrome[index] >= chance


def _head(text: str, blocks: Sequence[Block], first: int) -> int:
    """Where the article's own head begins: its headline, before the date, the byline and whatever stands there."""
    before = range(max(0, first - _HEAD_BLOCKS), first)
    for index in before:
        if blocks[index].place == "heading":
            return index
    for index in before:
        if blocks[index].place != "chrome" and _is_headline(text[blocks[index].start : blocks[index].end]):
            return index
    return first


def _is_headline(line: str) -> bool:
    bare = line.strip("#*_ \0")
    return (
        len(_WORD.findall(bare)) in _HEADLINE_WORDS
        and bare[:1].isalnum()
        and _NO_HEADLINE.search(bare) is None
    )


def is_sentence(text: str, block: Block) -> bool:
    """Whether a block ends as a sentence does and is long enough to be one."""
    line = text[max(block.start, block.end - 40) : block.end]
    return bool(_SENTENCE_END.search(line)) and text.count(" ", block.start, block.end) >= 4


def _regions(
    text: str, blocks: Sequence[Block], page: Page, start: int, stop: int, where: str
) -> Iterator[Region]:
    """Maximal runs of likely blocks between two, trimmed to where they are sure."""
    at = start
    while at < stop:
        end = at
        while end < stop and blocks[end].place not in _NEVER[where] and _likely(text, blocks[end], page, end):
            end += 1
        first, last = at, end
        # Where a run meets the article, a sentence is the article's.
        while where != "before" and first < last and is_sentence(text, blocks[first]):
            first += 1
        while where != "after" and first < last and is_sentence(text, blocks[last - 1]):
            last -= 1
        chances = page.chrome[first:last]
        if chances and max(chances) >= _SURE:
            sentences = sum(is_sentence(text, blocks[index]) for index in range(first, last))
            yield Region(first, last - 1, where, sum(chances) / len(chances), sentences)
        at = end + 1


def between_sentences(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """The numbers of the blocks that are no sentence and stand between two that are."""
    sentences = [is_sentence(text, block) for block in blocks]
    for index in range(1, len(blocks) - 1):
        if sentences[index - 1] and sentences[index + 1] and not sentences[index]:
            yield index
