"""Two-word names: of places and bodies, that differ in a letter of one word: Calder Wick, Colder Wick."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from copydesk.analysis.names.capitals import CapitalWord
from copydesk.analysis.names.context import is_surely_human
from copydesk.analysis.names.lexicon import is_forename
from copydesk.analysis.names.people import Cast
from copydesk.analysis.names.spelling.inflection import is_longer_form
from copydesk.analysis.names.spelling.rarity import are_unknown
from copydesk.analysis.names.spelling.slips import MARKS_DIFFER, OF_ONE_PLACE, slip
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span

_Pair = tuple[CapitalWord, CapitalWord]
_Named = dict[tuple[str, str], list[_Pair]]
"""The places of each name."""
_SHORTEST = 4
_LONG = 6
"""An unknown word of so many letters is not bent before the noun of its name: Mardle Quay, Mardley Quay."""
_IN_FULL = {"Mt": "Mount", "St": "Saint", "Ft": "Fort"}
_MOST = 300
"""Of more names of two words, a register's, none is compared."""


def two_word_variants(text: str, cast: Cast, language: str | None = None) -> Iterator[Variant]:
    """Find names of two words that stand once and differ from another in a letter of one word.

    The other one stands twice, or before it, and the word is unknown. Neither names a person, nor do they stand side
    by side.
    """
    named = _named(text, cast, language)
    if not 1 < len(named) < _MOST:
        return
    by_word: dict[tuple[int, str], list[tuple[str, str]]] = {}
    for pair in named:
        for part in (0, 1):
            by_word.setdefault((part, pair[part]), []).append(pair)
    for (shared, _), pairs in by_word.items():
        for better, other in permutations(pairs, 2):
            if variant := _variant(text, named[better], named[other], 1 - shared):
                yield variant


def _named(text: str, cast: Cast, language: str | None) -> _Named:
    """Return the names of two words that are not surely people's."""
    named: _Named = {}
    full = [run.words for run in cast.bodies]
    for person in cast.people:
        is_of_two = len(person.words) == 2
        if is_of_two and not (is_forename(person.given) or is_surely_human(text, person, language)):
            full += person.full
    for words in full:
        if len(words) == 2:
            first, second = words
            named.setdefault((_IN_FULL.get(first.text, first.text), second.text), []).append((first, second))
    return named


def _variant(text: str, better: list[_Pair], other: list[_Pair], part: int) -> Variant | None:
    right, wrong = better[0][part].text, other[0][part].text
    if len(other) > 1 or min(len(right), len(wrong)) < _SHORTEST:
        return None
    if len(better) < 2 and (better[0][0].start > other[0][0].start or not are_unknown(_SHORTEST + 1, right)):
        return None
    if not (right[1:].islower() and wrong[1:].islower()):
        return None
    why = slip(right, wrong)
    if why not in OF_ONE_PLACE and why != MARKS_DIFFER:
        return None
    if is_longer_form(right, wrong) or is_longer_form(wrong, right):
        return None
    if right[-1] != wrong[-1] and (part or not are_unknown(_LONG, right, wrong)):
        return None
    (first, second), *_ = other
    near = text[max(0, first.start - _NEAR) : second.end + _NEAR]
    if f"{better[0][0].text} {better[0][1].text}" in near:
        return None
    names = [" ".join(word.text for word in words[0]) for words in (other, better)]
    places, others = (tuple(Span(one.start, two.end) for one, two in words) for words in (other, better))
    shared = better[0][1 - part].text
    return Variant(
        VariantKind.ORGANISATION, names[0], names[1], places, others, f"{why}, and “{shared}” is the same"
    )


_NEAR = 60
"""Two names so near each other are two places."""
