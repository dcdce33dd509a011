"""Ages in years: how old somebody is said to have been in a year that the same sentence or the one before tells.

The person is the one whose birth the article dates, and whom its head or a pronoun names. An age is wrong if it fits
neither the years of its paragraph nor those of the death or of the article.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.date_clauses import Piece, tokens
from copydesk.analysis.dates.timeline.lifespans.age_phrases import CLAUSE, age_pattern, years_told
from copydesk.analysis.dates.timeline.lifespans.last_ages import WrongAge
from copydesk.analysis.dates.timeline.lifespans.life_events import LifeReader
from copydesk.analysis.dates.timeline.lifespans.reckoning import Days, ages_between, days_of
from copydesk.findings import Span
from copydesk.formats.parsed import Block

_GROUPS = ("told_ages", "age_phrases", "opening_ages", "present_ages")
_GAP = 2
"""So many code points stand at most between two sentences."""
_CLOSE, _NEAR, _REACH = 3, 6, 60
"""So many words before an age, and so far behind it, stands who was so old."""
_FEW = 6
"""A paragraph with more years tells of too many things."""
_OLDEST = 115


class AgesInYears:
    """The ages that an article tells of the only one whose birth it dates, each with the years that it may be of."""

    def __init__(
        self,
        reader: LifeReader,
        dates: Sequence[DateMention],
        blocks: Sequence[Block],
        today: datetime.date | None,
    ) -> None:
        self._reader = reader
        self._dates = [each for each in dates if each.year and each.complete]
        self._blocks = blocks
        births = [(each.date, days) for each in reader.births() if each.date and (days := days_of(each.date))]
        self._born = births[0] if len({days for _, days in births}) == 1 else None
        deaths = [each for each in reader.deaths() if each.date] if self._born else []
        self._ends = [days for each in deaths if each.date and (days := days_of(each.date))]
        self._births = {date.start for date, _ in births}
        if today:
            self._ends.append(Days(today, today))

    def wrong(self) -> Iterator[WrongAge]:
        """Yield the ages that fit no year."""
        if self._born is None:
            return
        reader, code = self._reader, self._reader.language.code
        done: set[int] = set()
        for group in _GROUPS:
            if not getattr(reader.language, group):
                continue
            opening = {"follows": CLAUSE} if group == "opening_ages" else {}
            for match in age_pattern(code, group, bare=False, **opening).finditer(reader.plain):
                if opening and not self._opens(match):
                    continue
                years = years_told(match, code)
                if years and years <= _OLDEST and match.end() not in done:
                    done.add(match.end())
                    if wrong := self._wrong(match, years, group):
                        yield wrong

    def _opens(self, match: re.Match[str]) -> bool:
        """Tell whether an age opens its sentence."""
        start = self._reader.sentence_at(match.start()).start
        return len(tokens(self._reader.plain, start, match.start())) <= 1

    def _wrong(self, match: re.Match[str], years: int, group: str) -> WrongAge | None:
        assert self._born is not None
        born, days = self._born
        reader = self._reader
        sentence = reader.sentence_at(match.start())
        block = next((each for each in self._blocks if each.start <= match.start() < each.end), None)
        if block is None or not self._is_of_the_one(sentence, match):
            return None
        paragraph = [
            each
            for each in self._dates
            if block.start <= each.start < block.end and each.start not in self._births
        ]
        own = [each for each in paragraph if sentence.start <= each.start < sentence.end]
        if not own:
            before = reader.sentence_at(max(block.start, sentence.start - _GAP))
            if group != "told_ages" or self._has_a_date_of_no_year(sentence):
                return None
            own = [each for each in paragraph if before.start <= each.start < before.end]
        if len(own) != 1 or len({each.year for each in paragraph}) > _FEW:
            return None
        then = days_of(own[0])
        ages = ages_between(days, then) if then else None
        if not ages or ages[-1] > _OLDEST:
            return None
        may_be = [ages_between(days, other) for each in paragraph if (other := days_of(each))]
        may_be += [ages_between(days, end) for end in self._ends]
        if any(years in each or years + 1 in each for each in may_be):
            return None  # in the year when she was to turn so old
        return WrongAge(*match.span(), born, own[0], ages)

    def _has_a_date_of_no_year(self, sentence: Span) -> bool:
        """Tell whether a sentence turns to another time: seven years later, at the time of the war."""
        language = self._reader.language
        words = {each.word for each in tokens(self._reader.plain, *sentence)}
        turns = language.later_words | language.ago_words | language.earlier_words | language.when_words
        return not words.isdisjoint(turns | language.had_words - language.has_words)

    def _is_of_the_one(self, sentence: Span, match: re.Match[str]) -> bool:
        """Tell whether a sentence is about the one of whom the article is: by a pronoun, a name of the head, or by
        no subject where a language needs none.
        """
        reader, language = self._reader, self._reader.language
        lead = tokens(reader.plain, sentence.start, match.start())
        behind = tokens(reader.plain, match.end(), min(sentence.end, match.end() + _REACH))
        if reader.is_of_another(sentence.start, min(sentence.end, match.end() + _REACH)):
            return False
        if any(each.word in language.possessives for each in lead[-_NEAR:]):
            return False
        if self._is_of_a_new_one(lead):
            return False
        if reader.names_a_stranger(lead[-_NEAR:]) and any(each.is_name for each in lead[-2:]):
            return False
        phrase = tokens(reader.plain, match.start(), match.end())
        told = [*lead[-_NEAR:], *phrase]
        dated = [each.end for each in self._dates if sentence.start <= each.start < match.start()]
        rest = [each for each in lead if each.start >= max(dated, default=0)]
        small = all(each.word in language.stop_words or not each.word.isalpha() for each in rest)
        if small:
            told += behind[:_NEAR]  # 1962, mit 15 Jahren, ging sie
        pronouns = language.pronouns - language.definite_articles
        if any(
            each.word in pronouns
            or (each.is_name and len(each.word) >= _CLOSE and reader.is_named_above(each))
            for each in told
        ):
            return True
        return language.may_omit_subject and small and not reader.names_a_stranger([*lead, *behind])

    def _is_of_a_new_one(self, lead: Sequence[Piece]) -> bool:
        """Tell whether words before an age bring in somebody else: “a teacher aged 31”, “Jim Lunn, who was 25”."""
        language = self._reader.language
        near = [each.word for each in lead[-_CLOSE:]]
        if near and near[-1] in language.relatives - language.definite_articles:
            return True
        if len(lead) > 1 and lead[-1].word in language.relatives and lead[-2].text == ",":
            return True
        fresh = language.determiners - language.definite_articles - language.possessives - language.own_words
        return not fresh.isdisjoint(near)
