"""Parsed documents: the result of every format's reader, with the text behind the markup, blocks and metadata."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from copydesk.findings import Span

MARKUP = "\0"
"""Fills the place of markup: nothing stands here for a reader."""

OBJECT = "\ufffc"
"""Stands for a thing that takes a word's place: code, a bare URL, an image, a template tag. One of it a thing, at the
thing's first character; fillers (MARKUP) stand in the rest of its place."""

WORDLESS = f"{MARKUP}{OBJECT} \t\r\n"
"""Characters of a text without which nothing is left of a passage that has no words."""

PAGE_PARTS = ("nav", "header", "footer", "aside", "form")
"""Elements that HTML has for the page around an article."""


_NO_LINE_END = compile_later(r"[^\r\n]+")


def filled(text: str, filler: str = MARKUP) -> str:
    """Return as many fillers as a text is long; its line ends stay."""
    return _NO_LINE_END.sub(lambda line: filler * len(line.group()), text)


class Block(NamedTuple):
    """A paragraph, heading, list item, table cell …: text that is read in one go.

    Attributes:
        start, end: offsets in code points, without the white space at either end.
        place: one of `rules.PLACES`.
        level: depth of a heading (from 1), a list or a quotation; 0 elsewhere.
        hints: what markup says of the block, such as "nav", "footer" or a class name; lower case.
        within: the parts of an HTML page, of PAGE_PARTS, that it stands in.
        part: of an HTML page that has an article: "article" in the element that holds most of its paragraphs, "page"
            in an element whose name says that it is none of the article, "outside" elsewhere; else empty.
        linked: the share of its text that is links, 0 to 1; known of HTML pages only.
        is_framed: whether it stands around the article of a complete HTML page, in an element that the markup sets
            apart from it: a menu, a sidebar, a footer.
    """

    start: int
    end: int
    place: str = "body"
    level: int = 0
    hints: tuple[str, ...] = ()
    within: frozenset[str] = frozenset()
    part: str = ""
    linked: float = 0.0
    is_framed: bool = False


class Beside(NamedTuple):
    """A text of a document that stands beside its own, such as a title: `text` is as long as it is written.

    Attributes:
        start: where it begins, in code points.
        text: with fillers for markup, as in `Parsed`.
        place: the kind of place it stands in, one of `rules.PLACES`.
    """

    start: int
    text: str
    place: str

    @property
    def end(self) -> int:
        """Return the offset behind it."""
        return self.start + len(self.text)


class Fault(NamedTuple):
    """Why a source could not be read, and where: an offset in code points, and a phrase that also tells the remedy."""

    offset: int
    reason: str


class Parsed(NamedTuple):
    """A source taken apart.

    Attributes:
        text: as long as the source; at every index the source's character, the character that an entity there
            stands for, a line break that a tag there makes, or a filler (MARKUP, OBJECT). Line breaks of the
            source stay. An offset in the text is an offset in the source.
        blocks: in order, not overlapping.
        meta: what the document says of itself: front matter, or an HTML page's metadata. Keys in lower case;
            "title", "author", "date" and "lang" mean the same in every format.
        names: by which the document refers to its own parts, in order, and whether there is a part with this name. No
            fix changes one of them, or a part's, so that it leads nowhere.
        beside: titles, captions … that a format keeps apart from the text, in order; the text has fillers there.
        meta_places: by key, where a value of `meta` is written, if the reader knows it.
        fault: why nothing could be read; None if it could.
    """

    text: str
    blocks: tuple[Block, ...]
    meta: Mapping[str, Any]
    names: tuple[tuple[str, bool], ...] = ()
    beside: tuple[Beside, ...] = ()
    meta_places: Mapping[str, Span] = MappingProxyType({})
    fault: Fault | None = None

    @property
    def whole_text(self) -> str:
        """Return the text together with the texts beside it."""
        return overlaid(self.text, ((each.start, each.text) for each in self.beside))

    def without(self, parts: Collection[str]) -> Parsed:
        """Return it without the text in these parts of a page (see `Block.within`); itself if there is none."""
        left_out = [block for block in self.blocks if not block.within.isdisjoint(parts)] if parts else ()
        if not left_out:
            return self
        pieces, at = [], 0
        for start, end, *_ in left_out:
            pieces += [self.text[at:start], filled(self.text[start:end])]
            at = end
        blocks = tuple(block for block in self.blocks if block.within.isdisjoint(parts))
        return self._replace(text="".join((*pieces, self.text[at:])), blocks=blocks)


def overlaid(text: str, passages: Iterable[tuple[int, str]]) -> str:
    """Return a text with passages in the place of what stands at their offsets; in order, and apart from each other."""
    pieces, at = [], 0
    for start, passage in passages:
        pieces += [text[at:start], passage]
        at = start + len(passage)
    return "".join((*pieces, text[at:])) if pieces else text
