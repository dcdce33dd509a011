"""Marked names: of ships, houses and works, that stand in quotation marks or italics, in two spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import permutations

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.analysis.names.capitals import upper_class
from copydesk.analysis.names.lexicon import PARTICLES, function_words, is_forename, may_know_words_of
from copydesk.analysis.names.spelling.inflection import is_inflected, is_longer_form, may_be_case
from copydesk.analysis.names.spelling.rarity import are_unknown
from copydesk.analysis.names.spelling.slips import MARKS_DIFFER, OF_ONE_PLACE, SOUND_ALIKE, slip
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.analysis.names.variants.things.nearness import share_sentence
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_Name = tuple[str, ...]
_MOST = 100
"""Of more such names, a list of works, none is compared."""
_LONE = 7
"""A name of one word has so many letters, and is no word."""
_SHORTEST = 4
_SLIPS = OF_ONE_PLACE | {MARKS_DIFFER, SOUND_ALIKE}


def marked_variants(text: str, source: str, language: str | None = None) -> Iterator[Variant]:
    """Find names in marks that stand once and differ in one word, by a slip, from another that stands in marks.

    The other one stands more often, or first. They do not stand in one sentence, and neither is a form of the other.
    """
    named = _named(text, source)
    if not 1 < len(named) < _MOST:
        return
    told: set[_Name] = set()
    for right, wrong in permutations(named, 2):
        places, better = named[wrong], named[right]
        if len(right) != len(wrong) or len(places) > 1 or told & {right, wrong}:
            continue
        if len(better) == 1 and better[0] > places[0]:
            continue
        why = _difference(right, wrong, language)
        if why is None or share_sentence(text, better, places):
            continue
        told.add(wrong)
        yield Variant(
            VariantKind.ORGANISATION,
            " ".join(wrong),
            " ".join(right),
            tuple(places),
            tuple(better),
            f"{why} in a name in marks",
        )


def _named(text: str, source: str) -> dict[_Name, list[Span]]:
    """Return the names in quotation marks and in italics, with their places."""
    named: dict[_Name, list[Span]] = {}
    for match in kept_matches(_marked(), text):
        at, end = match.span("name")
        if match["mark"] == "\0" and not _ITALIC.search(source, max(0, at - _LONGEST_TAG), at):
            continue
        words = tuple(match["name"].replace("\0", "").split())
        named.setdefault(words, []).append(Span(at, end))
    return named


_ITALIC = compile_later(r"(?:(?<![*_])[*_]|<(?:i|em|cite)\b[^<>]{0,20}>)\Z")
_LONGEST_TAG = 30


@cache
def _marked() -> re.Pattern[str]:
    word = rf"{upper_class()}[\w'’-]+"
    small = rf"(?:(?:{'|'.join(sorted(PARTICLES, key=len, reverse=True))}|of|the)[ \u00a0])?"
    name = rf"{word}(?:[ \u00a0\n]{small}{word}){{0,4}}"
    return compile_later(
        rf"(?P<mark>[“”\"„«»‘‚'›‹*_\0](?<!\w.)(?<![*_].)(?=[^\0]))[\u00a0\u202f ]?(?P<name>{name})"
        r"[\u00a0\u202f ]?(?:[“”\"«»’‘'›‹*_]|(?<![ \u00a0\u202f])\0)"
    )


def _difference(right: _Name, wrong: _Name, language: str | None) -> str | None:
    """Say what turns one name into the other, a slip in one word; None if they may be two names, or forms of one."""
    pairs = [(one, two) for one, two in zip(right, wrong, strict=True) if one != two]
    if len(pairs) != 1:
        return None
    ((one, two),) = pairs
    shared = [word for word in right if word != one and word[0].isupper() and _says_much(word)]
    if not shared and not are_unknown(_LONE, one, two):
        return None
    if (
        not (one[1:].islower() and two[1:].islower())
        or min(len(one), len(two)) < _SHORTEST
        or _are_forms(one, two, language)
    ):
        return None
    why = slip(one, two)
    return why if why in _SLIPS else None


def _says_much(word: str) -> bool:
    return word.lower() not in function_words() and len(word) >= _SHORTEST - 1


def _are_forms(one: str, two: str, language: str | None) -> bool:
    """Tell whether two words may be forms of one: Roter Hahn, Roten Hahn; given names are none: Maria, Marie."""
    if is_forename(one) and is_forename(two) and not language_data(language).surnames_decline:
        return False
    if may_know_words_of(language) and one + "e" == two:
        return False  # Hawk, Hawke
    if is_longer_form(one, two) or is_longer_form(two, one) or is_inflected(one, two):
        return True
    if language_data(language).surnames_decline and may_be_case(one, two):
        return True
    endings = language_data(language).name_inflections or in_all_languages("name_inflections")
    return not _stems(one, endings).isdisjoint(_stems(two, endings))


def _stems(word: str, endings: frozenset[str]) -> set[str]:
    return {word, *(word.removesuffix(ending) for ending in endings if word.endswith(ending))}
