"""Misspellings: what is no word, and one slip of the hand or of a scanner away from one that may be meant.

Rare words and right forms are silent (`vocabulary/`), so that what is left over is no word. The shorter a token is, the
commoner is the word that it may stand for; in a language with many forms the end of a token says little.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from copydesk.analysis.damage.scans.slips_undone import SURE, VAGUE, bare, readings
from copydesk.analysis.language.common_words import common_words, is_common_word
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.vocabulary.fused_pairs import SMALLEST, is_fused
from copydesk.analysis.language.vocabulary.known_words import KNOWN, is_known_word
from copydesk.analysis.language.vocabulary.likely_words import likely_words, small_words, very_common_words
from copydesk.analysis.language.vocabulary.word_forms import (
    has_known_form,
    is_form_of_known,
    slips_with_forms,
)
from copydesk.analysis.language.wordlists import listed_words
from copydesk.analysis.names.lexicon import function_words, is_word, knows_words_of, without_words

_SHORTEST = 4
"""How many letters a token has at least; shorter ones are near too many words."""
_LONG, _MIDDLE = 7, 5
"""With so many letters it may stand for any likely word, with so many for a common one."""
_MEANT_BY_MIDDLE = 6
"""So many letters has a common word that a token of middle length may stand for."""
_LONG_PIECE = 5
"""A piece of so many letters that is a rare word is one."""
_LIKE_SURNAMES, _SHORT_NAME = ("el", "er"), 8
"""How many surnames end that are no longer than that: Zechner, Kriesel."""
_OF_CAPITALS = SURE | {"lost"}
_NO_WORDS = frozenset(("bumed", "buming", "moming"))
"""What endings make of right words, and nobody writes."""
_FEW_FORMS = frozenset(("en", "es", "fr", "it", "pt"))
"""Languages in which a word with another letter is none; in others it may be a verb with another prefix."""
_MANY_FORMS = frozenset(("cs", "pl", "ru", "uk"))
"""Languages in which the last letters of a word may be those of any of its forms."""
_OF_FORMS = frozenset(("added", "extra", "key", "vowel"))
_BEGINNING, _END = 4, 3
_SPELT_BOTH_WAYS = (
    ("ß", "ss"),
    ("æ", "e"),
    ("œ", "e"),
    ("ä", "ae"),
    ("ö", "oe"),
    ("ü", "ue"),
    ("ё", "е"),
    ("ize", "ise"),
    ("iza", "isa"),
    ("izi", "isi"),
    ("yz", "ys"),
    ("ç", "cç"),
    ("t", "ct"),
    ("t", "pt"),
    ("ç", "pç"),
)
"""Spellings of one word in two countries or times, which are no slips."""


def may_be_misspelt(token: str) -> bool:
    """Tell whether a token is a word in small letters that is long enough; quick to tell."""
    return len(token) >= _SHORTEST and token.islower() and token.isalpha()


@lru_cache(8192)
def word_meant(token: str, language: str, *, is_capital: bool = False) -> str:
    """Return the word of a language that was meant by a token that is no word; nothing for any other token.

    What is written with a capital may be a name that nobody knows: there a letter is swapped, lost or doubled.
    """
    if language not in KNOWN or _is_known(token, language) or is_form_of_known(token, language):
        return ""
    if is_capital and len(token) <= _SHORT_NAME and token.endswith(_LIKE_SURNAMES):
        return ""
    meant = {
        word: kind
        for kind, word in _likely_readings(token, language)
        if not is_capital or kind in _OF_CAPITALS
    }
    if (
        not meant
        or _is_of_another_language(token, language)
        or any(_are_spellings(token, word) for word in meant)
    ):
        return ""
    common = common_words(language)
    return min(
        meant,
        key=lambda word: (
            bare(word) != token,
            meant[word] in VAGUE,
            sorted(word) != sorted(token),
            token[-_END:] != word[-_END:],
            word not in common,
            word,
        ),
    )


def _likely_readings(token: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield what a token may stand for, with the kind of slip, the surest last."""
    size = len(token)
    likely, common = likely_words(language), common_words(language)
    short = very_common_words(language)
    is_scanned = token not in language_data(language).scanner_lookalikes
    found = []
    for kind, word in readings(token, _letters(language)):
        if word not in likely or (kind == "scanned" and not is_scanned):
            continue
        if kind == "wrong" and language not in _FEW_FORMS:
            continue
        if language not in _FEW_FORMS and kind in _OF_FORMS and not _differ_inside(token, word):
            continue
        if kind == "vowel" and token[-_END:] != word[-_END:] and not knows_words_of(language):
            continue  # obtengan
        if size >= _LONG or (size >= _MIDDLE and word in common):
            is_told = len(word) >= _MEANT_BY_MIDDLE - (kind in SURE) and (
                kind in SURE or language not in _MANY_FORMS or token[-_END:] == word[-_END:]
            )
        else:
            is_told = kind in SURE and word in short
        if is_told:
            found.append((kind, word))
    return iter(sorted(found, key=lambda each: (each[0] in SURE, each[0] not in VAGUE)))


def _differ_inside(token: str, word: str) -> bool:
    """Tell whether two words begin and end alike, so that neither their prefixes nor their endings differ."""
    return token[:_BEGINNING] == word[:_BEGINNING] and token[-_END + 1 :] == word[-_END + 1 :]


def _are_spellings(one: str, other: str) -> bool:
    return any(
        one.replace(first, second) == other.replace(first, second) for first, second in _SPELT_BOTH_WAYS
    )


@cache
def _letters(language: str) -> tuple[str, ...]:
    """Return the letters of a language's words."""
    return tuple(sorted(filter(str.isalpha, set().union(*common_words(language)))))


@lru_cache(8192)
def words_meant(token: str, language: str) -> tuple[str, str] | None:
    """Return the small word and the word beside it that have grown together to a token that is no word."""
    if language not in KNOWN or _is_known(token, language):
        return None
    before, behind = small_words(language)
    if small := first_halves(language):
        before, behind = small, behind & small
    pair = is_fused(token, language, before, behind, likely_words(language))
    if pair is None or _is_of_another_language(token, language) or has_known_form(token, language):
        return None
    return pair


@cache
def first_halves(language: str) -> frozenset[str]:
    """Return the small words of a language that make no new words with what follows, as prefixes do."""
    return frozenset(word for word in language_data(language).never_prefixes if len(word) >= SMALLEST)


@lru_cache(8192)
def is_odd(token: str, language: str) -> bool:
    """Tell whether a token in small letters is no likely word of any language: an old spelling, a rare word, a slip."""
    return is_uncommon(token, language) and token not in likely_words(language)


def may_be_no_word(token: str, language: str) -> bool:
    """Tell whether a token in small letters is on no list of words of its language; quick to tell."""
    return language in KNOWN and not _is_known(token, language)


@lru_cache(8192)
def is_uncommon(token: str, language: str) -> bool:
    """Tell whether a token in small letters is no common word, neither of the language nor of another."""
    return is_unlisted(token, language) and not _is_foreign(token, language)


def is_unlisted(token: str, language: str) -> bool:
    """Tell whether a token in small letters is no common word of its language, nor an English one; quick to tell."""
    return language in KNOWN and not (_is_common(token, language) or _is_english(token))


def is_piece(token: str, language: str) -> bool:
    """Tell whether an uncommon token is a piece of a word sooner than a rare word."""
    return token not in likely_words(language) and not (
        len(token) >= _LONG_PIECE and is_known_word(token, language)
    )


def is_likely(token: str, language: str) -> bool:
    """Tell whether a word in small letters is one that may be meant; the long list is read for known words only."""
    return token in common_words(language) or (
        is_known_word(token, language) and token in likely_words(language)
    )


def _is_known(token: str, language: str) -> bool:
    return _is_common(token, language) or is_known_word(token, language)


def _is_common(token: str, language: str) -> bool:
    token = token.replace("ß", "ss")
    return (
        token in common_words(language)
        or token in function_words()
        or token in listed_words("technical_words")
        or (knows_words_of(language) and _is_english(token))
    )


def _is_of_another_language(token: str, language: str) -> bool:
    return _is_english(token) or _is_foreign(token, language)


def _is_foreign(token: str, language: str) -> bool:
    return any(is_common_word(token, other) for other in KNOWN if other != language)


def _is_english(token: str) -> bool:
    if not without_words(frozenset((token,))):
        return True
    is_odd = token.endswith("d") and not token.endswith("ed")  # threatend
    return is_word(token) and not is_odd and token not in _NO_WORDS and token not in slips_with_forms("en")
