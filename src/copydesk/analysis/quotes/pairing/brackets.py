"""Round and square brackets that lost their partner."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from copydesk.analysis.language.mentioned_words import is_spoken_of
from copydesk.analysis.quotes.pairing.cross_block import Loose, join
from copydesk.analysis.quotes.pairing.faults import FaultKind
from copydesk.analysis.quotes.pairing.mark_pairing import Token, counts_before, pair
from copydesk.analysis.quotes.pairing.marks import Mark
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_PARTNERS = {"(": ")", "[": "]", "（": "）", ")": "(", "]": "[", "）": "（"}
_OPENING = frozenset("([（")
_LONE = 3.0
_SMILEY_BEFORE = compile_later(
    r"(?:(?:^|[^\w])[:;=8xX]['’]?[-^o~]?|(?:^|\s)[:;]\s?-?\s|&lt;|[)(]|\^[_.]?\^)\Z"
)
_SMILEY_AFTER = compile_later(r"[-^o~]?['’]?[:;=](?!\w)")
_LIST_LABEL = compile_later(
    r"(?:(?:\A|[\s\0;:/#“„«‘\"'])(?:\d{1,2}\.?[a-z]?|[A-Za-z]|[ivx]{1,4}|[IVX]{1,4})\.?|(?:(?<=[a-zäöüß])|(?<=[a-zäöüß][.,;]))\d{1,2}|\*{1,3})\0*\Z"
)
"""What stands before a bracket that belongs to a list's item or to a note: 3), a), 3.e), word1), *)."""
_END = r"[\s\0]*(?:[-+−–±][\s\0]*)?(?:\d+(?:[.,]\d+)?|∞|inf|[a-z])%?[\s\0]*"
_INTERVAL = compile_later(rf"[\[\]()]{_END}[,;–-]{_END}[\[\]()]", re.IGNORECASE)
"""An interval, whose brackets may be any two: [2,5;3,5), ]0, 1[."""


def read_brackets(
    text: str, rows: Sequence[tuple[Block, list[Mark]]], language: str | None
) -> Iterator[tuple[Mark, FaultKind, str]]:
    """Yield the faults of all blocks' brackets: the bracket, the fault, and the bracket that it should pair with."""
    loose: list[Loose] = []
    for place, (block, marks) in enumerate(rows):
        if marks and not _is_simple(marks):
            loose += [
                Loose(place, mark, mark.glyph in _OPENING) for mark in _loose_brackets(text, block, marks)
            ]
    _, left = join(
        text, [block for block, _ in rows], loose, lambda first, second: _PARTNERS[first] == second, language
    )
    for _, mark, opens in left:
        yield mark, FaultKind.UNCLOSED_BRACKET if opens else FaultKind.UNOPENED_BRACKET, _PARTNERS[mark.glyph]


def _is_simple(marks: Sequence[Mark]) -> bool:
    """Tell whether the brackets open and close in turn: nearly every paragraph."""
    return len(marks) % 2 == 0 and all(
        marks[index].glyph in _OPENING and _PARTNERS[marks[index].glyph] == marks[index + 1].glyph
        for index in range(0, len(marks), 2)
    )


def _loose_brackets(text: str, block: Block, marks: Sequence[Mark]) -> list[Mark]:
    marks = _without_intervals(text, block, marks)
    tokens = [_price(text, block, mark) for mark in marks]
    spaces = counts_before(text, " ", block.start, [mark.start for mark in marks])
    sentences = [match.span() for match in _NEW_SENTENCE.finditer(text, block.start, block.end)]

    def match(first: int, second: int) -> float | None:
        opening, closing = marks[first], marks[second]
        if _PARTNERS[opening.glyph] != closing.glyph or opening.glyph not in _OPENING:
            return None
        price = 0.001 * min(300, spaces[second] - spaces[first])
        if tokens[second].lone < _LONE:
            index = bisect_left(sentences, (opening.end, 0))
            if index < len(sentences) and sentences[index][1] <= closing.start:
                price += 2 * _LONE  # (about 40 moths has moved. Please a) book ahead
        return price

    reading, _ = pair(tokens, match)
    return [marks[index] for index in reading.lone]


def _without_intervals(text: str, block: Block, marks: Sequence[Mark]) -> list[Mark]:
    """Leave out the two brackets of every interval that are no pair of like ones."""
    unlike: set[int] = set()
    for match in _INTERVAL.finditer(text, block.start, block.end):
        first, last = match.start(), match.end() - 1
        if text[first] not in _OPENING or _PARTNERS[text[first]] != text[last]:
            unlike |= {first, last}
    return [mark for mark in marks if mark.start not in unlike]


def _price(text: str, block: Block, mark: Mark) -> Token:
    if is_spoken_of(text, mark.start, mark.end):
        return Token(mark, 0.0, 0.0, 0.2)
    lead = text[max(block.start, mark.start - 6) : mark.start]
    if _is_doubled(text, block, mark):
        return Token(mark, 0.0, 9.0, _LONE) if mark.glyph in _OPENING else Token(mark, 9.0, 0.0, _LONE)
    if mark.glyph in _OPENING:
        ends_words = not mark.after or text[mark.end : mark.end + 1].isspace()
        smiley = _SMILEY_AFTER.match(text, mark.end, block.end) or (
            _SMILEY_BEFORE.search(lead) and (ends_words or not lead[-1:].isspace())
        )
        return Token(mark, 0.0, 9.0, 0.2 if smiley else _LONE)
    is_age = _AGE.search(lead) and text[mark.end : mark.end + 1] in (",", ".", ";")
    label = mark.glyph == ")" and not is_age and _LIST_LABEL.search(lead)
    return Token(mark, 9.0, 0.0, 0.2 if label or _SMILEY_BEFORE.search(lead) else _LONE)


_TWICE_OPEN = compile_later(r"(?<=[^\W_][\s\0])\(\((?=[^\W_]{2})")
_TWICE_CLOSED = compile_later(r"(?<=[a-zß-ÿ\d]{2})\)\)(?=[\s\0]*(?:[,;.]|[a-zß-ÿ]))")
_AGE = compile_later(r"[^\W\d_], \d{2}\Z")
"""A number behind a name and a comma: Ole Brandt, 62), a pilot."""
_NEW_SENTENCE = compile_later(r"[^\W\d_]{2}[.!?][\s\0]+[^\W\d_a-zß-ÿ]")


def _is_doubled(text: str, block: Block, mark: Mark) -> bool:
    """Tell whether a round bracket stands twice beside a word, in a block with no others: no smiley does so."""
    if mark.glyph == "(":
        twice, other = _TWICE_OPEN, ")"
        start = mark.start - 1 if text[mark.start - 1 : mark.start] == "(" else mark.start
    elif mark.glyph == ")":
        twice, other = _TWICE_CLOSED, "("
        start = mark.start - 1 if text[mark.start - 1 : mark.start] == ")" else mark.start
    else:
        return False
    if not twice.match(text, start, block.end):
        return False
    if mark.glyph == "(":
        return text.count("(", block.start, block.end) == text.count(other, block.start, block.end) + 1
    opening = text.rfind("(", block.start, start)
    return opening >= 0 and ")" not in text[opening:start] and text[opening - 1 : opening] != "("
