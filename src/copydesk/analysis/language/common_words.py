"""Common words: the commonest words of fifteen languages, names among them; `lexicon` has a longer list for English.

The lists lack many words: what is on none may be right all the same. It is taken for a fault only if something else
tells so, too: it becomes a word of the list once a lost sign is put back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cache

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.wordlists import read_list

_LISTED = frozenset(
    ("cs", "da", "de", "en", "es", "fi", "fr", "it", "nb", "nl", "pl", "pt", "ro", "ru", "sv")
)


@cache
def common_words(language: str | None) -> frozenset[str]:
    """Return the commonest words of a language, in lower case; none if there is no list."""
    if language not in _LISTED:
        return frozenset()
    _, *lines = read_list(f"common/{language}").splitlines()  # the first says where they are from
    return frozenset(" ".join(lines).split()) | language_data(language).stop_words


def is_common_word(word: str, language: str) -> bool:
    """Tell whether a word in lower case is one of the commonest of a language.

    The first times the text of the list is searched: for the few words that an article asks for, to take the lists of
    all languages apart would take longer than to check the article.
    """
    if language not in _LISTED:
        return False
    _asked[language] += 1
    if _asked[language] > _FEW:
        return word in common_words(language)
    return f" {word} " in _in_one_text(language) or word in language_data(language).stop_words


_asked: Counter[str] = Counter()
_FEW = 40


@cache
def _in_one_text(language: str) -> str:
    _, words = read_list(f"common/{language}").split("\n", 1)
    return f" {words} ".replace("\n", " ")


def is_known_anywhere(word: str) -> bool:
    """Tell whether a word is a common one of any language that has a list."""
    return any(is_common_word(word.lower(), language) for language in _LISTED)


def begins_common_word(half: str, language: str | None) -> bool:
    """Tell whether a common word begins so and has more letters."""
    words = _in_order(language)
    at = bisect_right(words, half)
    return at < len(words) and words[at].startswith(half)


@cache
def _in_order(language: str | None) -> tuple[str, ...]:
    return tuple(sorted(common_words(language)))
