"""Plain text: paragraphs between empty lines, hard-wrapped or one to a line; lists, and mail quoted with ">"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from copydesk.formats.parsed import MARKUP, Block, Parsed
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE = compile_later(r"[^\r\n]+")
_LINE_ENDS = ("\n", "\r\n", "\r")
_WRAP_WIDTHS = range(40, 121)
"""Widths, in code points, at which people and programs break lines."""
_SLACK = 5
"""How far short of the width a line may stay although the next word would have fitted: people break unevenly."""
_ITEM = compile_later(
    r"(?!\d{1,2}\.[^\S\r\n]+[^\W\d_]{3,10}\.?[^\S\r\n]+[12]\d{3}\b)"  # a date, as Germans write it
    r"(?:[-*+•·▪◦‣●○■]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\))[^\S\r\n]+(?=\S)(?![^\r\n]*[^\w\s][-*•]$)"
)
_RULE = compile_later(r"([=\-_*~#+])[\1 ]*\1\1$|[=\-_*~#+ ]{4,}$")
_SENTENCE_END = (".", "!", "?", "…", ":", "”", '"', "»", "’", ")", "。")
_QUOTED = compile_later(r"(?m)^[^\S\r\n]*>[> ]*")


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    indent: int

    @property
    def first_word(self) -> str:
        return self.text.split(None, 1)[0]


def parse(source: str) -> Parsed:
    """Read plain text. Nothing in it is markup but the ">" before quoted mail, so the text is the source."""
    text = source
    if ">" in source and _QUOTED.search(source):
        text = _without_quote_marks(source)
    runs = _runs(text)
    width = _wrap_width(runs)
    return Parsed(text, tuple(block for run in runs for block in _blocks(run, source, width)), {})


def _without_quote_marks(source: str) -> str:
    """Fillers for the marks of quoted mail, where at least two lines in a row, or a line alone, have them."""
    return _QUOTED.sub(lambda marks: re.sub(r"[^\s]", MARKUP, marks.group()), source)


def _runs(text: str) -> list[list[_Line]]:
    """Lines without the white space around them, grouped as empty lines part them."""
    runs: list[list[_Line]] = []
    last_end = -1
    for match in _LINE.finditer(text):
        line = match.group()
        edges = "".join({MARKUP, *filter(str.isspace, line)}) if line[0] == MARKUP else None
        stripped = line.strip(edges)
        if not stripped:
            last_end = -1
            continue
        indent = line.index(stripped[0])
        start = match.start() + indent
        span = _Line(start, start + len(stripped), stripped, indent)
        if last_end >= 0 and text[last_end : match.start()] in _LINE_ENDS:
            runs[-1].append(span)
        else:
            runs.append([span])
        last_end = match.end()
    return runs


def _blocks(run: Sequence[_Line], source: str, width: int) -> Iterator[Block]:
    if len(run) == 1:
        yield _block(run[0].start, run[0].end, run[0], source)
        return
    for paragraph in _paragraphs(run, width):
        underline = _RULE.match(paragraph[-1].text) if len(paragraph) == 1 else None
        if not underline or any(map(str.isalnum, paragraph[-1].text)):
            yield _block(paragraph[0].start, paragraph[-1].end, paragraph[0], source)


def _block(start: int, end: int, first: _Line, source: str) -> Block:
    if item := _ITEM.match(first.text):
        return Block(start + item.end(), end, "list", 1)
    line_start = start - first.indent
    quoted = first.indent and ">" in source[line_start:start]
    return Block(start, end, "quote", 1) if quoted else Block(start, end)


def _paragraphs(run: Sequence[_Line], width: int) -> list[list[_Line]]:
    """Return a run's lines, grouped into paragraphs."""
    joins = [
        joined or _is_hyphenated(line, following)
        for joined, (line, following) in zip(_joins(run, width), pairwise(run), strict=True)
    ]
    paragraphs = [[run[0]]]
    for line, joined in zip(run[1:], joins, strict=True):
        if joined:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _joins(run: Sequence[_Line], width: int) -> list[bool]:
    """Return, for each break between two lines, whether it is a wrap and not the end of a paragraph."""
    own_width = max(len(line.text) for line in run)
    if own_width > _WRAP_WIDTHS.stop:
        return [False] * (len(run) - 1)
    starts = [_starts_anew(line, following) for line, following in pairwise(run)]
    # In a wrapped file its width holds everywhere; in any other file a run must show that it is wrapped.
    if width and own_width <= width + _SLACK:
        pairs = zip(starts, pairwise(run), strict=True)
        return [not new and _is_wrap(line, following, width) for new, (line, following) in pairs]
    wraps = [_is_wrap(line, following, own_width) for line, following in pairwise(run)]
    inner = [wrap for wrap, new in zip(wraps, starts, strict=True) if not new]
    following_wraps = (line for wrap, line in zip(wraps, run[1:], strict=True) if wrap)
    lower = sum(line.text[0].islower() for line in following_wraps)
    is_wrapped = (
        own_width in _WRAP_WIDTHS
        and sum(inner) >= max(1, 0.8 * len(inner))
        and lower >= max(1, 0.4 * sum(inner))
    )
    return [is_wrapped and wrap and not new for wrap, new in zip(wraps, starts, strict=True)]


def _is_hyphenated(line: _Line, following: _Line) -> bool:
    """Tell whether a word is broken between the lines."""
    return line.text[-1] in "-‐\xad¬" and line.text[-2:-1].isalpha() and following.text[0].islower()


def _is_wrap(line: _Line, following: _Line, width: int) -> bool:
    """Tell whether the next word would not have fitted, or the sentence plainly goes on."""
    if len(line.text) + 1 + len(following.first_word) > width - _SLACK:
        return True
    goes_on = not line.text.endswith(_SENTENCE_END)
    return goes_on and len(line.text) >= (0.6 if following.text[0].islower() else 0.78) * width


def _starts_anew(line: _Line, following: _Line) -> bool:
    """Tell whether a line starts a list item, is or follows a rule, or is indented as a paragraph's first line is."""
    if _RULE.match(following.text) or _RULE.match(line.text):
        return True
    if (
        following.indent >= line.indent + 2
        and line.text.endswith(_SENTENCE_END)
        and not _ITEM.match(line.text)
    ):
        return True
    if not _ITEM.match(following.text):
        return False
    return (
        line.text.endswith((*_SENTENCE_END, ",", ";"))
        or not following.text[0].isalnum()
        or bool(_ITEM.match(line.text))
    )


def _wrap_width(runs: Sequence[Sequence[_Line]]) -> int:
    """Return the width that a whole file is wrapped at, in code points; 0 if it is not."""
    long_runs = [run for run in runs if len(run) > 2]
    if not long_runs:
        return 0
    lengths = sorted(len(line.text) for run in runs for line in run if " " in line.text)
    if not lengths or lengths[int(0.95 * (len(lengths) - 1))] >= _WRAP_WIDTHS.stop:
        return 0
    # Lines behind which a sentence plainly goes on; the longest of them shows the width.
    broken = sorted(
        len(line.text)
        for run in long_runs
        for line, following in pairwise(run)
        if following.text[0].islower() and not line.text.endswith(_SENTENCE_END)
    )
    breaks = sum(len(run) - 1 for run in long_runs)
    if len(broken) < 4 or len(broken) < 0.3 * breaks:
        return 0
    width = broken[int(0.97 * (len(broken) - 1))]
    return width if width in _WRAP_WIDTHS and broken[len(broken) // 2] >= 0.75 * width else 0
