"""Present ages: how old an article says that somebody is, beside the name: “Ada Lunn, 54, was born in 1963”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from copydesk.analysis.dates.claims.ages import Age
from copydesk.analysis.dates.counts import count_at_end
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.date_clauses import BREAKS, Piece, is_small, tokens
from copydesk.analysis.dates.timeline.lengths import Length
from copydesk.analysis.dates.timeline.lifespans.age_phrases import age_pattern, years_told
from copydesk.analysis.dates.timeline.statements import BORN, Statement
from copydesk.analysis.dates.timeline.subjects import name_before
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.findings import Span
from copydesk.support.patterns import compile_later, one_of

UNITS_OF_AGES = (
    r"years? old|Jahre(?: alt)?|ans|años|anni|anos|jaar(?: oud)?|år(?: gammal| gammel)?|lata?|let|vuotta|éves|ani|лет"
    r"|года?|років|роки"
)
_AGED = compile_later(rf"[,(] ?(?P<age>[1-9]\d)(?: (?:{UNITS_OF_AGES}))?(?=[,;.)])")
"""An age between commas or in brackets, and the marks around it."""
_NAME = compile_later(r"(?<![\w’'-])(?P<last>[^\W\d_][\w’'-]+) ?\Z")
_REACH, _NAME_REACH = 30, 60
AGE = "age"
"""The origin of a birth's date that was reckoned from an age."""
_FEW = 3
_GAP = 3
"""So many code points stand at most between two sentences of a paragraph."""


def births_by_age(plain: str, told: Sequence[Statement], today: int, code: str) -> list[Statement]:
    """Return the births of the people whose age an article tells behind their names, at the earliest."""
    language = language_data(code)
    known = {statement.subject.head for statement in told if statement.kind == BORN}
    found: dict[str, Statement] = {}
    for match in _AGED.finditer(plain) if language.foundings else ():
        start = max(plain.rfind("\n", 0, match.start()), match.start() - _NAME_REACH)
        name = name_before(tokens(plain, start + 1, match.start()), language)
        if name and name.head not in known:
            year = today - int(match["age"]) - 1
            date = DateMention(*match.span("age"), None, "year", AGE, year, complete=True)
            found[name.head] = Statement(name, BORN, date)
    return list(found.values()) if len(found) <= _FEW else []


def present_ages(
    plain: str, births: Sequence[Statement], sentence_at: Callable[[int], Span], today: int
) -> Iterator[Age]:
    """Yield the ages behind a name in the sentence of a birth, or behind the name of somebody whose birth is told.

    They are those of the article's year.
    """
    if not 0 < len(births) <= _FEW:
        return
    for match in _AGED.finditer(plain):
        name = _NAME.search(plain, max(0, match.start() - _REACH), match.start())
        if name is None or not name["last"][0].isupper():
            continue
        sentence = sentence_at(match.start())
        for born in births:
            here = sentence.start <= born.date.start < sentence.end
            if name["last"].lower() == born.subject.head or (here and len(births) == 1):
                yield Age(*match.span("age"), int(match["age"]), born.date, today)
                break


def celebrated_ages(
    plain: str,
    births: Sequence[Statement],
    told: Sequence[Length],
    sentence_at: Callable[[int], Span],
    today: int,
    code: str,
) -> Iterator[Age]:
    """Yield the age that somebody reached, in the sentence before or behind that of the only birth: cumplió 58 años."""
    language = language_data(code)
    for length in told if len(births) == 1 else ():
        words = plain[max(0, length.start - _REACH) : length.start].lower().split()
        if words and words[-1] in language.feast_words | language.reaching_words:
            (born,) = births
            sentence = sentence_at(length.start)
            one, two = sorted((sentence, sentence_at(born.date.start)))
            lead = tokens(plain, sentence.start, length.start)
            if (
                two.start - one.end <= _GAP
                and "\n" not in plain[one.start : two.end].strip()
                and _names_no_other(lead[:-1], born, language)
            ):
                yield Age(length.start, length.end, length.years, born.date, today)


def _names_no_other(words: Sequence[Piece], born: Statement, language: Language) -> bool:
    """Tell whether the words before a verb name nobody and nothing but the one whose birth is told."""
    return all(
        is_small(word, language)
        or word.word in born.subject.words
        or word.word in language.pronouns
        or word.word.isdigit()
        or word.text in BREAKS
        for word in words
    )


class BesideBirths:
    """Reads the ages that stand directly beside a year of birth: “born in 1963 and now 62”, “62 år och född 1963”.

    Such an age is that of the article's year. Where the article gives itself none, it lies between the last year that
    is told and ours; and an age at anything else cannot be one that is still to come.
    """

    def __init__(
        self,
        plain: str,
        dates: Sequence[DateMention],
        sentence_at: Callable[[int], Span],
        writing: tuple[int, int],
        code: str,
    ) -> None:
        self._plain, self._sentence_at, self._writing = plain, sentence_at, writing
        self._language, self._code = language_data(code), code
        self._dates = [date for date in dates if date.complete and date.year]

    def wrong(self) -> Iterator[Age]:
        """Yield the ages that fit no year in which the article may have been written, nor any that it tells."""
        language, (first, last) = self._language, self._writing
        if not (language.birth_words and language.year_units):
            return
        years = {date.year or 0 for date in self._dates}
        for born in self._dates:
            year = born.year or 0
            if not born.is_plain or not last - _OLDEST < year <= last:
                continue
            for start, end, age in (*self._behind(born), *self._before(born)):
                then = year + age
                is_dated = first == last or then + _LONG_BEFORE < first
                is_told = any(then <= each <= then + 1 for each in years - {year})
                if then > last or (then + 1 < first and is_dated and not is_told):
                    yield Age(start, end, age, born, last if then > last else first)
            for start, end, age in self._at_something(born):
                if year + age > last + 1:
                    yield Age(start, end, age, born, last)

    def _behind(self, born: DateMention) -> Iterator[tuple[int, int, int]]:
        """Yield the age behind a birth: “born in 1963 and now 62 years old”."""
        language, end = self._language, self._sentence_at(born.start).end
        near = _behind_numbers(tokens(self._plain, max(0, born.start - _REACH), born.start))
        behind = tokens(self._plain, born.end, min(end, born.end + _NAME_REACH))
        while behind and behind[0].word in language.birth_words | language.passives:
            near.append(behind.pop(0))
        if language.birth_words.isdisjoint(each.word for each in near[-_LEAD:]):
            return
        allowed = _words_of_ages(self._code)
        for at, piece in enumerate(behind[:_LEAD]):
            count, used = count_at_end([each.word for each in behind[: at + 1]], self._code)
            if _YOUNGEST <= count < _OLDEST:
                following = behind[at + 1].word if at + 1 < len(behind) else "."
                lead = [each.word for each in behind[: at + 1 - used]]
                if lead[-1:] in (["con"], ["a"]) and not set(lead) & _GOES_ON_WITH:
                    return  # con 12 años ya cantaba
                is_age = following in language.year_units | language.old_words or (
                    following in _GOES_ON and bool(set(lead) & _present_words(self._code))
                )
                if lead and is_age and not self._looks_back(behind[at + 1 :]):
                    yield behind[at + 1 - used].start, piece.end, count
                return
            is_joint = piece.word in allowed or piece.text in _MARKS or bool(_JOINTS.fullmatch(piece.word))
            is_joint = is_joint or (piece.is_name and not language.nouns_have_capitals)  # , Mr Hale is now 71
            if not is_joint and not piece.text.isdigit() and not self._may_count(piece.word):
                return

    def _may_count(self, word: str) -> bool:
        return count_at_end([word], self._code)[0] > 0

    def _before(self, born: DateMention) -> Iterator[tuple[int, int, int]]:
        """Yield the age before a birth: “73 år och född 1951”, “the 62-year-old, born in 1963”."""
        language, start = self._language, self._sentence_at(born.start).start
        pattern = _age_and_birth(self._code)
        match = pattern.search(self._plain, max(start, born.start - _NAME_REACH), born.start)
        last = self._plain[born.end : born.end + _LEAD].strip(" ,").startswith(tuple(language.birth_words))
        if match and (match["born"] or last):
            behind = tokens(self._plain, born.end, born.end + _REACH)
            if not self._looks_back(behind[:_LEAD]):
                yield *match.span("age"), int(match["age"])

    def _at_something(self, born: DateMention) -> Iterator[tuple[int, int, int]]:
        """Yield the other ages that the sentence of a birth tells: “born in 1963, retires at the age of 62”."""
        language, sentence = self._language, self._sentence_at(born.start)
        near = _behind_numbers(
            tokens(self._plain, max(sentence.start, born.start - _REACH - _LEAD), born.start)
        )
        rest = tokens(self._plain, born.end, sentence.end)
        told = {each.word for each in (*near, *rest)}
        others = language.kin | language.possessives
        if language.birth_words.isdisjoint({each.word for each in (*near, *rest[:1])}):
            return
        if _AHEAD.search(self._plain, *sentence):
            return
        ahead = language.future_forms | language.unreal_forms
        if not ahead.isdisjoint(told) or not others.isdisjoint({each.text for each in rest}):
            return
        if any(each.is_name for each in rest) and not language.nouns_have_capitals:
            return
        for match in age_pattern(self._code, "age_phrases", bare=False).finditer(
            self._plain, born.end, sentence.end
        ):
            if age := years_told(match, self._code):
                yield *match.span(), age

    def _looks_back(self, behind: Sequence[Piece]) -> bool:
        """Tell whether what follows an age tells when that was: “when he died”, “at that time”."""
        language = self._language
        then = language.when_words | language.that_time_words | language.death_words | language.ago_words
        then |= language.later_words | language.ending_nouns | language.had_words | language.after_words
        return not then.isdisjoint(each.word for each in behind[:_LEAD])


def _behind_numbers(words: list[Piece]) -> list[Piece]:
    """Return the words behind the last number, which may be another date."""
    last = next((at for at in reversed(range(len(words))) if words[at].text.isdigit()), -1)
    return words[last + 1 :] if last < len(words) - _DAY_BEFORE else words[:last]


_DAY_BEFORE = 2
"""The number of a day stands so many words at most before its date: it may be a part of it."""
_GOES_ON = (".", ",", ";", ":", ")", "and", "und", "et", "y", "e", "en", "och", "og", "i", "but")
"""What follows an age without its unit."""
_GOES_ON_WITH = {"y", "e"}
_MARKS = (",", "–", "—")
_LEAD, _OLDEST, _YOUNGEST = 7, 110, 12
_LONG_BEFORE = 10
"""An age that was true so many years before the last one told is wrong, though the article gives itself no date."""
_AHEAD = compile_later(
    r"(?i)(?<!\w)"
    + one_of(
        r"will|would|shall|wird|werden|würde|sera|serait|será|sería|sarà|sarebbe|seria|zal|zou|ska|skulle|vil",
        r"ville|skal|będzie|turns|retires|bude|będą|fyller|fylder|blir|bliver",
    )
    + r"(?!\w)"
)
_JOINTS = compile_later(
    r"(?i)(?<!\w)"
    + one_of(
        r"and|so|hence|therefore|thus|today|now|is|aged|old|who|which|makes|him|her|turned|und|damit|also",
        r"somit|heute|jetzt|nun|ist|er|sie|et|donc|aujourd'hui|est|a|il|elle|âgé|âgée|maintenant|de|y|por",
        r"tanto|hoy|tiene|ahora|con|e|quindi|oggi|ha|ora|adesso|hoje|tem|agora|portanto|com|en|dus|nu|hij|zij",
        r"ze|inmiddels|och|alltså|är|i|dag|idag|hon|han|og|altså|nå|hun|więc|dziś|ma|obecnie|teraz|roku|roce",
        r"год|года|году|г|that|make|making",
    )
    + r"(?!\w)"
)
"""Words between a year of birth and the age that it makes."""


@cache
def _words_of_ages(code: str) -> frozenset[str]:
    language = language_data(code)
    return language.now_words | language.today_words | language.therefore_words | language.relatives


@cache
def _present_words(code: str) -> frozenset[str]:
    """Return words by which a number behind a birth is an age without its unit."""
    language = language_data(code)
    words = "is now today ist heute jetzt heden nu är er aged âgé âgée ma".split()
    return language.now_words | language.today_words | language.therefore_words | frozenset(words)


@cache
def _age_and_birth(code: str) -> re.Pattern[str]:
    language = language_data(code)
    units = rf"{UNITS_OF_AGES}|years?|rok"
    return compile_later(
        rf"(?<![\w.,/-])(?P<age>[1-9]\d)(?: (?:{units})|-year-old|-jährige[rn]?|-årige?)?(?:,| \(|,? (?:and|und|et|"
        rf"y|e|en|och|og|i|a))"
        rf" ?(?:[^\W\d_]{{1,4}} )??(?:(?P<born>{either(language.birth_words)})(?: [^\W\d_]{{1,8}}){{0,3}} )?\Z",
        re.IGNORECASE,
    )
