"""Single quotation marks: what each costs, as most are apostrophes, and few show which they are."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.analysis.language.languages import in_all_languages
from copydesk.analysis.names.lexicon import is_word, knows_words_of
from copydesk.analysis.quotes.pairing.conventions import Conventions
from copydesk.analysis.quotes.pairing.letter_apostrophes import is_ayn, is_letter
from copydesk.analysis.quotes.pairing.mark_pairing import PairingState, Token, counts_before, pair
from copydesk.analysis.quotes.pairing.marks import CLOSE, EITHER, OPEN, Mark
from copydesk.support.patterns import compile_later

_WORD = compile_later(r"[^\W_]+")
_CLIPPED = in_all_languages("clipped_words") | frozenset("abd ali amr ayn aziz umar uthman".split())
"""Words, in lower case, before which an apostrophe stands: for their beginning, or for a letter of Arabic."""

_SPEECH_ENDS = frozenset(",.!?…")
_SENTENCE_ENDS = (".", "!", "?", "…", ",")
_AFTER_SPEECH = frozenset((",",))
_LAST_WORD = compile_later(r"(?<![^\W\d_])[^\W\d_]{4,}\Z")
_SAYING = compile_later(r"(?<!\w)(?:said|say|saying|says|told[\s\0]\w+|tells[\s\0]\w+)[:,]?[\s\0]+\Z")
_LONGEST_WORD = 20
_BEFORE_NUMBER = compile_later(r"['‘’](?<!\w.)\d")
_REACH = 300
_DASHES = frozenset("-–")
_SIBILANTS = frozenset("sSxXzZ")
_LONE = 3.0
_AYN = 0.3
_LEAST_LETTERS = 2
_CLIPPED_LETTERS = "h"
"""Letters that an apostrophe stands for at the start of words that are no clipping of their own: 'and, 'is."""
_TOO_LONG = 1500
"""Longest single-quoted stretch worth believing in, in code points."""


def price_single(text: str, mark: Mark, conventions: Conventions) -> Token:
    """Return a single mark with its prices; its price alone is 0 where it is an apostrophe beyond doubt."""
    glyph, lean = mark.glyph, mark.lean
    direction = conventions.direction(glyph)
    apostrophe = Token(mark, 9.0, 9.0, 0.0)
    if glyph in "‹›" and mark.spaced:
        if lean == OPEN and text[mark.start - 1 : mark.start] in _SENTENCE_ENDS:  # ›Geh heim.‹ Ich ging.
            return Token(mark, 9.0, 0.0, 0.5)
        return Token(mark, 0.0 if lean == OPEN else 9.0, 0.0 if lean == CLOSE else 9.0, 0.5)
    if glyph == "`":
        return Token(mark, 0.0, 9.0, 0.9) if lean == OPEN else apostrophe
    if lean == OPEN and (_is_clipping(text, mark) or is_letter(text, mark)):
        return apostrophe
    if lean == OPEN and is_ayn(text, mark, elsewhere=conventions.ayn):
        return Token(mark, 0.0, 9.0, _AYN)
    if glyph in "‘‚‹›‛" and direction == OPEN:
        lone = 0.5 if mark.before in _DASHES else _LONE
        return Token(mark, 0.0, 2.0 if lean == CLOSE else 9.0, lone)
    if lean == CLOSE:
        return _closing(text, mark, direction, conventions.language)
    if lean == EITHER:
        if text[mark.end : mark.end + 1] in ("s", "t", "d"):  # 314 e.v.’s
            return apostrophe
        strong = mark.before in _SPEECH_ENDS
        return Token(mark, 0.6, 0.6, 0.7) if strong else Token(mark, 1.0, 1.0, 0.5)
    if direction == CLOSE:  # a ’ where an opening mark belongs, or at a word clipped in a way not known here
        return Token(mark, 0.4, 9.0, 0.9) if mark.after.isupper() else Token(mark, 2.0, 9.0, 0.4)
    lone = 0.9
    if mark.after.isupper() and (conventions.single_quotes or glyph in conventions.both_ways):
        lone = 2.0
    elif mark.after.isupper() and knows_words_of(conventions.language) and _begins_whole_word(text, mark):
        lone = 1.2
    elif _SAYING.search(text, max(0, mark.start - _LONGEST_WORD), mark.start) and _begins_whole_word(
        text, mark
    ):
        lone = 1.2  # she used to say 'buy one and the other will come
    return Token(mark, 0.2, 9.0, lone)


def _begins_whole_word(text: str, mark: Mark) -> bool:
    """Tell whether a mark stands before a whole English word: not in 'and for hand, nor in 'bout."""
    word = _WORD.match(text, mark.end)
    if word is None or len(word[0]) < _LEAST_LETTERS or not (mark.before.isspace() or not mark.before):
        return False
    return is_word(word[0]) and not any(is_word(letter + word[0].lower()) for letter in _CLIPPED_LETTERS)


def _is_clipping(text: str, mark: Mark) -> bool:
    if mark.after.isdigit():
        return True
    word = _WORD.match(text, mark.end)
    return word is not None and word[0].lower() in _CLIPPED


def _closing(text: str, mark: Mark, direction: str, language: str | None) -> Token:
    opens = 9.0 if direction != OPEN else 0.0
    if mark.before in _SPEECH_ENDS:
        return Token(mark, opens, 0.0, 2.0)
    if mark.before.isdigit():
        return Token(mark, opens, 0.4, 0.0)
    possessive = mark.before in _SIBILANTS or text[mark.start - 2 : mark.start] in ("in", "an")
    lone = 0.0
    if not possessive and mark.after in _AFTER_SPEECH and knows_words_of(language):
        word = _LAST_WORD.search(text, max(0, mark.start - _LONGEST_WORD), mark.start)
        opens_number = _BEFORE_NUMBER.search(text, max(0, mark.start - _REACH), mark.start)
        lone = 1.2 if word and is_word(word[0]) and not opens_number else 0.0
    return Token(mark, opens, 0.6 if possessive else 0.1, lone)


def read_singles(
    text: str, tokens: Sequence[Token], conventions: Conventions
) -> tuple[PairingState, PairingState | None]:
    """Return the cheapest readings of a block's single marks: all closed, and with an open end."""
    starts = [token.mark.start for token in tokens]
    spaces = counts_before(text, " ", starts[0], starts)

    def match(first: int, second: int) -> float | None:
        opening, closing = tokens[first].mark, tokens[second].mark
        if closing.start - opening.end > _TOO_LONG or closing.start == opening.end:
            return None
        price = 0.001 * (spaces[second] - spaces[first])
        if not conventions.are_partners(opening.glyph, closing.glyph) and opening.glyph != closing.glyph:
            price += 1.0
        return price

    return pair(tokens, match, lambda _outer, _inner: 2.5)
