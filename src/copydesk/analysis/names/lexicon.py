"""What is known of words before any article is read: common words, given names, titles, kin, heads of bodies' names."""

from __future__ import annotations

from functools import cache, lru_cache

from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.language.languages import in_all_languages, language_data, languages
from copydesk.analysis.language.wordlists import listed_words, read_list


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(read_list(name).split())


def countries() -> frozenset[str]:
    """Return the names of countries that look like names of people: of several words with capitals, in the languages of
    Latin letters that `languages` has (from the names of territories of Unicode's CLDR).
    """
    return listed_words("countries")


@cache
def function_words() -> frozenset[str]:
    """Return the commonest words of all languages that `language` knows, in lower case."""
    return in_all_languages("stop_words")


_LANGUAGE = "en"
"""The language of the list of words."""


def knows_words_of(language: str | None) -> bool:
    """Tell whether `is_word` can tell the words of a language, given by its two-letter code."""
    return language == _LANGUAGE


_CAPITAL_NOUNS = frozenset(("de", "lb"))


def nouns_have_capitals(language: str | None) -> bool:
    """Tell whether every noun of a language, given by its two-letter code, starts with a capital."""
    return language in _CAPITAL_NOUNS


def may_know_words_of(language: str | None) -> bool:
    """Tell whether `is_word` is worth asking: in English, and where nobody can tell the language."""
    return language is None or knows_words_of(language)


@lru_cache(8192)
def is_word(token: str) -> bool:
    """Tell whether a word is an English one that people also write in lower case, an inflected form included."""
    lower = token.lower()
    words = _listed("words")
    if lower in words or lower in function_words():
        return True
    if lower.endswith("s"):
        return not lower.endswith("ss") and lower[:-1] in words
    return any(
        lower.endswith(ending) and lower[: -len(ending)] in words for ending in ("ed", "d", "ing", "ly")
    )


def may_be_coined(token: str) -> bool:
    """Tell whether a word is a noun with -ly that is on no list, as the names of some programs are."""
    words = _listed("words")
    return token.endswith("ly") and token.lower() not in words and token[:-2].lower() in words


def is_known(word: str, language: str | None) -> bool:
    """Tell whether a word is surely one of a language: on its list, in whatever capitals; False if there is no list."""
    return word.lower() in common_words(language or _LANGUAGE) or (
        may_know_words_of(language) and is_word(word)
    )


def without_words(tokens: frozenset[str]) -> frozenset[str]:
    """Return the tokens without those that the list of English words holds as they are: a quick choice of suspects."""
    return tokens - _listed("words") - function_words()


@lru_cache(8192)
def begins_word(token: str) -> bool:
    """Tell whether some English word of more letters begins as a word in lower case does."""
    return any(word.startswith(token) and word != token for word in _listed("words"))


def is_forename(token: str) -> bool:
    """Tell whether a capitalised word is a given name."""
    return token in _forenames()


@cache
def mens_names() -> frozenset[str]:
    """Return first names that only men have."""
    return _listed("mens_names")


@cache
def womens_names() -> frozenset[str]:
    """Return first names that only women have."""
    return _listed("womens_names")


def are_man_and_woman(one: str, other: str) -> bool:
    """Tell whether of two first names only men have one, and only women the other."""
    return (one in mens_names() and other in womens_names()) or (
        one in womens_names() and other in mens_names()
    )


def is_given(token: str) -> bool:
    """Tell whether a word is a given name or an initial."""
    return is_forename(token) or "." in token


@cache
def _forenames() -> frozenset[str]:
    """Those that a census of Americans knows, and those of the rest of the world that it does not, written by hand."""
    return _listed("forenames") | _listed("more_forenames")


@cache
def _propers() -> frozenset[str]:
    return _listed("proper") | CALENDAR | PEOPLES


def is_place_or_people(token: str) -> bool:
    """Tell whether a word names a people, a well-known place or a time."""
    return token in CALENDAR or token in PEOPLES or token.removesuffix("s") in PEOPLES


def is_proper(token: str) -> bool:
    """Tell whether a capitalised word is a widely known name of a place, a people, a body or a day."""
    return token in _propers()


def is_acronym(token: str) -> bool:
    """Tell whether a word is all in capitals but for the s of a plural: MP, MPs."""
    return token.isupper() or (len(token) > 2 and token.endswith("s") and token[:-1].isupper())


CALENDAR = in_all_languages("festivals").union(
    name
    for language in languages().values()
    for names in (*language.months, *language.weekdays)
    for name in names.split()
    if name[0].isupper()
)

PEOPLES = in_all_languages("peoples")

HONORIFICS = in_all_languages("honorifics")
"""Words before a surname, without a full stop."""

ROLES = in_all_languages("roles")
"""Words that stand before a name and are no part of it."""

PLACE_PREPOSITIONS = frozenset("in nach aus von bei".split())
"""Words of German before the name of a place, which takes no article."""

SUFFIXES = in_all_languages("name_suffixes")
PARTICLES = in_all_languages("name_particles")

_ROLE_ENDINGS = tuple(in_all_languages("role_endings"))
_SHORTEST_COMPOUND = 8
"""Shorter words are no compounds: Meister is a surname (letters)."""


@lru_cache(4096)
def is_role(word: str) -> bool:
    """Tell whether a word is one that stands before a name and is no part of it, or a compound of one."""
    return word in ROLES or (_ends_as_role(word) and not is_forename(word))


def _ends_as_role(word: str) -> bool:
    return len(word) >= _SHORTEST_COMPOUND and word.endswith(_ROLE_ENDINGS)


@cache
def _small_titles() -> frozenset[str]:
    return frozenset(word.lower() for word in HONORIFICS | ROLES)


def is_small_title(word: str, language: str | None) -> bool:
    """Tell whether a word in lower case is a title or a role, and tells of no relative."""
    return (word in _small_titles() or _ends_as_role(word)) and word not in kin_words(language)


@cache
def kin_words(language: str | None) -> frozenset[str]:
    """Return the words of kinship of a language; those of all languages if it has none or nobody can tell it."""
    return language_data(language).kin or in_all_languages("kin") - function_words()


@cache
def _nicknames() -> dict[str, set[int]]:
    """Return the groups that each name is in, by number."""
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(read_list("nicknames").splitlines()):
        for name in line.split():
            groups.setdefault(name, set()).add(number)
    return groups


def are_nicknames(first: str, second: str) -> bool:
    """Tell whether two given names are a full form and a short one of it, such as William and Bill."""
    groups = _nicknames()
    return first in groups and second in groups and not groups[first].isdisjoint(groups[second])


@cache
def spelling_words(language: str | None) -> frozenset[str]:
    """Return the words of a language by which sentences speak of spelling; of all languages if nobody can tell it."""
    return language_data(language).spelling_words or in_all_languages("spelling_words")


BODY_HEADS = in_all_languages("body_heads")
"""Words that make a run of capitalised words the name of a body."""

PLACE_HEADS = in_all_languages("place_heads")
"""Words that make a run of capitalised words a place, a law or an event."""
