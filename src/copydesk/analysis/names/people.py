"""People: who is named in full, and which later words mean them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.names.capitals import CapitalRun, Capitals, CapitalWord
from copydesk.analysis.names.lexicon import (
    function_words,
    is_forename,
    is_given,
    is_place_or_people,
    is_proper,
    is_word,
)
from copydesk.analysis.names.person_shape import is_no_surname, looks_like_person, same_given, strip_titles
from copydesk.analysis.names.spelling.slips import fold
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_CAPITAL_NOUNS = frozenset(("de", "lb"))
"""Languages in which every noun starts with a capital."""
_ABBREVIATED_TITLE = compile_later(
    r"\b(?:Mrs?|Ms|Drs?|Prof|Sgt|Gov|Sen|Rep|Lt|Capt|Col|Cpl|Gen|Maj|Cmdr|Adm|Det|Supt|Insp|Rev|Fr|Sra?|Hon)\."
    r"[ \u00a0\0]{1,3}"
)
"""Titles whose full stop parts them from the name for whoever looks for runs of capitals."""
_CAPITAL_PARTICLES = frozenset(
    "Van Von De Del Della Di Da Du La Le Los Las Mac Mc St San Abu Bin Al El Ben".split()
)


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
        if self.titled or len(self.bare) > 1 or is_given(self.given):
            return True
        return bool(self.bare) and not is_proper(self.surname) and not is_word(self.surname)

    def spelled(self, spelling: str) -> list[Span]:
        """Where a word of the name stands in exactly this spelling, in order."""
        words = [word for words in self.full for word in words] + self.bare
        return sorted(Span(word.start, word.end) for word in words if word.text == spelling)

    def mentions(self) -> list[Span]:
        """All places, in order."""
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
        """The places of a stray, in order."""
        return [
            CapitalWord(stray, at, self.ends.get(at, at + len(stray))) for at in sorted(self.strays[stray])
        ]

    def adopt(self, person: Person, stray: str) -> None:
        """Give a stray to a person."""
        person.bare += self.words(stray)
        del self.strays[stray]


def read_people(text: str, capitals: Capitals, language: str | None = None) -> Cast:
    """Find the people of a text and their mentions.

    Where every noun has a capital, two capitals in a row speak for nobody: there a given name, an initial or a title
    must stand with them.
    """
    known = function_words()
    cast = Cast(
        strays={word: at for word, at in capitals.singles.items() if word.lower() not in known},
        ends=capitals.ends,
        titled={match.end() for match in _ABBREVIATED_TITLE.finditer(text)} if "." in text else set(),
    )
    by_surname: dict[str, list[Person]] = {}
    compounds = {run.words[-2].text for run in capitals.runs if len(run.words) > 2} & _CAPITAL_PARTICLES
    articles = STOP_WORDS.get(language, frozenset()) if language and language != "en" else frozenset()
    for run in capitals.runs:
        words, titled = strip_titles(run.words, text)
        if words[0].text.lower() in articles and is_forename(words[0].text) and not titled and len(words) > 1:
            words = words[1:]  # in French, “Les” is nobody
        if len(words) == 2 and words[0].text in compounds:
            words = words[1:]  # “Van Houten”, where somebody is called Clark Van Houten
        if len(words) == 1:
            _stray(cast, words[0])
            if titled:
                cast.titled.add(words[0].start)
        elif language in _CAPITAL_NOUNS and not titled and not is_given(words[0].text):
            _read_loose(cast, by_surname, words)
        elif looks_like_person(tuple([word.text for word in words])):
            _introduce(by_surname, cast.people, tuple(words), titled)
            if not titled and is_word(words[0].text) and text.startswith((" of ", " for "), run.end):
                cast.bodies.append(run)  # perhaps a body with a misspelt head: National Insitute of
        else:
            cast.bodies.append(run)
            cast.inside.update([word.text for word in run.words])
    for loose in capitals.loose:
        _read_loose(cast, by_surname, loose)
    _attach(cast)
    return cast


def _stray(cast: Cast, word: CapitalWord) -> None:
    cast.strays.setdefault(word.text, []).append(word.start)
    if word.end - word.start != len(word.text):
        cast.ends[word.start] = word.end


def _read_loose(cast: Cast, by_surname: dict[str, list[Person]], words: Sequence[CapitalWord]) -> None:
    """The words of a headline: a given name before an unusual word is a person, every other word stands alone."""
    index = 0
    while index < len(words):
        pair = tuple(words[index : index + 2])
        if (
            len(pair) == 2
            and is_forename(pair[0].text)
            and not is_word(pair[0].text)
            and _is_surname(pair[1].text)
        ):
            _introduce(by_surname, cast.people, pair, titled=False)
            index += 2
            continue
        if pair[0].text[0].isupper() and pair[0].text.lower() not in function_words():
            _stray(cast, pair[0])
        index += 1


def _is_surname(word: str) -> bool:
    """Whether a word of a headline can hardly be anything but a surname."""
    return len(word) > 2 and not word.isupper() and not is_word(word) and not is_place_or_people(word)


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


def _introduce(
    by_surname: dict[str, list[Person]], people: list[Person], words: tuple[CapitalWord, ...], titled: bool
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


def _attach(cast: Cast) -> None:
    """Give every stray that is a word of somebody's name to that person, a surname before a first name."""
    owners: dict[str, dict[int, Person]] = {}
    for part in (-1, 0, 1):
        for person in cast.people:
            if part == 1 and len(person.words) < 3:
                continue
            for words in person.full:
                token = words[part].text if part < len(words) else ""
                if len(token) > 2 and (token[0].isupper() or "-" in token):
                    for form in {token, token[0].upper() + token[1:], token[0].lower() + token[1:]}:
                        owners.setdefault(form, {}).setdefault(id(person), person)
    for token in [
        token
        for token in cast.strays
        if token in owners or (token.isupper() and token.capitalize() in owners)
    ]:
        candidates = list((owners.get(token) or owners[token.capitalize()]).values())
        if len(candidates) == 1:
            cast.adopt(candidates[0], token)
            continue
        introduced = sorted(candidates, key=lambda person: person.words[0].start)
        for word in cast.words(token):
            _nearest(introduced, word.start, candidates[0]).bare.append(word)
        del cast.strays[token]


def _nearest(introduced: Sequence[Person], place: int, otherwise: Person) -> Person:
    """The person introduced last before a place, of people in the order of their introduction."""
    index = bisect_left(introduced, place, key=lambda person: person.words[0].start)
    return introduced[index - 1] if index else otherwise
