"""Paragraphs that were cut in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from copydesk.analysis.damage.breaks.paragraphs import is_broken_by_hand
from copydesk.analysis.damage.spaced_marks import looks_like_code
from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP, Block
from copydesk.support.patterns import regex_later

_LAST = regex_later(r"(?r)(\p{L}*\p{Ll}|\d+),?[\0 ]*\Z")
_FIRST = regex_later(r"[\0 ]*(\p{Ll}{2,})(?=[ ,])")
_WORDS = 8
"""How many words either half has at least: shorter ones are labels."""
_VERSE = 80
"""Code points: two paragraphs that are both shorter may be lines of verse."""
_LINES, _LONGEST_VERSE = 3, 60
"""So many lines has a stanza, and none has so many code points."""


def find_split_paragraphs(text: str, source: str, blocks: Sequence[Block]) -> Iterator[tuple[Span, Span]]:
    """The last word of each paragraph that has no end, and the first of the one that goes on with it."""
    for first, second in pairwise(blocks):
        if not text[second.start].islower() and text[second.start] != MARKUP:
            continue
        if not (_breaks_off(text, first) and _goes_on(text, second)):
            continue
        if max(first.end - first.start, second.end - second.start) < _VERSE or _is_stanza(text, first):
            continue
        between = source[first.end : second.start]
        if "\n" not in between or between.strip() or is_broken_by_hand(source, first, second):
            continue
        last = _LAST.search(text, first.start, first.end)
        then = _FIRST.match(text, second.start, second.end)
        if last and then:
            yield Span(*last.span(1)), Span(*then.span(1))


def _is_stanza(text: str, block: Block) -> bool:
    """Tell whether a paragraph has several lines, all of them short."""
    lines = text[block.start : block.end].splitlines()
    return len(lines) >= _LINES and max(map(len, lines)) < _LONGEST_VERSE


def _breaks_off(text: str, block: Block) -> bool:
    """Tell whether a paragraph may be the first half of a sentence."""
    words = text[block.start : block.end].split()
    return block.place == "body" and len(words) >= _WORDS and words[0].strip('\0“"')[:1].isupper()


def _goes_on(text: str, block: Block) -> bool:
    """Tell whether a paragraph comes to an end, and is prose."""
    words = text[block.start : block.end]
    return (
        block.place == "body"
        and words.count(" ") >= _WORDS - 1
        and words.rstrip('\0 ”"’)').endswith((".", "!", "?"))
        and not looks_like_code(text, block.start, block.end)
    )
