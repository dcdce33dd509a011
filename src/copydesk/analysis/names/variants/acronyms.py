"""Acronyms: find those that do not go with the name beside them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from copydesk.analysis.names.organisations import Organisation, fits, name_parts, spells, take_letters
from copydesk.analysis.names.spelling.exchanged_neighbours import are_exchanged
from copydesk.analysis.names.spelling.slips import fold
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span

_SETTLED = frozenset(
    "FSB SPD SVP SPO FPO OVP PSD PSE PSC PSI PCF PNV MPLA UCK BND BKA DLR ISO UTC CPM FAQ XML".split()
)
"""Acronyms that everybody uses and that come within a letter of what they stand for, most from other languages."""

_BESIDE = 60
"""How far beside an acronym, in code points, its line is looked at for other words."""
_TWICE = 2
"""How often an acronym stands at least before another one is taken for a slip of it."""


def acronym_mismatches(
    organisations: Sequence[Organisation], variants: Sequence[Variant], singles: Container[str]
) -> Iterator[tuple[Organisation, Variant]]:
    """Find acronyms whose letters come near the name and miss it, and acronyms that the text explains in two ways.

    `variants` are the doubtful names that are known already: two spellings of one name are not two explanations.
    `singles` are the capitalised words that stand alone: an acronym that would fit may be among them.
    """
    explained: dict[str, Organisation] = {}
    places: dict[int, tuple[Span, ...]] = {}
    doubtful = {variant.spelling for variant in variants} | {variant.better for variant in variants}
    for organisation in organisations:
        acronym = organisation.acronym
        if not acronym:
            continue
        meant = _near_miss(acronym, organisation, singles)
        if meant and acronym not in _SETTLED:
            yield organisation, _misspelt(organisation, meant)
            continue
        first = explained.setdefault(acronym, organisation)
        if _is_explained_anew(first, organisation) and not {first.name, organisation.name} <= doubtful:
            better = places.setdefault(id(first), tuple(first.mentions))
            yield organisation, _explained_twice(first, organisation, better)


def _misspelt(organisation: Organisation, meant: str) -> Variant:
    why = f"“{' '.join(organisation.content[-len(meant) :])}” would be {meant}"
    place, better = (organisation.acronym_place,), (organisation.mentions[0],)
    return Variant(VariantKind.ACRONYM, organisation.acronym, meant, place, better, why)


def _explained_twice(first: Organisation, second: Organisation, better: tuple[Span, ...]) -> Variant:
    why = f"{first.acronym} already stands for “{first.name}”"
    places = tuple(second.mentions[:1])
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


def _near_miss(acronym: str, organisation: Organisation, singles: Container[str]) -> str | None:
    """Return the letters that were meant, if an acronym has two letters swapped or one letter wrong.

    None if it fits, if the name has all its letters in their order (XML; GSOD, Global Surface Summary of the Day), or
    if it misses by more, as another language's acronym does; that one may also begin with a noun that English puts
    second. Two letters say too little.
    """
    letters = fold(acronym.replace("&", "")).upper()
    content = organisation.content
    parts = name_parts(content)[-len(letters) :]
    meant = fold("".join(part[0] for part in parts)).upper()
    if len(letters) < 3 or not acronym.isupper() or len(meant) < len(letters) or spells(letters, content):
        return None
    if take_letters(letters, "".join(part[0] for part in name_parts(content))):
        return None
    differing = [i for i in range(len(letters)) if letters[i] != meant[i]]
    if not differing or differing[0] == 0:
        return None
    if len(differing) == 1:
        is_slip = _repeats_neighbour(letters, differing[0]) or meant in singles
        return meant if is_slip and not take_letters(letters, organisation.name) else None
    return meant if are_exchanged(letters, meant) else None


def _repeats_neighbour(letters: str, place: int) -> bool:
    """Tell whether a letter is the one before or behind it typed again: FCC for FTC.

    Any other wrong letter may be from another language: SUS, the Single Health System of Brazil.
    """
    return letters[place] in letters[place - 1 : place] + letters[place + 1 : place + 2]


def _stands_alone(text: str, at: int, acronym: str) -> bool:
    """Tell whether an acronym fills its line, as a heading or a label, which a name of its own does."""
    end = at + len(acronym)
    before = text[max(0, at - _BESIDE) : at].rpartition("\n")[2]
    after = text[end : end + _BESIDE].partition("\n")[0]
    return not any(map(str.isalnum, before + after))


def swapped_acronyms(
    text: str, organisations: Sequence[Organisation], strays: Mapping[str, Sequence[int]]
) -> Iterator[tuple[Organisation, Variant]]:
    """Find acronyms that stand once, unexplained, and are another with two neighbouring letters swapped.

    The other one was explained before and stands twice or more: what little is used is as likely to be an acronym of
    its own (TLS and LTS).
    """
    explained = {
        organisation.acronym: organisation
        for organisation in organisations
        if len(organisation.acronym) > 2 and organisation.acronym.isupper()
    }
    for acronym, organisation in explained.items():
        for first in range(len(acronym) - 1):
            swapped = acronym[:first] + acronym[first + 1] + acronym[first] + acronym[first + 2 :]
            places, others = strays.get(swapped, ()), strays.get(acronym, ())
            if len(places) != 1 or swapped in explained or len(others) < _TWICE:
                continue
            (at,) = places
            is_explained = text[at - 1 : at] == "("  # behind what explains it
            if is_explained or _stands_alone(text, at, swapped) or at < organisation.mentions[0].start:
                continue
            why = f"“{organisation.name}” is {acronym}"
            spans = tuple(Span(other, other + len(acronym)) for other in sorted(others))
            yield (
                organisation,
                Variant(VariantKind.ACRONYM, swapped, acronym, (Span(at, at + len(swapped)),), spans, why),
            )
