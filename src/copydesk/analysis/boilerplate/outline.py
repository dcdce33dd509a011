"""Outline of a page: where the article's headline and paragraphs are, and where the page goes on below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import sqrt

from copydesk.analysis.boilerplate.block_features import is_sentence
from copydesk.analysis.boilerplate.closing_lines import heads_references, is_closing
from copydesk.analysis.boilerplate.page import Page
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

LIKELY = 0.5
"""The least probability of chrome with which a block continues a run of chrome; it cannot start one."""

_ARTICLE_END = compile_later(
    r"[\W_]*(?:The post\b.{5,300}\bappeared first on\b|Your e-?mail address will not be published)",
    re.IGNORECASE,
)
_NO_HEADLINE = compile_later(r"[»›|©]|^(?:by|von|par|por|di|door|posted|published|updated)\b", re.IGNORECASE)
_WORD = compile_later(r"\w+")
_HEADLINE_WORDS = range(4, 31)
_OPENING_MARKS = "\"'«»“”„‘’‹›¿¡"
"""A headline may begin with a quotation or a question."""
_HEAD_BLOCKS = 8
"""In so many blocks before the article's first paragraph its headline is searched."""
_PARAGRAPH = 60
"""A sentence with at least so many code points is a paragraph."""
_DOUBT = 0.3
"""A paragraph whose probability of chrome is lower is certainly the article's."""
_ARTICLE_ODDS = 1.0
_DESPITE_ITSELF = 0.9
_SMALL = 20
"""In a page of fewer blocks the surroundings cannot outweigh what a sentence itself shows."""
_OWN_PARTS = frozenset(("article", "main"))
_STRAY_PARAGRAPHS = 3
"""At most so many paragraphs before the article may belong to a banner or teaser; more are parts of the article."""
_CONTENTS = 3
"""At least so many lines in a row that occur in the article too are its table of contents."""


class Outline:
    """The place of the article in a page, in numbers of blocks.

    Attributes:
        early: where the first of several stretches of the article begins; `head` if there is only one.
        head: where the main stretch begins: its headline, or its first paragraph.
        first, last: the first and last paragraph of the main stretch.
        below: where the page goes on below the article; the number of blocks if nothing shows it.

    The argument `end` is the block that marks the article's end (a feed's footer), or the number of blocks.
    """

    def __init__(
        self, text: str, blocks: Sequence[Block], page: Page, first: int, last: int, end: int
    ) -> None:
        self.first, self.last = first, last
        self._text, self._blocks = text, blocks
        self.page = _surer_below(page, end)
        self.head = self._head()
        self.early = self._early()
        self.below = self._below(end)
        article = (index for index in range(self.early, last + 1) if index >= first or not self.likely(index))
        own = {page.lines[index] for index in article}
        self._told = [line in own for line in page.lines]

    def likely(self, index: int) -> bool:
        """Tell whether a block may belong to a run of chrome."""
        return _likely(self._text, self._blocks[index], self.page, index, LIKELY)

    def is_prose(self, index: int) -> bool:
        """Tell whether a block is a sentence that does not read as chrome by itself."""
        return _is_prose(self._text, self._blocks[index], self.page, index)

    def own_lists(self, start: int, stop: int) -> set[int]:
        """Return the blocks between two that are lists of the article: its table of contents or its references."""
        return self._contents(start, stop) | self._references(max(start, self.last), stop)

    def _references(self, start: int, stop: int) -> set[int]:
        """Return the blocks from a heading of references to the next line that ends the article."""
        found: set[int] = set()
        inside = False
        for index in range(start, stop):
            line = self.page.lines[index]
            inside = heads_references(line) or (inside and not is_closing(line))
            if inside:
                found.add(index)
        return found

    def _contents(self, start: int, stop: int) -> set[int]:
        """Return the blocks of a table of contents, which are runs of lines that occur in the article too."""
        found: set[int] = set()
        run: list[int] = []
        for index in range(start, stop + 1):
            if index < stop and self._told[index]:
                run.append(index)
                continue
            if len(run) >= _CONTENTS:
                found.update(run)
            run = []
        return found

    def _head(self) -> int:
        before = range(max(0, self.first - _HEAD_BLOCKS), self.first)
        headings = (index for index in before if self._blocks[index].place == "heading")
        return next(headings, next(filter(self._is_headline, before), self.first))

    def _is_headline(self, index: int) -> bool:
        block = self._blocks[index]
        line = self._text[block.start : block.end].strip("#*_ \0")
        bare = line.lstrip(_OPENING_MARKS)
        if "«" in line:  # then ”»” is a quotation mark as well, and no sign of a path of links
            bare = bare.replace("»", "")
        return (
            block.place != "chrome"
            and len(_WORD.findall(bare)) in _HEADLINE_WORDS
            and bare[:1].isalnum()
            and _NO_HEADLINE.search(bare) is None
        )

    def _early(self) -> int:
        stray = list(_paragraphs(self._text, self._blocks, self.page, range(self.head)))
        return stray[0] if len(stray) > _STRAY_PARAGRAPHS else self.head

    def _below(self, end: int) -> int:
        """Return the first block after the article's last paragraph that belongs to the page.

        A list may follow the last paragraph. It belongs to the article up to a closing line, a line that stands above
        the article too, or the article's end mark.
        """
        lines, above = self.page.lines, set(self.page.lines[: self.head])
        following = range(self.last + 1, len(lines))
        return next(
            (i for i in following if i > end or is_closing(lines[i]) or lines[i] in above), len(lines)
        )


def find_outline(text: str, blocks: Sequence[Block], page: Page) -> Outline | None:
    """Return the outline, found from the paragraphs that are certainly the article's; None if there are none."""
    if page.body is None:
        return None
    sure = list(_paragraphs(text, blocks, page, range(page.body.first, page.body.last + 1)))
    end = next(
        (i for i, block in enumerate(blocks) if _ARTICLE_END.match(text, block.start, block.end)), len(blocks)
    )
    if not sure and any(block.place == "chrome" for block in blocks):
        # With chrome marked in the markup, an article without long paragraphs is enough.
        sure = [page.body.first, page.body.last]
    if above := [index for index in sure if index < end]:
        return Outline(text, blocks, page, above[0], above[-1], end)
    return Outline(text, blocks, page, sure[0], sure[-1], len(blocks)) if sure else None


def _surer_below(page: Page, end: int) -> Page:
    """Return the page with higher probabilities of chrome below the mark of the article's end."""
    return page._replace(
        chrome=(*page.chrome[: end + 1], *(sqrt(chance) for chance in page.chrome[end + 1 :]))
    )


def _paragraphs(text: str, blocks: Sequence[Block], page: Page, among: range) -> Iterator[int]:
    for index in among:
        block = blocks[index]
        if (
            block.end - block.start >= _PARAGRAPH
            and is_sentence(text, block)
            and not _likely(text, block, page, index, _DOUBT)
        ):
            yield index


def _likely(text: str, block: Block, page: Page, index: int, chance: float) -> bool:
    """Tell whether a block is chrome with this probability; a sentence that reads as article needs a higher one."""
    if _is_prose(text, block, page, index):
        if page.alone[index] < 0 and (len(page.chrome) < _SMALL or not _OWN_PARTS.isdisjoint(block.hints)):
            return False  # the page is too short to outweigh the block itself, or its markup says article
        chance = _DESPITE_ITSELF
    return page.chrome[index] >= chance


def _is_prose(text: str, block: Block, page: Page, index: int) -> bool:
    return page.alone[index] < _ARTICLE_ODDS and is_sentence(text, block)
