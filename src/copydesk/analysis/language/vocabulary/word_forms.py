"""Word forms: whether a word on no list is a right form of one that is: a stem with an ending, or a compound.

Which endings are usual behind which letter is learnt from the words of wordfreq (`python -m bench known_words`): a stem
counts if the same stem has several other usual endings in known words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial

from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.vocabulary.known_words import KNOWN, is_known_word
from copydesk.analysis.language.vocabulary.likely_words import likely_words
from copydesk.analysis.language.wordlists import read_list

LONGEST_ENDING = 5
SHORTEST_STEM = 4
_FORMS = 2
"""So many other forms of a stem are known, one of them likely."""
_LINKS = {
    "da": ("", "s", "e"),
    "de": ("", "s", "n", "en", "e", "es", "er"),
    "en": ("",),
    "nb": ("", "s", "e"),
    "nl": ("", "s", "en", "e"),
    "sv": ("", "s", "o"),
}
"""The languages that make words of words, with what stands between them."""
_HALF = 4
"""How many letters a part of a compound has at least."""
_SHORTEST_PREFIXED = 5


@lru_cache(8192)
def is_form_of_known(word: str, language: str) -> bool:
    """Tell whether a word in small letters is a form of known words, or made of two."""
    if language not in KNOWN or word in slips_with_forms(language):
        return False
    return is_form(word, language, _endings(language), likely_words(language), partial(_is_known, language))


def has_known_form(word: str, language: str) -> bool:
    """Tell whether a word in small letters has a usual ending behind the stem of known words."""
    return _has_usual_ending(word, _endings(language), likely_words(language), partial(_is_known, language))


def is_form(
    word: str,
    language: str,
    endings: Mapping[str, frozenset[str]],
    likely: frozenset[str],
    is_known: Callable[[str], bool],
) -> bool:
    """Tell the same for words that are told otherwise: what `bench known_words` asks before there are any lists."""
    return (
        _has_usual_ending(word, endings, likely, is_known)
        or _has_prefix(word, language, likely, is_known)
        or _is_compound(word, language, likely)
    )


def _has_usual_ending(
    word: str, endings: Mapping[str, frozenset[str]], likely: frozenset[str], is_known: Callable[[str], bool]
) -> bool:
    for at in range(len(word), max(SHORTEST_STEM, len(word) - LONGEST_ENDING) - 1, -1):
        stem, ending = word[:at], word[at:]
        usual = endings.get(stem[-1], frozenset())
        if ending not in usual:
            continue
        others = [stem + other for other in usual if other != ending]
        if not likely.isdisjoint(others) and sum(map(is_known, others)) >= _FORMS:
            return True
    return False


def _is_known(language: str, word: str) -> bool:
    return word in common_words(language) or is_known_word(word, language)


def _has_prefix(word: str, language: str, likely: frozenset[str], is_known: Callable[[str], bool]) -> bool:
    return any(
        word.startswith(prefix)
        and (word[len(prefix) :] in likely or (is_known(word[len(prefix) :])))
        and len(word) - len(prefix) >= _SHORTEST_PREFIXED
        for prefix in language_data(language).prefixes
    )


def _is_compound(word: str, language: str, likely: frozenset[str]) -> bool:
    return any(
        word[at:] in likely
        and any(
            word[: at - len(link)] in likely
            for link in _LINKS[language]
            if at - len(link) >= _HALF and word.endswith(link, 0, at)
        )
        for at in (range(_HALF, len(word) - _HALF + 1) if language in _LINKS else ())
    )


@cache
def _endings(language: str) -> dict[str, frozenset[str]]:
    """Return the usual endings by the letter that stands before them."""
    return read_endings(read_list(f"endings/{language}"))


def read_endings(text: str) -> dict[str, frozenset[str]]:
    """Return the endings of a list, by the letter that stands before them; “-” is no ending at all."""
    lines = (line.split() for line in text.splitlines()[1:])
    return {letter: frozenset("" if each == "-" else each for each in endings) for letter, *endings in lines}


@cache
def slips_with_forms(language: str) -> frozenset[str]:
    """Return the known slips that look like right forms: refered."""
    return frozenset(read_list(f"slips/{language}").split("\n", 1)[1].split())
