"""Headline names: somebody's name in the headline that the article does not have, and that is nearly somebody's in it.

Dalgleesh wins the seat; Orla Dalgleish took the ward.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from copydesk.analysis.names.changes.likeness import shared_ends
from copydesk.analysis.names.changes.whole_text.capital_words import CapitalWords, Word
from copydesk.analysis.names.context import is_in_lower_case
from copydesk.analysis.names.lexicon import (
    HONORIFICS,
    function_words,
    is_forename,
    is_known,
    is_place_or_people,
    is_proper,
    is_role,
    is_small_title,
    nouns_have_capitals,
)
from copydesk.analysis.names.spelling.inflection import VOWELS, is_inflected, surnames_may_decline
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.spelling.slips import fold
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.support.patterns import regex_later

_HEADLINE = regex_later(r"[\s\0#*]{0,6}+[^\n]{8,140}(?<![.:;,])\n[\s\0]*(?=\S)")
_LEAD = 700
"""How much of the article the headline's people are introduced in, in code points."""
_SHORTEST = 5
_SAME_START = 4
_LONG = 8
_MOST_LINES = 400
_GAP = regex_later(r"[ \0\n](?:(?:van|de|der|den|von|di|da|del|la|le|af|av|ter|ten)[ \0]){0,3}")


def headline_names(text: str, capitals: CapitalWords, language: str | None) -> Iterator[Variant]:
    """Find a surname that stands in the headline alone, and one much like it that stands in the article alone."""
    match = _HEADLINE.match(text)
    if match is None or len(text) < match.end() + _SHORTEST * 4:
        return
    end = match.end()
    above = [word for word in capitals.between(0, end) if _may_be_surname(text, word, language)]
    if not above:
        return
    folded = {fold(word.text) for word in capitals.between(end, len(text))}
    declines = surnames_may_decline(text, language)
    lonely = [word for word in above if not _stands_below(fold(word.text), folded, declines=declines)]
    if not lonely:
        return
    heads = {fold(word.text) for word in capitals.between(0, end)}
    below: dict[str, tuple[Word, Word]] = {}
    for given, surname in _introduced(text, capitals, end):
        if len(surname.text) >= _SHORTEST and not _stands_below(fold(surname.text), heads, declines=declines):
            below.setdefault(surname.text, (given, surname))
    for word in lonely:
        near = [
            pair
            for spelling, pair in below.items()
            if _are_near(word.text, spelling)
            or (len(below) == 1 and capitals.starts_sentence(word) and _begin_alike(word.text, spelling))
        ]
        if len(near) != 1:
            continue
        given, surname = near[0]
        is_one_letter = OSA.distance(word.text, surname.text, score_cutoff=1) == 1
        if not is_one_letter and (is_known(word.text, language) or is_known(surname.text, language)):
            continue
        if nouns_have_capitals(language) and not _is_called_alike(word, given, capitals):
            continue
        places = tuple(each.span for each in capitals.by_text[surname.text])
        if is_spelling_meant(text, (word.span,), places, language):
            continue
        why = f"the headline’s name stands nowhere in the article, which has {given.text} {surname.text}"
        spelling, other = word, surname
        yield Variant(VariantKind.SURNAME, spelling.text, other.text, (word.span,), places, why)


def _may_be_surname(text: str, word: Word, language: str | None) -> bool:
    token = word.text
    return (
        len(token) >= _SHORTEST
        and not token.isupper()
        and not (is_proper(token) or is_forename(token) or is_place_or_people(token) or is_role(token))
        and token not in HONORIFICS
        and token.lower() not in function_words()
        and not is_small_title(token.lower(), language)
        and not is_in_lower_case(text, token)
    )


def _stands_below(token: str, folded: set[str], *, declines: bool) -> bool:
    """Tell whether a word stands among others, or one that begins as it does: its genitive, a compound, a case."""
    stem = token[: max(_SAME_START, len(token) - 2)]
    return token in folded or any(
        other.startswith(token)
        or token.startswith(other)
        or _are_cases(token, other)
        or (declines and is_inflected(token, other))
        for other in folded
        if other[:4] == stem[:4] and len(other) >= _SAME_START
    )


def _are_cases(one: str, other: str) -> bool:
    return one[:-1] == other[:-1] and {one[-1], other[-1]} <= VOWELS


def _introduced(text: str, capitals: CapitalWords, start: int) -> Iterator[tuple[Word, Word]]:
    """List given names and the surnames behind them in the article's beginning."""
    words: Sequence[Word] = capitals.between(start, start + _LEAD)
    for given, surname in pairwise(words):
        if _GAP.fullmatch(text, given.end, surname.start) is None:
            continue
        behind = capitals.between(surname.end, surname.end + 3)
        if behind and text[surname.end : behind[0].start] in (" ", "\0"):
            continue
        token = surname.text
        is_name = is_forename(given.text) or (len(given.text) > 2 and not is_role(given.text))
        if is_name and not (is_proper(token) or is_place_or_people(token)) and not token.isupper():
            yield given, surname


def _are_near(one: str, other: str) -> bool:
    """Tell whether two surnames begin alike and go on otherwise, or differ in one place."""
    first, second = fold(one), fold(other)
    shorter, longer = sorted((first, second), key=len)
    if longer.startswith(shorter) or first == second:
        return False
    start, _ = shared_ends(one, other)
    farthest = 1 if len(shorter) < _LONG else 2
    if start and OSA.distance(first, second, score_cutoff=farthest) <= farthest:
        return True
    return start > _SAME_START and start >= len(longer) / 2


def _begin_alike(one: str, other: str) -> bool:
    start, _ = shared_ends(one, other)
    return start >= _SAME_START and start * 2 >= min(len(one), len(other)) and not _is_part(one, other)


def _is_part(one: str, other: str) -> bool:
    shorter, longer = sorted((fold(one), fold(other)), key=len)
    return longer.startswith(shorter)


def _is_called_alike(word: Word, given: Word, capitals: CapitalWords) -> bool:
    """Tell whether the same word, a role, stands before both names, or a known first name before the other."""
    if is_forename(given.text):
        return True
    before = [
        each for each in capitals.between(max(0, word.start - 30), word.start) if each.end == word.start - 1
    ]
    others = [
        each
        for each in capitals.between(max(0, given.start - 30), given.start)
        if each.end == given.start - 1
    ]
    return bool(before and others) and before[-1].text == others[-1].text
