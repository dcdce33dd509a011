"""Bare surnames: words that stand alone as only a surname does, in a language in which every noun has a capital.

There two capitals in a row make no name, and no list has every first name: Hartmuth Quastenberg. A noun has a
determiner or another word that belongs to it before it nearly everywhere; a surname has not, and acts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.capitals import CapitalWord
from copydesk.analysis.names.context import says, starts_sentence, word_before
from copydesk.analysis.names.lexicon import is_given, is_word
from copydesk.support.patterns import compile_later

_SHORTEST = 5
"""A surname of so many letters is told from a noun by what stands before it."""
_PREPOSITIONS = frozenset(
    "in im nach aus von vom zum zur am an ans auf bei beim für mit ohne über um unter".split()
)
"""What stands before a noun or a place, but seldom before a surname alone."""
_ATTRIBUTIVE = compile_later(r"..e[nrsm]?\Z")
"""The endings of what belongs to a noun: leere Körbe."""
_ACTS = compile_later(r"[\s\0](?:ist|hat|war|will|kann|wird|soll|muss|hatte|wurde|möchte|kam|ging|weiß)\b")
_CASES = ("", "e", "n", "en", "es", "er", "ern")


def surname_alone(
    text: str, words: Sequence[CapitalWord], singles: Mapping[str, Sequence[int]], language: str | None
) -> Sequence[CapitalWord]:
    """Return a first name that no list has and the surname behind it, if this stands alone elsewhere; else nothing.

    `singles` are the words that stand alone, with their places. Before the two may stand a role.
    """
    if len(words) not in (2, 3) or is_given(words[0].text):
        return ()
    given, surname = words[-2:]
    places = singles.get(surname.text, ())
    if (
        not places
        or len(surname.text) < _SHORTEST
        or given.text.lower() in STOP_WORDS.get(language or "", ())
    ):
        return ()
    if is_word(surname.text) or is_word(given.text) or _has_cases(surname.text, singles):
        return ()
    before_nouns = language_data(language).determiners | _PREPOSITIONS
    if len(words) == 2 and word_before(text, given).lower() in before_nouns:
        return ()
    alone = [CapitalWord(surname.text, at, at + len(surname.text)) for at in places]
    befores = [word_before(text, word).lower() for word in alone]
    if not before_nouns.isdisjoint(befores) or _are_mostly_attributes(befores, language):
        return ()
    return words[-2:] if _acts(text, alone, given.text) else ()


def _are_mostly_attributes(befores: Sequence[str], language: str | None) -> bool:
    """Tell whether most of the words before a word end like adjectives, which belong to a noun."""
    verbs = language_data(language).reporting_verbs
    return sum(word not in verbs and bool(_ATTRIBUTIVE.search(word)) for word in befores) * 2 > len(befores)


def _has_cases(word: str, singles: Mapping[str, Sequence[int]]) -> bool:
    """Tell whether a noun stands in another case, too: Zertifikate, Zertifikaten."""
    stem = word.removesuffix("n").removesuffix("e")
    return any(stem + ending in singles for ending in _CASES if stem + ending != word)


def _acts(text: str, alone: Sequence[CapitalWord], given: str) -> bool:
    """Tell whether a verb of one person stands beside a surname: says, or “Dellwood hat”.

    A first word that may be an adjective needs a verb of saying: Offene Daten.
    """
    if any(says(text, word) for word in alone):
        return True
    return not _ATTRIBUTIVE.search(given) and any(
        _ACTS.match(text, word.end) and starts_sentence(text, word.start) for word in alone
    )
