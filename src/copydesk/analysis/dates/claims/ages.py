"""Ages: how old a text says that somebody is or was, the year of birth that it gives, and the year of the age."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.analysis.dates.counts import count_of, numbers, ordinals
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.language.words_between import word_set
from copydesk.analysis.language.words_between import words as words_of
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_NEAR = 45
"""How far from a year of birth, in code points, the word for it stands."""
_FARTHEST = 220
"""How far from a year of birth an age is looked for."""
_PRECISIONS = ("day", "month", "season", "year")
_JOINT = compile_later(r"[\s\0]*[,(–—]?[\s\0]*(?>(?:\w{1,8}[\s\0]+){0,3})")
"""What may stand between an age and its date: “, in the summer of ”."""
_BESIDE = 40
"""How far from a date an age stands in a sentence without the birth."""
_APART = 100
"""How far the year of an age stands from it."""
_OLDEST = 115
_YOUNGEST = 5


class Age(NamedTuple):
    """An age where it is told, the date of birth, and the year in which somebody was so old."""

    start: int
    end: int
    years: int
    born: DateMention
    year: int

    @property
    def fits(self) -> bool:
        """Tell whether somebody born then can be so old."""
        return self.year - (self.born.year or 0) - self.years in (0, 1)


def ages(
    text: str,
    dates: Sequence[DateMention],
    sentence_at: Callable[[int], Span],
    today: int | None,
    language: str,
) -> Iterator[Age]:
    """Yield the ages that stand in a sentence with the only year of birth, and with their own year or today's."""
    patterns = _patterns(language)
    if patterns is None:
        return
    birth, aged, present = patterns
    for index, born in enumerate(dates):
        if not born.year or not born.complete or born.precision not in ("day", "month", "year"):
            continue
        sentence = sentence_at(born.start)
        last = dates[index - 1].end if index else 0
        near = max(sentence.start, born.start - _NEAR, last), min(sentence.end, born.end + 15)
        if not (birth.search(text, near[0], born.start) or birth.search(text, born.end, near[1])):
            continue
        span = max(sentence.start, born.start - _FARTHEST), min(sentence.end, born.end + _FARTHEST)
        if len(birth.findall(text, *span)) != 1:
            continue
        beside = [each for each in dates[max(0, index - 3) : index + 4] if span[0] <= each.start < span[1]]
        for match in aged.finditer(text, *span):
            years = _years(match, language)
            others = [each for each in beside if each != born and each.complete and each.year]
            if len(others) != 1 or _tells_of_another(text, born, match, language):
                continue
            if (
                (others[0].year or 0) > born.year
                and years < _OLDEST
                and abs(others[0].start - match.start()) < _APART
                and not is_at_something_else(text, Span(*match.span()), others[0].start, language)
            ):
                yield Age(*match.span(), years, born, others[0].year or 0)
        yield from _in_the_next_sentence(text, dates, sentence_at, index, language)
        if today and len(beside) == 1:
            for match in present.finditer(text, *span):
                if _tells_of_another(text, born, match, language):
                    continue
                yield Age(*match.span(), int(match["age"]), born, today)


def ages_elsewhere(
    text: str,
    dates: Sequence[DateMention],
    births: Sequence[DateMention],
    sentence_at: Callable[[int], Span],
    code: str,
    *,
    tells_of_things: bool,
) -> Iterator[Age]:
    """Yield the ages and birthdays that fit none of an article's births, and stand elsewhere with their year.

    Their sentence has one date, names no relative, and does not tell when a thing began. In an article that
    `tells_of_things` and their beginnings, “celebrated fifty years” may be said of them.
    """
    patterns, language = _patterns(code), language_data(code)
    if patterns is None:
        return
    not_of_people = language.foundings - language.birth_words
    feasts = language.feast_words | language.reaching_words
    found = [(match, False) for match in patterns[1].finditer(text)]
    if birthday := _birthday(code):
        found += [(match, True) for match in birthday.finditer(text)]
    for match, exact in found:
        sentence = sentence_at(match.start())
        if any(sentence.start <= born.start < sentence.end for born in births):
            continue
        beside = [date for date in dates if sentence.start <= date.start < sentence.end]
        if len(beside) > 1:  # it may be that of something else, unless it directly follows
            beside = [date for date in beside if _JOINT.fullmatch(text, match.end(), date.start)]
        if len(beside) != 1 or not beside[0].complete or beside[0].precision not in _PRECISIONS:
            continue
        (date,) = beside
        near = min(abs(date.start - match.end()), abs(match.start() - date.end)) < _BESIDE
        words = word_set(text[sentence.start : sentence.end])
        kin = {word.lower() for word in language.kin}
        if tells_of_things and not feasts.isdisjoint(match.group().lower().split()):
            continue
        if (
            not near
            or _is_of_a_new_one(text, match, language)
            or not (kin | not_of_people).isdisjoint(words)
            or not language.own_words.isdisjoint(words_of(text, sentence.start, match.start())[:-1])
            or (date.year or 0) <= max(born.year or 0 for born in births)
        ):
            continue
        years = (
            ordinals(code)[match["ordinal"].lower()] if exact and match["ordinal"] else _years(match, code)
        )
        told = [Age(*match.span(), years, born, date.year or 0) for born in births]
        fits = [each.year - (each.born.year or 0) == years if exact else each.fits for each in told]
        if years < _OLDEST and not any(fits):
            yield told[0]


def ages_at_death(text: str, sentence_at: Callable[[int], Span], code: str) -> Iterator[tuple[int, int, int]]:
    """Yield where a text tells how old somebody was at death, without a date: “She was 69 when she died”."""
    patterns, language = _patterns(code), language_data(code)
    if patterns is None:
        return
    for match in patterns[1].finditer(text):
        sentence = sentence_at(match.start())
        near = text[max(sentence.start, match.start() - _NEAR) : min(sentence.end, match.end() + _NEAR)]
        lived = not language.lived_words.isdisjoint(match.group().lower().split())
        if lived or not language.death_words.isdisjoint(word_set(near)):
            yield *match.span(), _years(match, code)


@cache
def _birthday(code: str) -> re.Pattern[str] | None:
    """Make the pattern of a language's birthdays: her eightieth birthday."""
    language = language_data(code)
    if not language.birthday_nouns or not language.ordinals:
        return None
    number = r"(?P<age>\d{1,3})(?:st|nd|rd|th|er?|ème|:e|\.?[º°ª]|\.|a)?"
    number = rf"(?:{number}|(?P<ordinal>{either(ordinals(code))}))(?P<joined>)"
    return compile_later(
        rf"(?<!\w){number}[ \0]+{either(language.birthday_nouns)}(?!\w)",
        re.IGNORECASE,
    )


def _in_the_next_sentence(
    text: str, dates: Sequence[DateMention], sentence_at: Callable[[int], Span], index: int, language: str
) -> Iterator[Age]:
    """Yield the age that the sentence behind that of a year of birth tells with its only date."""
    patterns, born = _patterns(language), dates[index]
    sentence = sentence_at(born.start)
    if patterns is None or index + 1 == len(dates) or dates[index + 1].start < sentence.end:
        return
    birth, aged, _ = patterns
    then = sentence_at(dates[index + 1].start)
    beside = [each for each in dates[index + 1 : index + 4] if each.start < then.end]
    if then.start - sentence.end > 3 or "\n" in text[sentence.end : then.start] or len(beside) != 1:
        return
    (date,) = beside
    if birth.search(text, *then) or not date.complete or not date.year or date.year <= (born.year or 0):
        return
    for match in aged.finditer(text, *then):
        years = _years(match, language)
        near = min(abs(date.start - match.end()), abs(match.start() - date.end)) < 8
        if near and years < _OLDEST and not _tells_of_another(text, born, match, language):
            yield Age(*match.span(), years, born, date.year)


def _tells_of_another(text: str, born: DateMention, age: re.Match[str], language: str) -> bool:
    """Tell whether what stands between names another person: “his wife died at the age of 54”."""
    data = language_data(language)
    between = text[min(born.end, age.end()) : max(born.start, age.start())]
    if _is_of_a_new_one(text, age, data):
        return True
    if data.own_words and data.ending_nouns:  # until her death in 2012
        between = _own_deaths(language).sub(" ", between)
    words = word_set(between)
    kin = {word.lower() for word in data.kin} - data.child_words
    return not (
        kin.isdisjoint(words) and data.own_words.isdisjoint(words) and data.looking_back.isdisjoint(words)
    )


def is_at_something_else(text: str, age: Span, until: int, code: str) -> bool:
    """Tell whether an age is that at something that is told before a further clause, with a date or death at `until`:
    “orphaned at 12, he died in 2015”, “was 29 when he bought the boat; he died in 2017”.
    """
    language, between = language_data(code), text[age.end : until]
    mark = max(between.rfind(mark) for mark in ",;")
    small = language.stop_words | language.prepositions | language.pronouns
    first = set(words_of(between, 0, max(mark, 0))) - small
    last = set(words_of(between, mark + 1, len(between))) - small
    if mark < 0 or not last or not language.death_words.isdisjoint(first):
        return False
    return bool(first) or _follows_a_noun(text, age.start, language)


def _follows_a_noun(text: str, end: int, language: Language) -> bool:
    """Tell whether a word of weight, no name and no word for dying, stands directly before a place."""
    before = text[max(0, end - _NEAR) : end].replace("\0", " ").split()[-1:]
    if not before or not before[0].isalpha():
        return False
    small = language.stop_words | language.death_words | language.pronouns | language.passives
    return before[0] not in small and (before[0].islower() or language.nouns_have_capitals)


def _is_of_a_new_one(text: str, age: re.Match[str], language: Language) -> bool:
    """Tell whether an age is told of somebody brought in before it: she met Jim Lunn, who was 25."""
    before = text[max(0, age.start() - _NEAR) : age.start()].lower().replace("\0", " ")
    if not (language.relatives - language.definite_articles).isdisjoint(before.split()[-1:]):
        return True
    lead = before.rstrip()
    verb = age.group().lower().split()[0] not in language.prepositions
    return language.may_omit_subject and verb and lead.endswith(",") and lead[-2:-1].isalpha()


@cache
def _own_deaths(code: str) -> re.Pattern[str]:
    language = language_data(code)
    return compile_later(
        rf"(?<!\w){either(language.own_words)}[ \0]+{either(language.ending_nouns)}(?!\w)", re.IGNORECASE
    )


def _years(match: re.Match[str], language: str) -> int:
    return count_of(match["age"] or match["joined"], language)


@cache
def _counts(code: str) -> str:
    """Return alternatives of the numbers in words that are ages; small ones count other things as well."""
    return f"|{either(word for word, number in numbers(code).items() if number >= _YOUNGEST)}"


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]] | None:
    """Make the patterns of a language: born, aged 54, is 73."""
    language = language_data(code)
    if not language.birth_words:
        return None
    end = r"(?![\w%]|[.,:]\d|[ \0]+(?:per|out|of|million|times)\b)"
    birth = rf"(?<!\w){either(language.birth_words)}(?!\w)"
    aged = _phrases(language.age_phrases, _counts(code))
    present = _phrases(language.present_ages, "")
    return (
        compile_later(birth, re.IGNORECASE),
        compile_later(rf"(?<!\w)(?:{aged}){end}", re.IGNORECASE),
        compile_later(rf"(?<!\w)(?:{present.replace('joined', 'unused')}){end}", re.IGNORECASE),
    )


def _phrases(lines: frozenset[str], words: str) -> str:
    """Make alternatives of phrases, whose number may also be one of some words.

    Those that begin with the number come second, as a group has one name only.
    """
    phrases = sorted(lines, key=lambda line: (-len(line), line))
    leading = [_phrase(line[1:]) for line in phrases if line.startswith("#")]
    others = [line.split("#") for line in phrases if not line.startswith("#")]
    heads = "|".join(sorted({_phrase(before) for before, _ in others}, key=len, reverse=True))
    tails = "|".join(sorted({_phrase(after) for _, after in others if after.strip()}, key=len, reverse=True))
    is_bare = any(not after.strip() for _, after in others)
    number = rf"(?P<age>\d{{1,3}}{words})"
    if not others:
        number = "(?P<age>(?!))"
    made = rf"(?:{heads}){number}(?:{tails}){'?' if is_bare or not tails else ''}"
    return made + (rf"|(?P<joined>\d{{1,3}})(?:{'|'.join(leading)})" if leading else "|(?P<joined>(?!))")


def _phrase(text: str) -> str:
    joined = text.replace(" -", "-").replace(" ste", "ste")
    return re.sub(r"\\? +", r"[ \\0\\xa0]+", re.escape(joined)).replace("'", "['’]")
