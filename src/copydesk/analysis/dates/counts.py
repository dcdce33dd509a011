"""Counts: numbers in words or figures, with which a text tells how long something lasts or what hour it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from copydesk.analysis.language.languages import language_data


@cache
def numbers(language: str) -> Mapping[str, int]:
    """Return the numbers that a language writes in words, in lower case."""
    lines = (line.split() for line in language_data(language).numbers)
    return {word: int(number) for number, *words in lines for word in words}


def count_of(word: str, language: str) -> int:
    """Return the number that a word or figures stand for; 0 if none."""
    return int(word) if word.isdigit() else numbers(language).get(word.lower(), 0)
