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
    return not meanings.get(one.lower(), frozenset()).isdisjoint(meanings.get(other.lower(), ()))


def mean_the_same_inflected(one: str, other: str, language: str | None) -> bool:
    """Tell whether two words of a name mean the same, whatever ending the sentence gives them: Goldenen, Güldener."""
    if mean_the_same(one, other, language):
        return True
    if one.endswith("s") != other.endswith("s"):
        return False  # Large Grant, Large Awards
    endings = tuple(language_data(language).name_inflections)
    bases = [_bases(word.lower(), endings) for word in (one, other)] if endings else []
    meanings = _meanings(language)
    return bool(bases) and any(
        first != second and not meanings.get(first, frozenset()).isdisjoint(meanings.get(second, ()))
        for first in bases[0]
        for second in bases[1]
    )


def _bases(word: str, endings: tuple[str, ...]) -> list[str]:
    return [word, *(word.removesuffix(ending) for ending in endings if word.endswith(ending))]


def groups_of(word: str, language: str | None) -> frozenset[int]:
    """Return the numbers of the groups of like meaning that a word in lower case is in, without its ending perhaps."""
    return _inflected_meanings(language).get(word, frozenset())


@cache
def _inflected_meanings(language: str | None) -> dict[str, frozenset[int]]:
    """Return what `_meanings` does, for the words with their endings, too."""
    meanings = _meanings(language)
    found = dict(meanings)
    for word, numbers in meanings.items():
        for ending in language_data(language).name_inflections:
            found[word + ending] = found.get(word + ending, frozenset()) | numbers
    return found


def has_meanings(language: str | None) -> bool:
    """Tell whether any words of like meaning are known in a language."""
    return bool(language_data(language).name_meanings)


def is_part_of_other(one: str, other: str, language: str | None) -> bool:
    """Tell whether one name is a word, and the other a part of what it means: Sommer, Hochsommer.

    Other words before it make other surnames: Berg, Lindenberg.
    """
    short, long = sorted((one.lower(), other.lower()), key=len)
    return short in _meanings(language) and long.removesuffix(short) in _PARTS


_PARTS = ("hoch", "früh", "spät")


def are_reworded(one: str, other: str) -> bool:
    """Tell whether two words mean the same in some language: the name of a firm may be in any of them."""
    return any(mean_the_same(one, other, code) for code, each in languages().items() if each.name_meanings)


def has_meaning(name: str, language: str | None) -> bool:
    """Tell whether a name is a word for which there is another one."""
    return name.lower() in _meanings(language)


@cache
def _meanings(language: str | None) -> dict[str, frozenset[int]]:
    """Return the numbers of the groups that each word is in."""
    groups: dict[str, frozenset[int]] = {}
    for number, line in enumerate(language_data(language).name_meanings):
        for word in line.split():
            groups[word] = groups.get(word, frozenset()) | {number}
    return groups
