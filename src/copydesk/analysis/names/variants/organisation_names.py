"""Organisations named in two ways, and acronyms that do not go with the names beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from copydesk.analysis.names.lexicon import is_forename, is_word
from copydesk.analysis.names.organisations import Organisation, fits, name_parts, spells
from copydesk.analysis.names.person_shape import is_no_surname
from copydesk.analysis.names.spelling.slips import MARKS_DIFFER, ONE_LETTER, fold, is_inflected, slip
from copydesk.analysis.names.variants.name_variants import Variant
from copydesk.findings import Span

_HEADS_OF_LIKE_LETTER = (
    frozenset("Agency Administration Authority Association Alliance Academy".split()),
    frozenset("Commission Committee Council Commissariat Conference Congress Company Corporation".split()),
    frozenset("Bureau Board".split()),
    frozenset("Department Directorate Division".split()),
    frozenset("Institute Institution Initiative".split()),
    frozenset("Foundation Federation Fund".split()),
    frozenset("Organisation Organization Office".split()),
    frozenset("Service Services Society School System".split()),
    frozenset("Program Programme Project Partnership".split()),
)
"""Heads that writers exchange without the acronym's telling."""

_SPELLED_BY_COUNTRY = [
    set(pair.split("/"))
    for pair in "Center/Centre Theater/Theatre Defense/Defence Labor/Labour Harbor/Harbour".split()
]

_SETTLED = frozenset(
    "FSB SPD SVP SPO FPO OVP PSD PSE PSC PSI PCF PNV MPLA UCK BND BKA DLR ISO UTC CPM FAQ XML".split()
)
"""Acronyms that everybody uses and that come within a letter of what they stand for, most from other languages."""


def organisation_variants(
    text: str, organisations: Sequence[Organisation], singles: Mapping[str, Sequence[int]]
) -> Iterator[tuple[Organisation, Variant]]:
    """Pairs of names that differ in one word, and one of which is rare."""
    by_rest: dict[tuple[int, tuple[str, ...]], list[Organisation]] = {}
    for organisation in organisations:
        content = organisation.content
        if 1 < len(content) < 9:
            for index in range(len(content)):
                by_rest.setdefault((index, content[:index] + content[index + 1 :]), []).append(organisation)
    told: set[int] = set()
    for (index, rest), alike in by_rest.items():
        if len(alike) < 2:
            continue
        alike = sorted(alike, key=lambda organisation: -_attested(organisation, singles))
        better = alike[0]
        for other in alike[1:]:
            why = _why(text, better, other, index, rest, singles)
            if why and id(other) not in told:
                told.add(id(other))
                yield better, _variant(better, other, why)


def _attested(organisation: Organisation, singles: Mapping[str, Sequence[int]]) -> float:
    """How well a name is attested: its mentions, and those of the acronym that it explains."""
    return len(organisation.mentions) + (
        0.5 + len(singles.get(organisation.acronym, ())) if organisation.acronym else 0
    )


def _why(
    text: str,
    better: Organisation,
    other: Organisation,
    index: int,
    rest: tuple[str, ...],
    singles: Mapping[str, Sequence[int]],
) -> str | None:
    right, wrong = better.content[index], other.content[index]
    attested = _attested(better, singles)
    if right == wrong or len(other.mentions) > max(1, attested / 2):
        return None
    together = _same_sentence(text, better, other)
    last = index == len(rest)
    if (
        len(rest) > 1
        and attested > 1
        and any(right in heads and wrong in heads for heads in _HEADS_OF_LIKE_LETTER)
    ):
        if (
            together
            or {right, wrong} == {"Organisation", "Organization"}
            or (other.acronym and other.acronym != better.acronym)
        ):
            return None
        return f"only “{right}” and “{wrong}” differ, and the initials are the same"
    if {right, wrong} in _SPELLED_BY_COUNTRY and not together:
        return f"“{right}” and “{wrong}” are one word, spelled for two countries"
    if {right, wrong} == {right, right + "s"} or {right, wrong} == {wrong, wrong + "s"}:
        is_head = _is_head(better, right)
        if len(rest) < 2 or is_head or together or (last and attested < 2):
            return None
        return f"only “{right}” and “{wrong}” differ"
    if index == 0 and {right + "n", wrong + "n"} & {right, wrong}:
        return None  # Cumbria Police, Cumbrian Police
    why = slip(right, wrong)
    if why is None or why == ONE_LETTER:
        return None
    if is_inflected(right, wrong) and all(is_word(word) or is_no_surname(word) for word in (right, wrong)):
        return None  # Ministry of Trade, Minister of Trade
    if is_word(right) and (is_word(wrong) or is_forename(wrong)):  # World Heath Organization
        may_be = (
            len(rest) > 1 and attested > 1 and len(right) != len(wrong) and min(len(right), len(wrong)) > 4
        )
        return f"“{right}” and “{wrong}”: {why}" if may_be and not together else None
    if is_forename(wrong) or not (better.has_head or len(rest) > 1):
        return None
    if is_word(wrong) or wrong.lower() in text:
        return None
    return (
        f"“{right}” and “{wrong}”: {why}"
        if why != MARKS_DIFFER
        else f"only marks differ in “{right}” and “{wrong}”"
    )


def _is_head(organisation: Organisation, word: str) -> bool:
    """Whether a word of a name heads it, so that its plural means several organisations: Endowment for the Arts."""
    small = next((i for i, each in enumerate(organisation.words) if each.islower()), len(organisation.words))
    return organisation.words[small - 1] == word


def _same_sentence(text: str, first: Organisation, second: Organisation) -> bool:
    """Whether both names stand in one sentence somewhere, as nobody varies a name so soon."""
    for one in first.mentions:
        for other in second.mentions:
            start, end = sorted((one.start, other.start))
            if end - start < 250 and not re.search(r"[.!?][”\"]?\s|\n", text[start:end]):
                return True
    return False


def _variant(better: Organisation, other: Organisation, why: str) -> Variant:
    return Variant(
        "organisation-variant", other.name, better.name, tuple(other.mentions), tuple(better.mentions), why
    )


# --- acronyms ---


def acronym_mismatches(
    organisations: Sequence[Organisation], variants: Sequence[Variant]
) -> Iterator[tuple[Organisation, Variant]]:
    """Acronyms whose letters come near the name and miss it, and acronyms that the text explains in two ways."""
    explained: dict[str, Organisation] = {}
    doubtful = {variant.spelling for variant in variants} | {variant.better for variant in variants}
    for organisation in organisations:
        acronym = organisation.acronym
        if not acronym:
            continue
        meant = near_miss(acronym, organisation.content)
        if meant and acronym not in _SETTLED:
            why = f"“{' '.join(organisation.content[-len(meant) :])}” would be {meant}"
            place = (organisation.acronym_place,)
            yield (
                organisation,
                Variant("acronym-mismatch", acronym, meant, place, (organisation.mentions[0],), why),
            )
            continue
        first = explained.setdefault(acronym, organisation)
        if (
            first is organisation
            or not fits(acronym, organisation.content)
            or not fits(acronym, first.content)
        ):
            continue
        one, other = (
            {fold(part).removesuffix("s") for word in each.content for part in word.split("-")}
            for each in (first, organisation)
        )
        if one <= other or other <= one:
            continue
        if organisation.name in doubtful and first.name in doubtful:
            continue
        why = f"{acronym} already stands for “{first.name}”"
        yield (
            organisation,
            Variant(
                "acronym-mismatch",
                organisation.name,
                first.name,
                tuple(organisation.mentions[:1]),
                tuple(first.mentions),
                why,
            ),
        )


def near_miss(acronym: str, content: Sequence[str]) -> str | None:
    """The letters that were meant, if an acronym differs from a name's first letters in one letter or in two swapped.

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
    """Acronyms that stand once, explained by nothing, and are another with two neighbouring letters swapped.

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
                Variant("acronym-mismatch", swapped, acronym, spans, (organisation.acronym_place,), why),
            )
