"""Words glued to a link or to emphasised words beside them: [the plan](/a)which."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.lexicon import is_word
from copydesk.findings import Span
from copydesk.support.patterns import regex_later

_LEFT_OF_OPENING = regex_later(
    r"(?<![\p{L}\p{N}'’\-\0/@_.])(?P<outside>\p{L}{2,20})\0+(?P<inside>\p{L}[^\0\ufffc\n]{0,200})"
)
_RIGHT_OF_CLOSING = regex_later(
    r"\0(?P<inside>[^\0\ufffc\n]{0,200}\p{L})[”\"]?\0+[”\"]?(?P<outside>\p{Ll}{3,20})(?![\p{L}\p{N}'’\-\0/@_(]|\.\w)"
)
_OPENS = regex_later(r"!?\[|\*{1,3}|_{1,3}|<(?:a|b|em|i|strong)\b[^<>]*>", regex.IGNORECASE)
_CLOSES = regex_later(
    r"[”\"]?(?:\]\([^\n]*?\)|\]\[[^\]\n]*\]|\*{1,3}|_{1,3}|</(?:a|b|em|i|strong)>)[”\"]?", regex.IGNORECASE
)
_ENDINGS = ("able", "ful", "ing", "ish", "less", "like", "ness", "ship", "ware", "wide", "wise")
"""How words end that somebody makes of a link or a name: a [town](/a)wide search."""


def find_glued(text: str, source: str) -> Iterator[tuple[Span, str, str]]:
    """Yield where the space between a word and marked-up ones beside it is lost, and the two words.

    A mark inside a word is no such place: the space is surely lost only where the word beside the marks is no part of
    others, or where several words are marked up.
    """
    for match in _LEFT_OF_OPENING.finditer(text):
        outside, inside = match["outside"], match["inside"].split()
        span = Span(match.start(), match.end("outside") + 1)
        if not _OPENS.fullmatch(source, match.end("outside"), match.start("inside")):
            continue
        first = _letters(inside[0])
        if _are_two_words(outside, first, outside, is_phrase=len(inside) > 2):
            yield Span(span.start, match.start("inside") + len(first)), outside, first
    end = 0
    for match in _RIGHT_OF_CLOSING.finditer(text, overlapped=True):
        outside, inside = match["outside"], match["inside"].split()
        closing = source[match.end("inside") : match.start("outside")]
        if match.start("outside") < end or not _CLOSES.fullmatch(closing) or outside.endswith(_ENDINGS):
            continue
        last = _letters(inside[-1])
        if _are_two_words(last, outside, outside, is_phrase=len(inside) > 1):
            end = match.end()
            yield Span(match.end("inside") - len(last), end), last, outside


def _are_two_words(first: str, second: str, outside: str, *, is_phrase: bool) -> bool:
    """Whether two words that touch are two: each is a word, they make none, and the one outside is no mere ending."""
    if not (first and second and is_word(first) and is_word(second)) or is_word(first + second):
        return False
    return is_phrase or outside.lower() in language_data("en").stop_words


def _letters(word: str) -> str:
    """The letters that a word consists of; nothing if it has other signs."""
    bare = word.strip("“”\"'’.,;:")
    return bare if bare.isalpha() else ""
