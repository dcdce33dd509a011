"""Life events: where an article tells of the birth and the death of the one whom it is about, and their dates.

It is about the people whom its head names. A birth or a death is not taken where its clause names a relative, what
belongs to somebody (“his teacher died”), or nobody of the head.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.date_clauses import Piece, tokens
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_DATELINE = 45
"""So long, in code points, is a dateline that ends like a sentence, at most."""
_SHORT, _TOP = 160, 900
"""The lines of a head are so short, and stand so near the beginning, in code points."""
_BEFORE, _BEHIND = 80, 110
"""So far from the words for a birth or death, in code points, its date stands."""
_COMMA = 30
"""A date behind a comma counts as so much farther."""
_VERB_LAST = 70
"""In a language whose participles stand last, a date before them counts as so much nearer."""
_STAR = r"(?<=[(,;] )\*(?= ?\d)|(?<=\()\*(?= ?\d)"
"""The sign of a birth: (* 3. Mai 1938)."""
_BREAKS = ";:()—–"
_END = Piece("", "", 0, 0)
_PARTICLE = 3
_STEM = 4
_OPENING = 4
"""So many words stand at most before a date that opens its sentence."""
_OWNER = 6
"""So many words before the verb, at most, stands whose the subject is."""


class LifeEvent(NamedTuple):
    """The words for a birth or death, and its date, if it has one.

    Attributes:
        start, end: the offsets of the words.
        sentence: that of the words.
        date: the date beside them; None if they have none.
    """

    start: int
    end: int
    sentence: Span
    date: DateMention | None


class LifeReader:
    """Reads what one article tells of births and deaths. `plain` is the form of `Document.plain`.

    `lines` are its first lines, and `above` is the title in its front matter.
    """

    def __init__(
        self,
        plain: str,
        dates: Sequence[DateMention],
        sentence_at: Callable[[int], Span],
        code: str,
        *,
        lines: Sequence[Span],
        above: str = "",
    ) -> None:
        self.plain = plain
        self.language = language_data(code)
        self._dates = dates
        self._sentence_at = sentence_at
        self._lines = lines
        self._above = above

    def births(self) -> list[LifeEvent]:
        """Return the births with a date."""
        return [event for event in self._events(_births(self.language.code)) if event.date]

    def deaths(self) -> list[LifeEvent]:
        """Return the deaths, with and without a date."""
        return list(self._events(_deaths(self.language.code)))

    def last_day(self) -> datetime.date | None:
        """Return the last day of an article, near which the death may be that it dates in words of its own."""
        days = [
            datetime.date(date.year, date.month, date.day)
            for date in self._dates
            if date.complete and date.is_plain and date.year and date.month and date.day
        ]
        years = [date.year for date in self._dates if date.complete and date.year]
        last = max(days, default=None)
        return last if last and last.year == max(years) else None

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that holds an offset."""
        return self._sentence_at(offset)

    def is_of_another(self, start: int, end: int) -> bool:
        """Tell whether words between two offsets name a relative, or what belongs to somebody."""
        words = tokens(self.plain, start, end)
        possessives = self.language.possessives
        if any(self._is_kin(one) and not self._is_a_title(one, two) for one, two in pairwise([*words, _END])):
            return True
        return any(word.word in possessives for word in words[-_OWNER:])

    def names_a_stranger(self, words: Sequence[Piece]) -> bool:
        """Tell whether words name people and places, of which the article's head names none."""
        names = [word for word in words if self._is_name(word)]
        return bool(names) and not any(self.is_named_above(word) for word in names)

    def is_named_above(self, word: Piece) -> bool:
        """Tell whether the head of the article has a name, in whatever form: Korbiela, Korbiel."""
        name = word.word.removesuffix("'s").removesuffix("'")
        if name in self._head:
            return True
        stem = name[: max(_STEM, len(name) - 2)]
        return self.language.surnames_decline and any(each.startswith(stem) for each in self._head)

    def _events(self, pattern: re.Pattern[str]) -> Iterator[LifeEvent]:
        for match in kept_matches(pattern, self.plain):
            sentence = self._sentence_at(match.start())
            if self._is_about_another(sentence, match.start(), match.end()):
                continue
            date = self._date_of(sentence, match.start(), match.end())
            adjacent = match.group()[-1] == "."
            if adjacent and (date is None or not 0 <= date.start - match.end() < _PARTICLE):
                continue
            yield LifeEvent(*match.span(), sentence, date)

    def _is_about_another(self, sentence: Span, start: int, end: int) -> bool:
        """Tell whether somebody else is born or dies: a relative, or one whom the head does not name."""
        first = sentence.start
        for mark in _BREAKS:
            first = max(first, self.plain.rfind(mark, first, start) + 1)
        if self.is_of_another(first, start):
            return True
        before = tokens(self.plain, first, start)
        behind = [word for word in tokens(self.plain, end, min(sentence.end, end + 40)) if word.text != ","]
        follows = behind[:1]
        if follows and (follows[0].word in self.language.possessives or self._is_kin(follows[0])):
            return True
        if any(word.word in self.language.pronouns for word in (*before[-_PARTICLE:], *follows)):
            return False
        if self.language.nouns_have_capitals:
            if any(
                word.word in self.language.pronouns or (self._is_name(word) and self.is_named_above(word))
                for word in before
            ):
                return False
            beside = [word for word in before[-2:] if self._is_name(word)][-1:]
            article = len(before) > 1 and before[-2].word in self.language.definite_articles
            return (not article and self.names_a_stranger(beside)) or self.names_a_stranger(follows)
        return self.names_a_stranger(before) or self.names_a_stranger(follows)

    def _date_of(self, sentence: Span, start: int, end: int) -> DateMention | None:
        """Return the date beside words: the nearest, with nothing of another birth or death between."""
        near: list[tuple[int, DateMention]] = []
        for date in self._dates:
            if sentence.start <= date.start < sentence.end and (date.complete or date.origin == "dateline"):
                before = date.end <= start
                first, last = (date.end, start) if before else (end, date.start)
                between = self.plain[first:last]
                if last - first > (_BEFORE if before else _BEHIND) or ";" in between:
                    continue
                if before and "," in between and not self._opens(sentence, date):
                    continue  # who challenged her in 1989, has died
                if _either_event(self.language.code).search(self.plain, first, last):
                    continue
                cost = last - first + _COMMA * ("," in between.strip(" ,"))
                if before and self._verbs_stand_last:
                    cost -= _VERB_LAST
                near.append((cost, date))
        return min(near, key=lambda each: each[0])[1] if near else None

    def _opens(self, sentence: Span, date: DateMention) -> bool:
        """Tell whether a date stands at the beginning of its sentence."""
        return len(tokens(self.plain, sentence.start, date.start)) <= _OPENING

    @property
    def _verbs_stand_last(self) -> bool:
        return bool(self.language.final_modals) or self.language.nouns_have_capitals

    def _is_name(self, word: Piece) -> bool:
        return (
            word.is_name
            and len(word.text.partition("-")[0]) >= _PARTICLE  # not Romanian “S-a”
            and word.word not in self._no_names
            and word.word not in self.language.stop_words
            and word.word not in self.language.prepositions
        )

    def _is_kin(self, word: Piece) -> bool:
        if word.word in self._kin:
            return word.word not in self.language.child_words
        return self.language.surnames_decline and any(
            word.word.startswith(stem) and len(word.word) - len(stem) <= _PARTICLE for stem in self._kin_stems
        )

    def _is_a_title(self, word: Piece, behind: Piece) -> bool:
        """Tell whether a word for a relative is somebody's title: Sister Agnes."""
        return word.is_name and behind.is_name and not self.language.nouns_have_capitals

    @cached_property
    def _kin(self) -> frozenset[str]:
        return frozenset(word.lower() for word in self.language.kin)

    @cached_property
    def _kin_stems(self) -> tuple[str, ...]:
        return tuple(
            word[:-1] if word[-1] in "aeiouyiąęáéě" else word for word in self._kin if len(word) >= _STEM
        )

    @cached_property
    def _head(self) -> frozenset[str]:
        words = [*tokens(self._above, 0, len(self._above)), *tokens(self.plain, 0, self._end_of_head())]
        return frozenset(word.word.removesuffix("'s") for word in words if self._is_name(word))

    def _end_of_head(self) -> int:
        """Return where the head ends: its short lines, and the first sentence below them."""
        end = 0
        for line in self._lines:
            closed = self.plain[slice(*line)].rstrip(" \0*_").endswith((".", "!", "?"))
            if closed or line.end - line.start > _SHORT:
                first = self.sentence_at(line.start)
                if first.end - first.start < _DATELINE and any(
                    first.start <= each.start < first.end for each in self._dates
                ):  # Orle Bay, 3 May 2025. The …
                    first = self.sentence_at(min(first.end + 1, line.end))
                return first.end
            if line.end > _TOP:
                break
            end = line.end
        return end

    @cached_property
    def _no_names(self) -> frozenset[str]:
        return _days_and_months(self.language.code)


@cache
def _days_and_months(code: str) -> frozenset[str]:
    language = language_data(code)
    return frozenset(word.lower() for line in (*language.months, *language.weekdays) for word in line.split())


def _pattern(words: frozenset[str], signs: str) -> re.Pattern[str]:
    """Make the pattern of words, and of phrases in which * stands for up to two others: sov * ind."""
    parted = [phrase.split(" * ") for phrase in sorted(words) if " * " in phrase]
    open_ = "".join(rf"{re.escape(one)}(?: \w+){{0,2}} {re.escape(two)}(?!\w)|" for one, two in parted)
    plain = either(phrase for phrase in words if " * " not in phrase)
    return compile_later(rf"(?<!\w)(?:{open_}{plain}(?!\w)|{signs})", re.IGNORECASE)


@cache
def _births(code: str) -> re.Pattern[str]:
    language = language_data(code)
    return _pattern(language.birth_words | language.birth_phrases, _STAR)


@cache
def _deaths(code: str) -> re.Pattern[str]:
    return _pattern(death_words(language_data(code)), r"†")


@cache
def _either_event(code: str) -> re.Pattern[str]:
    language = language_data(code)
    return _pattern(language.birth_words | language.birth_phrases | death_words(language), rf"†|{_STAR}")


def births_told(text: str, code: str) -> Iterator[re.Match[str]]:
    """Yield the words and phrases by which a text tells of births."""
    return _births(code).finditer(text)


def death_words(language: Language) -> frozenset[str]:
    """Return all the words and phrases by which a language tells of a death."""
    return language.death_words | language.passing_phrases


def tells_of_a_death(text: str, code: str) -> bool:
    """Tell whether a text has words for a death."""
    return _deaths(code).search(text) is not None
