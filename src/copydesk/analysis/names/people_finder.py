"""People finder: who is named in full in a text, and which later words mean them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.bare_surnames import surname_alone
from copydesk.analysis.names.capitals import CapitalRun, Capitals, CapitalWord, remove_places
from copydesk.analysis.names.context import says, starts_sentence
from copydesk.analysis.names.lexicon import (
    BODY_HEADS,
    PARTICLES,
    PLACE_HEADS,
    function_words,
    is_forename,
    is_given,
    is_place_or_people,
    is_proper,
    is_word,
    may_know_words_of,
    nouns_have_capitals,
)
from copydesk.analysis.names.people import Cast, Person
from copydesk.analysis.names.person_shape import looks_like_person, same_given, strip_titles
from copydesk.analysis.names.spelling.slips import fold, slip
from copydesk.support.patterns import compile_later

_ABBREVIATED_TITLE = compile_later(
    r"\b(Mrs?|Ms|Drs?|Prof|Sgt|Gov|Sen|Rep|Lt|Capt|Col|Cpl|Gen|Maj|Cmdr|Adm|Det|Supt|Insp|Rev|Fr|Sra?|Hon)\."
    r"[ \u00a0\0]{1,3}"
)
"""Titles whose full stop parts them from the name for whoever looks for runs of capitals."""
_CAPITAL_PARTICLES = frozenset(
    "Van Von De Del Della Di Da Du La Le Los Las Mac Mc St San Abu Bin Al El Ben".split()
)
_MOST_NAMESAKES = 30
"""Of more people with one surname, as in a register, only those with the same given name are taken for one."""


def read_people(text: str, capitals: Capitals, language: str | None = None) -> Cast:
    """Find the people of a text and their mentions.

    Where every noun has a capital, two capitals in a row speak for nobody: there a given name, an initial or a title
    must stand with them.
    """
    finder = _PeopleFinder(text, capitals, language)
    for run in capitals.runs:
        finder.read_run(run)
    for loose in capitals.loose:
        finder.read_loose(loose)
    finder.part_words_before_names()
    _attach(finder.cast)
    return finder.cast


class _PeopleFinder:
    """Sorts the runs of capitals of one text into people, strays and names of other things."""

    def __init__(self, text: str, capitals: Capitals, language: str | None) -> None:
        known = function_words()
        self._text = text
        self._language = language
        self._nouns_have_capitals = nouns_have_capitals(language)
        self._articles = (
            STOP_WORDS.get(language, frozenset()) if language and language != "en" else frozenset()
        )
        surnames_of_two = {run.words[-2].text for run in capitals.runs if len(run.words) > 2}
        self._particle_articles = language_data(language).particle_articles
        self._epithets = language_data(language).epithets
        titles = () if may_know_words_of(language) else language_data(language).given_titles
        self._given_titles = frozenset(title.capitalize() for title in titles)
        self._cases = language_data(language).surnames_decline
        self._initial_honorifics = language_data(language).initial_honorifics
        self._firsts = {run.words[0].text for run in capitals.runs if len(run.words) == _TWICE}
        self._compounds = (
            surnames_of_two | {word.capitalize() for word in surnames_of_two}
        ) & _CAPITAL_PARTICLES
        self._particles_here = {
            tuple(particles) for run in capitals.runs if (particles := _particles_of_surname(run.words))
        }
        self._titles_here = {
            run.words[0].text
            for run in capitals.runs
            if len(run.words) > _TWICE and _is_title_here(run.words)
        }
        self._leads = frozenset(language_data(language).crediting_words)
        self._singles = capitals.singles
        self._by_surname: dict[str, list[Person]] = {}
        self._in_register: dict[tuple[str, str], Person] = {}
        self.cast = Cast(
            strays={word: at for word, at in capitals.singles.items() if word.lower() not in known},
            ends=capitals.ends,
        )
        self._forget_titles()

    def _forget_titles(self) -> None:
        """Take titles that stand alone off the words that may be names: Sen. Tove Hallin."""
        titles: dict[str, set[int]] = {}
        for match in kept_matches(_ABBREVIATED_TITLE, self._text) if "." in self._text else ():
            self.cast.titled.add(match.end())
            if match[1] in self.cast.strays:
                titles.setdefault(match[1], set()).add(match.start())
        remove_places(self.cast.strays, titles)

    def read_run(self, run: CapitalRun) -> None:
        """Decide what a run of capitals names."""
        at = self._end_of_whole_name(run.words) or _joins_two(run.words)
        if at:
            self.read_run(CapitalRun(run.words[:at], run.loose))
            self.read_run(CapitalRun(run.words[at + 1 :], run.loose))
            return
        words = self._without_initial_honorific(run.words)
        if len(words) > 1 and words[0].text in self._given_titles:
            words = words[1:]  # Don Abelardo
            self.cast.titled.add(words[0].start)
        words, titled = strip_titles(words, self._text)
        if words[0].text in self._titles_here and len(words) > 1:
            words, titled = words[1:], True
        titled = titled or words[0].start in self.cast.titled
        words = self._without_article(self._behind_link(words), titled)
        if self._cases and len(words) > 2 and not is_given(words[0].text) and is_forename(words[1].text):
            words = words[1:]  # the firm in the genitive: prezes Novexu Anna Dell
        known = (
            surname_alone(self._text, words, self._singles, self._language)
            if self._nouns_have_capitals and not titled
            else ()
        )
        if known:
            words, titled = known, True
        if len(words) == 1:
            self._stray(words[0])
            if titled:
                self.cast.titled.add(words[0].start)
        elif self._nouns_have_capitals and not (titled or is_given(words[0].text) or self._speaks(words)):
            self.read_loose(words)
        elif looks_like_person(tuple([word.text for word in words])) or self._is_called_nearly_so(words):
            self._introduce(tuple(words), titled)
            if not titled and is_word(words[0].text) and self._text.startswith((" of ", " for "), run.end):
                self.cast.bodies.append(run)  # perhaps a body with a misspelt head: National Insitute of
        else:
            self.cast.bodies.append(run)
            self.cast.inside.update([word.text for word in run.words])

    def _end_of_whole_name(self, words: Sequence[CapitalWord]) -> int:
        """Return where an article stands behind a whole name: Anna Dell den Markt; 0 if none does."""
        if not self._particle_articles or len(words) <= _TWICE:
            return 0
        for at in range(_TWICE, len(words) - 1):
            before, behind = words[at - 1].text, words[at + 1].text
            if words[at].text not in self._particle_articles or behind in self._epithets:
                continue
            if before.lower() not in PARTICLES and (self._nouns_have_capitals or not is_forename(before)):
                return at
        return 0

    def _is_called_nearly_so(self, words: Sequence[CapitalWord]) -> bool:
        """Tell whether somebody with this surname is known by nearly this first name: Achille, Achilles Dorsini."""
        if len(words) != _TWICE:
            return False
        known = self._by_surname.get(fold(words[1].text), ())
        return any(
            len(person.words) > 1
            and (slip(person.given, words[0].text) or slip(words[0].text, person.given)) is not None
            for person in known
        )

    def _speaks(self, words: Sequence[CapitalWord]) -> bool:
        """Tell whether a verb of saying stands beside two words, before the first or behind the second."""
        return len(words) == _TWICE and (says(self._text, words[0]) or says(self._text, words[1]))

    def _without_initial_honorific(self, words: Sequence[CapitalWord]) -> Sequence[CapitalWord]:
        """Cut off a letter that is an honorific: M. Dupin."""
        first = words[0].text
        if first.endswith(".") and first[:-1] in self._initial_honorifics and len(words) > 1:
            self.cast.titled.add(words[1].start)
            return words[1:]
        return words

    def _without_article(self, words: Sequence[CapitalWord], titled: bool) -> Sequence[CapitalWord]:
        """Cut off a first word that is no given name here."""
        first = words[0].text
        if len(words) == _TWICE and first in self._compounds:
            words = words[1:]  # “Van Houten”, where somebody is called Clark Van Houten
            self.cast.titled.add(words[0].start)
        elif tuple([word.text.lower() for word in words[:-1]]) in self._particles_here:
            words = words[-1:]  # “Van der Houten”, where somebody is called C. van der Houten
            self.cast.titled.add(words[0].start)
        elif first.lower() in self._articles and is_forename(first) and not titled and len(words) > 1:
            words = words[1:]  # in French, “Les” is nobody
        elif (
            len(words) > 1
            and starts_sentence(self._text, words[0].start)
            and (first.lower() in self._leads or (len(words) > _TWICE and self._is_role_before_name(words)))
        ):
            words = words[1:]  # Secondo Marta Dellini; Landmanden Hans-Ole Krog
        return words

    def _behind_link(self, words: Sequence[CapitalWord]) -> Sequence[CapitalWord]:
        """Cut off a first word that belongs to somebody: Opera di Anna Dell."""
        if len(words) <= _TWICE + 1 or not words[1].text.islower() or is_given(words[0].text):
            return words
        given = words[_TWICE].text
        return words[_TWICE:] if is_forename(given) or given in self._firsts else words

    def _is_role_before_name(self, words: Sequence[CapitalWord]) -> bool:
        """Tell whether a sentence begins with a word that is no name, and a given name follows."""
        first, second = words[0].text, words[1].text
        return (
            not may_know_words_of(self._language)
            and not is_given(first)
            and "-" not in first
            and (second in self._firsts or any(is_forename(part) for part in second.split("-")))
        )

    def read_loose(self, words: Sequence[CapitalWord]) -> None:
        """Read a headline: a given name before an unusual word is a person, every other word stands alone."""
        index = 0
        while index < len(words):
            length = _length_of_name(words[index:])
            if length:
                self._introduce(tuple(words[index : index + length]), titled=False)
                index += length
                continue
            first = words[index].text
            if first[0].isupper() and first.lower() not in function_words():
                self._stray(words[index])
            index += 1

    def part_words_before_names(self) -> None:
        """Take apart what only stands side by side: Secondo Dellini, where Anna Dellino is introduced elsewhere.

        The first word begins a sentence and is no given name, and the second one is nearly somebody's surname. In
        English a word of the language is told by the list of its words.
        """
        if may_know_words_of(self._language):
            return
        doubtful = [person for person in self.cast.people if self._may_be_two(person)]
        if not doubtful or len(self.cast.people) > _MOST_COMPARED:
            return
        known = [person for person in self.cast.people if person not in doubtful]
        parted = {id(person) for person in doubtful if any(_is_called_nearly(each, person) for each in known)}
        for person in doubtful:
            if id(person) in parted:
                for words in person.full:
                    self._stray(words[-1])
                    self.cast.titled.add(words[-1].start)
        self.cast.people = [person for person in self.cast.people if id(person) not in parted]

    def _may_be_two(self, person: Person) -> bool:
        if len(person.words) > 2 or person.titled or is_given(person.given) or len(person.full) > _TWICE:
            return False
        return all(
            starts_sentence(self._text, words[0].start) and _GOES_ON.match(self._text, words[-1].end)
            for words in person.full
        )

    def _stray(self, word: CapitalWord) -> None:
        self.cast.strays.setdefault(word.text, []).append(word.start)
        if word.end - word.start != len(word.text):
            self.cast.ends[word.start] = word.end

    def _introduce(self, words: tuple[CapitalWord, ...], titled: bool) -> None:
        """Add a full mention to the person who bears the name, or to a new one."""
        surname, given = fold(words[-1].text), words[0].text
        namesakes = self._by_surname.setdefault(surname, [])
        person = next((each for each in namesakes if same_given(each.given, given)), None)
        person = person or self._in_register.get((surname, fold(given)))
        if person is None:
            person = Person(words)
            if len(namesakes) < _MOST_NAMESAKES:
                namesakes.append(person)
            else:
                self._in_register[surname, fold(given)] = person
            self.cast.people.append(person)
        person.full.append(words)
        person.titled = person.titled or titled


def _particles_of_surname(words: Sequence[CapitalWord]) -> list[str]:
    """Return the particles, in lower case, of a surname with two or more of them, behind a given name or an initial."""
    particles: list[str] = []
    for word in reversed(words[1:-1]):
        if word.text.lower() not in PARTICLES:
            break
        particles.insert(0, word.text.lower())
    return particles if len(particles) > 1 else []


def _joins_two(words: Sequence[CapitalWord]) -> int:
    """Return where a word for “and” joins two names, as in “Brasil y Ghana”; 0 if none does.

    It is within a name only between the two surnames of somebody whose given name stands before them: José Ortega y
    Gasset.
    """
    for at in range(1, len(words) - 1):
        if words[at].text in _AND:
            before, behind = words[:at], words[at + 1 :]
            is_whole = (
                len(before) >= _TWICE
                and len(behind) == 1
                and is_forename(before[0].text)
                and not (is_forename(behind[0].text) or is_proper(behind[0].text))
                and not is_place_or_people(behind[0].text)
            )
            return 0 if is_whole else at
    return 0


_AND = frozenset("y e".split())
"""The particles of names that are a language's word for “and” as well."""


def _is_title_here(words: Sequence[CapitalWord]) -> bool:
    """Tell whether a full name stands behind a word that is no name, and so a title: Provost Anna Dell."""
    title, given, surname = (word.text for word in (*words[:2], words[-1]))
    return (
        is_forename(given)
        and is_word(title)
        and not (is_forename(title) or is_proper(title) or is_place_or_people(title))
        and title not in _NO_TITLES
        and looks_like_person((given, surname))
    )


_NO_TITLES = BODY_HEADS | PLACE_HEADS


def _is_called_nearly(known: Person, doubtful: Person) -> bool:
    """Tell whether somebody's surname is much like another's."""
    one, other = known.surname, doubtful.surname
    return len(known.words) > 1 and one[0] == other[0] and slip(one, other) is not None


_TWICE = 2
_GOES_ON = compile_later(r",?[\s\0]{1,3}[^\W\d_](?<![A-ZÀ-Þ])")
"""What stands behind a name whose sentence goes on."""
_MOST_COMPARED = 200
"""Among more people than this, a register's, nobody is compared with all others."""


def _length_of_name(words: Sequence[CapitalWord]) -> int:
    """Count the words at the start of a headline's that are surely a person's name: given names, then a surname."""
    given = words[0].text
    has_initial = len(words) > 1 and words[1].text.endswith(".")  # so “Max” is a name, too
    if not is_forename(given) or (is_word(given) and not has_initial):
        return 0
    for index, word in enumerate(words[1:_MOST_GIVEN], start=1):
        following = words[index + 1].text if index + 1 < len(words) else ""
        if _is_surname(word.text) and not _continues_name(word.text, following):
            return index + 1
        if not is_given(word.text):
            return 0
    return 0


_MOST_GIVEN = 4
"""Names of more words than this are rare in headlines."""


def _continues_name(given: str, surname: str) -> bool:
    """Tell whether a word that may be a surname is another given name before one: Paula Andrea Marvik."""
    return is_forename(given) and _is_surname(surname) and not is_forename(surname)


def _is_surname(word: str) -> bool:
    """Tell whether a word of a headline can hardly be anything but a surname."""
    return len(word) > 2 and not word.isupper() and not is_word(word) and not is_place_or_people(word)


def _attach(cast: Cast) -> None:
    """Give every stray that is a word of somebody's name to that person, a surname before a first name."""
    owners: dict[str, dict[int, Person]] = {}
    for form, person in _name_forms(cast.people):
        owners.setdefault(form, {}).setdefault(id(person), person)
    for token in list(cast.strays):
        found = owners.get(token) or (owners.get(token.capitalize()) if token.isupper() else None)
        if found is None:
            continue
        candidates = list(found.values())
        if len(candidates) == 1:
            cast.adopt(candidates[0], token)
            continue
        introduced = sorted(candidates, key=lambda person: person.words[0].start)
        for word in cast.words(token):
            _nearest(introduced, word.start, candidates[0]).bare.append(word)
        del cast.strays[token]


def _name_forms(people: Sequence[Person]) -> Iterator[tuple[str, Person]]:
    """List the words that may stand for a person: first all surnames, then first names, then second ones of three."""
    for part in (-1, 0, 1):
        for person in people:
            if part == 1 and len(person.words) < 3:
                continue
            for words in person.full:
                token = words[part].text if part < len(words) else ""
                if len(token) > 2 and (token[0].isupper() or "-" in token):
                    for form in {token, token[0].upper() + token[1:], token[0].lower() + token[1:]}:
                        yield form, person


def _nearest(introduced: Sequence[Person], place: int, otherwise: Person) -> Person:
    """Find the person introduced last before a place, of people in the order of their introduction."""
    index = bisect_left(introduced, place, key=lambda person: person.words[0].start)
    return introduced[index - 1] if index else otherwise
