"""Ages of things: how old a firm, a bridge or a club is said to be, or which anniversary it has, beside its founding.

Both are told of the same thing where one of two sentences goes on from the other: with a pronoun, without a subject, or
with a noun of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.date_clauses import Piece, dates_with_years, own_words, tokens
from copydesk.analysis.dates.timeline.lengths import Length
from copydesk.analysis.dates.timeline.statements import BORN, DIED, Statement
from copydesk.analysis.language.languages import Language
from copydesk.findings import Span
from copydesk.formats.parsed import Block

_REACH = 90
"""So far from the date of a founding, in code points, its verb stands."""
_MOST = 60
"""An article with more dates is a chronicle or a list."""
_FEW = 5
"""An article that tells of more foundings tells of several things."""
_STEM, _SHORTEST = 5, 4
_LEAD, _NEAR, _FAR = 4, 3, 8
_OLDEST = 115
"""Nobody is older, so that what is must be a thing."""
_TIMES, _MORE = 2, 30
"""A number of years that is so many times that since the founding, and so much more, is that of something else."""
_GAP = 2
_FEAST_SLACK = 2
"""A feast without a year may have been last year, or be next year, and be held late."""


class ThingAge(NamedTuple):
    """A number of years where it is told, the founding, and the year that it was told of; None for the article's."""

    start: int
    end: int
    years: int
    begun: DateMention
    then: int | None

    def contradiction(self, quoted: str) -> str:
        """Return the message that says what does not fit, with the age as it is to be quoted."""
        begun = self.begun.year or 0
        if self.then:
            return f"“{quoted}”, but from {begun} to {self.then} it is {self.then - begun} years"
        return f"“{quoted}”, but {self.years} years after {begun} is {begun + self.years}"


class ThingAges:
    """Reads one article. `writing` are the first and last year in which it may have been written."""

    def __init__(
        self,
        plain: str,
        dates: Sequence[DateMention],
        told: Sequence[Statement],
        block_at: Callable[[int], Block | None],
        sentence_at: Callable[[int], Span],
        language: Language,
        writing: tuple[int, int],
    ) -> None:
        self._plain, self._block_at, self._sentence_at = plain, block_at, sentence_at
        self._language, self._writing = language, writing
        self._dates = dates_with_years(dates)
        lives = {each.date.start for each in told if each.kind in (BORN, DIED)}
        self._verbs = language.foundings - language.birth_words
        self._no_nouns = (
            language.stop_words
            | language.foundings
            | language.feast_words
            | language.year_units
            | language.anniversary_nouns
            | language.passives
            | language.time_adverbs
        )
        self._built = frozenset(language.stages[1].split()) if len(language.stages) > 1 else frozenset()
        few = self._dates if len(self._dates) <= _MOST else ()
        self._begun = [each for each in few if each.start not in lives and self._begins(each)]
        if len({each.year for each in self._begun}) > _FEW:
            self._begun = []

    def wrong(self, feasts: Sequence[tuple[int, int, int]], lengths: Sequence[Length]) -> Iterator[ThingAge]:
        """Yield the anniversaries, given with their years, and the ages that fit no founding."""
        if not self._begun:
            return
        for start, end, years in feasts:
            if found := self._check(Span(start, end), years, slack=_FEAST_SLACK):
                yield found
        for length in lengths:
            if length.years >= _SHORTEST and self._is_an_age(length):
                slack = max(1, length.years // 10) if length.unit > 1 or length.years % 10 == 0 else 1
                if found := self._check(Span(length.start, length.end), length.years, slack=slack):
                    yield found

    def _begins(self, date: DateMention) -> bool:
        """Tell whether a date is that of a founding, with no other date between it and the verb."""
        words = own_words(self._plain, date, self._dates, self._sentence_at(date.start), _REACH)
        lost = self._language.earlier_words | self._language.birth_words
        return not self._verbs.isdisjoint(words) and lost.isdisjoint(words)

    def _is_an_age(self, length: Length) -> bool:
        """Tell whether a number of years is an age of a thing: “is 97 years old”, “the 97-year-old viaduct”."""
        language, sentence = self._language, self._sentence_at(length.start)
        behind = tokens(self._plain, length.end, min(sentence.end, length.end + _REACH))
        before = tokens(self._plain, sentence.start, length.start)
        joined = self._plain[length.start : length.end + 1]
        people = language.pronouns - language.definite_articles
        if language.people_have_own_pronouns and any(
            each.word in people for each in (*before, *behind[:_FAR])
        ):
            return False
        if any(each.text in language.kin for each in (*before[-_NEAR:], *behind[:_NEAR])):
            return False
        if "-" in joined and joined.endswith("-"):  # the 97-year-old viaduct
            noun = next((each for each in behind[1:_NEAR] if each.text != "-"), None)
            return noun is not None and (length.years > _OLDEST or self._is_told_at_a_founding(noun))
        if behind and behind[0].word in language.old_words:
            return True
        return (
            bool(before) and before[-1].word in language.aged_words and not language.people_have_own_pronouns
        )

    def _is_told_at_a_founding(self, noun: Piece) -> bool:
        """Tell whether the sentence of a founding has a noun, or the word for a building."""
        if noun.word in self._language.building_nouns:
            return not self._built.isdisjoint(each.word for each in self._told_of_foundings)
        return len(noun.word) >= _SHORTEST and any(
            word.word.endswith(noun.word) or _stem(word.word) == _stem(noun.word)
            for word in self._told_of_foundings
            if word.start != noun.start
        )

    @cached_property
    def _told_of_foundings(self) -> list[Piece]:
        """The words of the sentences with a founding."""
        sentences = sorted({self._sentence_at(each.start) for each in self._begun})
        return [word for sentence in sentences for word in tokens(self._plain, *sentence)]

    def _check(self, at: Span, years: int, *, slack: int) -> ThingAge | None:
        """Return an age that fits no founding, and no other year of the article."""
        begun = self._founding_of(at)
        if begun is None:
            return None
        sentence = self._sentence_at(at.start)
        own = [
            each
            for each in self._dates
            if sentence.start <= each.start < sentence.end and each not in self._begun
        ]
        if len({each.year for each in own}) > 1:
            return None
        first, last = self._writing
        for one in self._dates:
            if any(abs((two.year or 0) - (one.year or 0) - years) <= 1 for two in self._dates):
                return None
            if not own and first - slack <= (one.year or 0) + years <= last + slack:
                return None
        then = own[0].year if own else None
        begun_long_ago = all((each.year or 0) + years <= last + slack for each in self._begun)
        if not own and first != last and begun_long_ago:
            return None  # nobody knows the year in which it was written
        if then is not None and then <= (begun.year or 0):
            return None
        if years > _TIMES * ((then or last) - (begun.year or 0)) + _MORE:
            return None  # 800 years of something else
        return ThingAge(*at, years, begun, then)

    def _founding_of(self, at: Span) -> DateMention | None:
        """Return the nearest founding of which the sentence of an age, or one near it, tells."""
        block, sentence = self._block_at(at.start), self._sentence_at(at.start)
        if block is None:
            return None
        near = [each for each in self._begun if block.start <= each.start < block.end]
        for each in sorted(near, key=lambda date: abs(date.start - at.start)):
            founding = self._sentence_at(each.start)
            if founding == sentence:
                return each
            one, two = sorted((founding, sentence))
            between = self._plain[one.end : two.start]
            if len(tokens(self._plain, one.end, two.start)) > _REACH // 2 or "\n\n" in between:
                continue
            if self._goes_on(one, two, at, directly=len(between) <= _GAP, founding_first=one == founding):
                return each
        return None

    def _goes_on(self, one: Span, two: Span, at: Span, *, directly: bool, founding_first: bool) -> bool:
        """Tell whether the second of two sentences goes on with what the first is about."""
        language = self._language
        before = tokens(self._plain, (two if founding_first else one).start, at.start)
        beside = [*before[-_FAR:], *tokens(self._plain, at.end, (two if founding_first else one).end)[:_NEAR]]
        shared = self._stems(one) & self._stems(two)
        if any(_stem(each.word) in shared for each in beside if self._is_a_noun(each)):
            return True
        if founding_first and self._names_a_part(one, [*before[-2:], *beside[-_NEAR:]]):
            return True
        its = (language.pronouns | language.same_subject | language.object_pronouns) - language.passives
        if founding_first and self._turns_to_another(before, tokens(self._plain, *one)):
            return False
        if (
            founding_first
            and (directly or language.people_have_own_pronouns)
            and len(self._begun) == 1
            and any(each.word in its for each in before[-2:])
        ):
            return True  # when it was pulled down, it was
        if not directly:
            return False
        lead = tokens(self._plain, *two)[:_LEAD]
        small = language.stop_words | its | language.passives | language.possessives
        for word in () if founding_first else lead:
            if word.word in self._verbs:
                return True  # Gegründet wurde er, Fu fondata
            if word.word not in small or (word.is_name and word is not lead[0]):
                break
        if any(each.word in its for each in lead[:2]):
            return True
        if founding_first and len(before) <= 1:  # Now 134 years old, it needs
            behind = tokens(self._plain, at.end, two.end)[:_FAR]
            return any(each.word in its | language.building_nouns for each in behind)
        if founding_first and language.building_nouns & {each.word for each in beside[-_NEAR:]}:
            return not self._built.isdisjoint(each.word for each in tokens(self._plain, *one))
        return False

    def _turns_to_another(self, before: Sequence[Piece], founding: Sequence[Piece]) -> bool:
        """Tell whether the last clause before an age has a subject of its own, or “er” may be the founder."""
        language = self._language
        last = next((at for at in reversed(range(len(before))) if before[at].text == ","), None)
        articles = language.determiners | language.definite_articles
        if last is not None and not articles.isdisjoint(each.word for each in before[last + 1 :]):
            return True
        return not language.people_have_own_pronouns and any(
            each.word in language.agents for each in founding
        )

    def _names_a_part(self, sentence: Span, near: Sequence[Piece]) -> bool:
        """Tell whether words call a bridge what a sentence called a footbridge."""
        long = {each.word for each in tokens(self._plain, *sentence)}
        return any(
            len(part.word) >= _SHORTEST and word != part.word and word.endswith(part.word)
            for word in long
            for part in near
            if part.word not in self._language.foundings
        )

    def _stems(self, sentence: Span) -> frozenset[str]:
        """Return the stems of the longer words of a sentence that are no verbs of a founding or feast."""
        return frozenset(_stem(each.word) for each in tokens(self._plain, *sentence) if self._is_a_noun(each))

    def _is_a_noun(self, word: Piece) -> bool:
        """Tell whether a word is a longer one, no name, and no verb of a founding or a feast."""
        return (
            len(word.word) > _SHORTEST
            and word.word.isalpha()
            and word.word not in self._no_nouns
            and (self._language.nouns_have_capitals or not word.is_name)
            and not self._is_a_month(word.word)
        )

    def _is_a_month(self, word: str) -> bool:
        return any(
            word in line.lower().split() for line in (*self._language.months, *self._language.weekdays)
        )


def _stem(word: str) -> str:
    return word[:_STEM]
