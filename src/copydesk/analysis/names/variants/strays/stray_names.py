"""Stray names: find single words that nobody is called and that look like a slip for somebody who is introduced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from copydesk.analysis.language.languages import in_all_languages
from copydesk.analysis.names.context import is_in_lower_case, stands_for_place, word_before
from copydesk.analysis.names.lexicon import is_forename, is_proper, is_word, nouns_have_capitals
from copydesk.analysis.names.people import Cast, Person
from copydesk.analysis.names.spelling.inflection import are_of_family
from copydesk.analysis.names.spelling.meanings import REWORDED, has_meaning, mean_the_same
from copydesk.analysis.names.spelling.nisba import is_nisba
from copydesk.analysis.names.spelling.rarity import are_rare
from copydesk.analysis.names.spelling.slips import MISSING, fold, likeness
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.analysis.names.variants.strays.stray import Stray
from copydesk.analysis.names.variants.strays.stray_evidence import is_introduced_apart, weigh
from copydesk.findings import Span
from copydesk.support.patterns import regex_later

_SOUND_GROUPS = ("aeiouyh", "ckqszx", "fvwbp", "jg", "dt", "mn", "l", "r")
_GROUP = {letter: group for group, letters in enumerate(_SOUND_GROUPS) for letter in letters}
_SHORT_GIVEN = 4
"""First names of more letters are anchors even where nobody is called by them alone."""
_FARTHEST = 3
"""The greatest edit distance that is looked at."""

_MOST = 2_000
"""Of more people, those named most often are looked at, and of more strays that begin alike the first: no article has
as many, and a register has no end of them."""

Buckets = dict[int, tuple[list[str], list[str]]]
"""Folded strays, and each as it is written, by the group of first sounds that they belong to."""


def stray_variants(
    text: str, cast: Cast, people: Sequence[Person], language: str | None = None
) -> Iterator[tuple[Person, Variant]]:
    """Find the strays that look like slips for one of these people, each given to the one that it seems to mean."""
    buckets: Buckets = {}
    by_fold: dict[str, str] = {}
    for token in cast.strays:
        if len(token) > 2 and not token.isupper():
            key = fold(token)
            by_fold[key] = token
            keys, tokens = buckets.setdefault(_group(key), ([], []))
            keys.append(key)
            tokens.append(token)
    for person in sorted(people, key=lambda person: -person.count)[:_MOST]:
        for part, anchor in list(_anchors(person)):  # not those that it adopts
            for token in _near(fold(anchor), buckets, by_fold):
                if (
                    token == anchor
                    or token not in cast.strays
                    or is_nisba(anchor, token)
                    or are_of_family(anchor, token)
                ):
                    continue
                if any(_is_introduced(text, word.start) for word in cast.words(token)):
                    continue
                why = likeness(anchor, token) or _added_s(cast, anchor, token)
                variant = why and weigh(Stray(text, cast, person, anchor, token, part, why, language))
                if variant:
                    cast.adopt(person, token)
                    yield person, variant


_INDEFINITE = regex_later(
    r"(?<!\p{L})(?:an?|een|ein(?:e[mnr]?)?|e[nt]|una|une?|uma?)[ \0]\p{Lu}\p{L}{0,11}\.?[ \0]\Z"
)
"""An indefinite article and a title."""


def _is_introduced(text: str, start: int) -> bool:
    """Tell whether a name is told as that of somebody new: a Mr Clark, from Hove."""
    return _INDEFINITE.search(text, max(0, start - 24), start) is not None


def _added_s(cast: Cast, anchor: str, token: str) -> str | None:
    """Tell whether somebody who has a title bears a name with an s more: Ms Dells, who was Anna Dell."""
    is_one_person = token == anchor + "s" and all(word.start in cast.titled for word in cast.words(token))
    return MISSING if is_one_person else None


def reworded_variants(text: str, cast: Cast, language: str | None) -> Iterator[tuple[Person, Variant]]:
    """Find words behind a title that nobody is called and that mean the same as somebody's surname."""
    people = [person for person in cast.people if has_meaning(person.surname, language)]
    tokens = [token for token in cast.strays if people and has_meaning(token, language)]
    for token in tokens:
        for person in people:
            if not mean_the_same(person.surname, token, language):
                continue
            stray = Stray(text, cast, person, person.surname, token, -1, REWORDED, language)
            is_name = stray.titled or _stands_as_surname(stray)
            if stray.human and is_name and not is_introduced_apart(stray):
                places = tuple(Span(word.start, word.end) for word in stray.words)
                better = tuple(person.spelled(person.surname))
                cast.adopt(person, token)
                why = f"{REWORDED}, and the text introduces {person.name} but nobody by the other name"
                yield person, Variant(VariantKind.SURNAME, token, person.surname, places, better, why)
                break


def _stands_as_surname(stray: Stray) -> bool:
    """Tell whether a word stands once, within a sentence, as a surname does, where a capital tells of a name."""
    if stray.says:
        return True
    if nouns_have_capitals(stray.language) or len(stray.words) > 1 or not is_forename(stray.person.given):
        return False
    before = word_before(stray.text, stray.words[0])
    return (
        stray.in_sentence
        and not is_in_lower_case(stray.text, stray.token)
        and stray.token not in stray.cast.inside
        and before not in in_all_languages("determiners")
        and not before[:1].isupper()
        and not is_proper(stray.token)
        and not stands_for_place(stray.text, stray.words[0])
    )


def _group(key: str) -> int:
    """Tell the group of first sounds that a folded name belongs to."""
    return _GROUP.get("c" if key.startswith(("tch", "tsch")) else key[0], -1)


def _near(key: str, buckets: Buckets, by_fold: dict[str, str]) -> list[str]:
    """Find the strays that are few letters away: those of like beginning, and those whose first letters went astray."""
    keys, tokens = buckets.get(_group(key), ((), ()))
    found = extract(key, keys[:_MOST], scorer=OSA.distance, score_cutoff=_FARTHEST, limit=None)
    near = [tokens[index] for index in sorted(index for _, _, index in found)]
    for spoilt in (key[1:], key[1:2] + key[:1] + key[2:]):
        if spoilt in by_fold and by_fold[spoilt] not in near:
            near.append(by_fold[spoilt])
    return near


def _anchors(person: Person) -> Iterator[tuple[int, str]]:
    """List the words by which a person is called: the surname, and others that stand alone somewhere."""
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
    bare = {word.text for word in person.bare}
    given = person.given
    if len(person.words) > 1 and given not in bare and is_forename(given) and len(given) > _SHORT_GIVEN:
        yield 0, given
    for token in bare - surnames:
        if token[0].isupper() and not token.isupper():
            yield (0 if token == person.given else -1), token
