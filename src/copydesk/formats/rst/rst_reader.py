"""Reader of reStructuredText: the text behind the markup, its blocks, the fields at the top, and the comments."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from docutils import frontend, nodes
from docutils.parsers.rst import Parser

from copydesk.formats.decoding.encodings import NotText
from copydesk.formats.features.comments import DIRECTIVE, Comment
from copydesk.formats.parsed import MARKUP, OBJECT, WORDLESS, Block, Parsed
from copydesk.formats.rst.inline import InlineReader
from copydesk.formats.rst.lines import SourceLines
from copydesk.formats.rst.link_names import names_in
from copydesk.formats.rst.rst_nesting import parts_of
from copydesk.formats.rst.states import InlineText, Noted, parse_lines
from copydesk.formats.templating.templates import mask_urls
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.formats.features.nesting import Part

_NOT_LINE_END = compile_later(r"[^\r\n]+")
_SPEAKS = compile_later(DIRECTIVE)
_MARK = compile_later(r"\.\.\s*")
_NIKOLA = compile_later(r"(\w+):[ \t]+(\S.*)")
_LIST = (nodes.list_item, nodes.definition_list_item, nodes.option_list_item, nodes.field)
_META_NAMES = {"language": "lang", "authors": "author"}


def parse(source: str) -> Parsed:
    """Read reStructuredText.

    Raises:
        NotText: it is nested so deeply that docutils, which goes down by calls, cannot read it, or has too many parts.
    """
    lines = SourceLines(source)
    inliner = InlineReader()
    try:
        document = parse_lines(lines.texts, _settings(), inliner)
    except RecursionError:
        raise NotText("it is nested too deeply") from None
    meta, fields = _meta(document)
    reader = _Reader(source, lines)
    for words in document.findall(InlineText):
        if not _is_within(words, fields):
            reader.take(words)
    return Parsed(*reader.finish(), meta, names_in(document, source, inliner))


def nesting(source: str) -> list[Part]:
    """Return the parts of a text in reStructuredText, with what each stands in."""
    lines = SourceLines(source)
    return list(parts_of(parse_lines(lines.texts, _settings()), lines))


def find_comments(source: str) -> Iterator[Comment]:
    """Yield the comments that are meant for copydesk."""
    lines = SourceLines(source)
    for comment in parse_lines(lines.texts, _settings()).findall(Noted):
        start = lines.offset(comment.first, len(lines.texts[comment.first]) - comment.before_end)
        end = lines.offset(comment.last, len(lines.texts[comment.last]))
        mark = _MARK.match(source, start, end)
        if mark and _SPEAKS.match(source, mark.end(), end):
            body = source[mark.end() : end].rstrip()
            yield Comment(start, mark.end() + len(body), body, mark.end())


@cache
def _settings() -> Any:
    settings = frontend.get_default_settings(Parser)
    settings.report_level, settings.halt_level, settings.file_insertion_enabled = 5, 5, False
    return settings


def _meta(document: Any) -> tuple[dict[str, Any], Any]:
    """Return the document's metadata, and the list of fields that contains it.

    That is a list of fields before all else but a title, as docutils has it, or comments with `key: value` there.
    """
    meta: dict[str, Any] = {}
    for node in _top(document):
        if isinstance(node, nodes.field_list):
            for name, body in node.children:
                key = " ".join(words.words for words in name.findall(InlineText)).lower()
                value = " ".join(words.words for words in body.findall(InlineText))
                meta[_META_NAMES.get(key, key)] = " ".join(value.split())
            return meta, node
        if isinstance(node, Noted) and (match := _NIKOLA.match(node.astext())):
            meta[_META_NAMES.get(match[1].lower(), match[1].lower())] = match[2].strip()
        elif not isinstance(node, nodes.title | nodes.Invisible):
            break
    return meta, None


def _top(document: Any) -> Iterator[Any]:
    for node in document.children:
        if isinstance(node, nodes.section):
            yield from _top(node)
            return
        yield node


def _is_within(node: Any, ancestor: Any) -> bool:
    while node is not None and node is not ancestor:
        node = node.parent
    return ancestor is not None and node is ancestor


class _Reader:
    """Puts what readers see in its place, text by text, and collects the blocks."""

    def __init__(self, source: str, lines: SourceLines) -> None:
        self.source = source
        self._lines = lines
        self._text = list(_NOT_LINE_END.sub(lambda line: MARKUP * len(line.group()), source))
        self._blocks: list[Block] = []
        self._verse: Any = None

    def take(self, words: InlineText) -> None:
        """Take a text: a block, or a line of verse, or, in a table, a block for each of its lines."""
        place, level, hints = _surroundings(words)
        if isinstance(words.parent, nodes.field_name):
            self._lines.take(words.line, words.words)  # so that the same words behind it have their own place
            return
        if place != "heading" and not words.shown.strip(WORDLESS):
            self._verse = None
            return
        spans = list(self._put(words, in_table=place == "table"))
        if place != "table" and spans:
            spans = [(spans[0][0], spans[-1][1])]
        verse = _verse(words)
        for start, end in spans:
            if verse is not None and self._verse is verse:
                self._blocks[-1] = self._blocks[-1]._replace(end=end)
            else:
                self._blocks.append(Block(start, end, place, level, hints))
        self._verse = verse

    def _put(self, words: InlineText, *, in_table: bool) -> Iterator[tuple[int, int]]:
        """Put a text into its place, line by line; what is seen of each line, by offsets."""
        column: int | None = -1
        at = 0
        for number, text in enumerate(words.words.split("\n"), words.line):
            shown = words.shown[at : at + len(text)]
            at += len(text) + 1
            if not text or number >= len(self._lines.texts):
                continue
            column = self._lines.take(number, text, -1 if column is None else column, in_table=in_table)
            if column is None:
                continue
            for index, character in enumerate(shown, column):
                offset = self._lines.offset(number, index)
                written = self.source[offset]
                if character in (MARKUP, OBJECT, written):
                    self._text[offset] = character
                elif (
                    character == " " and written.isspace()
                ):  # a tab, or white space that docutils would break at
                    self._text[offset] = written
            if seen := shown.strip(f"{MARKUP} \t"):
                first = column + shown.index(seen[0])
                last = column + len(shown.rstrip(f"{MARKUP} \t")) - 1
                yield self._lines.offset(number, first), self._lines.offset(number, last) + 1

    def finish(self) -> tuple[str, tuple[Block, ...]]:
        """Return the text of the whole source, and its blocks."""
        blocks: list[Block] = []
        for block in sorted(self._blocks):
            if blocks and block.start < blocks[-1].end:
                continue
            if blocks and not any(map(str.isspace, self.source[blocks[-1].end : block.start])):
                self._text[blocks[-1].end] = "\n"  # cells that touch: a line break keeps their words apart
            blocks.append(block)
        text = "".join(self._text)
        return (mask_urls(text) if "://" in text or "www." in text else text), tuple(blocks)


def _verse(words: Any) -> Any:
    """Return the block of lines, such as a poem, with a text as a line; deeper lines are in a block inside it."""
    verse = words.parent.parent if isinstance(words.parent, nodes.line) else None
    while verse is not None and isinstance(verse.parent, nodes.line_block):
        verse = verse.parent
    return verse


def _surroundings(words: Any) -> tuple[str, int, tuple[str, ...]]:
    """Return the place, level and hints of a text, by what it stands in."""
    around = []
    node = words.parent
    while node is not None:
        around.append(node)
        node = node.parent
    hints = ("footnote",) if any(isinstance(node, nodes.footnote | nodes.citation) for node in around) else ()
    if isinstance(words.parent, nodes.title):
        return "heading", sum(isinstance(node, nodes.section) for node in around), hints
    if isinstance(words.parent, nodes.container) and words.parent["place"]:
        return words.parent["place"], 0, hints
    named = next(
        (node["place"] for node in around if isinstance(node, nodes.container) and node["place"]), ""
    )
    if named == "caption" and words.parent.parent.index(words.parent):
        named = ""  # the legend, below the caption
    if named == "table" or any(isinstance(node, nodes.entry) for node in around):
        return "table", 0, hints
    quotes = sum(isinstance(node, nodes.block_quote) for node in around) + (named == "quote")
    if quotes:
        return "quote", quotes, hints
    depth = sum(isinstance(node, _LIST) for node in around) or (named == "list")
    if depth:
        return "list", int(depth), hints
    return named or "body", 0, hints
