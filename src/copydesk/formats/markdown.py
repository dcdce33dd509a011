"""Markdown, by pyromark; with the templates, shortcodes and attribute lists that sites put into it.

pyromark is shown a shadow of the source: tags and URLs as letters, and every character beyond ASCII as one ASCII
character of its kind. In the shadow a byte is a code point, so the ranges that pyromark gives in bytes are offsets in
the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pyromark

from copydesk.findings import Span
from copydesk.formats.features.frontmatter import read_front_matter
from copydesk.formats.features.markdown_nesting import parts_of
from copydesk.formats.html.inline_tags import CodeDepth, SpokenTags, read_tag
from copydesk.formats.parsed import MARKUP, OBJECT, Block, Parsed, filled
from copydesk.formats.templating.tags import TagFinder
from copydesk.formats.templating.templates import Mask, find_modules, mask_templates
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.formats.features.nesting import Part

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_WIKILINKS
)
_INLINE = frozenset(("Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript", "Subscript"))
_LETTER = compile_later(r"[^\W\x00-\x7f]")
_MARK = compile_later(r"[^\x00-\x7f]")
# pyromark takes "$5-$10" for a formula.
_MONEY = compile_later(r"(?<!\$)\$(?=\d)")
_CODE_TAG = "code"
"""What is skipped until the end tag of an element that holds code."""


def parse(source: str, *, mdx: bool = False) -> Parsed:
    """Read Markdown, with JSX in it if it is `mdx`."""
    meta, masked, masks = _masked(source, mdx=mdx)
    reader = _Reader(source, masked)
    reader.read(pyromark.events_with_range(_shadow(masked), options=_OPTIONS))
    text = reader.text()
    return Parsed(_with_objects(text, masks, source) if masks else text, tuple(reader.blocks), meta)


def nesting(source: str, *, mdx: bool = False) -> list[Part]:
    """Return the parts of a text in Markdown, with what each stands in."""
    masked = _masked(source, mdx=mdx)[1]
    return list(parts_of(pyromark.events_with_range(_shadow(masked), options=_OPTIONS)))


def _masked(source: str, *, mdx: bool) -> tuple[dict[str, Any], str, list[Mask]]:
    """Return the front matter, and the source without it and without templates, and where these stand."""
    meta, start = read_front_matter(source)
    masked, masks = mask_templates(source, start, mdx=mdx)
    return meta, _without_front_matter(source, masked, start) if start else masked, masks


def shown_code(source: str, *, mdx: bool) -> list[Span]:
    """Return where Markdown has code that no marks of Markdown tell: by its indentation, between template tags or in
    them, as their strings may hold anything, in modules of MDX; and the front matter.
    """
    start = read_front_matter(source)[1]
    tags = [
        Span(first, end) for kind, first, end in TagFinder(source, mdx=mdx).find(start) if kind != "comment"
    ]
    modules = find_modules(source, start) if mdx else ()
    return [Span(0, start), *tags, *(Span(*each) for each in modules), *_indented_code(source, start)]


def _indented_code(source: str, start: int) -> list[Span]:
    events = pyromark.events_with_range(
        _shadow(_without_front_matter(source, source, start)), options=_OPTIONS
    )
    return [
        Span(span["start"], span["end"])
        for event, span in events
        if event == {"Start": {"CodeBlock": "Indented"}}
    ]


def _without_front_matter(source: str, masked: str, start: int) -> str:
    return filled(source[:start], " ") + masked[start:]


def _shadow(source: str) -> str:
    if not source.isascii():
        source = _MARK.sub(";", _LETTER.sub("x", source))
    return _MONEY.sub(";", source) if "$" in source else source


class _Kept(NamedTuple):
    """A stretch of the source that is text, and what stands there if not its own characters: fillers behind it."""

    start: int
    end: int
    text: str | None = None


class _Reader:
    """Walks through the parser's events; collects what is text, and the blocks."""

    def __init__(self, source: str, masked: str) -> None:
        self.source = source
        self._masked = masked
        self.blocks: list[Block] = []
        self._kept: list[_Kept] = []
        self._block: list[_Kept] = []
        self._open_images: list[tuple[int, int]] = []
        self._alternatives: list[list[_Kept]] = []
        self._containers: list[tuple[str, int]] = []
        self._skipped_until = ""
        self._code = CodeDepth()
        self._tags = SpokenTags()

    def read(self, events: Iterable[tuple[Any, Any]]) -> None:
        """Take all events."""
        for event, span in events:
            if type(event) is str:
                if event == "Rule":
                    self._end_block()
                continue
            kind = next(iter(event))
            value = event[kind]
            if kind == "Text":
                if not self._skipped_until:
                    self._take_text(span["start"], span["end"], value)
            elif kind in ("Start", "End"):
                name = value if type(value) is str else next(iter(value))
                if name not in _INLINE:
                    self._end_block()
                getattr(self, f"_{kind.lower()}")(name, value, span["start"], span["end"])
            elif kind == "InlineHtml":
                self._take_tag(span["start"], span["end"], value)
            elif kind in ("Code", "InlineMath", "DisplayMath") and not self._skipped_until:
                self._take_object(span["start"], span["end"])

    def text(self) -> str:
        """Return the text of the whole source."""
        self._end_block()
        fillers = filled(self.source)
        pieces: list[str] = []
        at = 0
        for start, end, text in self._kept:
            if start < at:  # of a table with too many cells, pyromark gives parts twice
                continue
            shown = self.source[start:end] if text is None else text
            pieces += (fillers[at:start], shown, fillers[start + len(shown) : end])
            at = end
        pieces.append(fillers[at:])
        return "".join(pieces)

    def _take_text(self, start: int, end: int, value: str) -> None:
        if self.source[start] == "&" and end - start != len(value):
            visible = "" if value in ("\xad", "\u200b") else value
            self._block.append(_Kept(start, end, visible.ljust(end - start, MARKUP)))
        else:
            self._block.append(_Kept(start, end))

    def _take_object(self, start: int, end: int) -> None:
        self._block.append(_Kept(start, end, self._filled(start, end, OBJECT)))

    def _filled(self, start: int, end: int, first: str) -> str:
        return first + filled(self.source[start:end])[1:]

    def _take_tag(self, start: int, end: int, source: str) -> None:
        tag = read_tag(source)
        if tag is None:
            return
        if self._skipped_until:
            if self._skipped_until == _CODE_TAG and self._code.closes(tag):
                self._skipped_until = ""
        elif self._code.opens(tag, self.source, end):
            self._take_object(start, end)
            self._skipped_until = _CODE_TAG
        elif tag.name == "br":
            self._block.append(_Kept(start, end, self._filled(start, end, "\n")))
        else:
            self._tags.take(tag, start, end)

    def _start(self, name: str, value: Any, start: int, end: int) -> None:
        match name:
            case "Link" if value["Link"]["link_type"] in ("Autolink", "Email"):
                self._take_object(start, end)
                self._skipped_until = "Link"
            case "Image":
                self._open_images.append((start, len(self._block)))
            case "CodeBlock" | "MetadataBlock" | "HtmlBlock":
                self._skipped_until = name
                if name == "HtmlBlock":
                    self._read_html(start, end)
            case "Heading":
                self._containers.append((name, int(value["Heading"]["level"][1:])))
            case _ if name not in _INLINE:
                self._containers.append((name, 0))

    def _end(self, name: str, _value: Any, _start: int, end: int) -> None:
        if self._skipped_until == name:
            self._skipped_until = ""
        elif name == "Image" and self._open_images:
            self._end_image(end)
        elif name not in _INLINE and self._containers:
            self._containers.pop()

    def _end_image(self, end: int) -> None:
        """Put an object in the place of an image; the words in its place may hold images in turn."""
        start, index = self._open_images.pop()
        if not self._open_images:
            self._alternatives.append(self._block[index:])
        self._block[index:] = [_Kept(start, end, OBJECT)]

    def _read_html(self, start: int, end: int) -> None:
        from copydesk.formats.html.html_reader import parse_fragment

        text, blocks = parse_fragment(self._masked[start:end])
        self._kept.append(_Kept(start, end, text))
        self.blocks += [block._replace(start=start + block.start, end=start + block.end) for block in blocks]

    def _end_block(self) -> None:
        if self._skipped_until == _CODE_TAG:
            self._skipped_until = ""
        named = [_Kept(*place, self._filled(*place, OBJECT)) for place in self._tags.take_all(self.source)]
        kept, alternatives = _in_order(self._block, named), self._alternatives
        if not kept:
            return
        self._block, self._open_images, self._alternatives = [], [], []
        words = [each for each in kept if not (each.text or "").startswith(OBJECT)]
        is_bare = not any(self._shown(each).strip(" \t\r\n\0") for each in words)
        if is_bare and not self._is_heading_of_code(kept):
            # Images with nothing beside them: what is said of them is a caption, if it is words.
            for alternative in alternatives:
                if any(" " in self._shown(each).strip() for each in alternative):
                    self._add_block(alternative, "caption", 0)
            return
        place, level, hints = self._surroundings()
        self._add_block(kept, place, level, hints)

    def _is_heading_of_code(self, kept: list[_Kept]) -> bool:
        in_heading = bool(self._containers) and self._containers[-1][0] == "Heading"
        return in_heading and any(self.source.startswith("`", each.start) for each in kept)

    def _shown(self, kept: _Kept) -> str:
        return self.source[kept.start : kept.end] if kept.text is None else kept.text

    def _add_block(self, kept: list[_Kept], place: str, level: int, hints: tuple[str, ...] = ()) -> None:
        self._kept += kept
        first, last = self._shown(kept[0]), self._shown(kept[-1])
        start = kept[0].start + len(first) - len(first.lstrip())
        end = kept[-1].end - len(last) + len(last.rstrip())
        if (
            self.blocks
            and self.blocks[-1].end < start
            and not _has_space(self.source, self.blocks[-1].end, start)
        ):
            # Cells that touch: a line break keeps their words apart.
            edge = self.blocks[-1].end
            self._kept.insert(len(self._kept) - len(kept), _Kept(edge, edge + 1, "\n"))
        if start < end:
            self.blocks.append(Block(start, end, place, level, hints))

    def _surroundings(self) -> tuple[str, int, tuple[str, ...]]:
        names = [name for name, _ in self._containers]
        hints = ("footnote",) if "FootnoteDefinition" in names else ()
        if names and names[-1] == "Heading":
            return "heading", self._containers[-1][1], hints
        if "TableCell" in names:
            return "table", 0, hints
        if "BlockQuote" in names:
            return "quote", names.count("BlockQuote"), hints
        if "List" in names or "DefinitionList" in names:
            return "list", names.count("List"), hints
        return "body", 0, hints


def _in_order(kept: list[_Kept], named: list[_Kept]) -> list[_Kept]:
    """Return the pieces of a block with its named tags in their places, but for those in the words of an image."""
    if not named:
        return kept
    ordered: list[_Kept] = []
    for each in sorted((*kept, *named), key=lambda each: (each.start, -each.end)):
        if not ordered or each.start >= ordered[-1].end:
            ordered.append(each)
    return ordered


def _has_space(source: str, start: int, end: int) -> bool:
    return any(map(str.isspace, source[start:end]))


def _with_objects(text: str, masks: list[Mask], source: str) -> str:
    """Put fillers where tags and URLs stood, unless markup has swallowed them already."""
    pieces: list[str] = []
    at = 0
    for start, end, stands_for_word in masks:
        if start < at:
            continue
        mask = filled(source[start:end])
        if stands_for_word and text[start] not in (MARKUP, " "):
            mask = OBJECT + mask[1:]
        pieces += (text[at:start], mask)
        at = end
    return "".join((*pieces, text[at:]))
