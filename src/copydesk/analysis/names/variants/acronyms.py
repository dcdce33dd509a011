"""Acronyms: find those that do not go with the name beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from copydesk.analysis.names.organisations import Organisation, fits, name_parts, spells
from copydesk.analysis.names.spelling.slips import fold
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span

_SETTLED = frozenset(
    "FSB SPD SVP SPO FPO OVP PSD PSE PSC PSI PCF PNV MPLA UCK BND BKA DLR ISO UTC CPM FAQ XML".split()
)
"""Acronyms that everybody uses and that come within a letter of what they stand for, most from other languages."""


def acronym_mismatches(
    organisations: Sequence[Organisation], variants: Sequence[Variant]
) -> Iterator[tuple[Organisation, Variant]]:
    """Find acronyms whose letters come near the name and miss it, and acronyms that the text explains in two ways.

    `variants` are the doubtful names that are known already: two spellings of one name are not two explanations.
    """
    explained: dict[str, Organisation] = {}
    doubtful = {variant.spelling for variant in variants} | {variant.better for variant in variants}
    for organisation in organisations:
        acronym = organisation.acronym
        if not acronym:
            continue
        meant = _near_miss(acronym, organisation.content)
        if meant and acronym not in _SETTLED:
            yield organisation, _misspelt(organisation, meant)
            continue
        first = explained.setdefault(acronym, organisation)
        if _is_explained_anew(first, organisation) and not {first.name, organisation.name} <= doubtful:
            yield organisation, _explained_twice(first, organisation)


def _misspelt(organisation: Organisation, meant: str) -> Variant:
    why = f"“{' '.join(organisation.content[-len(meant) :])}” would be {meant}"
    place, better = (organisation.acronym_place,), (organisation.mentions[0],)
    return Variant(VariantKind.ACRONYM, organisation.acronym, meant, place, better, why)


def _explained_twice(first: Organisation, second: Organisation) -> Variant:
    why = f"{first.acronym} already stands for “{first.name}”"
    places, better = tuple(second.mentions[:1]), tuple(first.mentions)
    return Variant(VariantKind.ACRONYM, second.name, first.name, places, better, why)


def _is_explained_anew(first: Organisation, second: Organisation) -> bool:
    """Tell whether an acronym fits two names, of which neither is the other with words left out."""
    if first is second or not all(fits(first.acronym, each.content) for each in (first, second)):
        return False
    one, other = (
        {fold(part).removesuffix("s") for word in each.content for part in word.split("-")}
        for each in (first, second)
    )
    return not (one <= other or other <= one)


def _near_miss(acronym: str, content: Sequence[str]) -> str | None:
    """Return the letters that were meant, if an acronym has one letter wrong or two letters swapped.

    None if it fits, if it leaves a word out, if the odd letter stands inside the word it is for (XML), or if it misses
    by more, as another language's acronym does; that one may also begin with a noun that English puts second. Two
    letters say too little.
    """
    letters = acronym.replace("&", "").upper()
    parts = name_parts(content)[-len(letters) :]
    meant = "".join(part[0] for part in parts).upper()
    if len(letters) < 3 or not acronym.isupper() or len(meant) < len(letters) or spells(letters, content):
        return None
    initials = iter("".join(part[0] for part in name_parts(content)).upper())
    if all(letter in initials for letter in letters):
        return None
    differing = [i for i in range(len(letters)) if letters[i] != meant[i]]
    if differing[0] == 0:
        return None
    if len(differing) == 1:
        return None if letters[differing[0]] in parts[differing[0]].upper() else meant
    first, second, *more = differing
    is_swap = (
        not more
        and second - first == 1
        and letters[first] == meant[second]
        and letters[second] == meant[first]
    )
    return meant if is_swap else None


def swapped_acronyms(
    text: str, organisations: Sequence[Organisation], strays: Mapping[str, Sequence[int]]
) -> Iterator[tuple[Organisation, Variant]]:
    """Find acronyms that stand once, unexplained, and are another with two neighbouring letters swapped.

    The other one is explained and stands again elsewhere: what is used often is an acronym of its own (TLS and LTS).
    """
    explained = {
        organisation.acronym: organisation
        for organisation in organisations
        if len(organisation.acronym) > 2 and organisation.acronym.isupper()
    }
    for acronym, organisation in explained.items():
        for first in range(len(acronym) - 1):
            swapped = acronym[:first] + acronym[first + 1] + acronym[first] + acronym[first + 2 :]
            places = strays.get(swapped, ())
            if len(places) != 1 or swapped in explained or not strays.get(acronym):
                continue
            if any(text[at - 1 : at] == "(" for at in places):  # behind what explains it
                continue
            spans = tuple(Span(at, at + len(swapped)) for at in places)
            why = f"“{organisation.name}” is {acronym}"
            yield (
                organisation,
                Variant(VariantKind.ACRONYM, swapped, acronym, spans, (organisation.acronym_place,), why),
            )
