"""dates/impossible-life."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import regex

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.claims.ages import Age, ages, ages_at_death, ages_elsewhere, is_at_something_else
from copydesk.analysis.dates.display import shown
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.lifespans.ages_in_years import AgesInYears
from copydesk.analysis.dates.timeline.lifespans.careers import Careers, early_starts
from copydesk.analysis.dates.timeline.lifespans.last_ages import (
    LastAges,
    WrongAge,
    may_tell,
    told_in_one_sentence,
)
from copydesk.analysis.dates.timeline.lifespans.life_events import LifeReader
from copydesk.analysis.dates.timeline.lifespans.own_ages import OwnAges
from copydesk.analysis.dates.timeline.lifespans.present_ages import (
    BesideBirths,
    celebrated_ages,
    present_ages,
)
from copydesk.analysis.dates.timeline.lifespans.two_ages import two_ages
from copydesk.analysis.dates.timeline.statements import BORN, DIED
from copydesk.analysis.language.languages import language_data
from copydesk.document import Document
from copydesk.findings import Flag, Related, Span
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, regex_later

_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_LIFE = regex_later(
    r"(?<!\p{L}['’.\-]*)(?P<name>\p{Lu}[\p{L}'’.\-]+(?:[ \0]+[\p{L}'’.\-]+){1,4})(?:,[^\n(),]{2,60}){0,2},?[ \0]*(?:[(,][ \0]*)?"
    rf"(?P<life>(?P<born>{_YEAR})[ \u00a0]?[-–—][ \u00a0]?(?P<died>{_YEAR}))(?:\)|[ \0]*$)",
    regex.MULTILINE,
)
_SPAN = regex_later(rf"(?<!\d)({_YEAR})[ \u00a0]?[-–—][ \u00a0]?({_YEAR})(?!\d)")
_AGED = regex_later(
    r"\b(?:died|dies|passed away|dead)\b[^.;:!?\n]{0,40}?\b(?:aged|at the age of|at age|at)[\s\0]+(?P<age>\d{1,3})\b"
    r"(?![\s\0]*(?:[ap]\.?m\b|o['’]clock|per|%|:|years? (?:ago|after|later|before)|\w+ (?:Street|Road|Avenue)))"
)
_OF_THE_SAME = r"(?:(?!\b(?:that|when|after|before|whose|his|her|their)\b)[^.;!?\n()]){0,40}?"
"""What goes on with one person: “in Crale, and”, but not “, the year that her uncle”."""
_BACKWARDS = regex_later(
    rf"\bborn\b[^.;!?\n]{{0,40}}?\b(?P<born>{_YEAR})\b{_OF_THE_SAME}\bdied\b[^.;!?\n]{{0,40}}?\b(?P<died>{_YEAR})\b"
)
_OLDEST = 115
_HEAD_LINES = 8
"""So many lines at most are read as the head of an article."""
_MOST = 3
"""An article that tells of more births tells of several lives."""
_CHRONICLE = 60
"""So many dates has a chronicle, in which an age may be anybody's."""


@rule(places=("body", "heading", "caption"))
def impossible_life(doc: Document) -> Iterator[Flag]:
    """Somebody's years and age do not agree.

    The one who “died aged 78” lived from 1931 to 2019, or died before being born. Compared are the years that stand
    behind a name, in brackets or at a line's end, and the age that a sentence with the same surname gives; and in one
    sentence the year of birth, an age and its year, or the age today and the article's own year. An age or a birthday
    that stands elsewhere in the article is wrong only if it fits none of the births that the article tells of. Where
    these are more than three, it is not compared.

    Bad: Ferdinand Vint, cellist, 1931–2019 ¶ Ferdinand Vint, who has died aged 78, taught two generations of pupils.
    Bad: She was born in 1842 and died in 1839.
    Good: Ferdinand Vint, cellist, 1931–2019 ¶ Ferdinand Vint, who has died aged 88, taught two generations of pupils.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    told_at: set[tuple[int, int]] = set()
    for flag in (
        *_ages(doc),
        *_ages_at_death(doc),
        *_last_ages(doc),
        *_own_ages(doc),
        *_careers(doc),
        *_early_starts(doc),
        *_two_ages(doc),
    ):
        if not any(start < flag.end and flag.start < end for start, end in told_at):
            told_at.add((flag.start, flag.end))
            yield flag
    if "died" not in doc.text and "dies" not in doc.text:
        return
    for match in kept_matches(_BACKWARDS, doc.text) if "born" in doc.text else ():
        if match["died"] < match["born"]:
            yield Flag(*match.span("died"), f"died in {match['died']}, but born in {match['born']}")
    ages = list(kept_matches(_AGED, doc.text))
    lives = list(kept_matches(_LIFE, doc.text)) if len(ages) == 1 else []
    if len(lives) != 1:
        return
    (life,), (aged,) = lives, ages
    years, age = int(life["died"]) - int(life["born"]), int(aged["age"])
    sentence = doc.sentence_at(aged.start())
    lead = doc.text[sentence.start : aged.start()]
    kin = language_data(doc.language or "en").kin
    is_same = life["name"].split()[-1] in lead and kin.isdisjoint(re.findall(r"[^\W\d_]+", lead))
    if is_same and 0 < years < _OLDEST and age not in (years, years - 1):
        message = f"aged {age}, but {life['life']} makes {years - 1} or {years}"
        yield Flag(*aged.span("age"), message, related=(Related(*life.span("life"), "the years are here"),))


def _last_ages(doc: Document) -> Iterator[Flag]:
    """Find the age of the one whom an article is about that does not fit the birth and the death, or today."""
    code = doc.language or ""
    if not may_tell(doc.spellings, doc.text, code) or len(doc.dates) >= _CHRONICLE:
        return
    value = doc.meta.get("title")
    title = value if isinstance(value, str) else ""
    lines = [Span(block.start, block.end) for block in doc.blocks[:_HEAD_LINES]]
    reader = LifeReader(doc.plain, doc.dates, doc.sentence_at, code, lines=lines, above=title)
    ages = LastAges(reader, doc.day_of_writing)
    then = AgesInYears(reader, doc.dates, doc.blocks, doc.day_of_writing)
    for wrong in (*ages.wrong(), *told_in_one_sentence(reader, doc.dates), *then.wrong()):
        told = doc.text[wrong.start : wrong.end]
        if _counts_leap_days(wrong.born) or _fits_a_span(doc, title, told) or _fits_beside(doc, wrong, told):
            continue
        sentence, until = doc.sentence_at(wrong.start), wrong.until.start if wrong.until else 0
        is_told = sentence.start <= wrong.born.start < until < sentence.end
        if _is_limit(doc, wrong.start):
            continue  # she kept the shop until she was 80
        if is_told and is_at_something_else(doc.plain, Span(wrong.start, wrong.end), until, code):
            continue
        yield _flag(doc, wrong, Span(wrong.start, wrong.end), shown(doc.text, wrong.start, wrong.end))
    for wrong in ages.wrong_in_title(title):
        if _counts_leap_days(wrong.born):
            continue
        at = doc.meta_at("title")
        quoted = title[wrong.start : wrong.end]
        if doc.source.startswith(quoted, at.start + wrong.start):
            at = Span(at.start + wrong.start, at.start + wrong.end)
        yield _flag(doc, wrong, at, quoted)


def _counts_leap_days(born: DateMention) -> bool:
    """Tell whether somebody was born on a leap day, and may count birthdays by it."""
    return (born.month, born.day) == (2, 29)


def _fits_a_span(doc: Document, title: str, told: str) -> bool:
    """Tell whether the years of a life that stand in the article, or its title, make the age: “1934–2024”."""
    number = re.search(r"\d+", told)
    age = int(number.group()) if number else 0
    spans = _SPAN.findall(doc.text) + _SPAN.findall(title) if age else []
    return any(int(last) - int(first) - age in (0, 1) for first, last in spans)


def _is_limit(doc: Document, age: int) -> bool:
    """Tell whether somebody did something until an age, and did not live until it."""
    limit = _UNTIL.search(doc.plain, max(0, age - _LEAD), age)
    if limit is None:
        return False
    words = set(re.findall(r"\w+", doc.plain[doc.sentence_at(age).start : age].lower()))
    return language_data(doc.language).lived_words.isdisjoint(words)


_UNTIL = compile_later(
    r"(?i)(?<!\w)(?:(?:un)?til|till|bis|jusqu'à(?: ses| l'âge de)?|jusqu'à ce qu'?|hasta(?: que| los| cumplir)?|fin(?:o|ché)(?: agli| a)?"
    r"|até(?: aos| os)?|tot(?:dat)?|tills|(?:ind|inn)til|(?:až )?do|aż do|до)[ \0](?:[^\W\d_]{1,4}[ \0])?\Z"
)
_LEAD = 30


def _fits_beside(doc: Document, wrong: WrongAge, told: str) -> bool:
    """Tell whether a year in its sentence makes the age: “mayor since 1975, at 35, he died in 2021”."""
    number = re.search(r"\d+", told)
    born = wrong.born.year
    return bool(number and born) and any(
        date.year and date.year - (born or 0) - int(number.group() if number else 0) in (0, 1)
        for date in doc.dates_between(*doc.sentence_at(wrong.start))
    )


def _flag(doc: Document, wrong: WrongAge, at: Span, quoted: str) -> Flag:
    born = shown(doc.text, wrong.born.start, wrong.born.end)
    until = f"“{shown(doc.text, wrong.until.start, wrong.until.end)}”" if wrong.until else "the article's day"
    years = " or ".join(map(str, sorted({wrong.ages[0], wrong.ages[-1]})))
    message = f"“{quoted}”, but from “{born}” to {until} it is {years} years"
    related = Related(wrong.born.start, wrong.born.end, "born then")
    return Flag(*at, message, related=(related,))


def _ages_at_death(doc: Document) -> Iterator[Flag]:
    """Find the age of somebody whose years stand in brackets elsewhere: “Ada Lunn (1924–2003)”, but “69”."""
    language = language_data(doc.language)
    found = list(ages_at_death(doc.text, doc.sentence_at, doc.language or "")) if "19" in doc.text else []
    lives = list(kept_matches(_LIFE, doc.text)) if 0 < len(found) <= _MOST else []
    if len(lives) != 1 or _AGED.search(doc.text):
        return
    (life,) = lives
    years = int(life["died"]) - int(life["born"])
    for start, end, age in found:
        if _is_at_something_else(doc, Span(start, end), life):
            continue
        words = set(re.findall(r"\w+", doc.text[slice(*doc.sentence_at(start))]))
        if 0 < years < _OLDEST and age not in (years, years - 1) and language.kin.isdisjoint(words):
            message = f"“{shown(doc.text, start, end)}”, but {life['life']} makes {years - 1} or {years}"
            yield Flag(start, end, message, related=(Related(*life.span("life"), "the years are here"),))


def _is_at_something_else(doc: Document, age: Span, life: regex.Match[str]) -> bool:
    """Tell whether an age belongs to a word before it that is no death, or its sentence dates something else."""
    language, sentence = language_data(doc.language), doc.sentence_at(age.start)
    known = {int(life["born"]), int(life["died"])}
    if any(date.year and date.year not in known for date in doc.dates_between(*sentence)):
        return True
    lead = re.findall(r"[^\W\d_]+", doc.text[sentence.start : age.start])[-1:]
    small = language.stop_words | language.death_words | language.passives
    return bool(lead) and lead[0].islower() and lead[0] not in small


def _careers(doc: Document) -> Iterator[Flag]:
    """Find an age that does not follow from the age at the beginning and the years since."""
    for wrong in Careers(doc.plain, doc.lengths, doc.block_at, doc.sentence_at, doc.language or "").wrong():
        quoted = shown(doc.text, wrong.now.start, wrong.now.end)
        entry = shown(doc.text, wrong.entry.start, wrong.entry.end)
        message = f"“{quoted}”, but “{entry}” and the years since make {wrong.sum}"
        related = Related(wrong.entry.start, wrong.entry.end, "the beginning is told here")
        yield Flag(wrong.now.start, wrong.now.end, message, related=(related,))


def _early_starts(doc: Document) -> Iterator[Flag]:
    """Find what somebody would have begun before birth, or as a small child."""
    told = early_starts(
        doc.plain, doc.dates, doc.lengths, doc.sentence_at, doc.years_of_writing, doc.language or ""
    )
    for start in told:
        quoted, age = shown(doc.text, *start.since), shown(doc.text, *start.age)
        began = f"at {start.began_at}" if start.began_at > 0 else "before birth"
        message = f"“{quoted}”: who is {age} would have begun {began}"
        yield Flag(*start.since, message, related=(Related(*start.age, "the age is told here"),))


def _two_ages(doc: Document) -> Iterator[Flag]:
    """Find an age in a year that does not fit the age today."""
    today = doc.year_of_writing
    if not today or not doc.dates or len(doc.dates) >= _CHRONICLE:
        return
    for wrong in two_ages(doc.plain, doc.dates, doc.sentence_at, today, doc.language or ""):
        quoted, now = shown(doc.text, *wrong.then), shown(doc.text, *wrong.now)
        message = f"“{quoted}”, but who is {now} in {today} was about {max(wrong.should_be, 0)} in {wrong.date.year}"
        yield Flag(*wrong.then, message, related=(Related(*wrong.now, "the age today"),))


def _is_dated(doc: Document) -> bool:
    """Tell whether an article has a date of its own, or tells a day of the last year that it names."""
    if doc.year_of_writing:
        return True
    last = max((date.year for date in doc.dates if date.complete and date.year), default=0)
    return any(date.year == last and date.precision == "day" for date in doc.dates)


def _ages(doc: Document) -> Iterator[Flag]:
    """Find ages that do not fit a year of birth."""
    if not doc.dates:
        return
    language, today = doc.language or "", doc.year_of_writing
    births = [told for told in doc.beginnings if told.kind == BORN]
    found: list[Age] = []
    if today and len(doc.dates) < _CHRONICLE:
        found += present_ages(doc.plain, births, doc.sentence_at, today)
        found += celebrated_ages(doc.text, births, doc.lengths, doc.sentence_at, today, language)
    found += ages(doc.text, doc.dates, doc.sentence_at, today, language)
    if 0 < len(births) <= _MOST:
        things = any(told.kind not in (BORN, DIED) for told in doc.beginnings)
        dates = [told.date for told in births]
        found += ages_elsewhere(doc.text, doc.dates, dates, doc.sentence_at, language, tells_of_things=things)
    yield from _unfitting(doc, found)


def _own_ages(doc: Document) -> Iterator[Flag]:
    """Find what somebody says of the own age, and years of life, that do not fit the birth beside them."""
    code = doc.language or ""
    if len(doc.dates) < _CHRONICLE and _tells_of_a_birth(doc, code):
        beside = BesideBirths(doc.plain, doc.dates, doc.sentence_at, doc.years_of_writing, code)
        for age in beside.wrong():
            quoted = shown(doc.text, age.start, age.end)
            message = (
                f"“{quoted}”: {age.years} years after {age.born.year} is {(age.born.year or 0) + age.years}"
            )
            related = Related(age.born.start, age.born.end, "born then")
            yield Flag(age.start, age.end, message, related=(related,))
    if len(doc.dates) < _CHRONICLE and may_tell(doc.spellings, doc.text, code) and _is_dated(doc):
        own = OwnAges(doc.plain, doc.dates, doc.block_at, doc.sentence_at, doc.years_of_writing, code)
        yield from _unfitting(doc, own.wrong())


def _tells_of_a_birth(doc: Document, code: str) -> bool:
    words = language_data(code).birth_words
    return bool(doc.dates) and not (words | {word.capitalize() for word in words}).isdisjoint(doc.spellings)


def _unfitting(doc: Document, ages: Iterable[Age]) -> Iterator[Flag]:
    """Yield the ages that do not fit their year of birth, each place once."""
    told_at: set[int] = set()
    for age in ages:
        if age.fits or age.start in told_at or _counts_leap_days(age.born):
            continue
        told_at.add(age.start)
        years = age.year - (age.born.year or 0)
        message = (
            f"“{shown(doc.text, age.start, age.end)}”, but from {age.born.year} to {age.year}"
            f" it is {max(years - 1, 0)} or {years} years"
        )
        related = Related(age.born.start, age.born.end, "born then")
        yield Flag(age.start, age.end, message, related=(related,))
