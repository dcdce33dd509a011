"""Names of people and organisations, where they are mentioned, and which of their spellings are in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.analysis.names.capitals import Capitals
from copydesk.analysis.names.context import says
from copydesk.analysis.names.organisations import read_organisations
from copydesk.analysis.names.people import Cast, Person, titled_people, titled_person
from copydesk.analysis.names.people_finder import read_people
from copydesk.analysis.names.spelling.inflection import (
    is_other_gender,
    may_be_case,
    surnames_may_decline,
)
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.spelling.surname_cases import are_cases
from copydesk.analysis.names.variants.acronyms import acronym_mismatches, swapped_acronyms
from copydesk.analysis.names.variants.full_names import mark_variants, middle_variants, two_in_full, two_slips
from copydesk.analysis.names.variants.name_variants import Variant
from copydesk.analysis.names.variants.organisation_names import organisation_variants
from copydesk.analysis.names.variants.strays.declined_names import declined_variants
from copydesk.analysis.names.variants.strays.spouses import spouse_variants
from copydesk.analysis.names.variants.strays.stray_names import reworded_variants, stray_variants
from copydesk.analysis.names.variants.strays.titled_given import titled_given_variants
from copydesk.analysis.names.variants.things.thing_variants import thing_variants
from copydesk.findings import Span
from copydesk.formats.parsed import Block

_MOST_CLAIMS = 5
"""To so many organisations, the first, the places of an acronym are given that is explained by more than one."""


class Name(NamedTuple):
    """A person or an organisation as the article names it, with every mention.

    Attributes:
        name: the fullest spelling of the first mention.
        kind: "person" or "organisation".
        mentions: in order; bare surnames and spellings in doubt included.
        variants: spellings that a better-attested one puts in doubt.
    """

    name: str
    kind: str
    mentions: tuple[Span, ...]
    variants: tuple[Variant, ...] = ()


def read_names(
    text: str, capitals: Capitals, blocks: Sequence[Block], language: str | None = None, source: str = ""
) -> tuple[Name, ...]:
    """Return the people and organisations that a text names, in order of their first mention.

    `source` is what the text was read from: it has the italics that the text may lack.
    """
    cast = read_people(text, capitals, language)
    variants: dict[int, list[Variant]] = {}
    declines = surnames_may_decline(text, language)
    for person, variant in _variants(text, cast, language):
        if declines and _may_be_cases(variant.better, variant.spelling, language):
            continue
        if is_spelling_meant(text, variant.places, variant.better_places, language):
            continue
        variants.setdefault(id(person), []).append(variant)
    names = [
        Name(person.name, "person", tuple(person.mentions()), tuple(variants.get(id(person), ())))
        for person in cast.people
        if person.is_sure or id(person) in variants or _speaks(text, person)
    ]
    names += _organisations(text, blocks, cast, capitals)
    told = {place.start for name in names for variant in name.variants for place in variant.places}
    for variant in thing_variants(text, source or text, cast, capitals, language):
        starts = [place.start for place in variant.places]
        if told.isdisjoint(starts) and not is_spelling_meant(
            text, variant.places, variant.better_places, language, are_marked=True
        ):
            told.update(starts)
            names.append(
                Name(variant.better, "organisation", variant.better_places + variant.places, (variant,))
            )
    return tuple(sorted(names, key=lambda name: name.mentions))


def _may_be_cases(one: str, other: str, language: str | None) -> bool:
    """Tell whether two spellings may be cases of one name, and are not those of a man and a woman."""
    return are_cases(one, other, language) or (may_be_case(one, other) and not is_other_gender(one, other))


def _speaks(text: str, person: Person) -> bool:
    """Tell whether a verb of saying stands before or after one of the full names."""
    return any(says(text, words[0]) or says(text, words[-1]) for words in person.full)


def _organisations(text: str, blocks: Sequence[Block], cast: Cast, capitals: Capitals) -> Iterator[Name]:
    organisations = read_organisations(text, blocks, cast.bodies, capitals.singles)
    variants = list(organisation_variants(text, organisations, capitals.singles))
    variants += acronym_mismatches(organisations, [variant for _, variant in variants], capitals.singles)
    variants += swapped_acronyms(text, organisations, cast.strays)
    by_owner: dict[int, list[Variant]] = {}
    for owner, variant in variants:
        by_owner.setdefault(id(owner), []).append(variant)
    claims: Counter[str] = Counter()
    for organisation in organisations:
        own = tuple(by_owner.get(id(organisation), ()))
        if organisation.has_head or own:
            acronym = organisation.acronym
            claims[acronym] += 1
            places = capitals.singles.get(acronym, ()) if claims[acronym] <= _MOST_CLAIMS else ()
            letters = [Span(at, at + len(acronym)) for at in places]
            mentions = tuple(sorted({*organisation.mentions, *letters}))
            yield Name(organisation.name, "organisation", mentions, own)


def _variants(text: str, cast: Cast, language: str | None) -> Iterator[tuple[Person, Variant]]:
    """Compare full names first, as they settle who is who; people without a first name last, as they may be slips."""
    yield from mark_variants(text, cast, language)
    yield from middle_variants(text, cast, language)
    yield from two_in_full(text, cast, language)
    yield from two_slips(text, cast, language)
    yield from stray_variants(text, cast, cast.people, language)
    yield from declined_variants(text, cast, language)
    yield from titled_given_variants(text, cast, language)
    yield from spouse_variants(text, cast, language)
    yield from reworded_variants(text, cast, language)
    yield from stray_variants(text, cast, titled_people(cast, least=2), language)
    for token in sorted(cast.strays, key=lambda token: cast.strays[token][0]):
        if token in cast.strays and (
            person := titled_person(cast, token)
        ):  # one by one: the next may be a slip for it
            yield from stray_variants(text, cast, [person], language)
