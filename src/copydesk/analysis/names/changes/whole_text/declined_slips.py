"""Declined slips: names with endings of cases, of any script, of which one stands once with a letter wrong inside.

Остап Верхоляк, Верхаляка; Ilmari Kortesoja, Kortesajan.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz.distance import OSA

from copydesk.analysis.names.changes.name_mentions import stand_together
from copydesk.analysis.names.changes.whole_text.capital_words import CapitalWords, Word, may_decline
from copydesk.analysis.names.context import is_called_relative, is_in_lower_case, is_someone_elses
from copydesk.analysis.names.lexicon import (
    is_forename,
    is_known,
    is_place_or_people,
    is_proper,
)
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind

_SHORTEST = 6
_ENDING = 3
_BEHIND = 3
"""How many letters of the stem follow a wrong letter, at least: before an ending vowels come and go."""
_FINNISH_BEHIND = 2
_MOST = 500
_VOWELS = frozenset("aeiouyäöüéóőűáíúаеиоуыэюяіїє")


def declined_slips(text: str, capitals: CapitalWords, language: str | None) -> Iterator[Variant]:
    """Find words that stand once and whose stem is that of a name, in the text before, but for a letter."""
    if not may_decline(language):
        return
    tokens = {
        token: words
        for token, words in capitals.by_text.items()
        if len(token) >= _SHORTEST and token[1:].islower() and not _is_known(text, token, language)
    }
    if not 1 < len(tokens) < _MOST:
        return
    by_start: dict[str, list[str]] = {}
    for token in tokens:
        for start in {token[:2], token[:1] + token[2:3]}:
            by_start.setdefault(start, []).append(token)
    for token, words in tokens.items():
        if len(words) > 1:
            continue
        alike = {other for start in (token[:2], token[:1] + token[2:3]) for other in by_start[start]} - {
            token
        }
        if any(_are_forms(token, other) for other in alike):
            continue
        near = [
            other
            for other in alike
            if tokens[other][0].start < words[0].start and _is_slip(other, token, language)
        ]
        if not near or any(not _are_forms(near[0], other) for other in near[1:]):
            continue
        variant = _variant(
            text, capitals, words[0], [word for other in near for word in tokens[other]], language
        )
        if variant:
            yield variant


def _variant(
    text: str, capitals: CapitalWords, word: Word, others: list[Word], language: str | None
) -> Variant | None:
    if len(others) == 1 and not _stands_in_name(text, capitals, others[0]):
        is_name = language is not None or word.text.lower() > "а"  # Cyrillic: no nouns have capitals there
        if not is_name or capitals.starts_sentence(others[0]) or capitals.starts_sentence(word):
            return None
    is_short = len(word.text) < _LONG
    if is_short and capitals.starts_sentence(word) and not _stands_in_name(text, capitals, word):
        return None
    if stand_together(text, [other.span for other in others], (word.span,)) or is_someone_elses(
        text, word.start
    ):
        return None
    if is_called_relative(text, word.start, language):
        return None
    others.sort(key=lambda other: other.start)
    places = tuple(other.span for other in others)
    if is_spelling_meant(text, (word.span,), places, language):
        return None
    why = "a letter differs inside the name, not in its ending"
    return Variant(VariantKind.SURNAME, word.text, others[0].text, (word.span,), places, why)


_LONG = 8


def _is_known(text: str, token: str, language: str | None) -> bool:
    return (
        is_known(token, language)
        or is_proper(token)
        or is_forename(token)
        or is_place_or_people(token)
        or is_in_lower_case(text, token)
    )


def _stands_in_name(text: str, capitals: CapitalWords, word: Word) -> bool:
    """Tell whether another word with a capital stands right beside a word."""
    near = capitals.between(max(0, word.start - 30), word.end + 3)
    return any(
        text[first.end : second.start] in (" ", "\0", "\n")
        for first, second in pairwise(near)
        if word in (first, second)
    )


def _are_forms(one: str, other: str) -> bool:
    """Tell whether two words differ in their endings alone, or by a vowel that comes and goes before these."""
    same = _same_start(one, other)
    return min(len(one), len(other)) - same <= _ENDING


def _same_start(one: str, other: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _is_slip(right: str, wrong: str, language: str | None) -> bool:
    """Tell whether one letter differs inside the stems, whatever the endings."""
    at = _same_start(right, wrong)
    if at == 0 or abs(len(right) - len(wrong)) > _ENDING:
        return False
    one, other = right[at:], wrong[at:]
    if {one[:1], other[:1]} == {"е", "ё"}:
        return False  # in print, both are one letter
    if one[:2] == other[1::-1] and one[:1] != one[1:2]:
        rests, swapped = (one[2:], other[2:]), True
    elif _same_start(one[1:], other[1:]) >= _BEHIND - 1:
        rests, swapped = (one[1:], other[1:]), False
    elif _same_start(one[1:], other) >= _FINNISH_BEHIND:
        rests, swapped = (one[1:], other), False
    elif _same_start(one, other[1:]) >= _FINNISH_BEHIND:
        rests, swapped = (one, other[1:]), False
    else:
        return False
    same = _same_start(*rests)
    if max(map(len, rests)) - same > _ENDING or at + same < _SHORTEST - 1:
        return False
    if OSA.distance(right[: at + 1], wrong[: at + 1]) > 1:
        return False
    if swapped:
        return same > 0
    keeps_vowels = language not in _VOWELS_COME_AND_GO and right.lower() < "а"
    changed = {one[0], other[0]}
    if same >= _BEHIND:
        return not _VOWELS.isdisjoint(rests[0][:same]) or same > _BEHIND
    if changed <= _VOWELS and len(rests[0]) + at == len(right) - 1 and not changed & _FLEETING:
        return same >= _FINNISH_BEHIND
    return keeps_vowels and same >= _FINNISH_BEHIND and not _VOWELS.isdisjoint(changed)


_FLEETING = frozenset("іїeěů")
"""Vowels that stand for another one in other cases: Гребінь, Гребеня."""
_VOWELS_COME_AND_GO = frozenset("bg bs cs hr pl ru sk sl sr uk lt lv et".split())
