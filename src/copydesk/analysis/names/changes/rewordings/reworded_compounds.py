"""Reworded compounds: names of one word, a part of which a machine put into another word: Castelmuro, Castelparete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from copydesk.analysis.names.capitals import Capitals, CapitalWord
from copydesk.analysis.names.context import (
    is_in_lower_case,
    is_someone_elses,
    stand_side_by_side,
    starts_sentence,
    word_before,
)
from copydesk.analysis.names.lexicon import (
    PLACE_PREPOSITIONS,
    function_words,
    is_forename,
    is_proper,
    is_word,
    nouns_have_capitals,
)
from copydesk.analysis.names.spelling.meanings import REWORDED, groups_of, has_meanings
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span

_SHORTEST = 7
_PART, _SHARED = 2, 4
"""The fewest letters of the part that was reworded, and of the one that was kept."""
_MOST = 600
"""A text with more single words with a capital than this is a register."""

_Places = dict[str, list[int]]


def reworded_compounds(text: str, capitals: Capitals, language: str | None) -> Iterator[Variant]:
    """Find names of one word that stand once, and are a name that stands before, with a part of like meaning."""
    if len(capitals.singles) > _MOST or not has_meanings(language):
        return
    places = places_of_words(capitals)
    by_rest: dict[tuple[str, bool], list[tuple[str, frozenset[int]]]] = {}
    for word in _with_like_ends(places):
        for rest, at_end, groups in _splits(word, language):
            by_rest.setdefault((rest, at_end), []).append((word, groups))
    told: set[str] = set()
    for alike in by_rest.values():
        pairs = [
            (one, other)
            for (one, meanings), (other, meant) in combinations(alike[:_MOST_ALIKE], _TWO)
            if not meanings.isdisjoint(meant) and not (one.startswith(other) or other.startswith(one))
        ]
        if len(pairs) != 1:
            continue
        right, wrong = sorted(pairs[0], key=lambda word: (-len(places[word]), places[word][0]))
        if wrong in told or len(places[wrong]) > 1 or places[wrong][0] < places[right][0]:
            continue
        if not all(_is_name(text, word, places[word], language) for word in (right, wrong)) and not (
            nouns_have_capitals(language) and _share_a_noun(text, right, wrong, places)
        ):
            continue
        better = tuple(Span(at, at + len(right)) for at in places[right])
        place = (Span(places[wrong][0], places[wrong][0] + len(wrong)),)
        if stand_side_by_side(text, right, wrong) or is_someone_elses(text, place[0].start):
            continue
        if not is_spelling_meant(text, place, better, language):
            told.add(wrong)
            yield Variant(
                VariantKind.ORGANISATION, wrong, right, place, better, f"of the parts that differ, {REWORDED}"
            )


_TWO, _MOST_ALIKE = 2, 5


def places_of_words(capitals: Capitals) -> _Places:
    """Return where long words with a capital stand, alone or in a name of several words."""
    places: _Places = {
        word: list(found)
        for word, found in capitals.singles.items()
        if len(word) >= _SHORTEST and word[1:].islower()
    }
    for run in capitals.runs:
        for word in run.words:
            if (
                len(word.text) >= _SHORTEST
                and word.text[0].isupper()
                and word.text[1:].islower()
                and word.text.isalpha()
            ):
                places.setdefault(word.text, []).append(word.start)
    return {word: sorted(found) for word, found in places.items()}


def _with_like_ends(places: _Places) -> list[str]:
    """Return the words of which another one begins or ends alike."""
    starts = Counter(word[:_SHARED].lower() for word in places)
    ends = Counter(word[-_SHARED:] for word in places)
    return [word for word in places if starts[word[:_SHARED].lower()] > 1 or ends[word[-_SHARED:]] > 1]


def _splits(word: str, language: str | None) -> Iterator[tuple[str, bool, frozenset[int]]]:
    """Yield the part that is kept, whether the other stands at the end, and the meanings of the other."""
    lower = word.lower()
    for at in range(_PART, len(lower) - _PART + 1):
        head, tail = lower[:at], lower[at:]
        least = _SHARED if min(at, len(lower) - at) > _PART else _SHARED + 1
        if len(head) >= least and (groups := groups_of(tail, language)):
            yield head, True, groups
        if len(tail) >= least and (groups := groups_of(head, language)):
            yield tail, False, groups


def _share_a_noun(text: str, right: str, wrong: str, places: _Places) -> bool:
    """Tell whether the same noun stands before both, as the kind of a thing does: Vogelwarte Graustrand."""
    first, second = (
        {word_before(text, CapitalWord(word, at, at + len(word))) for at in places[word]}
        for word in (right, wrong)
    )
    return any(word[:1].isupper() and word.lower() not in function_words() for word in first & second)


def _is_name(text: str, word: str, places: Sequence[int], language: str | None) -> bool:
    """Tell whether a word is nothing but a name, by where it stands."""
    if is_proper(word) or is_forename(word) or is_word(word) or is_in_lower_case(text, word):
        return False
    if nouns_have_capitals(language):
        befores = {word_before(text, CapitalWord(word, at, at + len(word))) for at in places}
        return any(before.lower() in PLACE_PREPOSITIONS or before.isupper() for before in befores)
    return any(not starts_sentence(text, at) for at in places)
