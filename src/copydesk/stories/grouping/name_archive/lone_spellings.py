"""Lone spellings: which of two near names is likely to be a slip, by what the whole archive calls people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.lexicon import is_forename
from copydesk.analysis.names.spelling.inflection import may_be_case
from copydesk.analysis.names.spelling.rarity import are_rare, are_unknown
from copydesk.analysis.names.spelling.slips import MARKS_DIFFER, ONE_LETTER, fold, phonetic_key
from copydesk.stories.grouping.name_archive.near_names import GIVEN, SURNAME, NearName, near_names

_CLEARLY_OFTEN = 3
"""In so many articles a name stands by no mistake."""
_VERY_OFTEN = 5
_TWICE = 2
_UNUSUAL = 5
"""Letters of an unknown word from which on few people are called by it."""
_SHORTEST = 3
"""Letters that an unknown word has at least."""


class Bearers(NamedTuple):
    """How many names of a language have a word at a place.

    Attributes:
        wrong, right: the differing words of a `NearName`, where they differ.
        surname: the surname of its frequent name, as a surname.
    """

    wrong: int
    right: int
    surname: int


class LoneSpellings:
    """The near names of one language, with what decides whether they are slips.

    Args:
        counts: in how many articles each name stands.
        language: the two-letter code of the articles' language; may be empty.
        least: in how many articles a name must stand to be held against another.
        doubted: the names that are held against others.
    """

    def __init__(
        self, counts: Mapping[str, int], language: str, least: int, doubted: Collection[str]
    ) -> None:
        self.pairs = tuple(near_names(counts, language, least, doubted))
        wanted = {place for pair in self.pairs for place in borne_words(pair)}
        self._bearers = Counter(place for name in counts for place in word_places(name) if place in wanted)
        self._language = language

    def bearers(self, pair: NearName) -> Bearers:
        """Return how many names have the words of a pair."""
        return Bearers(*map(self._bearers.__getitem__, borne_words(pair)))

    def is_slip(self, pair: NearName, *, stand_together: bool = False) -> bool:
        """Tell whether the rare name is likely to be the other one, misspelled: see `is_slip`."""
        return is_slip(pair, self.bearers(pair), self._language, stand_together=stand_together)

    def is_repeated_slip(self, pair: NearName) -> bool:
        """Tell whether the name in fewer articles, or in as many, is likely to be a slip that was copied.

        Of one that stands in two articles nobody can be sure: this is for proposals, which somebody reads. Where both
        stand in as many, `NearName.often` is the one whose differing word others bear, too.
        """
        if pair.rare_articles != _TWICE or (pair.why == ONE_LETTER and not are_rare(pair.wrong)):
            return False
        bearers = self.bearers(pair)
        is_alone = (
            bearers.wrong == 1 and not is_forename(pair.wrong) and not _may_be_forms(pair, self._language)
        )
        return is_alone and (
            pair.often_articles > _CLEARLY_OFTEN
            or bearers.right > 1
            or (pair.part == GIVEN and is_forename(pair.right))
        )


def word_places(name: str) -> tuple[tuple[int, str], tuple[int, str]]:
    """Return what a name is counted by for `Bearers`: the given name and the surname, each with its place."""
    words = name.split()
    return (GIVEN, words[GIVEN]), (SURNAME, words[SURNAME])


def borne_words(pair: NearName) -> tuple[tuple[int, str], ...]:
    """Return the words, each with its place, whose counts are the `Bearers` of a pair, in their order."""
    return (
        (pair.part, pair.wrong),
        (pair.part, pair.right),
        (SURNAME, pair.often.split()[SURNAME]),
    )


def is_slip(pair: NearName, bearers: Bearers, language: str, *, stand_together: bool = False) -> bool:
    """Tell whether the rare name of a pair is likely to be the other one, misspelled.

    Args:
        pair: the two names.
        bearers: how many names of the language have their words.
        language: its two-letter code; may be empty.
        stand_together: whether the one article with the rare name has the frequent one too.
    """
    if (
        pair.rare_articles > 1
        or _may_be_forms(pair, language)
        or not (may_be_person(pair.often.split()) or may_be_person(pair.rare.split()))
    ):
        return False
    is_borne = bearers.wrong > 1
    if stand_together and (is_borne or is_forename(pair.wrong) or pair.often_articles < _VERY_OFTEN):
        return False
    is_clear = pair.often_articles >= _CLEARLY_OFTEN
    if pair.why == MARKS_DIFFER:  # Foerstner is another way to write Förstner, and who writes Muñoz knows why
        return is_clear and not pair.right.isascii() and fold(pair.right) == fold(pair.wrong)
    if (pair.why == ONE_LETTER and not are_rare(pair.wrong)) or not (
        is_clear or are_unknown(_UNUSUAL, pair.wrong)
    ):
        return False
    if pair.part == SURNAME:
        return not is_borne and not is_forename(pair.wrong)
    return _is_slip_for_given(pair, bearers) if is_forename(pair.wrong) or is_borne else True


def _is_slip_for_given(pair: NearName, bearers: Bearers) -> bool:
    """Tell whether a usual given name is a slip here: it sounds alike, or nobody else has the surname."""
    is_lone_surname = pair.often_articles >= _CLEARLY_OFTEN and bearers.surname == len(
        (pair.rare, pair.often)
    )
    if phonetic_key(pair.wrong) == phonetic_key(pair.right):
        return pair.often_articles >= _VERY_OFTEN or is_lone_surname
    differ_in_last_letter = pair.wrong in (pair.right[:-1], pair.right[:-1] + pair.wrong[-1:])
    may_be_of_both_sexes = differ_in_last_letter or pair.wrong[:-1] == pair.right  # Mario, Maria; Eric, Erica
    return is_lone_surname and not may_be_of_both_sexes


def _may_be_forms(pair: NearName, language: str) -> bool:
    """Tell whether grammar makes one word of the other: a case, a genitive without an apostrophe."""
    rules = language_data(language or None)
    if rules.genitives_end_in_s and pair.right.rstrip("s") == pair.wrong.rstrip("s"):
        return True
    return rules.surnames_decline and may_be_case(pair.right, pair.wrong)


def may_be_person(words: Sequence[str]) -> bool:
    """Tell whether the words of a name show a person: a known given name, or one and a surname that are no words.

    With a particle only a known given name does: Programa de Campeonas has the shape of a name, too.
    """
    has_particle = any(word.islower() for word in words[1:SURNAME])
    return is_forename(words[GIVEN]) or (
        not has_particle and are_unknown(_SHORTEST, words[GIVEN], words[SURNAME])
    )
