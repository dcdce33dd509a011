"""Sentences: split text with sentencex, Wikimedia's splitter, which knows the abbreviations of many languages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain

from sentencex import get_sentence_boundaries

from copydesk.analysis.block_texts import kept_by_text
from copydesk.analysis.language.languages import language_data
from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP, Block
from copydesk.support.patterns import compile_later

_UNDIVIDED = compile_later(r"[\w,'’\"()&/-](?:[\w ,'’\"()&/-]*[\w,'’\"()&/-])?")
"""A block, such as most headings and menu items, with no character at which a sentence can end in any language."""
_VISIBLE = compile_later(rf"[^{MARKUP}]+")

_DAY = compile_later(r"(?<!\d)\d\d?\.\Z")
_WORD = compile_later(r"[^\W\d_]+")

_WINDOW = 20_000
"""Code points; a block, which is mostly a paragraph, is hardly ever longer."""


def find_sentences(text: str, blocks: Sequence[Block], language: str | None = None) -> list[Span]:
    """Return the sentences of each block, without the white space around them. No sentence crosses a block's end."""
    return [
        Span(block.start + start, block.start + end)
        for block in blocks
        for start, end in _split(text[block.start : block.end], language or "en")
    ]


@kept_by_text
def _split(block: str, language: str) -> list[tuple[int, int]]:
    if len(block) <= _WINDOW and _UNDIVIDED.fullmatch(block):
        return [(0, len(block))]
    if MARKUP in block:
        # The splitter must not see fillers: it would take "end.\0\0 Next" for one sentence.
        kept = [*chain.from_iterable(range(*run.span()) for run in _VISIBLE.finditer(block))]
        visible = block.replace(MARKUP, "")
        return [(kept[start], kept[end - 1] + 1) for start, end in _boundaries(visible, language)]
    return _boundaries(block, language)


def _boundaries(text: str, language: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence; a long text is split window by window, because the splitter's time grows
    with the square of the length.
    """
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        window = text[at : at + _WINDOW]
        found = [(at + start, at + end) for start, end in _in_window(window, language)]
        if at + _WINDOW >= len(text) or not found:
            at += _WINDOW
        elif len(found) == 1:
            at = max(at + _WINDOW // 2, found[0][1])
        else:  # the last one may go on
            at = found.pop()[0]
        spans += found
    return spans


def _in_window(text: str, language: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for sentence in get_sentence_boundaries(language, text):
        piece = sentence["text"]
        start = sentence["start_index"] + len(piece) - len(piece.lstrip())
        end = sentence["start_index"] + len(piece.rstrip())
        if start >= end:
            continue
        if spans and _parts_a_date(text, spans[-1][1], start, end, language):
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
    return spans


def _parts_a_date(text: str, before: int, start: int, end: int, language: str) -> bool:
    """Tell whether a sentence would begin with the month of the day before: “den 3. juni”."""
    if not _DAY.search(text, max(0, before - 4), before):
        return False
    month = _WORD.match(text, start, end)
    return month is not None and month.group().islower() and month.group() in _months(language)


@cache
def _months(language: str) -> frozenset[str]:
    return frozenset(name.lower() for line in language_data(language).months for name in line.split())
