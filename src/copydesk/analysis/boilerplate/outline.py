"""Where in a page the article is: its headline, its paragraphs, and where below it the page goes on."""

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
"""A block as likely chrome as not goes on with a run of chrome; by itself it is none."""

_ARTICLE_END = compile_later(
    r"[\W_]*(?:The post\b.{5,300}\bappeared first on\b|Your e-?mail address will not be published)",
    re.IGNORECASE,
)
_NO_HEADLINE = compile_later(r"[»›|©]|^(?:by|von|par|por|di|door|posted|published|updated)\b", re.IGNORECASE)
_WORD = compile_later(r"\w+")
_HEADLINE_WORDS = range(4, 31)
_HEAD_BLOCKS = 8
"""How far before the article's first paragraph its headline may stand."""
_PARAGRAPH = 60
"""A paragraph is a sentence of this many code points and more."""
_DOUBT = 0.3
"""No doubt attaches to a paragraph that is less likely chrome than this."""
_ARTICLE_ODDS = 1.0
_DESPITE_ITSELF = 0.9
_SMALL = 20
"""So many blocks are too few to learn from the surroundings that what reads as article is none."""
_OWN_PARTS = frozenset(("article", "main"))
_STRAY_PARAGRAPHS = 3
"""So many paragraphs before the article may be a banner's or a teaser's; more are parts of the article."""
_CONTENTS = 3
"""So many lines in a row that stand in the article as well are its table of contents."""


class Outline:
    """The article's place in a page, in numbers of blocks.

    Attributes:
        early: where the first of several stretches of article begins; `head` if there is one stretch only.
        head: where the main stretch's own head begins: its headline, or its first paragraph.
        first, last: the main stretch's first and last paragraph.
        below: from where on what follows is the page's; the number of blocks if nothing says so.

    `end` is the block that marks the article's end (a feed's footer); the number of blocks if there is none.
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
        """Whether a block may belong to a run of chrome."""
        return _likely(self._text, self._blocks[index], self.page, index, LIKELY)

    def is_prose(self, index: int) -> bool:
        """Whether a block is a sentence that does not read as chrome by itself."""
        return _is_prose(self._text, self._blocks[index], self.page, index)

    def own_lists(self, start: int, stop: int) -> set[int]:
        """The blocks between two that are lists of the article's own: of its contents, or of what it rests on."""
        return self._contents(start, stop) | self._references(max(start, self.last), stop)

    def _references(self, start: int, stop: int) -> set[int]:
        """From a heading of references to the next line that closes the article."""
        found: set[int] = set()
        inside = False
        for index in range(start, stop):
            line = self.page.lines[index]
            inside = heads_references(line) or (inside and not is_closing(line))
            if inside:
                found.add(index)
        return found

    def _contents(self, start: int, stop: int) -> set[int]:
        """A table of contents: the lines that it lists stand in the article."""
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
        bare = self._text[block.start : block.end].strip("#*_ \0")
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
        """A list may follow the last paragraph: it is the article's until a line says otherwise, by what it says, by
        standing above the article too, or by marking the article's end.
        """
        lines, above = self.page.lines, set(self.page.lines[: self.head])
        following = range(self.last + 1, len(lines))
        return next(
            (i for i in following if i > end or is_closing(lines[i]) or lines[i] in above), len(lines)
        )


def find_outline(text: str, blocks: Sequence[Block], page: Page) -> Outline | None:
    """The outline, going by the paragraphs that no doubt attaches to; None where there are none."""
    if page.body is None:
        return None
    sure = list(_paragraphs(text, blocks, page, range(page.body.first, page.body.last + 1)))
    end = next(
        (i for i, block in enumerate(blocks) if _ARTICLE_END.match(text, block.start, block.end)), len(blocks)
    )
    if not sure and any(block.place == "chrome" for block in blocks):
        # What markup calls chrome needs no paragraph to stand around.
        sure = [page.body.first, page.body.last]
    if above := [index for index in sure if index < end]:
        return Outline(text, blocks, page, above[0], above[-1], end)
    return Outline(text, blocks, page, sure[0], sure[-1], len(blocks)) if sure else None


def _surer_below(page: Page, end: int) -> Page:
    """Whoever marks the article's end leaves little doubt about what follows."""
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
    """Whether a block is at least so likely chrome. A sentence that by itself reads as article needs more for that."""
    if _is_prose(text, block, page, index):
        if page.alone[index] < 0 and (len(page.chrome) < _SMALL or not _OWN_PARTS.isdisjoint(block.hints)):
            return False  # too little around it to overrule what it says itself, or the page says so too
        chance = _DESPITE_ITSELF
    return page.chrome[index] >= chance


def _is_prose(text: str, block: Block, page: Page, index: int) -> bool:
    return page.alone[index] < _ARTICLE_ODDS and is_sentence(text, block)
