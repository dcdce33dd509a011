"""Full names: find one person spelled with and without accents, and two people who may be one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from copydesk.analysis.names.capitals import CapitalWord
from copydesk.analysis.names.context import (
    is_human,
    is_inverted_name_of_another,
    may_be_call,
    says,
    shows_person,
)
from copydesk.analysis.names.lexicon import (
    PARTICLES,
    is_forename,
    is_given,
    is_proper,
    is_word,
    kin_words,
    nouns_have_capitals,
)
from copydesk.analysis.names.people import Cast, Person
from copydesk.analysis.names.spelling.inflection import may_be_case, surnames_may_decline
from copydesk.analysis.names.spelling.meanings import REWORDED, is_part_of_other, mean_the_same
from copydesk.analysis.names.spelling.near_words import may_be_one_word, near_word
from copydesk.analysis.names.spelling.nisba import is_nisba
from copydesk.analysis.names.spelling.rarity import are_rare
from copydesk.analysis.names.spelling.slips import (
    BEGIN_ALIKE,
    MARKS_DIFFER,
    consonants,
    fold,
    is_of_marks,
    is_plain,
    slip,
)
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind, kind_of
from copydesk.analysis.names.variants.offices import share_office
from copydesk.analysis.names.variants.one_person import (
    GIVEN,
    SAME_ROLE,
    NamePair,
    are_kin,
    are_one_person,
    are_side_by_side,
    full_spans,
    is_introduced,
    share_given_title,
    share_role,
)
from copydesk.findings import Span
from copydesk.support.patterns import regex_later


def mark_variants(text: str, cast: Cast, language: str | None = None) -> Iterator[tuple[Person, Variant]]:
    """Find spellings of one person's name that differ in accents, apostrophes or hyphens only."""
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
                if (
                    stray in cast.strays
                    and slip(spelling, stray) == MARKS_DIFFER
                    and not _is_somebody_else(text, person, cast.words(stray), language)
                ):
                    cast.adopt(person, stray)
        texts.update([word.text for word in person.bare])
        forms: dict[str, list[str]] = {}
        for spelling in sorted(texts):
            forms.setdefault(fold(spelling), []).append(spelling)
        if len(forms) < len(texts) and _may_be_accented(text, person):
            for spellings in forms.values():
                yield from _doubtful_marks(text, person, spellings)


def _is_somebody_else(text: str, person: Person, words: Sequence[CapitalWord], language: str | None) -> bool:
    """Tell whether a stray is a common noun, a known place, or an author in a reference with initials of his own."""
    if is_proper(words[0].text) and not is_given(person.given):
        return True
    if nouns_have_capitals(language) and not any(says(text, word) for word in words):
        return True
    return all(is_inverted_name_of_another(text, word, person.given) for word in words)


def _may_be_accented(text: str, person: Person) -> bool:
    """Tell whether this is a person, or at least no common word (décor)."""
    is_unusual = not any(is_word(fold(word.text)) for word in person.words)
    if not person.is_sure:
        return is_unusual and (is_human(text, person) or len(person.full) > 1)
    return is_human(text, person) or is_unusual


def _doubtful_marks(text: str, person: Person, spellings: list[str]) -> Iterator[tuple[Person, Variant]]:
    places = person.places_of(spellings)
    best = max(
        spellings, key=lambda spelling: (len(places[spelling]), not spelling.isascii(), "'" in spelling)
    )
    for spelling in spellings:
        if spelling != best and slip(best, spelling) == MARKS_DIFFER:
            hyphen_only = spelling.replace("-", "").lower() == best.replace("-", "").lower()
            if hyphen_only and not {spelling, best} <= {word.text for words in person.full for word in words}:
                continue
            if all(may_be_call(text, *place) for place in places[spelling]):
                continue
            variant = Variant(
                VariantKind.ACCENT, spelling, best, tuple(places[spelling]), tuple(places[best]), MARKS_DIFFER
            )
            yield person, variant


def middle_variants(text: str, cast: Cast, language: str | None = None) -> Iterator[tuple[Person, Variant]]:
    """Find people whose middle initial or particle changes once: James R., James T.; van den Brink, van der Brink."""
    for person in cast.people:
        lengths = {len(words) for words in person.full if len(words) > 2}
        for length in lengths:
            yield from _differing_middles(text, person, length, language)


def _differing_middles(
    text: str, person: Person, length: int, language: str | None
) -> Iterator[tuple[Person, Variant]]:
    full = [words for words in person.full if len(words) == length and words[0].text == person.given]
    first = full[0] if full else ()
    for words in full[1:]:
        pairs = [(one, two) for one, two in zip(first, words, strict=True) if one.text != two.text]
        if len(pairs) != 1 or not _may_be_exchanged(*pairs[0]) or not is_forename(person.given):
            continue
        one, two = pairs[0]
        times = Counter(each[first.index(one)].text for each in full)
        wrong, right = (one, two) if times[one.text] < times[two.text] else (two, one)
        if times[wrong.text] > 1 or any(_is_near_kin(text, place, language) for place in (one, two)):
            continue
        places, better = (tuple(Span(each.start, each.end) for each in (word,)) for word in (wrong, right))
        why = f"the rest of the name “{person.given} {person.surname}” is the same"
        yield person, Variant(VariantKind.SURNAME, wrong.text, right.text, places, better, why)
        return


def _is_near_kin(text: str, place: CapitalWord, language: str | None) -> bool:
    """Tell whether a word of kinship stands so near a name that it may tell two people of one family apart."""
    near = text[max(0, place.start - _NEAR) : place.end + _NEAR]
    return not kin_words(language).isdisjoint(_WORDS.findall(near.lower()))


_NEAR = 150
_WORDS = regex_later(r"\p{L}+")


def _may_be_exchanged(one: CapitalWord, two: CapitalWord) -> bool:
    """Tell whether two words inside a name are both initials, or both particles."""
    if len(one.text) == len(two.text) == _INITIAL and one.text[1] == two.text[1] == ".":
        return True
    particles = {one.text.lower(), two.text.lower()}
    return len(particles) > 1 and particles <= PARTICLES


_INITIAL = 2


def two_in_full(text: str, cast: Cast, language: str | None = None) -> Iterator[tuple[Person, Variant]]:
    """Find two full names that share one word, while the other looks like a slip."""
    by_part: dict[tuple[int, str], list[Person]] = {}
    for person in cast.people:
        if len(person.words) > 1:
            by_part.setdefault((0, fold(person.given)), []).append(person)
            by_part.setdefault((-1, fold(person.surname)), []).append(person)
    gone: set[int] = set()
    for (shared, _), people in by_part.items():
        differing = -1 - shared
        for index, first in enumerate(people[:12]):
            for second in people[index + 1 : 12]:
                if not gone.isdisjoint((id(first), id(second))):
                    continue
                if found := _one_person(text, first, second, differing, language):
                    better, other, variant = found
                    gone.add(id(other))
                    better.full += other.full
                    better.bare += other.bare
                    yield better, variant
    cast.people = [person for person in cast.people if id(person) not in gone]


def two_slips(text: str, cast: Cast, language: str | None = None) -> Iterator[tuple[Person, Variant]]:
    """Find two full names of the same consonants, of which first name and surname both look like slips."""
    by_sound: dict[tuple[str, str], Person] = {}
    gone: set[int] = set()
    for person in cast.people:
        if len(person.words) < 2 or not are_rare(person.surname):
            continue
        first = by_sound.setdefault((consonants(person.given), consonants(person.surname)), person)
        if first is person or are_side_by_side(text, first, person) or are_kin(text, first, person, language):
            continue
        if is_introduced(text, first) and is_introduced(text, person):
            continue
        whys = slip(first.given, person.given), slip(first.surname, person.surname)
        if MARKS_DIFFER in whys or None in whys or is_nisba(first.surname, person.surname):
            continue
        if surnames_may_decline(text, language) and all(
            may_be_case(one.text, two.text)
            for one, two in ((first.words[0], person.words[0]), (first.words[-1], person.words[-1]))
        ):
            continue  # Jana Stachurki, Jan Stachurka
        if not shows_person(text, first, language):
            continue
        better, other = (person, first) if person.count > first.count else (first, person)
        yield (
            better,
            Variant(
                VariantKind.SURNAME,
                other.name,
                better.name,
                tuple(full_spans(other)),
                tuple(full_spans(better)),
                "both halves sound alike",
            ),
        )
        gone.add(id(other))
        better.full += other.full
        better.bare += other.bare
    cast.people = [person for person in cast.people if id(person) not in gone]


def _likeness(text: str, first: Person, second: Person, part: int, language: str | None) -> str | None:
    """Say how the differing words of two names are alike, or what else speaks for one bearer; None if nothing does."""
    one, two = first.words[part].text, second.words[part].text
    why = near_word(one, two, is_given=part == GIVEN, language=language)
    if why is None and part != GIVEN and _begin_alike(text, first, second, language):
        return BEGIN_ALIKE
    if why is None and (mean_the_same(one, two, language) or is_part_of_other(one, two, language)):
        return REWORDED
    if why or part != GIVEN:
        return why
    shares = (
        share_role(text, first, second)
        or share_given_title(text, first, second, language)
        or share_office(text, first, second, language)
    )
    return SAME_ROLE if shares else None


def _begin_alike(text: str, first: Person, second: Person, language: str | None) -> bool:
    """Tell whether two people with one first name, of whom one is named once, have surnames of one beginning and end.

    So have Ole Garside and Ole Garsdale.
    """
    one, two = first.surname, second.surname
    if min(first.count, second.count) > 1:
        return False
    return (
        one[:4] == two[:4]
        and one[-1] == two[-1]
        and max(first.count, second.count) > 1
        and min(len(one), len(two)) > _LONG_ENOUGH
        and OSA.distance(one, two, score_cutoff=3) <= _THREE
        and not are_kin(text, first, second, language)
    )


_LONG_ENOUGH, _THREE = 6, 3


def _one_person(
    text: str, first: Person, second: Person, part: int, language: str | None
) -> tuple[Person, Person, Variant] | None:
    one, two = first.words[part].text, second.words[part].text
    if not may_be_one_word(one, two) or _likeness(text, first, second, part, language) is None:
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
    why = _likeness(text, better, other, part, language)
    if why is None or not are_one_person(
        NamePair(text, better, other, part, why, len(places[right]), len(places[wrong]), language)
    ):
        return None
    kind = kind_of(part, differs_in_marks=is_of_marks(right, wrong, why))
    shared = better.words[-1 - part].text
    is_surely_name = not is_word(shared) or is_forename(better.given) or better.titled
    role = ("the surname ", "the first name ")[part] if is_surely_name else ""
    reason = f"{why}, and {role}“{shared}” is the same"
    return better, other, Variant(kind, wrong, right, tuple(places[wrong]), tuple(places[right]), reason)
