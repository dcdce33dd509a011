"""Composing: put what the fields of a record say together to one text with blocks, metadata and texts beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from copydesk.formats.parsed import MARKUP, WORDLESS, Beside, Block, Parsed, filled, overlaid
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from copydesk.findings import Span
    from copydesk.formats.news.spelled import Spelled

Reading = tuple[str, Sequence[Block]]
"""A text and its blocks."""

_EMPTY_LINE = compile_later(r"\n[^\S\n]*\r?\n\s*")
_PARAGRAPH_TAG = compile_later(r"(?i)<(?:p|br|div)\b")
_TAG = compile_later(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|&#?\w{2,31};")
_WORD = compile_later(r"[^\W_]+")
_OPENING = 12
"""Words by which a summary that a program has cut out of the text is known."""
MOST_CAPTIONS = 100
"""So many captions of a record are read."""
_ALIKE = 70.0
"""The likeness of two rows of words, in per cent, from which on the one is the other, perhaps mended."""


def read_html(text: str) -> Reading:
    """Read HTML. In HTML without paragraphs empty lines part them, as WordPress does it."""
    from copydesk.formats.html.html_reader import parse_fragment

    read, blocks = parse_fragment(text)
    if _PARAGRAPH_TAG.search(text):
        return read, blocks
    return read, [part for block in blocks for part in _paragraphs(read, block)]


def read_plain(text: str) -> Reading:
    """Read plain text."""
    from copydesk.formats.text import parse

    read = parse(text)
    return read.text, read.blocks


def read_either(text: str) -> Reading:
    """Read HTML if there are tags or character references of it, else plain text."""
    return read_html(text) if _TAG.search(text) else read_plain(text)


def read_line(text: str) -> Reading:
    """Read a plain text that is one paragraph, such as a name."""
    words = text.strip()
    start = text.find(words)
    return text, [Block(start, start + len(words))] if words else []


def _paragraphs(text: str, block: Block) -> list[Block]:
    """Return the paragraphs of a block, which empty lines part."""
    found, at = [], block.start
    for line in _EMPTY_LINE.finditer(text, block.start, block.end):
        found.append(block._replace(start=at, end=line.start()))
        at = line.end()
    found.append(block._replace(start=at))
    return [each for each in found if text[each.start : each.end].strip(WORDLESS)]


class Composer:
    """Collects the fields of one record, in any order, and makes a `Parsed` of them.

    Attributes:
        is_left_out: whether the record is none that has a text for readers.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._runs: list[tuple[int, str]] = []
        self._blocks: list[Block] = []
        self._beside: list[Beside] = []
        self._meta: dict[str, Any] = {}
        self._places: dict[str, Span] = {}
        self._said: set[str] = set()
        self.is_left_out = False

    @property
    def has_body(self) -> bool:
        """Tell whether there is a text already."""
        return bool(self._blocks)

    @property
    def has_texts_beside(self) -> bool:
        """Tell whether there is a headline, or another text with a place of its own."""
        return bool(self._beside)

    def add_body(self, spelled: Spelled, read: Callable[[str], Reading]) -> None:
        """Add the text of the article, or a part of it."""
        text, blocks = read(spelled.text)
        self._runs += spelled.placed(text)
        self._blocks += (_moved(spelled, block) for block in blocks)

    def add_beside(self, spelled: Spelled, read: Callable[[str], Reading], place: str) -> None:
        """Add a text that stands in a place of its own, one of `rules.PLACES`; what was said before is left out."""
        words = " ".join(_words_in(spelled.text))
        if not words or words in self._said:
            return
        self._said.add(words)
        text, blocks = read(spelled.text)
        first, last = spelled.span(0, len(text))
        pieces = ((start - first, part) for start, part in spelled.placed(text))
        placed = overlaid(filled(self._source[first:last]), pieces)
        for block in blocks:
            start, end = spelled.span(block.start, block.end)
            self._beside.append(Beside(start, placed[start - first : end - first], place))

    def add_title(self, spelled: Spelled, read: Callable[[str], Reading]) -> None:
        """Add a headline. The first one is also the article's title."""
        self.add_beside(spelled, read, "heading")
        self.tell("title", spelled.words, spelled)

    def add_author(self, spelled: Spelled) -> None:
        """Add a byline. The first one also names the article's author."""
        self.add_beside(spelled, read_line, "list")
        self.tell("author", spelled.words, spelled)

    def add_summary(self, spelled: Spelled, read: Callable[[str], Reading]) -> None:
        """Add a summary: the text itself if there is none; none of its own if a program has cut it out of the text."""
        if not self.has_body:
            self.add_body(spelled, read)
            return
        text = "".join(part for _, part in sorted(self._runs))
        if not _is_cut_out(_words_in(read(spelled.text)[0]), _words_in(text)):
            self.add_beside(spelled, read, "body")

    def tell(self, key: str, value: Any, spelled: Spelled) -> None:
        """Add a value of the metadata, if it is not known yet, with its place."""
        if value and key not in self._meta:
            self._meta[key] = value
            self._places[key] = spelled.span(*_extent(spelled.text))

    def tell_language(self, code: str) -> None:
        """Say which language the record declares."""
        if code:
            self._meta["lang"] = code

    def parsed(self) -> Parsed:
        """Return the record as it was read."""
        text = overlaid(filled(self._source), sorted(self._runs))
        beside = tuple(sorted(self._beside))
        return Parsed(text, tuple(sorted(self._blocks)), self._meta, beside=beside, meta_places=self._places)


def _is_cut_out(summary: Sequence[str], text: Sequence[str]) -> bool:
    """Tell whether a summary is the text's beginning, word for word."""
    from rapidfuzz.fuzz import ratio

    opening = summary[:_OPENING]
    return ratio(opening, text[: len(opening)], score_cutoff=_ALIKE) > 0


def _moved(spelled: Spelled, block: Block) -> Block:
    start, end = spelled.span(block.start, block.end)
    return block._replace(start=start, end=end)


def _words_in(text: str) -> list[str]:
    return _WORD.findall(text.replace(MARKUP, " "))


def _extent(text: str) -> tuple[int, int]:
    words = text.strip()
    start = text.find(words)
    return start, start + len(words)
