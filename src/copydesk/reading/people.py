"""People: who is named in full, and which later words mean them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from copydesk.findings import Span
from copydesk.reading.capitals import Capitals, Run, Word
from copydesk.reading.lexicon import (
    BODY_HEADS,
    CALENDAR,
    HONORIFICS,
    PARTICLES,
    PEOPLES,
    PLACE_HEADS,
    ROLES,
    SUFFIXES,
    are_nicknames,
    function_words,
    is_forename,
    is_proper,
    is_word,
)
from copydesk.reading.spelling import fold


@dataclass(slots=True)
class Person:
    """Somebody named in full.

    Attributes:
        words: the name's words at its first full mention, titles and suffixes left out, particles kept.
        full: the words of every full mention.
        bare: every later mention by a single word of the name.
        titled: whether a title or a role stands before the name somewhere.
    """

    words: tuple[Word, ...]
    full: list[tuple[Word, ...]] = field(default_factory=list)
    bare: list[Word] = field(default_factory=list)
    titled: bool = False

    @property
    def name(self) -> str:
        """The name in full, in the spelling of its first full mention."""
        return " ".join(word.text for word in self.words)

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.words[-1].text

    @property
    def given(self) -> str:
        """The first word of the name, perhaps an initial."""
        return self.words[0].text

    @property
    def count(self) -> int:
        """How often the person is mentioned."""
        return len(self.full) + len(self.bare)

    @property
    def is_sure(self) -> bool:
        """Whether more than two capitals speak for a person: a given name, a title, or bare later mentions."""
        if self.titled or is_forename(self.given) or "." in self.given or len(self.bare) > 1:
            return True
        return bool(self.bare) and not is_proper(self.surname) and not is_word(self.surname)

    def mentions(self) -> list[Span]:
        """All places, in order."""
        spans = [Span(words[0].start, words[-1].end) for words in self.full]
        return sorted(spans + [Span(word.start, word.end) for word in self.bare])


@dataclass(slots=True)
class Cast:
    """The people of a text, and the words that belong to nobody.

    Attributes:
        people: in order of their first full mention.
        strays: capitalised single words that are nobody's known name, with their places.
        titled: where a stray stands after a title or a role ("Mr Dodik").
        inside: words that are part of a run that names no person (a body, a place), so that they have a life of their own.
        bodies: the runs that name no person.
    """

    people: list[Person] = field(default_factory=list)
    strays: dict[str, list[Word]] = field(default_factory=dict)
    titled: set[int] = field(default_factory=set)
    inside: set[str] = field(default_factory=set)
    bodies: list[Run] = field(default_factory=list)


def read_people(text: str, capitals: Capitals) -> Cast:
    """Find the people of a text and their mentions."""
    cast = Cast()
    by_surname: dict[str, list[Person]] = {}
    for run in capitals.runs:
        words, titled = strip_titles(run.words, text)
        if len(words) == 1:
            cast.strays.setdefault(words[0].text, []).append(words[0])
            if titled:
                cast.titled.add(words[0].start)
        elif looks_like_person(words):
            _introduce(by_surname, cast.people, words, titled)
        else:
            cast.bodies.append(run)
            cast.inside.update(word.text for word in run.words)
    for places in (capitals.singles, capitals.loose):
        for token, starts in places.items():
            if token[0].isupper() and token.lower() not in function_words():
                words_ = [Word(token, start, start + len(token)) for start in starts]
                cast.strays.setdefault(token, []).extend(words_)
    _attach(cast)
    return cast


def strip_titles(words: Sequence[Word], text: str) -> tuple[tuple[Word, ...], bool]:
    """A run without what stands before and after a name: titles, roles, a sentence's first word, Jr., MP.

    Returns the remaining words and whether a title or a role was among the others.
    """
    kept = list(words)
    while len(kept) > 1 and kept[-1].text.rstrip(".") in SUFFIXES:
        kept.pop()
    titled = False
    for index in range(len(kept) - 2, -1, -1):
        plain = kept[index].text.rstrip(".")
        if plain in HONORIFICS or (plain in ROLES and not (index and is_forename(kept[index - 1].text))):
            kept = kept[index + 1 :]
            titled = True
            break
    while len(kept) > 1 and _is_no_name_start(kept, text):
        kept = kept[1:]
    while len(kept) > 1 and kept[0].text.lower() in PARTICLES and kept[0].text.islower():
        kept = kept[1:]
    return tuple(kept), titled


def _is_no_name_start(words: Sequence[Word], text: str) -> bool:
    """Whether a run's first word only happens to stand before a name."""
    first, second = words[0].text, words[1].text
    if first.lower() in function_words() and not is_forename(first):
        return True
    if first in CALENDAR and not is_forename(first):
        return True
    if first in PEOPLES or (len(first) > 1 and first.isupper() and not first.endswith(".")):
        return len(words) > 2 or (first in PEOPLES and not is_forename(first) and not is_word(second))
    if is_forename(first) or first.endswith("."):
        return False
    if len(words) > 2 and is_forename(second) and (is_word(first) or is_proper(first)):
        return True
    return is_word(first) and _starts_sentence(text, words[0].start) and not is_word(second)


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start].rstrip(" \0“\"'‘(«")
    return not before or before[-1] in ".!?:;\n\r…"


_LINKS = frozenset("and the of for in on at to or a an und oder et".split())
_SURNAMES_TOO = frozenset(
    "King Major Judge Bishop Pope Prince Earl Duke Justice Constable Head Marshal Cardinal Count Saint".split()
)


def looks_like_person(words: Sequence[Word]) -> bool:
    """Whether a run of two to five words can be a person's name."""
    first, last = words[0].text, words[-1].text
    if any(len(word.text) > 3 and word.text.isupper() for word in words) or (
        len(last) > 1 and last.isupper()
    ):
        return False
    has_forename = is_forename(first) or first.endswith(".")
    if last.endswith(".") or len(last) < 2 or any(word.text.lower() in _LINKS for word in words):
        return False
    if not has_forename:
        if (
            is_proper(first)
            or first in BODY_HEADS
            or first in PLACE_HEADS
            or first in CALENDAR
            or first in PEOPLES
        ):
            return False
        if all(is_word(word.text) for word in words if word.text[0].isupper()):
            return False
    elif len(words) > 2 and last in BODY_HEADS:
        return False
    if last in ROLES and last not in _SURNAMES_TOO:
        return False
    if any(head in BODY_HEADS or head in PLACE_HEADS for head in (last, last.removesuffix("s"))):
        return has_forename and not is_proper(first) and len(words) == 2 and not last.endswith("s")
    if last in CALENDAR or last in PEOPLES or last in ROLES:
        return has_forename and not is_proper(first)
    return not any(word.text in BODY_HEADS for word in words[1:-1])


def _introduce(
    by_surname: dict[str, list[Person]], people: list[Person], words: tuple[Word, ...], titled: bool
) -> None:
    namesakes = by_surname.setdefault(fold(words[-1].text), [])
    for person in namesakes:
        if same_given(person.given, words[0].text):
            break
    else:
        person = Person(words)
        namesakes.append(person)
        people.append(person)
    person.full.append(words)
    person.titled = person.titled or titled


def same_given(first: str, second: str) -> bool:
    """Whether two given names can be one person's: equal but for accents, an initial of the other, or its short form."""
    if first == second or fold(first) == fold(second):
        return True
    if "." in first or "." in second or min(len(first), len(second)) == 1:
        return first[0] == second[0]
    return are_nicknames(first, second)


def _attach(cast: Cast) -> None:
    """Give every stray that is a word of somebody's name to that person."""
    owners: dict[str, list[Person]] = {}
    for part in (-1, 0, 1):
        for person in cast.people:
            if part == 1 and len(person.words) < 3:
                continue
            for words in person.full:
                token = words[part].text
                if len(token) > 2 and token[0].isupper() and person not in owners.setdefault(token, []):
                    owners[token].append(person)
    for token in [token for token in cast.strays if token in owners or token.capitalize() in owners]:
        candidates = owners.get(token) or owners[token.capitalize()]
        for word in cast.strays.pop(token):
            _nearest(candidates, word.start).bare.append(word)


def _nearest(candidates: Sequence[Person], place: int) -> Person:
    """The person introduced last before a place; the first one if nobody was yet."""
    before = [person for person in candidates if person.words[0].start < place]
    return max(before, key=lambda person: person.words[0].start) if before else candidates[0]
