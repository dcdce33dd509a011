"""Own ages: how old somebody says to be, or is, in the paragraph that tells the birth: “Born in 1947 … ‘I am 68’”.

It is wrong only if neither the article's year nor any other that the article tells makes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from copydesk.analysis.dates.claims.ages import Age
from copydesk.analysis.dates.counts import count_of, numbers, ordinals
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.date_clauses import Piece, tokens
from copydesk.analysis.dates.timeline.lifespans.age_phrases import age_pattern, years_told
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.findings import Span
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_NEAR, _BEHIND = 45, 24
"""So far before a year of birth, and so far behind it, in code points, stands the word for it."""
_REACH = 420
"""So far behind the year stands the age."""
_APART = 160
"""So far from a year of birth stands the year of life that the same sentence tells."""
_SENTENCE_END = compile_later(r"(?<!\d)[.!?…][ \0\n]")
_OLDEST, _SLACK = 115, 1
_BEFORE_BIRTH = 6
"""So many words before a year of birth tell whose it is."""
_LEAD = 2
"""So many words stand before an age that a sentence of its own tells."""
_SPEECH = "“„«»‚‘\"'–—-"
"""The marks before what somebody says."""
_GOES_ON = (
    r"(?=[ \0]*(?:[,.;:)!?\n\"”»—–|]|\Z)|[ \0]+(?:and|und|et|y|e|en|och|og|i|a|ja|и|și|but|aber|mais|pero|mas|ma|maar"
    r"|men|ale|но|dar|now|today|jetzt|heute|nu|nå)\b)"
)
"""What follows an age."""
_FOLLOWING = compile_later(_GOES_ON)
_GAP = 3
"""So many code points stand at most between the sentence of a birth and that of the age."""
_NEAR_TAG = 5
"""So many words behind a quotation tell who speaks."""
_TEN = 10


class OwnAges:
    """Reads one article, in the form of `Document.plain`; `writing` are the years in which it may have been written."""

    def __init__(
        self,
        plain: str,
        dates: Sequence[DateMention],
        block_at: Callable[[int], Block | None],
        sentence_at: Callable[[int], Span],
        writing: tuple[int, int],
        code: str,
    ) -> None:
        self._plain, self._block_at, self._sentence_at = plain, block_at, sentence_at
        self._language, self._code = language_data(code), code
        self._dates = [each for each in dates if each.year and each.complete]
        self._years = {each.year or 0 for each in self._dates} | set(range(writing[0], writing[1] + 1))
        self._today = writing[0]
        self._kin = {word.lower() for word in self._language.kin} - self._language.birth_words

    def wrong(self) -> Iterator[Age]:
        """Yield the ages that fit no year."""
        language = self._language
        if not language.birth_words:
            return
        for born in self._dates:
            block = self._block_at(born.start)
            is_alive = 0 < self._today - (born.year or 0) <= _OLDEST
            if not born.is_plain or block is None or not is_alive or not self._is_birth(born):
                continue
            yield from self._nth_years(born)
            beside = {each.year for each in self._dates if block.start <= each.start < block.end}
            if len(beside) == 1 and self._is_of_a_person(born) and not self._looks_back(block):
                yield from self._told(born, block)

    def _told(self, born: DateMention, block: Block) -> Iterator[Age]:
        sentence = self._sentence_at(born.start)
        known = {each.word for each in tokens(self._plain, block.start, born.start)}
        known |= {each.word for each in tokens(self._plain, born.end, min(sentence.end, born.end + _BEHIND))}
        last = min(block.end, born.end + _REACH)
        for group in ("own_ages", "present_ages"):
            if not getattr(self._language, group):
                continue
            for match in _ages(self._code, group).finditer(self._plain, born.end, last):
                years = years_told(match, self._code)
                own = self._sentence_at(match.start())
                if not years or years > _OLDEST or not _FOLLOWING.match(self._plain, match.end()):
                    continue
                if own.start - sentence.end > _GAP or not (
                    self._opens(own, match) if group == "present_ages" else self._opens_speech(own, match)
                ):
                    continue
                if self._names_another(Span(born.end, min(own.end, block.end)), known):
                    continue
                if self._is_spoken_by_another(own, match):
                    continue
                if not self._may_be(years, born):
                    yield Age(*match.span(), years, born, self._today)

    def _nth_years(self, born: DateMention) -> Iterator[Age]:
        """Yield the year of life in the sentence of a birth: “is in his sixty-third year, having been born in 1858”."""
        pattern = _nth(self._code) if self._language.nth_years else None
        block = self._block_at(born.start)
        if pattern is None or block is None:
            return
        near = max(block.start, born.start - _APART), min(block.end, born.end + _APART)
        for match in pattern.finditer(self._plain, *near):
            years = _ordinal(match["nth"].lower(), self._code) - 1
            between = Span(min(match.end(), born.end), max(match.start(), born.start))
            behind = {each.word for each in tokens(self._plain, match.end(), match.end() + _NEAR)[:_GAP]}
            if not behind.isdisjoint(self._language.when_words):
                continue
            parted = _SENTENCE_END.search(self._plain, *between)
            if parted or not 0 < years < _OLDEST or self._names_another(between, set()):
                continue
            if not self._may_be(years, born):
                yield Age(*match.span(), years, born, self._today)

    def _may_be(self, years: int, born: DateMention) -> bool:
        made = (born.year or 0) + years
        return any(made - _SLACK <= year <= made + _SLACK + 1 for year in self._years)

    def _is_birth(self, born: DateMention) -> bool:
        sentence = self._sentence_at(born.start)
        near = self._plain[max(sentence.start, born.start - _NEAR) : born.start].lower()
        near += " # " + self._plain[born.end : min(sentence.end, born.end + _BEHIND)].lower()
        told = {word.strip("\0,.();:*_") for word in near.replace("\0", " ").split()}
        lead = [each.word for each in tokens(self._plain, sentence.start, born.start)]
        language = self._language
        if language.birth_words.isdisjoint(told) or not language.possessives.isdisjoint(
            lead[-_BEFORE_BIRTH:]
        ):
            return False
        return self._kin.isdisjoint(lead)

    def _is_of_a_person(self, born: DateMention) -> bool:
        """Tell whether a pronoun or a name beside a birth tells whose it is."""
        sentence = self._sentence_at(born.start)
        pronouns = self._language.pronouns - self._language.definite_articles
        around = tokens(
            self._plain, max(sentence.start, born.start - _NEAR), min(sentence.end, born.end + _NEAR)
        )
        return any(each.word in pronouns for each in around) or any(
            one.is_name and two.is_name for one, two in pairwise(around)
        )

    def _looks_back(self, block: Block) -> bool:
        """Tell whether a paragraph turns to another time: years ago, then."""
        language = self._language
        words = {each.word for each in tokens(self._plain, block.start, block.end)}
        return not words.isdisjoint(language.ago_words | language.that_time_words | language.later_words)

    def _opens_speech(self, sentence: Span, match: re.Match[str]) -> bool:
        """Tell whether an age opens what somebody says: not “when I am 100”."""
        before = self._plain[sentence.start : match.start()].rstrip(" \0\xa0\u202f")
        return not before or before[-1] in _SPEECH

    def _opens(self, sentence: Span, match: re.Match[str]) -> bool:
        """Tell whether no more than a pronoun stands before an age in its sentence."""
        lead = tokens(self._plain, sentence.start, match.start())
        if not lead:
            return self._language.may_omit_subject
        return len(lead) <= _LEAD and all(each.word in self._language.pronouns for each in lead)

    def _names_another(self, span: Span, known: set[str]) -> bool:
        """Tell whether words name a relative, or somebody or something that was not named before."""
        language = self._language
        kin = self._kin - language.child_words
        found = tokens(self._plain, *span)
        if any(each.word in kin and each.word not in known for each in found) and not self._speaks_of_kin(
            found
        ):
            return True
        small = language.prepositions
        return any(
            self._is_new_name(each, known) and (not at or found[at - 1].word not in small)
            for at, each in enumerate(found)
        )

    def _is_spoken_by_another(self, own: Span, match: re.Match[str]) -> bool:
        """Tell whether a noun stands in the sentence of an age as its speaker: the neighbour laughs: “I am 68”."""
        lead = tokens(self._plain, own.start, match.start())
        rest = tokens(self._plain, match.end(), min(own.end, match.end() + _NEAR * 4))
        closed = next((at for at, each in enumerate(rest) if each.text in '”“"»«–—'), len(rest))
        small = self._language.determiners | self._language.definite_articles | self._language.possessives
        small -= self._language.pronouns - self._language.definite_articles
        return any(each.word in small for each in (*lead, *rest[closed : closed + _NEAR_TAG]))

    def _speaks_of_kin(self, found: Sequence[Piece]) -> bool:
        """Tell whether relatives are spoken of behind a pronoun or verb that tells of the one who was born."""
        at = next(index for index, each in enumerate(found) if each.word in self._kin)
        return any(each.word in self._language.pronouns for each in found[:at])

    def _is_new_name(self, each: Piece, known: set[str]) -> bool:
        if not each.is_name or each.word in known or len(each.word) < _LEAD + 1:
            return False
        if self._language.nouns_have_capitals:
            behind = tokens(self._plain, each.end, each.end + _NEAR)[:1]
            return bool(behind) and behind[0].is_name and each.word not in self._language.stop_words
        before = self._plain[max(0, each.start - 3) : each.start].rstrip(" \0\xa0\u202f")
        opens = self._sentence_at(each.start).start >= each.start - 1 or before[-1:] in _SPEECH
        return not opens and each.word not in self._language.stop_words


def _ages(code: str, group: str) -> re.Pattern[str]:
    return age_pattern(code, group, bare=False, follows=_GOES_ON)


@cache
def _nth(code: str) -> re.Pattern[str]:
    """Make the pattern of a year of life: in her 63rd year, in her sixty-third year."""
    pieces = []
    for phrase in sorted(language_data(code).nth_years, key=len, reverse=True):
        before, _, after = phrase.partition("#")
        noun = after.split(" ", 1)[1] if " " in after else after
        lead = re.escape(before.strip()).replace(r"\ ", r"[ \0]+")
        pieces.append(
            rf"{lead}[ \0]+(?:\d{{1,3}}(?:[^\W\d]{{1,2}}|:e|\.|-[^\W\d]{{1,2}})?"
            rf"|[^\W\d_]{{4,24}}(?:-[^\W\d_]{{3,12}}){{0,3}})"
            rf"[ \0]+{re.escape(noun)}"
        )
    joined = either(())
    made = "|".join(pieces) or joined
    return compile_later(rf"(?<!\w)(?P<nth>{made})(?!\w)", re.IGNORECASE)


def _ordinal(phrase: str, code: str) -> int:
    """Return the number that a phrase tells: 63 for “in his sixty-third year”; 0 if none."""
    for word in phrase.replace("\0", " ").split()[1:]:
        digits = re.match(r"\d+", word)
        if digits:
            return int(digits[0])
        if number := _ordinal_word(word, code):
            return number
    return 0


def _ordinal_word(word: str, code: str) -> int:
    known = ordinals(code)
    if word in known:
        return known[word]
    language = language_data(code)
    units = _units(language)
    tens, _, unit = word.rpartition("-")
    if tens and unit in units:
        return count_of(tens, code) + units[unit] if count_of(tens, code) % _TEN == 0 else 0
    for name, number in numbers(code).items():  # zweiundsechzigsten, sextiotredje
        if number % _TEN == 0 and number > _TEN:
            if word.startswith(name) and word[len(name) :] in units:
                return number + units[word[len(name) :]]
            if word.endswith((name + "sten", name + "ste")):
                unit = word[: word.index(name)].removesuffix("und").removesuffix("en").removesuffix("ën")
                return number + count_of(unit, code) if 0 < count_of(unit, code) < _TEN else 0
    return 0


def _units(language: Language) -> dict[str, int]:
    """Return the ordinals from second to ninth."""
    lines = [line.split() for line in language.low_ordinals]
    return {word: int(number) for number, *words in lines for word in words if int(number) < _TEN}
