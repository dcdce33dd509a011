"""Titled given names: first names behind a title that asks for no surname, of which one is a slip: dona Zelina, dona
Zulina.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.analysis.language.languages import language_data
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
    titles = {title.lower() for title in language_data(language).given_titles or ()}
    if not titles:
        return
    alone: dict[str, list[str]] = {}
    for token in cast.strays:
        before = (
            {word_before(text, word).lower() for word in cast.words(token)}
            if len(token) >= _SHORTEST
            else set()
        )
        if len(before) == 1 and before <= titles:
            alone.setdefault(before.pop(), []).append(token)
    if not alone:
        return
    bearers: dict[str, list[Person]] = {}
    for person in cast.people:
        for title in {word_before(text, words[0]).lower() for words in person.full} & titles:
            bearers.setdefault(title, []).append(person)
    for title, tokens in alone.items():
        people = bearers.get(title, [])
        if len(people) > 1:
            continue
        bearer = people[0] if people else _only_like(cast, tokens)
        if bearer is None:
            continue
        person = bearer
        behind = [token for token in tokens if min(cast.strays[token]) > person.words[0].start]
        if len(behind) != 1:
            continue
        token, given = behind[0], person.given
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


def _only_like(cast: Cast, tokens: Sequence[str]) -> Person | None:
    """Return the only person whose first name is plainly the one behind a title that nobody's full name has."""
    alone = [token for token in tokens if len(token) > _SHORTEST]
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


def _are_forms(given: str, token: str, language: str | None) -> bool:
    """Tell whether two first names may be forms of one, or a man's and a woman's: Mario, Maria."""
    if language_data(language).surnames_decline and may_be_case(given, token):
        return True
    return is_inflected(fold(given), fold(token)) and len(given) == len(token)
