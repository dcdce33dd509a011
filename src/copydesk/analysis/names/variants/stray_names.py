"""Single words that nobody is called, and that look like a slip for somebody who is introduced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from copydesk.analysis.names.capitals import CapitalWord
from copydesk.analysis.names.context import (
    is_german_noun,
    is_human,
    is_in_lower_case,
    is_listed,
    is_surely_human,
    says,
    stand_side_by_side,
    stands_for_place,
)
from copydesk.analysis.names.lexicon import is_forename, is_place_or_people, is_proper, is_word
from copydesk.analysis.names.people import Cast, Person
from copydesk.analysis.names.spelling.nisba import is_nisba
from copydesk.analysis.names.spelling.slips import (
    ONE_LETTER,
    fold,
    is_inflected,
    is_of_marks,
    is_pet_form,
    phonetic_key,
    slip,
)
from copydesk.analysis.names.variants.full_names import are_rare, are_rare_names
from copydesk.analysis.names.variants.name_variants import Variant
from copydesk.findings import Span

_SOUND_GROUPS = ("aeiouyh", "ckqszx", "fvwbp", "jg", "dt", "mn", "l", "r")
_GROUP = {letter: group for group, letters in enumerate(_SOUND_GROUPS) for letter in letters}
_FARTHEST = 3
"""The greatest edit distance that is looked at."""

Buckets = dict[int, list[tuple[str, str]]]


def stray_variants(
    text: str, cast: Cast, people: Sequence[Person], language: str | None = None
) -> Iterator[tuple[Person, Variant]]:
    """The strays that look like slips for one of these people, each given to the one that it seems to mean."""
    buckets: Buckets = {}
    by_fold: dict[str, str] = {}
    for token in cast.strays:
        if len(token) > 2 and not token.isupper():
            key = fold(token)
            by_fold[key] = token
            buckets.setdefault(_group(key), []).append((key, token))
    for person in sorted(people, key=lambda person: -person.count):
        for part, anchor in list(_anchors(person)):  # not those that it adopts
            for token in _near(fold(anchor), buckets, by_fold):
                if token not in cast.strays or is_nisba(anchor, token):
                    continue
                why = slip(anchor, token)
                variant = why and _weigh(text, cast, person, anchor, token, part, why, language)
                if variant:
                    cast.adopt(person, token)
                    yield person, variant


def _group(key: str) -> int:
    """The group of first sounds that a folded name belongs to."""
    return _GROUP.get("c" if key.startswith(("tch", "tsch")) else key[0], -1)


def _near(key: str, buckets: Buckets, by_fold: dict[str, str]) -> list[str]:
    """The strays that are few letters away: those of like beginning, and those whose first letters went astray."""
    shortest, longest = len(key) - _FARTHEST, len(key) + _FARTHEST
    near = [
        token
        for other, token in buckets.get(_group(key), ())
        if shortest <= len(other) <= longest and OSA.distance(key, other, score_cutoff=_FARTHEST) <= _FARTHEST
    ]
    for spoilt in (key[1:], key[1:2] + key[:1] + key[2:]):
        if spoilt in by_fold and by_fold[spoilt] not in near:
            near.append(by_fold[spoilt])
    return near


def _anchors(person: Person) -> Iterator[tuple[int, str]]:
    """The words of a name by which the person is called: the surname, and another where it stands alone somewhere."""
    surnames = {words[-1].text for words in person.full}
    if len(person.words) == 1 and person.count < 2 and not are_rare(person.surname):
        return
    for surname in surnames:
        if len(surname) > 2:
            yield -1, surname
    for middle in person.words[1:-1]:
        if (
            len(middle.text) > 4
            and middle.text[0].isupper()
            and not is_word(middle.text)
            and not is_forename(middle.text)
        ):
            yield -1, middle.text
    for token in {word.text for word in person.bare} - surnames:
        if token[0].isupper() and not token.isupper():
            yield (0 if token == person.given else -1), token


def _weigh(
    text: str, cast: Cast, person: Person, anchor: str, token: str, part: int, why: str, language: str | None
) -> Variant | None:
    words = cast.words(token)
    says_so = any(says(text, word) for word in words)
    titled = any(word.start in cast.titled for word in words)
    if token in cast.inside or is_in_lower_case(text, token):
        return None
    if stand_side_by_side(text, anchor, token) or (
        not titled and any(is_listed(text, word) for word in words)
    ):
        return None
    named = titled or says_so
    if not named and any(stands_for_place(text, word) for word in words):
        return None
    if is_proper(anchor) and anchor.endswith("a") and token == anchor + "n":
        return None  # Arizona, Arizonan
    human = is_human(text, person)
    if not human and not (named or are_rare_names(anchor, token, why)):
        return None
    if is_inflected(anchor, token) and not (human and is_surely_human(text, person)):
        return None
    places = tuple(Span(word.start, word.end) for word in words)
    others = tuple(person.spelled(anchor))
    if part == -1 and _is_full_name_wrong(person, anchor, token, words, why, named=named):
        reason = f"{why}, and nobody else is introduced"
        return Variant("name-variant", anchor, token, others, places, reason)
    if not (person.is_sure or named or are_rare_names(anchor, token, why)) or not _is_slip(
        person, anchor, token, words, why, part, titled=titled, says=says_so, human=human
    ):
        return None
    if language == "de" and not named and any(is_german_noun(text, word) for word in words):
        return None
    kind = (
        "accent-variant" if is_of_marks(anchor, token, why) else ("first-name-variant", "name-variant")[part]
    )
    reason = f"{why}, and the text introduces {person.name} but nobody by the other name"
    return Variant(kind, token, anchor, places, others, reason)


def _is_slip(
    person: Person,
    anchor: str,
    token: str,
    words: Sequence[CapitalWord],
    why: str,
    part: int,
    *,
    titled: bool,
    says: bool,
    human: bool,
) -> bool:
    """Weigh what speaks for and against a stray word's being a misspelt name.

    Known words and given names need a title or a verb of saying beside them; a lone letter that neither looks nor
    sounds alike needs a long name; as many of one spelling as of the other tell of two people, unless both are rare.
    """
    if len(words) > 2 and len(words) * 3 > person.count:
        return False
    if part == 0 and is_pet_form(anchor, token):
        return False
    if len(words) >= person.count and not (
        len(words) == 1
        and (titled or says or (why != ONE_LETTER and (human or is_forename(person.given))))
        and words[0].start > person.words[0].start
        and are_rare(anchor, token)
    ):
        return False
    length = min(len(anchor), len(token))
    same_start = phonetic_key(anchor)[0] == phonetic_key(token)[0]
    if is_place_or_people(token):
        return titled and same_start and why != ONE_LETTER
    if is_word(token) or is_forename(token) or is_proper(token):
        return part == -1 and same_start and why != ONE_LETTER and length > 3 and (titled or says)
    if length == 3 and not set(fold(token)) & set("aeiouy"):
        return same_start
    if length == 3 or why == ONE_LETTER:
        return same_start and (length > 5 or titled or says)
    return True


def _is_full_name_wrong(
    person: Person, anchor: str, token: str, words: Sequence[CapitalWord], why: str, *, named: bool
) -> bool:
    """Whether the one full mention is the slip: everywhere else the name is spelled as the stray."""
    if (
        len(person.spelled(anchor)) > 1
        or len(words) < 2
        or why == ONE_LETTER
        or fold(anchor) == fold(token) + "s"
    ):
        return False
    if is_word(person.surname) or (
        (is_proper(token) or is_forename(token)) and not (named and are_rare(anchor))
    ):
        return False
    if not (is_forename(person.given) or person.titled or are_rare(anchor, token)):
        return False
    return named or are_rare(anchor)
