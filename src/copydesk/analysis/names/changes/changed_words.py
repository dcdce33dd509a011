"""Changed words: a name of one word, of a place, a ship, a firm or a character, that comes back changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.capitals import Capitals, CapitalWord
from copydesk.analysis.names.changes.likeness import shared_ends
from copydesk.analysis.names.context import (
    is_in_lower_case,
    stand_side_by_side,
    starts_sentence,
    word_before,
)
from copydesk.analysis.names.lexicon import (
    PLACE_PREPOSITIONS,
    function_words,
    is_forename,
    is_place_or_people,
    is_proper,
    is_role,
    is_word,
    may_be_coined,
    nouns_have_capitals,
)
from copydesk.analysis.names.spelling.inflection import VOWELS, is_declined, is_longer_form, share_root
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.spelling.slips import OF_ONE_PLACE, fold, phonetic_key, slip
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span

_SHORTEST, _LONG = 6, 9
_LONGEST_CASE = 8
_TWO = 2
_LONGER = 3
_MOST = 600
"""A text with more single words with a capital than this is a register."""
_MOST_IN_ALL = 2_000
"""So is one with more when the words of longer names are counted, too."""
_NEAR = 0.3
_LONG_START, _LONG_END = 4, 3


def changed_words(text: str, capitals: Capitals, language: str | None) -> Iterator[Variant]:
    """Find single words that stand once, within a sentence, and are nearly a name that stands more often."""
    if len(capitals.singles) > _MOST or language_data(language).surnames_decline:
        return
    singles = dict(capitals.singles)
    tokens = dict(capitals.singles)
    for run in capitals.runs:
        for first, start, _ in run.words[:-1]:
            if len(first) > _SHORTEST and first[0].isupper():
                singles[first] = [*singles.get(first, ()), start]  # the Brinmouth Gulls
        word, at, _ = run.words[-1]
        if len(word) >= _SHORTEST and (len(run.words) == _TWO or run.words[-2].text.islower()):
            singles[word] = [*singles.get(word, ()), at]
            lead = run.words[-2].text
            if lead.lower() in function_words() or len(lead) == 1 or lead in _BEFORE_PLACES:
                tokens[word] = singles[word]  # behind a preposition: En Montalvo
    if len(singles) > _MOST_IN_ALL:
        return
    by_letter: dict[str, list[str]] = {}
    for word, places in singles.items():
        if len(word) >= _SHORTEST and (len(places) > 1 or len(word) >= _LONG - _TWO):
            by_letter.setdefault(fold(word[:2]), []).append(word)
    if not by_letter:
        return
    for token, places in tokens.items():
        if len(token) < _SHORTEST or len(singles[token]) > 1 or fold(token[:2]) not in by_letter:
            continue
        near = [word for word in by_letter[fold(token[:2])] if word != token and _are_alike(word, token)]
        if len(near) > 1:
            near = [word for word in near if len(singles[word]) > 1]
        if len(near) != 1 or not _is_rare(token):
            continue
        if not _is_rare(near[0]) and not (len(singles[near[0]]) > _TWO and may_be_coined(near[0])):
            continue
        if not _is_name(text, token, places[0], near[0], singles[near[0]], language):
            continue
        right = near[0]
        if len(singles[right]) == 1 and not _is_slip_of_lone(right, singles[right][0], token, places[0]):
            continue
        place = Span(places[0], places[0] + len(token))
        better = tuple(Span(at, at + len(right)) for at in singles[right])
        if stand_side_by_side(text, right, token) or is_spelling_meant(text, (place,), better, language):
            continue
        why = "they differ in little, and the text has no other name like it"
        yield Variant(VariantKind.ORGANISATION, token, right, (place,), better, why)


def _is_slip_of_lone(right: str, at: int, wrong: str, place: int) -> bool:
    """Tell whether a long name that stands once, before, differs in a single letter inside."""
    if at > place or right[-1] != wrong[-1] or OSA.distance(right, wrong, score_cutoff=1) > 1:
        return False
    return len(right) >= _LONG or slip(right, wrong) in OF_ONE_PLACE


def _is_rare(word: str) -> bool:
    return (
        len(word) >= _SHORTEST
        and not word.isupper()
        and not (is_proper(word) or is_forename(word) or is_word(word) or is_role(word))
        and not is_place_or_people(word)
        and word.lower() not in function_words()
    )


def _are_alike(right: str, wrong: str) -> bool:
    if abs(len(right) - len(wrong)) > _LONGER:
        return False
    one, other = fold(right), fold(wrong)
    if is_longer_form(one, other) or is_longer_form(other, one) or share_root(one, other):
        return False
    start, end = shared_ends(right, wrong)
    if one == other:
        return right.lower() != wrong.lower() and len(right) == len(wrong)
    length = max(len(one), len(other))
    if one[:-1] == other[:-1] and {one[-1], other[-1]} == {"a", "o"}:
        return False
    if len(one) == len(other) and {one[-1], other[-1]} <= VOWELS:
        return start == length - 1
    if len(one) == len(other) and start == length - 1 and not {one[-1], other[-1]} <= _INFLECTING:
        return True
    is_near = OSA.distance(one, other, score_cutoff=_LONGER) <= _LONGER
    if is_near and length >= _LONGEST_CASE and phonetic_key(right) == phonetic_key(wrong):
        return True
    if is_declined(one, other) and not (
        is_near
        and length > _SHORTEST
        and one[-1] == other[-1] not in "sn"
        and slip(right, wrong) in OF_ONE_PLACE
    ):
        return False
    distance = OSA.distance(one, other, score_cutoff=4)
    if distance > 1 and not (right[1:].islower() and wrong[1:].islower()):
        return False
    if distance > 1 and (length < _LONG or one[-1] == other[-1] == "s"):
        return False
    if start > 1 and end > 0 and distance <= length * _NEAR and min(len(one), len(other)) > _SHORTEST:
        return True
    return (
        length >= _LONG and start >= _LONG_START - 2 and start + end >= length * 0.6 and end >= _LONG_END + 2
    )


_INFLECTING = frozenset("aeiounstrmdy")


def _is_name(text: str, token: str, at: int, right: str, places: Sequence[int], language: str | None) -> bool:
    """Tell whether a word stands as the other does: within a sentence, and behind the same word or a preposition."""
    if starts_sentence(text, at) or is_in_lower_case(text, token) or is_in_lower_case(text, right):
        return False
    before = _before(text, token, at)
    others = {_before(text, right, place) for place in places}
    if nouns_have_capitals(language):
        if slip(right, token) in OF_ONE_PLACE:
            return before in _BEFORE_PLACES and not others.isdisjoint(_BEFORE_PLACES)
        return before in PLACE_PREPOSITIONS and not others.isdisjoint(PLACE_PREPOSITIONS)
    if before in others or (before.islower() and any(map(str.islower, others))):
        return True
    if all(starts_sentence(text, place) for place in places):
        return False
    return (
        (before.islower() or (not before and len(places) > _TWO))
        and slip(right, token) in OF_ONE_PLACE
        and min(len(right), len(token)) >= _LONG - _TWO
    )


_BEFORE_PLACES = PLACE_PREPOSITIONS | frozenset(
    "zwischen nach aus bei Feuerwehr Löschgruppe Löschzug "
    "Gemeinde Stadt Ortsteil Bahnhof Sportverein Dorf Polizei".split()
)
"""What stands before places where every noun has a capital."""


def _before(text: str, word: str, at: int) -> str:
    """Return the word before another one; a small word in lower case, also where a sentence begins."""
    before = word_before(text, CapitalWord(word, at, at + len(word)))
    return before.lower() if before.lower() in function_words() else before
