"""People: somebody named in full with all mentions, and all people of a text with the words that are nobody's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter

from copydesk.analysis.names.capitals import CapitalRun, CapitalWord
from copydesk.analysis.names.lexicon import is_given, is_proper, is_word
from copydesk.analysis.names.person_shape import is_no_surname
from copydesk.findings import Span


@dataclass(slots=True, eq=False)
class Person:
    """Somebody named in full.

    Attributes:
        words: the name's words at its first full mention, titles and suffixes left out, particles kept.
        full: the words of every full mention.
        bare: every later mention by a single word of the name.
        titled: whether a title or a role stands before the name somewhere.
    """

    words: tuple[CapitalWord, ...]
    full: list[tuple[CapitalWord, ...]] = field(default_factory=list)
    bare: list[CapitalWord] = field(default_factory=list)
    titled: bool = False

    @property
    def name(self) -> str:
        """Return the name in full, in the spelling of its first full mention."""
        return " ".join(word.text for word in self.words)

    @property
    def surname(self) -> str:
        """Return the last word of the name."""
        return self.words[-1].text

    @property
    def given(self) -> str:
        """Return the first word of the name, perhaps an initial."""
        return self.words[0].text

    @property
    def count(self) -> int:
        """Return how often the person is mentioned."""
        return len(self.full) + len(self.bare)

    @property
    def is_sure(self) -> bool:
        """Tell whether more than two capitals speak for a person: a given name, a title, or bare later mentions."""
        if self.titled or len(self.bare) > 1 or is_given(self.given):
            return True
        return bool(self.bare) and not is_proper(self.surname) and not is_word(self.surname)

    def spelled(self, spelling: str) -> list[Span]:
        """List where a word of the name stands in exactly this spelling, in order."""
        words = [word for words in self.full for word in words] + self.bare
        return sorted(Span(word.start, word.end) for word in words if word.text == spelling)

    def places_of(self, spellings: Iterable[str]) -> dict[str, list[Span]]:
        """List, for each spelling, what `spelled` does."""
        places: dict[str, list[Span]] = {spelling: [] for spelling in spellings}
        for word in sorted([*chain.from_iterable(self.full), *self.bare], key=attrgetter("start")):
            if word.text in places:
                places[word.text].append(Span(word.start, word.end))
        return places

    def mentions(self) -> list[Span]:
        """List all places of the person, in order."""
        spans = [Span(words[0].start, words[-1].end) for words in self.full]
        return sorted(spans + [Span(word.start, word.end) for word in self.bare])


@dataclass(slots=True)
class Cast:
    """The people of a text, and the words that belong to nobody.

    Attributes:
        people: in order of their first full mention.
        strays: capitalised single words that are nobody's known name, with where they start.
        ends: where words end that hold markup inside, by their start.
        titled: where a stray stands after a title or a role ("Mr Dodik").
        inside: words of runs that name no person (a body, a place), and so have a life of their own.
        bodies: the runs that name no person.
    """

    people: list[Person] = field(default_factory=list)
    strays: dict[str, list[int]] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    titled: set[int] = field(default_factory=set)
    inside: set[str] = field(default_factory=set)
    bodies: list[CapitalRun] = field(default_factory=list)

    def words(self, stray: str) -> list[CapitalWord]:
        """List the places of a stray, in order."""
        return [
            CapitalWord(stray, at, self.ends.get(at, at + len(stray))) for at in sorted(self.strays[stray])
        ]

    def adopt(self, person: Person, stray: str) -> None:
        """Give a stray to a person."""
        person.bare += self.words(stray)
        del self.strays[stray]


def titled_people(cast: Cast, least: int) -> list[Person]:
    """Make people of the strays that a title or a role introduces ("President Mbeko") without a first name.

    Only of those that are mentioned `least` times or more.
    """
    tokens = [token for token, places in cast.strays.items() if len(places) >= least]
    return [person for token in tokens if (person := titled_person(cast, token))]


def titled_person(cast: Cast, token: str) -> Person | None:
    """Make somebody of a stray, if a title or a role introduces it somewhere."""
    if len(token) < 3 or cast.titled.isdisjoint(cast.strays.get(token, ())):
        return None
    if token.endswith("s") and token[:-1] in cast.strays:
        return None  # a family: the Miss Dellwoods
    if token.isupper() or is_proper(token) or is_no_surname(token) or token in cast.inside:
        return None
    first, *rest = cast.words(token)
    person = Person((first,), full=[(first,)], bare=rest, titled=True)
    del cast.strays[token]
    cast.people.append(person)
    return person
