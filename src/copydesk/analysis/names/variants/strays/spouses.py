"""Spouses: a first name behind “his wife” that is nearly the one of the spouse whom the text has introduced.

He met Rosalind Dellow in 1963, and they married the next spring. His wife Rosamund died in 2017.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.names.capitals import CapitalWord
from copydesk.analysis.names.lexicon import are_nicknames, is_forename
from copydesk.analysis.names.people import Cast, Person
from copydesk.analysis.names.spelling.slips import FAINT, ONE_LETTER, given_likeness
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_SHORTEST = 5
_START = 3
"""Both names begin with so many letters."""
_NEAR, _REACH = 30, 200
"""How far before a name a spouse is spoken of, and how far behind it a marriage, in code points."""


def spouse_variants(text: str, cast: Cast, language: str | None) -> Iterator[tuple[Person, Variant]]:
    """Find the first name of a spouse that stands once, where the only one introduced is called nearly so."""
    if not language_data(language).spouse_words:
        return
    for token in list(cast.strays):
        words = cast.words(token)
        if len(words) != 1 or len(token) < _SHORTEST or not is_forename(token):
            continue
        if not _is_spouse(text, words[0], language):
            continue
        people = [
            person
            for person in cast.people
            if person.words[0].start < words[0].start and _is_nearly(person, token)
        ]
        if len(people) == 1 and any(_is_wed(text, full[0], language) for full in people[0].full):
            (person,) = people
            given, why = person.given, given_likeness(person.given, token)
            places = (Span(words[0].start, words[0].end),)
            reason = f"{why}, and the text introduces {person.name} but nobody by the other name"
            cast.adopt(person, token)
            yield (
                person,
                Variant(VariantKind.FIRST_NAME, token, given, places, tuple(person.spelled(given)), reason),
            )


def _is_nearly(person: Person, token: str) -> bool:
    given = person.given
    return (
        given != token
        and len(person.words) > 1
        and given[:_START] == token[:_START]
        and given[-1] == token[-1]
        and not are_nicknames(given, token)
        and given_likeness(given, token) not in (None, ONE_LETTER, *FAINT)
    )


def _is_spouse(text: str, word: CapitalWord, language: str | None) -> bool:
    """Tell whether a possessive and a word for a spouse stand before a name: his wife Rosamund."""
    return _of_spouse(language).search(text, max(0, word.start - _NEAR), word.start) is not None


def _is_wed(text: str, word: CapitalWord, language: str | None) -> bool:
    """Tell whether the text calls somebody a spouse, or speaks of a marriage in the same paragraph behind the name."""
    end = text.find("\n", word.end, word.end + _REACH)
    behind = text[word.end : end if end >= 0 else word.end + _REACH].lower()
    return _is_spouse(text, word, language) or not language_data(language).marriage_words.isdisjoint(
        _WORD.findall(behind)
    )


_WORD = compile_later(r"[^\W\d_]+")


@cache
def _of_spouse(language: str | None) -> re.Pattern[str]:
    data = language_data(language)
    return compile_later(
        rf"(?<!\w)(?i:{either(data.possessives)})[\s\0]+{either(data.spouse_words)},?[\s\0]+\Z"
    )
