"""Common words: the commonest words of fifteen languages, names among them; `lexicon` has a longer list for English.

The lists lack many words: what is on none may be right all the same. It is taken for a fault only if something else
tells so, too: it becomes a word of the list once a lost sign is put back.
"""

from __future__ import annotations

from bisect import bisect_right
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


def is_known_anywhere(word: str) -> bool:
    """Tell whether a word is a common one of any language that has a list."""
    return any(word.lower() in common_words(language) for language in _LISTED)


def begins_common_word(half: str, language: str | None) -> bool:
    """Tell whether a common word begins so and has more letters."""
    words = _in_order(language)
    at = bisect_right(words, half)
    return at < len(words) and words[at].startswith(half)


@cache
def _in_order(language: str | None) -> tuple[str, ...]:
    return tuple(sorted(common_words(language)))
