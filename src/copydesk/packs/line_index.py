"""Line index: the lines of a block, without white space, markup and decoration at either end."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from copydesk.document import Document, plain
from copydesk.findings import Span
from copydesk.packs.pattern_analysis.folding import fold
from copydesk.packs.pattern_analysis.memo import remembered
from copydesk.support.patterns import regex_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from copydesk.analysis.block_texts import BlockText

# What stands around the words of a line without being said: emoji, bullets, Markdown's marks. © says something.
_DECORATION = r"(?:(?![©®])[\p{S}\p{Cf}\p{M}\s\0*_#|•·‣–—»«>{}\-])"
_DECORATED_START = regex_later(rf"{_DECORATION}*+")
_DECORATED_END = regex_later(rf"(?r){_DECORATION}*+")
_KEY = regex_later(r"(?s)[^\p{L}\p{N}\"“”„'@#$\ufffc]*+\K.*[\p{L}\p{N}\"“”'\ufffc]")
_LONGEST_KEYED_LINE = 200
_BREAK = regex_later(r"\n")
_LINE = regex_later(r"[^\r\n]+")
_BARE_EDGES = " \t\r\n\v\f\u0085\u00a0\u2028\u2029\u202f\u3000\0"


class Line(NamedTuple):
    """A line or a block.

    Attributes:
        extent: without the white space at either end.
        core: also without the decoration at either end.
        is_short: whether its block is not longer than a line, or has several lines.
    """

    extent: Span
    core: Span
    is_short: bool


def plain_of(passage: BlockText) -> str:
    """Return the form of a block against which patterns are matched."""
    return plain(passage.text)


def lines_of(passage: BlockText) -> list[Line]:
    """List a block, and each of its lines if it has several."""
    return list(_lines(passage))


def _lines(passage: BlockText) -> Iterator[Line]:
    text, source = passage.text, passage.source
    lines = [(0, len(source))]
    if passage.is_page:
        lines = _html_lines(passage)
    elif "\n" in source or "\r" in source:
        lines = [match.span() for match in _LINE.finditer(source)]
    is_short = len(source) <= _LONGEST_KEYED_LINE or "\n" in source
    for start, end in [(0, len(source)), *lines] if len(lines) > 1 else lines:
        line = trimmed(text, start, end)
        # A line that begins small goes on with the sentence of the line above it.
        if line.start < line.end and not (line.start > 0 and text[line.start].islower()):
            yield Line(line, _undecorated(text, line), is_short)


def _html_lines(passage: BlockText) -> list[tuple[int, int]]:
    """List the lines that a browser shows: only a tag ends one."""
    breaks = [
        match.start()
        for match in _BREAK.finditer(passage.text)
        if passage.source[match.start()] not in "\r\n"
    ]
    return list(pairwise([0, *breaks, len(passage.source)]))


def line_key(line: str) -> str:
    """Return a line in the form in which lines are compared: its words, without case and without decoration."""
    return _key(plain(line))


def _key(plain_line: str) -> str:
    key = _KEY.match(fold(plain_line))
    return key.group() if key else ""


@remembered
def phrase_key(phrase: str) -> str:
    """Return a phrase of a rule in the form in which lines are compared."""
    return line_key(phrase)


def lines_by_key(passage: BlockText) -> dict[str, list[Span]]:
    """Index the short lines of a block, and the block itself, by their key."""
    lines: dict[str, list[Span]] = {}
    text = passage.once(plain_of)
    for line in passage.once(lines_of):
        start, end = line.extent
        if end - start <= _LONGEST_KEYED_LINE:
            lines.setdefault(_key(text[start:end]), []).append(line.extent)
    return lines


def merge_adjacent(document: Document, spans: Iterable[Span]) -> Iterator[Span]:
    """Join spans with only white space and markup between them. They are sorted, and may overlap."""
    run: Span | None = None
    for span in spans:
        if run and (span.start <= run.end or not document.text[run.end : span.start].strip(_BARE_EDGES)):
            run = Span(run.start, max(run.end, span.end))
        else:
            if run:
                yield run
            run = span
    if run:
        yield run


def trimmed(text: str, start: int, end: int) -> Span:
    """Return a piece without white space and markup at either end."""
    if start < end and text[start] not in _BARE_EDGES and text[end - 1] not in _BARE_EDGES:
        return Span(start, end)
    piece = text[start:end]
    stripped = piece.lstrip(_BARE_EDGES)
    start += len(piece) - len(stripped)
    return Span(start, start + len(stripped.rstrip(_BARE_EDGES)))


def _undecorated(text: str, line: Span) -> Span:
    if text[line.start].isalnum() and (text[line.end - 1].isalnum() or text[line.end - 1] in ".?!"):
        return line
    first = _DECORATED_START.match(text, *line)
    start = first.end() if first else line.start
    last = _DECORATED_END.match(text, start, line.end)
    return Span(start, last.start() if last else line.end)
