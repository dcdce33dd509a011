"""Sentences, by sentencex: Wikimedia's splitter, which knows the abbreviations of many languages."""

from __future__ import annotations

from collections.abc import Sequence

from sentencex import get_sentence_boundaries

from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP, Block


def find_sentences(text: str, blocks: Sequence[Block], language: str | None = None) -> list[Span]:
    """The sentences of each block, without the white space around them. No sentence crosses a block's end."""
    return [
        sentence
        for block in blocks
        for sentence in _split(text[block.start : block.end], block.start, language or "en")
    ]


def _split(block: str, offset: int, language: str) -> list[Span]:
    if MARKUP in block:
        # The splitter must not see fillers: it would take "end.\0\0 Next" for one sentence.
        kept = [index for index, character in enumerate(block) if character != MARKUP]
        visible = "".join(block[index] for index in kept)
        return [
            Span(offset + kept[start], offset + kept[end - 1] + 1)
            for start, end in _boundaries(visible, language)
        ]
    return [Span(offset + start, offset + end) for start, end in _boundaries(block, language)]


def _boundaries(text: str, language: str) -> list[tuple[int, int]]:
    spans = []
    for sentence in get_sentence_boundaries(language, text):
        piece = sentence["text"]
        start = sentence["start_index"] + len(piece) - len(piece.lstrip())
        end = sentence["start_index"] + len(piece.rstrip())
        if start < end:
            spans.append((start, end))
    return spans
