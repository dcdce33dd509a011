"""Lengths: the numbers of years that an article tells, in figures, words or decades: 32, thirty-two, three decades."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from copydesk.analysis.dates.counts import count_at_end, numbers_by_word
from copydesk.analysis.language.languages import language_data
from copydesk.support.patterns import compile_later

_REACH = 40
"""So far before its unit, in code points, a number begins."""
_WORDS = compile_later(r"[^\W_]+(?:['-][^\W_]+)*")
_MOST = 999


class Length(NamedTuple):
    """A number of years, where it is told, and the word before it, in lower case.

    Attributes:
        start, end: offsets in code points, with the unit.
        years: how many.
        unit: how many years its unit stands for: 1, or 10 for decades.
    """

    start: int
    end: int
    years: int
    unit: int


def lengths(plain: str, code: str) -> Iterator[Length]:
    """Yield the numbers of years of a text, in the form of `Document.plain`, by unit and place."""
    for unit, years in _units(code).items():
        at = plain.find(unit)
        while at >= 0:
            end = at + len(unit)
            if (at and plain[at - 1] in " -\0'" and not plain[end : end + 1].isalnum()) and (
                found := _before(plain, at, end, years, code)
            ):
                yield found
            at = plain.find(unit, end)


def _before(plain: str, at: int, end: int, unit: int, code: str) -> Length | None:
    """Return the length whose unit stands from one offset to another."""
    near = max(0, at - _REACH)
    found = list(_WORDS.finditer(plain, near, at - 1))[-3:]
    if not found or at - 1 - found[-1].end() > 1:
        return None
    if near and found[0].start() == near:
        found = found[1:]
    words = [match.group().rpartition("'")[2] for match in found]
    if plain[at - 1] == "'":  # quarant'anni
        words[-1] += "a"
    gaps = [plain[one.end() : two.start()] for one, two in pairwise(found)]
    for index, gap in enumerate(gaps):  # “in 1990, two years”
        if gap != " ":
            words = [*([""] * (index + 1)), *words[index + 1 :]]
    number, used = count_at_end(words, code)
    if not number or number > _MOST or number * unit <= 1:
        return None
    first = found[-used]
    start = max(first.start(), first.end() - len(words[-used]))
    if start and plain[start - 1] in ".,-/$£€" and plain[start : start + 1].isdigit():
        return None
    return Length(start, end, number * unit, unit)


@cache
def _units(code: str) -> Mapping[str, int]:
    language = language_data(code)
    long = {word: years for word, years in numbers_by_word(language.long_units).items() if years < 100}
    units = dict.fromkeys(language.year_units, 1) | long
    if language.nouns_have_capitals:
        return {unit.capitalize(): years for unit, years in units.items()}
    return units
