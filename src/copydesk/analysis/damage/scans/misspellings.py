"""Misspellings: what is no word, and one slip of the hand or of a scanner away from a common word.

A slip swaps two letters, drops or doubles one, hits the key beside it, or loses an accent. Right words that look so
(“form” beside “from”) are on a list for each language, so that what is left over is no word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from copydesk.analysis.language.common_words import common_words, is_common_word
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.wordlists import read_list
from copydesk.analysis.names.lexicon import function_words, is_word, knows_words_of

_LISTED = frozenset(("cs", "da", "de", "en", "es", "fr", "it", "nb", "nl", "pl", "pt", "sv"))
_SHORTEST = 6
"""How many letters the word that was meant has at least; shorter ones are near too many others."""
_SMALLEST = 2
"""How many letters a small word has that may have grown together with the next one."""
_LEAST_BEHIND = 5
"""How many letters that next one has."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LIGATURES = ("fi", "fl", "ff", "ffi", "ffl")
"""What falls out of a word whose font had one sign for it."""
_READ_AS = (("m", "rn"), ("rnm", "mm"), ("mrn", "mm"), ("rnp", "mp"))
"""What a scanner has read, and the letters on the page."""
_NO_WORDS = frozenset(("bumed", "buming", "moming"))
"""What endings make of right words, and nobody writes."""
_SEEN_ALIKE = ("ce", "fs", "bh", "un", "lt", "il", "vy")
"""Letters that scanners take for each other."""


def may_be_misspelt(token: str) -> bool:
    """Tell whether a token is a word in small letters that is long enough; quick to tell."""
    return len(token) >= _SHORTEST - 2 and token.islower() and token.isalpha()


@lru_cache(8192)
def word_meant(token: str, language: str) -> str:
    """Return the common word of a language that was meant by a token that is no word; nothing for any other token."""
    if language not in _LISTED or _is_known(token, language):
        return ""
    words = common_words(language)
    meant = {
        word
        for readings in (_before_slip(token, language), _before_scan(token, language))
        for word in readings
        if word in words and len(word) >= _SHORTEST
    }
    if not meant or token in _lookalikes(language) or _is_of_another_language(token, language):
        return ""
    return min(meant, key=lambda word: (_bare(word) != token, sorted(word) != sorted(token), word))


@lru_cache(8192)
def words_meant(token: str, language: str) -> tuple[str, str] | None:
    """Return the small word and the common word of a language that have grown together to a token that is no word."""
    first_words = first_halves(language)
    if not first_words or _is_known(token, language):
        return None
    words = common_words(language)
    for at in range(_SMALLEST, len(token) - _LEAST_BEHIND + 1):
        if token[:at] in first_words and token[at:] in words:
            is_right = token in _lookalikes(language) or _is_of_another_language(token, language)
            return None if is_right else (token[:at], token[at:])
    return None


@cache
def first_halves(language: str) -> frozenset[str]:
    """Return the small words of a language that make no new words with what follows, as prefixes do."""
    data = language_data(language)
    if not data.never_prefixes:
        return frozenset()
    return frozenset(word for word in data.never_prefixes if len(word) >= _SMALLEST)


@lru_cache(8192)
def is_unknown(token: str, language: str) -> bool:
    """Tell whether a token in small letters is on no list of words."""
    return language in _LISTED and not (
        _is_known(token, language)
        or token in _lookalikes(language)
        or _is_of_another_language(token, language)
    )


def _is_known(token: str, language: str) -> bool:
    return (
        token in common_words(language)
        or token in function_words()
        or (knows_words_of(language) and is_word(token) and token not in _NO_WORDS)
    )


@cache
def _lookalikes(language: str) -> frozenset[str]:
    return frozenset(read_list(f"lookalikes/{language}").split())


def _is_of_another_language(token: str, language: str) -> bool:
    return (is_word(token) and token not in _NO_WORDS) or any(
        is_common_word(token, other) for other in _LISTED if other != language
    )


def _before_slip(token: str, language: str) -> Iterator[str]:
    """Yield what may have stood there before a slip inside a token; its first letter is hardly ever wrong."""
    letters = _letters(language)
    last = len(token) - 1
    for sign in _LIGATURES:
        for at in range(len(token) - 1):
            yield token[:at] + sign + token[at:]
    for at in range(1, len(token)):
        before, here, behind = token[:at], token[at], token[at + 1 :]
        if at < last and token[at + 1] != here:
            yield before + token[at + 1] + here + token[at + 2 :]
        if at < last and (here in _beside(token[at - 1]) or here in _beside(token[at + 1])):
            yield before + behind
        for letter in letters:
            yield before + letter + token[at:]
        if at < last:
            for letter in _beside(here) | _accented(here, language):
                yield before + letter + behind


def _before_scan(token: str, language: str) -> Iterator[str]:
    """Yield what a scanner may have read: retum for return, swirnming for swimming."""
    if token in language_data(language).scanner_lookalikes:
        return
    for wrong, right in _READ_AS:
        at = token.find(wrong, 1)
        while at >= 0:
            yield token[:at] + right + token[at + len(wrong) :]
            at = token.find(wrong, at + 1)


@cache
def _letters(language: str) -> tuple[str, ...]:
    """Return the letters of a language's words."""
    return tuple(sorted(filter(str.isalpha, set().union(*common_words(language)))))


@cache
def _beside(letter: str) -> frozenset[str]:
    """Return the letters whose keys touch the key of a letter, those that look like it, and the letter itself."""
    alike = {pair.replace(letter, "", 1) for pair in _SEEN_ALIKE if letter in pair}
    rows = [(row, _ROWS[row].find(letter)) for row in range(len(_ROWS)) if letter in _ROWS[row]]
    touching = {
        key
        for row, at in rows
        for near in _ROWS[max(0, row - 1) : row + 2]
        for key in near[max(0, at - 1) : at + 2]
    }
    return frozenset(alike | touching | {letter})


@cache
def _accented(letter: str, language: str) -> frozenset[str]:
    """Return the letters of a language that lose an accent to become this one."""
    return frozenset(each for each in _letters(language) if each != letter and _plain(each) == letter)


def _bare(word: str) -> str:
    return "".join(map(_plain, word))


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]
