"""Doubtful spellings among names in full: one person with and without accents, two people who may be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.analysis.names.context import is_human
from copydesk.analysis.names.lexicon import KIN, is_forename, is_proper, is_word
from copydesk.analysis.names.people import Cast, Person
from copydesk.analysis.names.spelling.nisba import is_nisba
from copydesk.analysis.names.spelling.slips import (
    MARKS_DIFFER,
    ONE_LETTER,
    consonants,
    fold,
    is_inflected,
    is_of_marks,
    is_plain,
    phonetic_key,
    slip,
)
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind, kind_of
from copydesk.findings import Span

_NEAR = 30
"""How far from a name a word of kinship speaks of its bearer, in code points."""


def mark_variants(text: str, cast: Cast) -> Iterator[tuple[Person, Variant]]:
    """Spellings of one person's name that differ in accents, apostrophes or hyphens only."""
    people = "".join([word.text for person in cast.people for full in person.full for word in full])
    if is_plain(people) and is_plain("".join(cast.strays)):
        return
    by_fold: dict[str, list[str]] = {}
    for stray in cast.strays:
        by_fold.setdefault(fold(stray), []).append(stray)
    for person in cast.people:
        texts = {word.text for full in person.full for word in full}
        for spelling in texts:
            for stray in by_fold.get(fold(spelling), ()):
                if stray in cast.strays and slip(spelling, stray) == MARKS_DIFFER:
                    cast.adopt(person, stray)
        texts.update([word.text for word in person.bare])
        forms: dict[str, list[str]] = {}
        for spelling in sorted(texts):
            forms.setdefault(fold(spelling), []).append(spelling)
        if len(forms) < len(texts) and _may_be_accented(text, person):
            for spellings in forms.values():
                yield from _doubtful_marks(person, spellings)


def _may_be_accented(text: str, person: Person) -> bool:
    """Whether this is a person, or at least no common word (décor)."""
    is_unusual = not any(is_word(fold(word.text)) for word in person.words)
    if not person.is_sure:
        return is_unusual and (is_human(text, person) or len(person.full) > 1)
    return is_human(text, person) or is_unusual


def _doubtful_marks(person: Person, spellings: list[str]) -> Iterator[tuple[Person, Variant]]:
    places = {spelling: person.spelled(spelling) for spelling in spellings}
    best = max(
        spellings, key=lambda spelling: (len(places[spelling]), not spelling.isascii(), "'" in spelling)
    )
    for spelling in spellings:
        if spelling != best and slip(best, spelling) == MARKS_DIFFER:
            hyphen_only = spelling.replace("-", "").lower() == best.replace("-", "").lower()
            if hyphen_only and not {spelling, best} <= {word.text for words in person.full for word in words}:
                continue
            variant = Variant(
                VariantKind.ACCENT, spelling, best, tuple(places[spelling]), tuple(places[best]), MARKS_DIFFER
            )
            yield person, variant


def two_in_full(text: str, cast: Cast) -> Iterator[tuple[Person, Variant]]:
    """Two full names that share one word, while the other looks like a slip."""
    by_part: dict[tuple[int, str], list[Person]] = {}
    for person in cast.people:
        if len(person.words) > 1:
            by_part.setdefault((0, fold(person.given)), []).append(person)
            by_part.setdefault((-1, fold(person.surname)), []).append(person)
    for (shared, _), people in by_part.items():
        differing = -1 - shared
        for index, first in enumerate(people[:12]):
            for second in people[index + 1 : 12]:
                found = _one_person(text, first, second, differing)
                if found and first in cast.people and second in cast.people:
                    better, other, variant = found
                    cast.people.remove(other)
                    better.full += other.full
                    better.bare += other.bare
                    yield better, variant


def two_slips(text: str, cast: Cast) -> Iterator[tuple[Person, Variant]]:
    """Two full names of the same consonants, of which first name and surname both look like slips."""
    by_sound: dict[tuple[str, str], Person] = {}
    for person in list(cast.people):
        if len(person.words) < 2 or not are_rare(person.surname):
            continue
        first = by_sound.setdefault((consonants(person.given), consonants(person.surname)), person)
        if first is person or _are_side_by_side(text, first, person) or _are_kin(text, first, person):
            continue
        whys = slip(first.given, person.given), slip(first.surname, person.surname)
        if MARKS_DIFFER in whys or None in whys or is_nisba(first.surname, person.surname):
            continue
        if not is_human(text, first):
            continue
        better, other = (person, first) if person.count > first.count else (first, person)
        yield (
            better,
            Variant(
                VariantKind.SURNAME,
                other.name,
                better.name,
                tuple(_full_spans(other)),
                tuple(_full_spans(better)),
                "both halves sound alike",
            ),
        )
        cast.people.remove(other)
        better.full += other.full
        better.bare += other.bare


def _one_person(text: str, first: Person, second: Person, part: int) -> tuple[Person, Person, Variant] | None:
    one, two = first.words[part].text, second.words[part].text
    if min(len(one), len(two)) < 3 or "." in one + two or slip(one, two) is None or is_nisba(one, two):
        return None
    places = {one: first.spelled(one), two: second.spelled(two)}
    knows_two = part == 0 and is_forename(two) and not is_forename(one)
    swap = (len(places[two]), knows_two, first.words[0].start) > (
        len(places[one]),
        False,
        second.words[0].start,
    )
    better, other = (second, first) if swap else (first, second)
    right, wrong = (two, one) if swap else (one, two)
    why = slip(right, wrong)
    if why is None or not _may_be_one(text, better, other, part, why, len(places[right]), len(places[wrong])):
        return None
    kind = kind_of(part, differs_in_marks=is_of_marks(right, wrong, why))
    shared = better.words[-1 - part].text
    is_surely_name = not is_word(shared) or is_forename(better.given) or better.titled
    role = ("the surname ", "the first name ")[part] if is_surely_name else ""
    reason = f"{why}, and {role}“{shared}” is the same"
    return better, other, Variant(kind, wrong, right, tuple(places[wrong]), tuple(places[right]), reason)


def _may_be_one(
    text: str, better: Person, other: Person, part: int, why: str, right_count: int, wrong_count: int
) -> bool:
    right, wrong = better.words[part].text, other.words[part].text
    if not is_human(text, better) and (is_inflected(right, wrong) or not are_rare_names(right, wrong, why)):
        return False
    if any(text[words[part].end : words[part].end + 1] in "-‐‑" for words in (better.words, other.words)):
        return False  # half of a hyphenated name: Kim Jong-il, Kim Yong-hui
    if _are_side_by_side(text, better, other):
        return False
    is_no_name = why != ONE_LETTER and are_rare(wrong)
    if part == 0 and not is_no_name and _are_kin(text, better, other):
        return False
    if why == MARKS_DIFFER:
        return True
    if wrong_count > 1 and wrong_count * 3 > right_count:
        return False
    if part == 0:
        if is_forename(wrong):
            is_attested = right_count > 1 and better.count > 2
            is_heard_alike = phonetic_key(right) == phonetic_key(wrong) and (
                is_attested or _is_rare_surname(better)
            )
            is_nobody_else = (
                are_rare(better.surname) and right[:-1] != wrong[:-1] and not _speaks_of_kin(text)
            )
            return wrong_count == 1 and (is_heard_alike or is_nobody_else)
        return (
            is_forename(right) or is_no_name or right_count + len(better.bare) > 1 or _is_rare_surname(better)
        )
    if why == ONE_LETTER and min(len(right), len(wrong)) < 6:
        return False
    if right_count > wrong_count and better.count > 1:
        return True
    if is_forename(better.given) and why != ONE_LETTER and _are_unknown(5, right, wrong):
        return True
    return are_rare(right, wrong) or (phonetic_key(right) == phonetic_key(wrong) and not is_proper(wrong))


def are_rare(*names: str) -> bool:
    """Whether names are long and unknown, so that two people are unlikely to bear nearly the same."""
    return _are_unknown(6, *names)


def _are_unknown(length: int, *names: str) -> bool:
    return all(
        len(name) >= length and not is_word(name) and not is_proper(name) and not is_forename(name)
        for name in names
    )


def _is_rare_surname(person: Person) -> bool:
    """Whether no two people of a text are likely to share it."""
    return _are_unknown(5, person.surname) or (
        len(person.surname) > 3
        and "-" not in person.surname
        and len(person.words) > 2
        and not is_word(person.surname)
    )


def are_rare_names(right: str, wrong: str, why: str) -> bool:
    """Whether two words that may not mean people are still one name: rare, all letters, and clearly a slip."""
    parts = (right + "-" + wrong).split("-")
    are_names = all(part.isalpha() and part[0].isupper() for part in parts) and min(map(len, parts)) > 3
    return are_rare(right, wrong) and why != ONE_LETTER and are_names and wrong + "s" != right


def _are_kin(text: str, first: Person, second: Person) -> bool:
    """Whether a word of kinship stands near either name, since a family shares its surname."""
    for person in (first, second):
        for words in person.full[:3]:
            around = text[max(0, words[0].start - _NEAR) : words[-1].end + _NEAR]
            if any(word in KIN for word in re.findall(r"[^\W\d_]+", around)):
                return True
    return False


def _speaks_of_kin(text: str) -> bool:
    """Whether a word of kinship stands anywhere: then two first names may be a family's."""
    return not KIN.isdisjoint(re.findall(r"[^\W\d_]+", text))


def _are_side_by_side(text: str, first: Person, second: Person) -> bool:
    """Whether the two are named together, as nobody names one person twice."""
    for one in _full_spans(first):
        for other in _full_spans(second):
            start, end = (one.end, other.start) if one.end <= other.start else (other.end, one.start)
            if 0 <= end - start <= 30 and not re.search(r"[.!?;:\n“”\"]", text[start:end]):
                return True
    return False


def _full_spans(person: Person) -> list[Span]:
    return [Span(words[0].start, words[-1].end) for words in person.full]
