"""Names of people and bodies, where they are mentioned, and which of their spellings are in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.findings import Span
from copydesk.formats.parsed import Block
from copydesk.reading.capitals import find_capitals
from copydesk.reading.name_variants import find_variants
from copydesk.reading.people import read_people
from copydesk.reading.variants import Variant


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


def read_names(text: str, blocks: Sequence[Block], language: str | None = None) -> tuple[Name, ...]:
    """The people and organisations that a text names, in order of their first mention."""
    cast = read_people(text, find_capitals(text, blocks))
    variants: dict[int, list[Variant]] = {}
    for person, variant in find_variants(text, cast, language):
        variants.setdefault(id(person), []).append(variant)
    names = [
        Name(person.name, "person", tuple(person.mentions()), tuple(variants.get(id(person), ())))
        for person in cast.people
        if person.is_sure or id(person) in variants
    ]
    return tuple(sorted(names, key=lambda name: name.mentions))
