"""Careers: the age at which somebody began, the years since, and the age now, told in one paragraph, do not add up.

“He had been 31 years in the service and had entered it at twelve. He was now fifty-one.”
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.counts import count_at_end, numbers
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.lengths import Length
from copydesk.analysis.dates.timeline.lifespans.age_phrases import age_pattern, years_told
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.language.words_between import words
from copydesk.findings import Span
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later, one_of

_REACH, _CLAUSE, _LEAD = 320, 60, 6
"""So far apart are the three at most, so far from an age its verb, and so many words before the years stands “been”."""
_SHORTEST, _OLDEST = 3, 110
_NEXT = 4
_TIES = frozenset(
    "it there here dort hier darin ici aquí ahí allí qui lì aqui ali lá här där her der tam tu daar tutaj".split()
)
"""Words that take up what was begun."""
_GOES_ON = (
    r"(?=[ \0]*(?:[,.;:)!?\n\"”»—–|]|\Z)|[ \0]+(?:and|und|et|y|e|en|och|og|i|a|but|aber|mais|pero|mas|ma|maar|men"
    r"|ale)\b)"
)
"""What follows an age."""


class Career(NamedTuple):
    """An age that does not follow from the two numbers of years before it; all three with their places."""

    entry: Span
    years: Span
    now: Span
    sum: int
    told: int


class Careers:
    """Reads one article in the form of `Document.plain`."""

    def __init__(
        self,
        plain: str,
        lengths: Sequence[Length],
        block_at: Callable[[int], Block | None],
        sentence_at: Callable[[int], Span],
        code: str,
    ) -> None:
        self._plain, self._lengths = plain, [each for each in lengths if each.unit == 1]
        self._block_at, self._sentence_at = block_at, sentence_at
        self._language, self._code = language_data(code), code

    def wrong(self) -> Iterator[Career]:
        """Yield what does not add up."""
        language = self._language
        if not (language.entry_ages and language.now_words and self._lengths):
            return
        entries = list(self._entries())
        for match in kept_matches(_now(self._code), self._plain) if entries else ():
            told = years_told(match, self._code)
            block = self._block_at(match.start())
            if block is None or not told or self._speaks_of_others(block):
                continue
            first = max(block.start, match.start() - _REACH)
            near = [each for each in entries if first <= each[0].start < match.start()]
            years = [
                each
                for each in self._lengths
                if first <= each.start < match.start()
                and each.years >= _SHORTEST
                and not any(entry.start <= each.start < entry.end for entry, _ in near)
                and each.end <= match.start()
            ]
            if len(near) == 1 and len(years) == 1 and (found := self._weigh(near[0], years[0], match, told)):
                yield found

    def _weigh(self, entry: tuple[Span, int], years: Length, now: re.Match[str], told: int) -> Career | None:
        place, age = entry
        if self._is_elsewhere(years) or not self._are_tied(place, years):
            return None
        total, slack = age + years.years, max(1, years.years // 10)
        too_old = total > told + slack
        too_young = total < told - slack and self._goes_on(years)
        if not (too_old or too_young) or max(total, told) > _OLDEST:
            return None
        return Career(place, Span(years.start, years.end), Span(*now.span()), total, told)

    def _entries(self) -> Iterator[tuple[Span, int]]:
        """Yield the ages at which somebody began, with their place."""
        begins = self._language.taking_up_verbs | self._language.beginning_verbs
        for match in age_pattern(self._code, "entry_ages", bare=False, follows=_GOES_ON).finditer(
            self._plain
        ):
            sentence = self._sentence_at(match.start())
            near = words(self._plain, max(sentence.start, match.start() - _CLAUSE), match.start())
            near += words(self._plain, match.end(), min(sentence.end, match.end() + _CLAUSE // 2))
            if (age := years_told(match, self._code)) and not begins.isdisjoint(near):
                yield Span(*match.span()), age

    def _speaks_of_others(self, block: Block) -> bool:
        told = set(re.findall(r"[^\W\d_]+", self._plain[block.start : block.end]))
        return not self._language.kin.isdisjoint(told)

    def _is_elsewhere(self, years: Length) -> bool:
        """Tell whether a number of years tells of another time: ago, later, old."""
        language = self._language
        behind = words(self._plain, years.end, years.end + _CLAUSE)[:2]
        return not (language.ago_words | language.later_words | language.old_words).isdisjoint(behind)

    def _are_tied(self, entry: Span, years: Length) -> bool:
        """Tell whether the years are those of what was begun: “there”, or told directly beside the beginning."""
        sentence = self._sentence_at(years.start)
        near = words(self._plain, sentence.start, min(sentence.end, years.end + _REACH))
        if not _TIES.isdisjoint(near):
            return True
        between = words(self._plain, min(entry.end, years.end), max(entry.start, years.start))
        return sentence.start <= entry.start < sentence.end and len(between) <= _NEXT

    def _goes_on(self, years: Length) -> bool:
        """Tell whether a number of years lasts until now: has been, seit, depuis."""
        sentence = self._sentence_at(years.start)
        lead = words(self._plain, max(sentence.start, years.start - _CLAUSE), years.start)[-_LEAD:]
        return not (self._language.ongoing_words | self._language.since_words).isdisjoint(lead)


@cache
def _now(code: str) -> re.Pattern[str]:
    """Make the pattern of an age now: now fifty-one, heute 51."""
    language = language_data(code)
    made = either(numbers(code)) if language.numbers else "(?!)"
    number = rf"(\d{{2}}|{made}(?:[ -](?:(?:y|e|i|et) )?{made})?)"
    units = either(language.year_units) if language.year_units else "(?!)"
    now = either(language.now_words | language.today_words)
    return compile_later(
        rf"(?<!\w){now},?[ \0](?:[^\W\d_]{{1,5}}[ \0]){{0,2}}{number}(?:[ \0]{units})?{_GOES_ON}",
        re.IGNORECASE,
    )


class EarlyStart(NamedTuple):
    """An age today, and a year or a length by which somebody would have begun before birth, or as a small child."""

    age: Span
    since: Span
    began_at: int


_PRESENT_AGE = compile_later(
    r"(?<![\w.,/$£€-])(?:(?<=[,(] )|(?<=[,(])|(?<= is )|(?<= now )|(?<= ist )|(?<= a )|(?<= tiene )|(?<= ha )|"
    r"(?<= tem )|(?<= är )|(?<= er )|(?<= ma )|(?<=\b[AaÀà] )|(?<=\b[Aa]os )|(?<= los )|(?<=\b[Mm]it ))"
    r"(?P<age>[1-9]\d)(?: (?:years? old|Jahren?(?: alt)?|ans|años|anni|anos|jaar(?: oud)?|år(?: gammal| gammel)?|"
    r"lata?))?(?P<mark>[,)]| (?:and|und|et|y|e|en|och|og|i)(?= ))"
)
_NOT_OWN = compile_later(
    r"(?i)(?<!\w)"
    + one_of(
        r"family|familie|famille|familia|famiglia|família|familj|rodzina|company|firm|firma|club|verein|house",
        r"mill|born|founded|built|dating|opened|whose|dont|cuya|cuyo|cui|wiens|vars|hvis|której|którego|lives",
        r"lived|living|lebt|wohnt|vit|habite|vive|abita|mora|woont|bor|mieszka|married|verheiratet|mariée",
        r"marié|casado|casada|sposato|sposata|getrouwd|gift",
    )
    + r"(?!\w)"
)
_SO_YOUNG, _GROWN, _LONG = 6, 35, 30
"""Who is grown has done nothing for most of a life since such an age; of children it may be true."""
_FARTHEST = 9


def early_starts(
    plain: str,
    dates: Sequence[DateMention],
    lengths: Sequence[Length],
    sentence_at: Callable[[int], Span],
    writing: tuple[int, int],
    code: str,
) -> Iterator[EarlyStart]:
    """Yield what somebody would have done since before birth: “is 42 and has rung the bells since 1971”."""
    language = language_data(code)
    if not language.since_words:
        return
    for match in _PRESENT_AGE.finditer(plain):
        age, sentence = int(match["age"]), sentence_at(match.start())
        for date in dates:
            if not match.end() < date.start < min(sentence.end, match.end() + _REACH // 3):
                continue
            between = words(plain, match.end(), date.start)
            if not (date.year and date.complete and date.is_plain) or between[-1:] == []:
                continue
            began = date.year - (writing[0] - age - 1)
            if (
                between[-1] in language.since_words
                and began < 0
                and _is_own(plain, match, date.start, language)
            ):
                yield EarlyStart(Span(*match.span("age")), Span(date.start, date.end), began)
        end = min(sentence.end, match.end() + _REACH // 3)
        for start, stop, count in _bare_counts(plain, match, end, code):
            if _is_too_long(age, count) and _is_own(plain, match, start, language):
                yield EarlyStart(Span(*match.span("age")), Span(start, stop), age - count)
        for length in lengths:
            if not match.end() < length.start < min(sentence.end, match.end() + _REACH // 3):
                continue
            lead = words(plain, match.end(), length.start)[-2:]
            lasts = language.since_words | language.ongoing_words | language.lasting_leads
            behind = words(plain, length.end, length.end + _CLAUSE)[:1]
            if (
                length.unit == 1
                and _is_too_long(age, length.years)
                and not lasts.isdisjoint(lead)
                and (language.ago_words | language.old_words).isdisjoint(behind)
                and _is_own(plain, match, length.start, language)
            ):
                yield EarlyStart(Span(*match.span("age")), Span(length.start, length.end), age - length.years)


def _is_too_long(age: int, years: int) -> bool:
    """Tell whether somebody of an age cannot have done something for so many years."""
    return years > age or (age >= _GROWN and years >= _LONG and age - years < _SO_YOUNG)


def _bare_counts(plain: str, age: re.Match[str], end: int, code: str) -> Iterator[tuple[int, int, int]]:
    """Yield the numbers behind “since” without a unit, which the age before them has: “naviga da quarantasei”."""
    language = language_data(code)
    pieces = list(_PIECE.finditer(plain, age.end(), end))
    for one, two in pairwise(pieces):
        leads = language.since_words | language.ongoing_words
        if one.group().lower() in leads and _GOING_ON.match(plain, two.end()):
            count, used = count_at_end([two.group().lower()], code)
            if used == 1 and count > _SHORTEST and not two.group().isdigit():
                yield two.start(), two.end(), count


_PIECE = compile_later(r"[^\W_]+(?:['’-][^\W_]+)*")
_GOING_ON = compile_later(r"[,.;]|[ \0](?:e|y|et|und|and|en|och|og|i)[ \0]")


def _is_own(plain: str, age: re.Match[str], end: int, language: Language) -> bool:
    """Tell whether what stands between an age and a length goes on with the same person, in one clause."""
    text = plain[age.end() : end]
    between = words(plain, age.end(), end)
    others = {word.lower() for word in language.kin} | language.possessives
    apart = any(mark in text for mark in ',;:()–—"“”«»')
    return not (apart or _NOT_OWN.search(text)) and len(between) <= _FARTHEST and others.isdisjoint(between)
