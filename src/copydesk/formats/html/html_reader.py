"""HTML: what a reader sees of a page, block by block."""

from __future__ import annotations

import re
from typing import Any

from copydesk.formats.features.frontmatter import fenced_front_matter, read_front_matter
from copydesk.formats.html.elements import (
    BLOCKS,
    CHROME_ROLES,
    ENDS,
    HIDING,
    HINTING_TAGS,
    PART_ROLES,
    PLACES,
    TITLES,
    UNSEEN,
    VOID,
    is_code,
    is_hidden,
)
from copydesk.formats.html.layout import Layout
from copydesk.formats.html.metadata import PageMeta
from copydesk.formats.html.open_elements import Element, OpenElements
from copydesk.formats.html.page_names import names_article_data, names_page_part, names_standfirst
from copydesk.formats.html.tokens import Tag, attributes_of, decode_references, read_tags
from copydesk.formats.parsed import MARKUP, OBJECT, PAGE_PARTS, Block, Parsed
from copydesk.formats.templating.templates import mask_urls
from copydesk.support.patterns import compile_later

_MAX_HINTS = 24
_HUMP = compile_later(r"(?<=[a-z])(?=[A-Z])")
_LONG_CELL = 200
_WIDGET_FORM = 600
"""In code points: a longer cell is a part of the page's layout, a form with more text than this wraps the page."""


def parse(source: str) -> Parsed:
    """Read HTML: a page, or a part of one; above it may stand the front matter of a site that is made of such parts.

    What front matter says counts before what the page says of itself.
    """
    front, start = _front_matter(source)
    meta = PageMeta()
    reader = _Reader(source, start)
    for tag in read_tags(source, start):
        reader.read(tag)
        meta.read(tag)
    if not reader.blocks and HIDING.search(source):
        # Some pages hide everything until a script has run.
        reader = _Reader(source, start, shows_hidden=True)
        for tag in read_tags(source, start):
            reader.read(tag)
    text = reader.finish()
    return Parsed(text, tuple(reader.layout.placed(reader.blocks)), {**meta.finish(), **front})


def _front_matter(source: str) -> tuple[dict[str, Any], int]:
    """Return the data of front matter between fences, and where the page begins."""
    return read_front_matter(source) if fenced_front_matter(source) else ({}, 0)


def parse_fragment(source: str) -> tuple[str, list[Block]]:
    """Read HTML that stands in another format: the text and its blocks."""
    reader = _Reader(source)
    for tag in read_tags(source):
        reader.read(tag)
    return reader.finish(), reader.blocks


class _Reader:
    """Keeps the stack of open elements and collects text and blocks.

    Only elements that matter to text are on the stack: those that make blocks, and those that hide what they hold.
    """

    def __init__(self, source: str, start: int = 0, *, shows_hidden: bool = False) -> None:
        self.source = source
        self._shows_hidden = shows_hidden
        self.blocks: list[Block] = []
        self._pieces: list[str] = [self._filled(0, start, MARKUP)] if start else []
        self._at = start
        self._stack = OpenElements()
        self.layout = Layout()
        self._in_link = False
        self._linked = self._shown = 0
        self._first = self._last = self._break = -1
        self._judged = (-1, -1)
        self._lengths = [0]
        self._code_stands = False

    def read(self, tag: Tag) -> None:
        """Take the text before a tag, and the tag."""
        if tag.start > self._at:
            self._take_text(tag.start)
        name = tag.name
        is_block = self._is_block(name)
        if is_block:
            self._end_block()
        breaks = "\n" if is_block or name == "br" else MARKUP
        if name == "img" and self._first >= 0 and not self._stack.top.hidden:
            breaks = OBJECT
        if name == "a":
            self._in_link = not tag.closes and "href" in tag.attributes
        if name == "br":
            self._break_line(tag)
        elif tag.closes:
            self._close(name)
        elif name and tag.raw is None:
            self._open(tag, is_block=is_block)
        self._pieces.append(self._filled(tag.start, tag.end, breaks))
        self._at = tag.end

    def finish(self) -> str:
        """Return the text of the whole source."""
        if self._at < len(self.source):
            self._take_text(len(self.source))
        self._end_block()
        text = "".join(self._pieces)
        return mask_urls(text) if "://" in text or "www." in text else text

    def _take_text(self, end: int) -> None:
        top = self._stack.top
        text = self.source[self._at : end]
        if top.hidden:
            if top.in_code and self._first < 0:
                self._first = self._at
            if top.in_code:
                self._last = end
            filled = self._filled(self._at, end, MARKUP)
            stands_here = top.in_code and not self._code_stands and bool(text.strip())
            self._code_stands |= stands_here
            if stands_here:
                place = len(text) - len(text.lstrip("\r\n"))  # line ends stay
                filled = filled[:place] + OBJECT + filled[place + 1 :]
            self._pieces.append(filled)
        else:
            if text and not text.isspace():
                if self._first < 0:
                    self._first = self._at
                    self._linked = self._shown = 0
                self._last = end
                self._shown += end - self._at
                if self._in_link:
                    self._linked += end - self._at
            self._pieces.append(decode_references(text, MARKUP) if "&" in text else text)
        self._at = end

    def _filled(self, start: int, end: int, first: str) -> str:
        tag = self.source[start:end]
        if "\n" in tag or "\r" in tag:
            filled = re.sub(r"[^\r\n]", MARKUP, tag)
            return filled if filled[0] in "\r\n" else first + filled[1:]
        return first + MARKUP * (end - start - 1)

    def _break_line(self, tag: Tag) -> None:
        # Two breaks in a row part paragraphs.
        if 0 <= self._first < self._break and not self.source[self._break : tag.start].strip():
            self._end_block()
        self._break = -1 if tag.closes else tag.end

    def _is_block(self, name: str) -> bool:
        """Tell whether an element separates the text around it. A button after words of a paragraph does not."""
        return name in BLOCKS and not (name == "button" and self._first >= 0 and self._stack.top.name == "p")

    def _open(self, tag: Tag, *, is_block: bool) -> None:
        name = tag.name
        if is_block and name in ENDS:
            self._end_implied(ENDS[name])
        if name in VOID or (tag.attributes.endswith("/") and not is_block):
            return
        parent = self._stack.top
        hides = (
            name in UNSEEN
            or is_code(tag)
            or (not self._shows_hidden and bool(tag.attributes) and is_hidden(tag))
        )
        if not (is_block or hides or parent.hidden):
            return
        if parent.hidden or not is_block:
            in_code = is_code(tag) if not parent.hidden else parent.in_code
            self._code_stands &= parent.in_code
            self._stack.push(parent._replace(name=name, hidden=parent.hidden or hides, in_code=in_code))
            return
        self._stack.push(self._element(tag, parent, hides=hides))

    def _element(self, tag: Tag, parent: Element, *, hides: bool) -> Element:
        name = tag.name
        place, level, hints, within = parent.place, parent.level, parent.hints, parent.within
        if name in PAGE_PARTS and name != "form":  # of which it is known at its end what it is
            within |= {name}
        if own := PLACES.get(name):
            # A heading that unfolds its section may hold a button.
            place = place if place == "chrome" or (place == "heading" and name == "button") else own
            level = int(name[1]) if own == "heading" else level
        elif name in ("ul", "ol"):
            level = level + 1 if place == "list" else 1
        elif name == "p" and place == "table":
            place = "body"
        if name == "footer" and not self._stack.holds("article", "blockquote"):
            place = "chrome"
        is_named = is_data = is_standfirst = False
        if name in HINTING_TAGS:
            hints = (*hints, name)[-_MAX_HINTS:]
        if tag.attributes and name not in ("html", "body"):
            attributes = attributes_of(tag)
            role = attributes.get("role", "").lower()
            if role in CHROME_ROLES:
                place = "chrome"
            if role in PART_ROLES:
                within |= {PART_ROLES[role]}
            names = f"{role} {attributes.get('id', '')} {attributes.get('class', '')}"
            words = names.lower().split()
            if own != "heading":  # whose id repeats its own words
                split = _HUMP.sub("-", names).lower().split()
                is_named, is_data = names_page_part(split), names_article_data(split)
                is_standfirst = names_standfirst(split)
            if place != "chrome" and not TITLES.isdisjoint(words):
                place = "heading"
            hints = (*hints, *(word for word in words if len(word) <= 40))[-_MAX_HINTS:]
        number = self.layout.open(
            parent.number, name, is_named=is_named, is_data=is_data, is_standfirst=is_standfirst
        )
        return Element(name, hides, place, level, hints, len(self.blocks), within, number=number)

    def _end_implied(self, ended: frozenset[str]) -> None:
        while (index := self._stack.last_end(ended)) is not None:
            name = self._stack.cut(index).name
            if name != "p":
                return

    def _close(self, name: str) -> None:
        index = self._stack.last(name)
        if index is None or (name not in BLOCKS and self._stack.has_shown_block_above(index)):
            return  # an inline element's end tag ends no block
        element = self._stack.cut(index)
        if name == "form":
            self._judge_form(element.first_block)
        elif name in ("td", "th"):
            self._judge_cell(element.first_block)

    def _judge_form(self, first: int) -> None:
        """A small form is a widget; some pages are one form from top to bottom."""
        if self._judged == (first, len(self.blocks)):  # another form around the same blocks
            return
        if self._lengths[-1] - self._lengths[first] > _WIDGET_FORM:
            return
        self.blocks[first:] = [
            block._replace(place="chrome", within=block.within | {"form"}) for block in self.blocks[first:]
        ]
        self._judged = first, len(self.blocks)

    def _judge_cell(self, first: int) -> None:
        """A short cell with one paragraph is a cell like any other, one with several a part of the page's layout."""
        if len(self.blocks) - first == 1 and self.blocks[first].place == "body":
            (block,) = self.blocks[first:]
            if block.end - block.start < _LONG_CELL:
                self.blocks[first] = block._replace(place="table")

    def _end_block(self) -> None:
        if self._first < 0:
            return
        start, end = self._first, self._last
        self._first = -1
        text = self.source[start:end]
        stripped = text.lstrip()
        start += len(text) - len(stripped)
        end = start + len(stripped.rstrip())
        top = self._stack.top
        place = top.place
        if place == "table" and end - start >= _LONG_CELL:
            place = "body"
        if start < end:  # else there was only white space, in an element that holds code
            linked = min(1.0, self._linked / self._shown) if self._linked else 0.0
            self.blocks.append(Block(start, end, place, top.level, top.hints, top.within, linked=linked))
            self.layout.add(top.number)
            self._lengths.append(self._lengths[-1] + end - start)
