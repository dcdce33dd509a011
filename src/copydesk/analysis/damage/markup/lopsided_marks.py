"""Lopsided marks: emphasis that opens with two signs and closes with one, or the other way round (`**Pump*`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP, Block
from copydesk.support.patterns import regex_later

_LOPSIDED = regex_later(
    r"(?<![\w*\\/])(?:(\*)\*(?=\p{L})[^*\n`<>{}=;]{1,120}(?<=[\p{L}\p{N}.:!?%)])\*(?![\w*])"
    r"|\*(?=\p{L})[^*\n`<>{}=;]{1,120}(?<=[\p{L}\p{N}.:!?%)])\*(\*)(?![\w*]))"
    r"|(?<![\w\\/])(?:(_)_(?=\p{L})[^_\n`<>{}=;]{1,120}(?<=[\p{L}.:!?%)])_(?!\w)"
    r"|_(?=\p{L})[^_\n`<>{}=;]{1,120}(?<=[\p{L}.:!?%)])_(_)(?!\w))"
)
_SEEN = (MARKUP, "*", "_")


def find_lopsided_marks(text: str, source: str, blocks: Sequence[Block]) -> Iterator[Span]:
    """Find the pieces of a source whose marks of emphasis do not match; one of the signs is seen by the reader."""
    if "**" not in source and "__" not in source:
        return
    for block in blocks:
        start = max(0, block.start - 2)
        for match in _LOPSIDED.finditer(source, start, block.end + 2):
            outer = match.start() if match[1] or match[3] else match.end() - 1
            inner = outer + 1 if outer == match.start() else outer - 1
            if text[outer] == text[inner] == MARKUP or "\n" in text[match.start() : match.end()]:
                continue
            if text[outer] in _SEEN and text[inner] in _SEEN:
                yield Span(*match.span())
