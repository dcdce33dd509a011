"""Declined names: words that are nearly a case of somebody's surname, with a slip before the ending.

Petr Hradilek; podle pana Hradálka: the case of Hradilek is Hradilka, and one vowel differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.context import (
    is_called_by_title,
    is_called_relative,
    is_in_lower_case,
    is_someone_elses,
    says,
    shows_person,
    starts_sentence,
)
from copydesk.analysis.names.lexicon import is_forename, is_proper
from copydesk.analysis.names.people import Cast, Person
from copydesk.analysis.names.spelling.inflection import may_be_case
from copydesk.analysis.names.spelling.slips import (
    MARKS_DIFFER,
    OF_ONE_PLACE,
    SOUND_ALIKE,
    fold,
    likeness,
    slip,
)
from copydesk.analysis.names.spelling.surname_cases import surname_cases
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span

_SHORTEST = 5
_LONG = 7
"""A word of so many letters is hardly by chance nearly a case of the name."""
_FARTHEST = 2
_SHOWN = 2
"""So few places of the name, which stands there in the first case, are given that it is not suggested for the slip."""
_MOST = 300
_SLIPS = OF_ONE_PLACE | {
    SOUND_ALIKE,
    "two vowels differ",
    "two letters differ in a long name",
    "two letters differ",
}


def declined_variants(text: str, cast: Cast, language: str | None) -> Iterator[tuple[Person, Variant]]:
    """Find the strays, each of which stands once, that are nearly a case of the surname of somebody introduced."""
    if not language_data(language).surname_cases:
        return
    people = [person for person in cast.people if len(person.words) > 1][:_MOST]
    forms = {form for person in people for form in _forms(person, language)}
    for person in people:
        for case in surname_cases(person.surname, language):
            for token in _near(case, cast):
                if token in forms or not _is_slip(text, cast, person, case, token, language):
                    continue
                places = tuple(Span(word.start, word.end) for word in cast.words(token))
                better = tuple(Span(words[-1].start, words[-1].end) for words in person.full[:_SHOWN])
                why = f"{slip(case, token) or likeness(case, token)}: as a case of this name it would be “{case}”"
                cast.adopt(person, token)
                yield person, Variant(VariantKind.SURNAME, token, person.surname, places, better, why)


def _forms(person: Person, language: str | None) -> Sequence[str]:
    return (person.surname, *surname_cases(person.surname, language))


def _near(case: str, cast: Cast) -> list[str]:
    if len(case) < _SHORTEST:
        return []
    alike = {fold(token): token for token in cast.strays if token[:1] == case[:1] and len(token) >= _SHORTEST}
    found = extract(fold(case), list(alike), scorer=OSA.distance, score_cutoff=_FARTHEST, limit=None)
    return [alike[key] for key, distance, _ in found if distance]


def _is_slip(text: str, cast: Cast, person: Person, case: str, token: str, language: str | None) -> bool:
    why = slip(case, token) or likeness(case, token)
    words = cast.words(token)
    if why not in _SLIPS or why == MARKS_DIFFER or len(words) > 1 or fold(token)[-1] != fold(case)[-1]:
        return False
    if may_be_case(person.surname, token) and token[:-2] == person.surname[: len(token) - 2]:
        return False
    if is_forename(token) or is_proper(token) or is_in_lower_case(text, token):
        return False
    if words[0].start < person.words[0].start or not shows_person(text, person, language):
        return False
    (word,) = words
    if is_called_relative(text, word.start, language) or is_someone_elses(text, word.start):
        return False
    if word.start in cast.titled or is_called_by_title(text, word.start, language) or says(text, word):
        return True
    return len(token) > _LONG or (len(token) == _LONG and not starts_sentence(text, word.start))
