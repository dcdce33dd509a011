"""Roster: compare the names that a project lists with a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from copydesk.analysis.names.capitals import upper_class
from copydesk.analysis.names.lexicon import PARTICLES, is_forename, is_proper, is_word
from copydesk.analysis.names.named_entities import Name
from copydesk.analysis.names.person_shape import same_given
from copydesk.analysis.names.spelling.slips import are_transliterations, fold, slip
from copydesk.analysis.names.variants.name_variants import Pairs, VariantKind, are_listed
from copydesk.findings import Span

_GAP = r"[\s\0]+"
_SMALL = rf"(?:(?:{'|'.join(sorted(map(re.escape, PARTICLES)))}){_GAP}){{0,3}}"
"""The small words before a surname: van der."""
_FARTHEST = 2


class Correction(NamedTuple):
    """A spelling that the roster corrects.

    Attributes:
        start, end: its place, in code points.
        spelling, better: the word as it stands, and as the roster has it.
        entry: the roster's entry in full.
    """

    start: int
    end: int
    spelling: str
    better: str
    entry: str


def corrections(
    text: str, names: Sequence[Name], prefer: Sequence[str], two_people: Pairs = ()
) -> Iterator[Correction]:
    """Yield the places where a text spells a name of the roster otherwise, in order."""
    if not prefer:
        return
    right = {word for entry in prefer for word in entry.split()} | set(prefer)
    found: dict[Span, Correction] = {}
    strangers = _strangers(names, prefer)
    for entry in prefer:
        for each in (
            *_of_words(text, entry, strangers),
            *_of_particles(text, entry, prefer),
            *_of_variants(names, entry),
        ):
            if each.spelling not in right - PARTICLES and not are_listed(
                each.spelling, each.better, two_people
            ):
                found.setdefault(Span(each.start, each.end), each)
    yield from sorted(found.values())


def _of_variants(names: Sequence[Name], entry: str) -> Iterator[Correction]:
    """Find pairs of spellings that the text itself puts in doubt, and one of which is the roster's."""
    for name in names:
        for variant in name.variants:
            if variant.better in (entry, *entry.split()):
                places, wrong, right = variant.places, variant.spelling, variant.better
            elif variant.spelling in (entry, *entry.split()):
                places, wrong, right = variant.better_places, variant.better, variant.spelling
            else:
                continue
            if variant.kind is not VariantKind.ACRONYM:
                yield from (Correction(*place, wrong, right, entry) for place in places)


def _of_words(text: str, entry: str, strangers: set[str]) -> Iterator[Correction]:
    """Find words of the text that look like slips for a word of the entry."""
    given, *_, surname = parts = entry.split() if " " in entry else ["", entry]
    for part in parts:
        for token, places in _like(text, part).items() if len(part) > 3 else ():
            why = slip(part, token)
            if token in strangers or (why is None and not _is_transliterated(part, token)):
                continue
            whole = [place for place in places if _stands_in_full(text, place, token, part, given, surname)]
            if whole and given:
                yield from (Correction(*place, token, part, entry) for place in whole)
            names_bearer = part == surname or not given
            if whole and part == given and not _is_known(token):
                yield from (Correction(*at, token, part, entry) for at in places if _is_alone(text, at))
            if why is None and not whole:
                continue
            if names_bearer and not _is_known(token) and (whole or len(part) > 4):
                yield from (Correction(*place, token, part, entry) for place in places)


def _is_alone(text: str, place: Span) -> bool:
    """Tell whether no other name stands right behind a first name, which would make it somebody else's."""
    return re.match(rf"{_GAP}{upper_class()}", text[place.end : place.end + 10]) is None


def _is_transliterated(part: str, token: str) -> bool:
    """Tell whether a word has the same consonants as one of the roster, and differs little: Ruud, Rudd."""
    return (
        are_transliterations(part, token)
        and fold(part)[0] == fold(token)[0]
        and OSA.distance(fold(part), fold(token)) <= _FARTHEST
        and not (is_forename(token) and is_forename(part))
    )


def _of_particles(text: str, entry: str, prefer: Sequence[str]) -> Iterator[Correction]:
    """Find the entry's name with other small words before the surname, and that surname with the same small words."""
    given, *small, surname = entry.split() if " " in entry else ["", entry]
    if not given or not all(word in PARTICLES for word in small):
        return
    particle = rf"(?:{'|'.join(sorted(map(re.escape, PARTICLES)))}){_GAP}"
    others = {tuple(each.split()[1:-1]) for each in prefer if each.split()[-1:] == [surname]}
    name = re.compile(
        rf"(?<![\w-]){re.escape(given)}{_GAP}(?P<small>(?:{particle}){{0,3}}){re.escape(surname)}(?![\w-])"
    )
    wrong: dict[str, None] = {}
    for match in name.finditer(text):
        words = match["small"].replace("\0", "").split()
        if tuple(words) in others:
            continue
        if words and small:
            wrong[" ".join(words)] = None
        else:
            yield Correction(*match.span(), f"{given} {' '.join((*words, surname))}", entry, entry)
    for spelling in wrong:
        joined = _GAP.join(map(re.escape, spelling.split()))
        for match in re.finditer(
            rf"(?<![\w-])(?P<small>(?i:{joined})){_GAP}{re.escape(surname)}(?![\w-])", text
        ):
            start, end = match.span("small")
            better = " ".join(small)
            better = better[0].upper() + better[1:] if text[start].isupper() else better
            yield Correction(start, end, text[start:end], better, entry)


def _is_known(word: str) -> bool:
    return is_word(word) or is_proper(word) or is_forename(word)


def _like(text: str, part: str) -> dict[str, list[Span]]:
    """Find capitalised words of nearly the same length, with their places."""
    low, high = max(2, len(part) - 3), len(part) + 1
    pattern = re.compile(
        rf"(?<![\w'’-]){upper_class()}(?:[^\W\d_]|['’-](?!s\b)(?=[^\W\d_])){{{low},{high}}}(?!\w)"
    )
    places: dict[str, list[Span]] = {}
    for match in pattern.finditer(text):
        if match.group() != part and not match.group().isupper():
            places.setdefault(match.group(), []).append(Span(*match.span()))
    return places


def _stands_in_full(text: str, place: Span, token: str, part: str, given: str, surname: str) -> bool:
    """Tell whether the other half of the roster's name stands beside a word."""
    if not given:
        return False
    if part == surname:
        before = re.search(
            rf"([^\W\d_][\w.'’-]*){_GAP}(?:[A-Z]\.{_GAP})?{_SMALL}$",
            text[max(0, place.start - 40) : place.start],
        )
        return before is not None and (same_given(given, before[1]) or slip(given, before[1]) is not None)
    after = re.match(rf"{_GAP}(?:[A-Z]\.{_GAP})?{_SMALL}([^\W\d_][\w'’-]*)", text[place.end : place.end + 50])
    return (
        after is not None
        and fold(after[1].removesuffix("'s").removesuffix("’s")) == fold(surname)
        and token != part
    )


def _strangers(names: Sequence[Name], prefer: Sequence[str]) -> set[str]:
    """Find surnames of people in the text whose first names tell that they are not on the roster."""
    strangers = set()
    for name in names:
        words = name.name.split()
        if name.kind == "person" and len(words) > 1:
            first, last = words[0], words[-1]
            meant = [
                entry.split()
                for entry in prefer
                if " " in entry and fold(entry.split()[-1])[0] == fold(last)[0]
            ]
            if not any(
                same_given(entry[0], first) or slip(entry[0], first) or _is_transliterated(entry[0], first)
                for entry in meant
            ):
                strangers.add(last)
    return strangers
