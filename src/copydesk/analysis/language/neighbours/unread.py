"""Unread languages: whether a text is in a language that copydesk does not read, which its small words tell.

Such a text has many words of the nearest language that is read: Catalan has those of Spanish. It is told by the small
words that no language has which is read, if they outnumber those of the nearest one that it lacks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cache

from copydesk.analysis.language.wordlists import read_list

LIST, BETWEEN = "unread_words", "|"
"""The list of these words, and what stands in it between those that no read language has and the others."""

_FEWEST, _AHEAD = 3, 2
"""A text in such a language has so many different words of its own, so many times as often as words that only the
nearest language has."""
_OWN, _MANY = 0.12, 5
"""They are such a share of all its words, or so many."""
_FEW, _CLEAR = 2, 0.2
"""So few are enough where they are such a share, and no word is one of the nearest language only."""
_SMALLEST = 4
"""A text with fewer words is in no language."""
_LONG = 60
"""A text with so many words has several that tell its language from all that are read."""
_ENOUGH = 0.2
"""The share of its small words where no language is near."""


def unread_language(frequencies: Counter[str], nearest: str | None, its_words: Collection[str]) -> str | None:
    """Return the code of the language of a text, if it is one that is not read.

    Args:
        frequencies: how often the text has each word.
        nearest: the language that is read and has most of them, if one is near.
        its_words: the small words of this language.
    """
    size = frequencies.total()
    if size < _SMALLEST:
        return None
    telling = _telling()
    found: dict[str, int] = {}
    told = Counter(code for word in telling.keys() & frequencies.keys() for code in telling[word])
    least = 1 if size < _LONG else _FEWEST
    for code in (code for code, number in told.items() if number >= least):
        theirs = _words_of(code)
        every = theirs.keys() & frequencies.keys()
        if nearest is None:
            own = [word for word in every if not theirs[word]]
            if len(own) >= _FEWEST and sum(map(frequencies.__getitem__, every)) >= _ENOUGH * size:
                found[code] = sum(map(frequencies.__getitem__, own))
            continue
        own = [word for word in every if nearest not in theirs[word]]
        most = sum(map(frequencies.__getitem__, own))
        foreign = sum(frequencies[word] for word in its_words if word not in theirs)
        if _are_told(len(own), most / size, most, foreign):
            found[code] = most - foreign
    return max(found, key=lambda code: (found[code], code), default=None)


def _are_told(number: int, share: float, most: int, foreign: int) -> bool:
    """Tell whether a language's own words in a text show it: how many, what share of all, how often; and those of the
    nearest language.
    """
    if number >= _FEWEST and most > _AHEAD * foreign:
        return share >= _OWN or number >= _MANY
    return number >= _FEW and share >= _CLEAR and not foreign


@cache
def _telling() -> dict[str, list[str]]:
    """Return the words that no language has which is read, each with the languages that have it."""
    telling: dict[str, list[str]] = {}
    for code, (own, _) in _lines().items():
        for word in own.split():
            telling.setdefault(word, []).append(code)
    return telling


@cache
def _words_of(code: str) -> dict[str, Collection[str]]:
    """Return the small words of a language, each with the languages that are read and have it, too."""
    own, shared = _lines()[code]
    words: dict[str, Collection[str]] = dict.fromkeys(own.split(), ())
    for entry in shared.split():
        word, *words[word] = entry.split("/")
    return words


@cache
def _lines() -> dict[str, tuple[str, str]]:
    """Return by language the text of its own words, and that of the words that it shares."""
    lines = (line.partition(": ") for line in read_list(LIST).splitlines() if line[:1] != "#")
    return {code: (own, shared) for code, _, text in lines for own, _, shared in [text.partition(BETWEEN)]}
