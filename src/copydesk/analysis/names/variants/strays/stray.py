"""Stray: a single word that nobody is called, beside the name for which it may be a slip."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.capitals import CapitalWord
from copydesk.analysis.names.context import (
    is_called_by_title,
    is_described,
    role_before,
    says,
    shows_person,
    starts_sentence,
    word_before,
)
from copydesk.analysis.names.lexicon import is_known, may_know_words_of, nouns_have_capitals
from copydesk.analysis.names.people import Cast, Person
from copydesk.analysis.names.spelling.inflection import is_inflected
from copydesk.analysis.names.spelling.rarity import are_rare_names
from copydesk.analysis.names.spelling.slips import (
    DOUBLED,
    OF_ONE_PLACE,
    ONE_LETTER,
    SOUND_ALIKE,
    TWO_IN_LONG,
    fold,
    phonetic_key,
)

_LONG, _LONG_TWO = 7, 10
"""A word of so many letters is hardly by chance another's slip."""


@dataclass(frozen=True)
class Stray:
    """A word that nobody is called, beside the name that it may be a slip for.

    Attributes:
        anchor: the word by which the person is called.
        token: the stray word.
        part: what of the person's name the anchor is: 0 for the first name, -1 for any other.
        why: how the two words differ, as `slip` says.
        language: the article's two-letter code, where known.
    """

    text: str
    cast: Cast
    person: Person
    anchor: str
    token: str
    part: int
    why: str
    language: str | None

    @cached_property
    def words(self) -> list[CapitalWord]:
        """Every place of the stray."""
        return self.cast.words(self.token)

    @cached_property
    def says(self) -> bool:
        """Tell whether a verb of saying stands beside it somewhere."""
        return any(says(self.text, word) for word in self.words)

    @cached_property
    def titled(self) -> bool:
        """Tell whether a title, or the role of the name's bearer, stands before it somewhere."""
        return any(
            word.start in self.cast.titled or is_called_by_title(self.text, word.start, self.language)
            for word in self.words
        ) or (self.part == -1 and self.shares_role)

    @cached_property
    def shares_role(self) -> bool:
        """Tell whether one word of a role stands before it and before the full name: weerman Jansma, the weerman."""
        roles = {role_before(self.text, word.start) for word in self.words} - {""}
        theirs = (
            {role_before(self.text, words[0].start) for words in self.person.full[:3]} if roles else set()
        )
        return any(_are_one_role(one, other) for one in roles for other in theirs - {""})

    @property
    def named(self) -> bool:
        """Tell whether the text treats it as a person's name."""
        return self.titled or self.says or self.described

    @cached_property
    def described(self) -> bool:
        """Tell whether a clause behind it says what somebody is or did: Myrhaug, som har seilt."""
        return self.human and any(is_described(self.text, word) for word in self.words)

    @property
    def words_are_known(self) -> bool:
        """Whether a word that nobody knows is therefore a name: not so in a language whose words nobody lists."""
        return may_know_words_of(self.language)

    @cached_property
    def human(self) -> bool:
        """Tell whether the text shows that the anchor's bearer is a person."""
        return shows_person(self.text, self.person, self.language)

    @cached_property
    def rare(self) -> bool:
        """Tell whether both words are so rare that they are names whatever stands around them."""
        if not are_rare_names(self.anchor, self.token, self.why):
            return False
        if self.words_are_known:
            return True
        if not self.human or (
            is_inflected(fold(self.anchor), fold(self.token)) and not self._has_another_ending
        ):
            return False
        return not nouns_have_capitals(self.language) or self._is_no_noun

    @property
    def _has_another_ending(self) -> bool:
        """Tell whether a surname has a vowel too many or too few at its end, in a language that never declines it.

        Behind an article it may be the plural of a family: i Bressanini.
        """
        named = language_data(self.language)
        if named.surnames_decline or nouns_have_capitals(self.language):
            return False
        shorter, longer = sorted((fold(self.anchor), fold(self.token)), key=len)
        if longer[:-1] != shorter or longer[-1] not in "aeiou":
            return False
        return named.determiners.isdisjoint([word_before(self.text, word).lower() for word in self.words])

    @property
    def _is_no_noun(self) -> bool:
        """Tell whether a long word that one slip parts from a name stands as nouns with a capital do not."""
        least = _LONG - 1 if self.why == DOUBLED else _LONG_TWO if self.why == TWO_IN_LONG else _LONG
        if self.why not in (*OF_ONE_PLACE, ONE_LETTER, SOUND_ALIKE, TWO_IN_LONG) or len(self.anchor) < least:
            return False
        if is_known(self.token, self.language):
            return False
        determiners = language_data(self.language).determiners
        befores = [word_before(self.text, word).lower() for word in self.words]
        return determiners.isdisjoint(befores)

    @cached_property
    def in_sentence(self) -> bool:
        """Tell whether it stands behind another word of its sentence somewhere, where a capital tells of a name."""
        return any(not starts_sentence(self.text, word.start) for word in self.words)

    @property
    def same_start(self) -> bool:
        """Tell whether both words begin with the same sound."""
        return phonetic_key(self.anchor)[0] == phonetic_key(self.token)[0]


def _are_one_role(one: str, other: str) -> bool:
    """Tell whether two words are one role, perhaps with an article at its end: lensmann, lensmannen."""
    shorter, longer = sorted((one, other), key=len)
    if one == other or longer.endswith("-" + shorter):
        return True
    return (
        len(shorter) > _SHORTEST_ROLE and longer.startswith(shorter) and len(longer) - len(shorter) < _ARTICLE
    )


_SHORTEST_ROLE, _ARTICLE = 4, 3
