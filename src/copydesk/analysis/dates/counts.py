"""Counts: numbers in words or figures, with which a text tells how long something lasts or what hour it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from copydesk.analysis.language.languages import language_data

_TEN, _HUNDRED = 10, 100
_JOINTS = ("", "-", "-and-", "und", "og", "en", "ën")
"""What joins the two parts of a number that is written as one word: siebenundzwanzig, one-and-thirty."""
_LINKS = frozenset("and et e y i og och und".split())
"""The same between two words: treinta y dos."""


@cache
def numbers(language: str) -> Mapping[str, int]:
    """Return the numbers that a language writes in words, in lower case."""
    return numbers_by_word(language_data(language).numbers)


@cache
def ordinals(language: str) -> Mapping[str, int]:
    """Return the ordinals that a language writes in words, in lower case: fifth 5, fünfzigjähriges 50."""
    return numbers_by_word(language_data(language).ordinals)


def numbers_by_word(lines: Iterable[str]) -> Mapping[str, int]:
    """Return the words of lines that begin with their number, each with its number."""
    return {word: int(number) for number, *words in map(str.split, lines) for word in words}


def count_of(word: str, language: str) -> int:
    """Return the number that a word or figures stand for; 0 if none."""
    return int(word) if word.isdigit() else numbers(language).get(word.lower(), 0)


def count_at_end(words: Sequence[str], language: str) -> tuple[int, int]:
    """Return the number that the last of some words tell, and how many words it takes: one to three."""
    if not words:
        return 0, 0
    last = _one_word(words[-1], language)
    if not last:
        return 0, 0
    if words[-1].isdigit() or len(words) == 1:
        return last, 1
    if len(words) > 2 and words[-2].lower() in _LINKS:
        tens = _one_word(words[-3], language)
        if tens in _tens(language).values() and last < _TEN:
            return tens + last, 3
        return last, 1
    before = _one_word(words[-2], language) if not words[-2].isdigit() else 0
    if last == _HUNDRED and 1 < before < _TEN:
        return before * _HUNDRED, 2
    if (before == _HUNDRED and last < _HUNDRED) or (before in _tens(language).values() and last < _TEN):
        return before + last, 2
    return last, 1


def _one_word(word: str, language: str) -> int:
    """Return the number that one word stands for: 32, thirty-two, zweiunddreißig, tweehonderd."""
    lower = word.lower()
    if (count := count_of(lower, language)) or len(lower) < 5:
        return count
    known = numbers(language)
    for ten, number in _tens(language).items():
        if lower.startswith(ten):
            rest = lower[len(ten) :].lstrip("-")
            if 0 < known.get(rest, 0) < (number if number == _HUNDRED else _TEN):
                return number + known[rest]
        if lower.endswith(ten):
            lead = lower[: -len(ten)]
            for joint in _JOINTS:
                unit = known.get(lead.removesuffix(joint), 0) if lead.endswith(joint) else 0
                if 0 < unit < _TEN:
                    return unit * number if number == _HUNDRED else unit + number
    return 0


@cache
def _tens(language: str) -> Mapping[str, int]:
    """Return the words for the round numbers from twenty, of which others are made."""
    return {
        word: number
        for word, number in numbers(language).items()
        if number % _TEN == 0 and _TEN < number <= _HUNDRED
    }
