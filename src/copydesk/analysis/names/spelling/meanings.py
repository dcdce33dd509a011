"""Meanings: a machine that puts other words for those of a text changes names too, such as Brook into Stream."""

from __future__ import annotations

from functools import cache

from copydesk.analysis.language.languages import language_data, languages
from copydesk.analysis.names.lexicon import BODY_HEADS, PLACE_HEADS

REWORDED = "the words mean the same"
_HEADS = BODY_HEADS | PLACE_HEADS


def mean_the_same(one: str, other: str, language: str | None) -> bool:
    """Tell whether two names are words of one meaning, and not both heads of the names of places."""
    meanings = _meanings(language)
    if one == other or {one, other} <= _HEADS:
        return False
    if not meanings.get(one.lower(), frozenset()).isdisjoint(meanings.get(other.lower(), ())):
        return True
    short, long = sorted((one.lower(), other.lower()), key=len)
    return short in meanings and long.endswith(short) and len(long) - len(short) >= _PREFIX


_PREFIX = 3
"""Letters of a word that is put before another one and changes its meaning little: Sommer, Hochsommer."""


def are_reworded(one: str, other: str) -> bool:
    """Tell whether two words mean the same in some language: the name of a firm may be in any of them."""
    return any(mean_the_same(one, other, code) for code, each in languages().items() if each.name_meanings)


def has_meaning(name: str, language: str | None) -> bool:
    """Tell whether a name is a word for which there is another one."""
    meanings, word = _meanings(language), name.lower()
    return word in meanings or any(word[start:] in meanings for start in range(_PREFIX, len(word) - _PREFIX))


@cache
def _meanings(language: str | None) -> dict[str, frozenset[int]]:
    """Return the numbers of the groups that each word is in."""
    groups: dict[str, frozenset[int]] = {}
    for number, line in enumerate(language_data(language).name_meanings):
        for word in line.split():
            groups[word] = groups.get(word, frozenset()) | {number}
    return groups
