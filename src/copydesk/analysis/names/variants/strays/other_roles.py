"""Other roles: whether a name is somebody else's, by a role that is not that of the person with the like name.

Mayor Helen Read thanked them. Constable Reed took their names.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.analysis.names.lexicon import (
    HONORIFICS,
    function_words,
    is_forename,
    is_small_title,
    kin_words,
    nouns_have_capitals,
)
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_NEAR = 60
_SHORTEST = 4
_PLACES = 6
"""Of a name that stands often, so many places are looked at."""
_BEFORE = compile_later(
    r"(?:(?<!\w)([^\W\d_]+)(?:['’]|[\s\0]{1,3}))?(?<!\w)([^\W\d_]+(?:-[^\W\d_]+)*)(,?)[\s\0]{1,3}\Z"
)
_HONORIFIC = compile_later(r"(?<!\w)([^\W\d_]+)\.?[\s\0]{1,3}\Z")


def are_called_by_other_roles(
    text: str, ones: Sequence[Span], others: Sequence[Span], language: str | None
) -> bool:
    """Tell whether a role stands before each place of a name, and other roles before those of a name like it.

    The places may be those of a surname; given names before it are passed over.
    """
    theirs = {role for place in others[:_PLACES] for role in _roles(text, place.start, language)}
    theirs |= {word for place in others[:1] if (word := _word_at_the_head(text, place.start))}
    own = [_roles(text, place.start, language) for place in ones]
    if not theirs or not own or not all(own):
        return False
    return not any(_are_alike(one, other) for roles in own for one in roles for other in theirs)


def _word_at_the_head(text: str, start: int) -> str:
    """Return a word with a capital before a full name, in lower case: Dr, Polisen."""
    before = _HONORIFIC.search(text, max(0, start - _NEAR), start)
    if before and is_forename(before[1]):
        before = _HONORIFIC.search(text, max(0, before.start() - _NEAR), before.start())
    word = before[1] if before else ""
    is_role = word[:1].isupper() and word.lower() not in function_words() and word not in _addresses()
    return word.lower() if is_role else ""


def _are_alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if longer.endswith(shorter) or longer.startswith(shorter[: max(_SHORTEST, len(shorter) - 2)]):
        return True
    letters = iter(longer)
    return one[0] == other[0] and all(letter in letters for letter in shorter)  # cllr, councillor


def _roles(text: str, start: int, language: str | None) -> frozenset[str]:
    """Return the roles that stand before a place, in lower case; those that only address somebody are none."""
    at, is_addressed = start, False
    for _ in range(2):
        honorific = _HONORIFIC.search(text, max(0, at - _NEAR), at)
        if honorific is None or not (honorific[1] in HONORIFICS or is_forename(honorific[1])):
            break
        at, is_addressed = honorific.start(), is_addressed or honorific[1] in HONORIFICS
    found: set[str] = set()
    for _ in range(2):
        before = _BEFORE.search(text, max(0, at - _NEAR), at)
        if before is None:
            break
        lead, word, comma = before[1] or "", before[2], before[3]
        led = language_data(language).determiners | language_data(language).definite_articles
        if comma and not is_addressed and lead.lower() not in led | {"the"}:
            break
        if not _is_role(lead.lower(), word, language, is_addressed=is_addressed):
            break
        found.add(word.lower())
        at = before.start(2)
    return frozenset(found)


def _is_role(lead: str, word: str, code: str | None, *, is_addressed: bool) -> bool:
    """Tell whether a word before a name says who somebody is: a known role, or a noun with an article."""
    lower, language = word.lower(), language_data(code)
    if lower in kin_words(code) or len(word) < _SHORTEST or lower in function_words():
        return False
    if is_forename(word) or lower in language.reporting_verbs:
        return False
    if is_small_title(lower, code):
        return True
    if nouns_have_capitals(code):
        return word[:1].isupper()
    if is_addressed and word[:1].isupper():
        return not word.endswith("ly")
    led = language.determiners | language.definite_articles | language.own_words | language.possessives
    if language.nouns_lead:
        led |= language.prepositions  # al pintor
    return (lead in led or lead + "'" in led) and word.islower() and not word.endswith("ly")


@cache
def _addresses() -> frozenset[str]:
    """Return words that address anybody, and tell no role: Mrs, Herr."""
    return in_all_languages("honorifics_of_women") | in_all_languages("honorifics_of_men")
