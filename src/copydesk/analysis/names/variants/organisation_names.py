"""Organisation names: find pairs that differ in one word, where one of the two may be a mistake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from copydesk.analysis.names.organisations import Organisation
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.analysis.names.variants.organisation_evidence import OrganisationPair, explain
from copydesk.findings import Span

_MOST_ALIKE = 50
"""So many names that differ from another in one word are compared with it; more of them are a register."""


def organisation_variants(
    text: str, organisations: Sequence[Organisation], singles: Mapping[str, Sequence[int]]
) -> Iterator[tuple[Organisation, Variant]]:
    """Find pairs of names that differ in one word, where one of the two is rare.

    `singles` are the capitalised words that stand alone, with their offsets in code points.
    """
    by_rest: dict[tuple[int, tuple[str, ...]], list[Organisation]] = {}
    for organisation in organisations:
        content = organisation.content
        if 1 < len(content) < 9:
            for index in range(len(content)):
                rest = content[:index] + content[index + 1 :]
                by_rest.setdefault((index, rest), []).append(organisation)
    told: set[int] = set()
    for (index, rest), alike in by_rest.items():
        if len(alike) < 2:
            continue
        better, *others = sorted(alike, key=lambda each: -_attested(each, singles))
        places = tuple(better.mentions)
        for other in others[:_MOST_ALIKE]:
            reason = explain(
                OrganisationPair(text, better, other, index, len(rest), _attested(better, singles))
            )
            if reason and id(other) not in told:
                told.add(id(other))
                yield better, _variant(better, other, places, reason)


def _attested(organisation: Organisation, singles: Mapping[str, Sequence[int]]) -> float:
    """Count the mentions of a name, and those of the acronym that it explains."""
    acronym = organisation.acronym
    return len(organisation.mentions) + (0.5 + len(singles.get(acronym, ())) if acronym else 0)


def _variant(better: Organisation, other: Organisation, places: tuple[Span, ...], reason: str) -> Variant:
    return Variant(
        VariantKind.ORGANISATION,
        other.name,
        better.name,
        tuple(other.mentions),
        places,
        reason,
    )
