"""Surnames that are another name with an -i: Maliki of Malik, Baghdadi of Baghdad. Neither is a slip for the other."""

from __future__ import annotations

from copydesk.analysis.language.wordlists import listed_words
from copydesk.analysis.names.lexicon import is_forename, is_place_or_people, is_proper
from copydesk.analysis.names.spelling.slips import fold

_STEMS = listed_words("nisba_stems")


def is_nisba(one: str, other: str) -> bool:
    """Tell whether one of two names is the other, a given name or a place, with an -i."""
    shorter, longer = sorted((one, other), key=lambda name: len(fold(name)))
    stem = fold(shorter)
    if fold(longer) != stem + "i":
        return False
    return stem in _STEMS or is_forename(shorter) or is_place_or_people(shorter) or is_proper(shorter)
