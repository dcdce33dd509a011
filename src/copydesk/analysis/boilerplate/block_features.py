"""Block features: evidence for or against page chrome that a block shows by itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, repeat
from typing import NamedTuple

from copydesk.analysis.block_texts import kept_by_text
from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.formats.parsed import MARKUP, OBJECT, Block
from copydesk.support.patterns import compile_later

_WORD = compile_later(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SAMPLE = 240
"""Code points at the start of a block that are examined; more of a long paragraph shows nothing new."""

_LENGTHS = (1, 2, 3, 4, 5, 7, 9, 12, 16, 22, 30, 45, 70)
_COARSE_LENGTHS = (3, 6, 10, 18, 35)
_COARSE = len(_COARSE_LENGTHS) + 1
_STOP_SHARES = (0.01, 0.12, 0.22, 0.3, 0.4, 0.5)
_COARSE_STOP_SHARES = (0.01, 0.2, 0.35)
_STOPS = len(_COARSE_STOP_SHARES) + 2
_KINDS_OF_END, _ENDINGS, _STARTS, _PLACES = 3, 10, 7, 8
"""How many values these features have: the kind of end, _end(), _start(), _place()."""
_CAPITAL_SHARES = (0.01, 0.15, 0.3, 0.5, 0.7, 0.95)
_DIGIT_SHARES = (0.001, 0.03, 0.1, 0.3, 0.6)
_PHRASE_SUMS = (-4.0, -2.5, -1.6, -1.0, -0.6, -0.2, 0.2, 0.6, 1.0, 1.6, 2.3, 3.2, 4.5)

_SHORT = 18
"""Digits, dates, bylines and marks are features only of blocks with at most so many words."""

_CLOSING = "\"'”’»)]*_" + MARKUP
_ENDS = {
    mark: number
    for number, marks in enumerate((".。।॥။۔", "!！", "?？؟", ":：", "…", ",;，、،"), 1)
    for mark in marks
}
_DATE = compile_later(
    r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b\d{1,2}:\d\d\b|\b(?:19|20)\d\d\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-zäéû]*\.? \d|\b(?:minutes?|hours?|days?|weeks?) ago\b",
    re.IGNORECASE,
)
_BYLINE = compile_later(
    r"(?:by|von|par|por|di|door)\b|(?:written|words|story|reporting|posted|published|updated)\b",
    re.IGNORECASE,
)
_ADDRESS = compile_later(r"https?:|www\.|\.com\b|@|" + OBJECT)
_MARKS = (("©", 1), ("|", 2), ("»", 3), ("›", 3), ("→", 3), ("•", 4), ("·", 4), ("#", 5), ("/", 6))
_HINTS = (
    "nav",
    "footer",
    "aside",
    "form",
    "button",
    "header",
    "menu",
    "sidebar",
    "related",
    "share",
    "comment",
)


# Three dots end a teaser, not a sentence.
_SENTENCE_END = compile_later(r"(?<!\.\.)[.!?।॥။۔؟][\"'”’»)\]*_\0]*$")
_UNSPACED_END = compile_later(r"[。！？][\"'”’»」』）)\]*_\0]*$")
_UNSPACED_SENTENCE = 15
"""The least code points of a sentence in Chinese and Japanese, which have no spaces between words."""


class PhraseWeights(dict[str, float]):
    """For each phrase, how strongly it speaks for chrome, in log odds. Nobody changes it, so it is known by itself."""

    __hash__ = object.__hash__  # type: ignore[assignment]


class Shape(NamedTuple):
    """The features of one block.

    Attributes:
        words: how many words its examined part has.
        line: its examined part without markup and case, to find lines that occur again.
        bins: for each name in FEATURES, the number of the bin that the block falls into.
    """

    words: int
    line: str
    bins: tuple[int, ...]


FEATURES: Mapping[str, int] = {
    "length": len(_LENGTHS) + 1,
    "length, stop words and end": _COARSE * _STOPS * _KINDS_OF_END,
    "stop words": len(_STOP_SHARES) + 2,
    "end": _ENDINGS,
    "start": _STARTS,
    "capitals": len(_CAPITAL_SHARES) + 2,
    "capitals and length": (len(_CAPITAL_SHARES) + 2) * _COARSE,
    "digits": len(_DIGIT_SHARES) + 1,
    "date": _COARSE + 1,
    "byline": _COARSE + 1,
    "address": _COARSE + 1,
    "mark": max(number for _, number in _MARKS) + 1,
    "repeated": 4 * _COARSE,
    "phrases": len(_PHRASE_SUMS) + 1,
    "place": _PLACES,
}
"""The features of a block, and the number of bins of each."""


def is_sentence(text: str, block: Block) -> bool:
    """Tell whether a block ends as a sentence does and is long enough to be one."""
    unspaced, ends = _ends_sentence(text[max(block.start, block.end - 40) : block.end])
    if unspaced:
        return block.end - block.start >= _UNSPACED_SENTENCE
    return ends and text.count(" ", block.start, block.end) >= 4


@lru_cache(4096)
def _ends_sentence(line: str) -> tuple[bool, bool]:
    """Tell whether a line ends as a sentence does of a language without spaces, and as one of any other."""
    return _UNSPACED_END.search(line) is not None, _SENTENCE_END.search(line) is not None


def sample(text: str, block: Block) -> str:
    """Return the examined part of a block: its start, without markup."""
    return text[block.start : min(block.end, block.start + _SAMPLE)].replace(MARKUP, "")


def words_of(line: str) -> list[str]:
    """Return the words of a line."""
    return _WORD.findall(line)


def phrases(words: Sequence[str]) -> list[str]:
    """Return the words in lower case, each pair of neighbours, and the first and last word with a mark ("^ read",
    "more $").
    """
    lower = [word.lower() for word in words]
    return [*lower, *map(" ".join, pairwise(["^", *lower, "$"]))] if lower else []


def phrase_scale(found: Sequence[str]) -> float:
    """Return the divisor of the phrases' weights: in a long line each phrase counts less."""
    return max(1.0, len(found) / 16)


def read_shapes(
    text: str, blocks: Sequence[Block], language: str | None, phrase_weights: Mapping[str, float]
) -> list[Shape]:
    """Return the features of every block.

    Args:
        text: the document's text.
        blocks: its blocks.
        language: two-letter code; None if unknown.
        phrase_weights: for each phrase (see `phrases`), how strongly it speaks for chrome, in log odds.
    """
    pieces = [sample(text, block) for block in blocks]
    lines = [each.strip().casefold() for each in pieces]
    counts = Counter(lines)
    return [
        _shape(
            piece,
            line,
            text[block.end - 8 : block.end],
            _place(block),
            counts[line],
            language,
            phrase_weights,
        )
        for piece, line, block in zip(pieces, lines, blocks, strict=True)
    ]


@kept_by_text
def _shape(
    piece: str,
    line: str,
    tail: str,
    place: int,
    count: int,
    language: str | None,
    phrase_weights: Mapping[str, float],
) -> Shape:
    """Put a block into one bin for each of FEATURES, in their order.

    Args:
        piece: its start, which is examined.
        line: the same in the form in which lines are compared.
        tail: its last characters.
        place: the bin of its place.
        count: how often its line occurs in the document.
        language: the document's.
        phrase_weights: see `read_shapes`.
    """
    words, stop_words = words_of(piece), STOP_WORDS.get(language or "")
    length, coarse = (bisect_right(limits, len(words)) for limits in (_LENGTHS, _COARSE_LENGTHS))
    stops, coarse_stops = _stops(words, stop_words)
    end, capitals = _end(tail), _capitals(words)
    is_short = len(words) <= _SHORT
    bins = (
        length,
        (coarse * _STOPS + coarse_stops) * _KINDS_OF_END + _kind_of_end(end),
        stops,
        end,
        _start(piece),
        capitals,
        capitals * _COARSE + coarse,
        _digits(piece) if is_short else 0,
        1 + coarse if is_short and _DATE.search(piece) else 0,
        1 + coarse if is_short and _BYLINE.match(piece) else 0,
        1 + coarse if _ADDRESS.search(piece) else 0,
        _mark(piece) if is_short else 0,
        min(count, 3) * _COARSE + coarse if count > 1 else 0,
        bisect_right(_PHRASE_SUMS, _evidence(phrases(words), phrase_weights)),
        place,
    )
    return Shape(len(words), line, bins)


def _stops(words: Sequence[str], stop_words: frozenset[str] | None) -> tuple[int, int]:
    """Bin the share of stop words, once finely and once coarsely; 0 if the language has no list of stop words."""
    if stop_words is None:
        return 0, 0
    share = sum(word.lower() in stop_words for word in words) / (len(words) or 1)
    return 1 + bisect_right(_STOP_SHARES, share), 1 + bisect_right(_COARSE_STOP_SHARES, share)


def _capitals(words: Sequence[str]) -> int:
    """Bin the share of words with a capital letter; blocks entirely in capitals have a bin of their own."""
    if "".join(words).isupper():
        return len(_CAPITAL_SHARES) + 1
    return bisect_right(_CAPITAL_SHARES, sum(word[0].isupper() for word in words) / (len(words) or 1))


def _digits(piece: str) -> int:
    """Bin the share of digits."""
    return bisect_right(_DIGIT_SHARES, sum(map(str.isdigit, piece)) / (len(piece) or 1))


def _mark(piece: str) -> int:
    """Return the number of the first separator mark (see the list) that occurs in a block; 0 if there is none."""
    return next((number for mark, number in _MARKS if mark in piece), 0)


def _kind_of_end(end: int) -> int:
    """Tell whether a block ends like a sentence, with another mark that sentences have, or differently."""
    return 0 if end in (1, 2, 3) else 1 if end in (4, 5, 6) else 2


def _end(tail: str) -> int:
    bare = tail.rstrip(_CLOSING)
    last = bare[-1:] or tail[-1:]
    return _ENDS.get(last) or (7 if last.isalpha() else 8 if last.isdigit() else 9)


def _start(piece: str) -> int:
    first = piece[:1]
    if first.isalpha():
        return 1 if first.islower() else 2
    return 3 if first.isdigit() else 4 if first in "\"'“„«‘" else 5 if first in "([{" else 6


def _evidence(found: list[str], phrase_weights: Mapping[str, float]) -> float:
    """Return the sum of the weights of a block's phrases, scaled by their number."""
    return sum(map(phrase_weights.get, found, repeat(0.0))) / phrase_scale(found)


def _place(block: Block) -> int:
    if block.place == "chrome":
        return 1
    if any(hint in _HINTS for hint in block.hints):
        return 2
    return {"heading": 3, "list": 4, "quote": 5, "caption": 6, "table": 7}.get(block.place, 0)
