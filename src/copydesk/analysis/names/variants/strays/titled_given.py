"""Titled given names: first names behind a title that asks for no surname, of which one is a slip: dona Zelina, dona
Zulina.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.capitals import CapitalWord
from copydesk.analysis.names.context import word_before
from copydesk.analysis.names.people import Cast, Person
from copydesk.analysis.names.spelling.inflection import is_inflected, may_be_case
from copydesk.analysis.names.spelling.slips import (
    OF_ONE_PLACE,
    ONE_LETTER,
    SOUND_ALIKE,
    fold,
    given_likeness,
)
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span

_SHORTEST = 4


def titled_given_variants(text: str, cast: Cast, language: str | None) -> Iterator[tuple[Person, Variant]]:
    """Find the first names behind the title of the one person who bears it, that are nearly that person's first name.

    The name stands once, behind the full name, and nobody else is called so.
    """
    titles = language_data(language).given_titles
    bearers: dict[str, list[Person]] = {}
    for person in cast.people if titles else ():
        for title in {_title(text, words[0], titles) for words in person.full} - {""}:
            bearers.setdefault(title, []).append(person)
    for title in titles or ():
        bearers.setdefault(title.lower(), [])
    for title, people in bearers.items():
        if len(people) > 1:
            continue
        bearer = people[0] if people else _only_like(text, cast, title)
        if bearer is None:
            continue
        person = bearer
        alone = [token for token in cast.strays if _stands_behind(text, cast, token, title, person)]
        if len(alone) != 1:
            continue
        token, given = alone[0], person.given
        why = given_likeness(given, token)
        if why is None or _are_forms(given, token, language):
            continue
        places = tuple(Span(word.start, word.end) for word in cast.words(token))
        variant = Variant(
            VariantKind.FIRST_NAME,
            token,
            given,
            places,
            tuple(person.spelled(given)),
            f"{why}, and both stand behind “{title}”"
            if people
            else f"{why}, and the text introduces {person.name} but nobody by the other name",
        )
        cast.adopt(person, token)
        yield person, variant


def _only_like(text: str, cast: Cast, title: str) -> Person | None:
    """Return the only person whose first name is plainly the one behind a title that nobody's full name has."""
    alone = [
        token
        for token in cast.strays
        if len(token) > _SHORTEST
        and all(word_before(text, word).lower() == title for word in cast.words(token))
    ]
    if len(alone) != 1:
        return None
    people = [
        person
        for person in cast.people
        if person.given[:_START] == alone[0][:_START]
        and given_likeness(person.given, alone[0]) in OF_ONE_PLACE | {SOUND_ALIKE, ONE_LETTER}
    ]
    return people[0] if len(people) == 1 else None


_START = 3


def _title(text: str, word: CapitalWord, titles: frozenset[str]) -> str:
    before = word_before(text, word).lower()
    return before if before in {title.lower() for title in titles} else ""


def _stands_behind(text: str, cast: Cast, token: str, title: str, person: Person) -> bool:
    words = cast.words(token)
    return (
        len(token) >= _SHORTEST
        and words[0].start > person.words[0].start
        and all(word_before(text, word).lower() == title for word in words)
    )


def _are_forms(given: str, token: str, language: str | None) -> bool:
    """Tell whether two first names may be forms of one, or a man's and a woman's: Mario, Maria."""
    if language_data(language).surnames_decline and may_be_case(given, token):
        return True
    return is_inflected(fold(given), fold(token)) and len(given) == len(token)
