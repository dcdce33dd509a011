"""dates/impossible-date."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from calendar import isleap
from collections.abc import Iterator, Sequence
from functools import cache

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.claims.notes import tells_of_a_fault
from copydesk.analysis.dates.counts import numbers
from copydesk.analysis.dates.dateline import empty_dates, impossible_days
from copydesk.analysis.dates.display import MONTHS, shown
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.values import days_in
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.language.words_between import words
from copydesk.document import Document
from copydesk.findings import Flag, Span
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, one_of

_STORY = one_of(
    r"in\s+the\s+(?:poem|novel|story|song|tale|film|ballad|play|fable)|im\s+(?:gedicht|roman|märchen|lied)|dans\s+le\s+(?:poème|roman|conte)",
    r"en\s+el\s+(?:poema|cuento)|nella\s+(?:poesia|fiaba|canzone)|in\s+het\s+(?:gedicht|lied)",
)
_NO_DAY = r"never|no\s+such|not\s+an?\s+(?:\w+\s+)?(?:date|day)|there\s+is\s+no|there['’]s\s+no|fictional|fictitious"
_SPOKEN_OF = compile_later(rf"\b(?:{_NO_DAY}|{_STORY})\b", re.IGNORECASE)
_PRINTED_AS = compile_later(
    r"(?i)\b(?:gave|gives|giving|listed|lists|printed|put down|has|had|showed|shows|announced|advertised|dated|read|reads)\b[^.;!?\n]{0,60}?"
    r"\b(?:as|for|of|on|is)[\s\0](?:the[\s\0])?\Z"
)
_PRINT = compile_later(
    r"\b(?:programmes?|posters?|flyers?|leaflets?|tickets?|calendars?|stamp|inscription|certificate|printed)\b",
    re.IGNORECASE,
)
"""A poster or a programme, whose misprint is told."""
_SIC = compile_later(r"[\s\0]*(?:[”\"'’][\s\0]*)?[\[(]\0*sic\b", re.IGNORECASE)
_WORDS = compile_later(r"[^\W\d_]+")
_JOKING = one_of(
    r"jok(?:ed?|es|ing)|quipped|scherzte?n?|witzelte?|gespottet|plaisant\w+|ironis\w+|bromea\w*|bromeó|ironizó|scherza\w*",
    r"brinc(?:a|ou|ava)|ironizou|grap(?:te?|pen|pend)|spotte?|skämta\w*|spøg\w*|spøk\w*|żart\w+|vtipkoval\w*|žert\w+|шут\w+|пошутил\w*",
)
_LAUGHING = one_of(
    r"laugh(?:s|ed|ing|ter)?|giggl\w+|lach(?:t|te|ten|en|end)|gelacht|gelach|grins\w*|rigol\w*|éclat\w* de rire|riai(?:t|ent)|riant|en rit",
    r"se (?:ríe|rio|rió)|riendo|rieron|carcajada\w*|risas?|ridendo|risata|risate|risero|rindo|riram|riu|gargalhada\w*|skratt\w*",
    r"griner|grinede|latteren|lattermild\w*|śmi(?:eje|ał|ech)\w*|zaśmia\w*|roześmia\w*|směj\w*|zasmá\w*|сме(?:ётся|ялся|ялась|ются|ялись|ясь|х)",
    r"рассме\w+|засме\w+|смі(?:ється|явся|ялася|ючись|х)|засмія\w+|nevet\w*|râde|râs|smej\w*|nasmija\w*|nauroi|nauraen",
)
_JOKES = compile_later(rf"(?<!\w)(?:{_JOKING}|{_LAUGHING})(?!\w)", re.IGNORECASE)
_NEAR = 32
_SUBJECT = 3
_AROUND = 3
"""So many sentences before and behind a date may say that it is mistaken, made up, or meant as a joke."""
_REACH = 400
"""So far from a date, in code points, they are read."""
_LONGEST_HEADLINE = 160
_SHORTEST_MONTH = 28
_STEM, _BESIDE = 3, 30
"""So many letters of a month's name stay when it is inflected: do 31 czerwca, czerwiec. So far from it its days stand."""
_FIELDS = compile_later(r" [·|•] ")
_SHORT_LABEL = 40
"""So long, in code points, is a quoted label or notice with a date, of which the article speaks."""
_LEAP_DAY = (2, 29)
_YEAR = compile_later(r"(?<![\w.,])(?:1[5-9]|20)\d\d(?![\w%]|[.,]\d)")
_MONTHS = 12
_NUMBER = compile_later(r"\d+")
_SWEDEN_HAD_A_30TH_IN = 1712


@rule(severity="error")
def impossible_date(doc: Document) -> Iterator[Flag]:
    """A day that the calendar does not have.

    February 30, June 31, or February 29 in a year that is no leap year: a slip of the keyboard, or a date that a
    program made up. The article's own date, in front matter or a page's metadata, is looked at too, and there
    0000-00-00 and 1970-01-01 as well. The rule stays silent where the text around the date, or the headline, says that
    there is no such day, how many days the month has, or that something is mistaken, forged, laughed at or a joke; where
    somebody reads it out (“here it says: 32 May”); where [sic] follows; for a number after a month that
    counts something (“In June 31 people …”); for versions (9.0.1894); in tables; and in an article that is about such
    dates, because it names three or more without a year.

    Bad: The council met on February 30, 2025.
    Good: The council met on February 28, 2025.
    Measured: one finding in 3,065 news articles and 2,020 files of ten content repositories, a real mistake.
    """
    dates = [date for date in doc.dates if date.impossible and doc.place(date.start) != "table"]
    meant = {date for date in dates if _is_meant(doc, date)}
    spoken_of = {(date.month, date.day) for date in meant}
    for date in () if _is_their_subject(dates) else dates:
        if date not in meant and (date.complete or (date.month, date.day) not in spoken_of):
            end = date.end - doc.text.endswith(".", date.start, date.end)  # it may be the sentence's
            yield Flag(date.start, end, _message(shown(doc.text, date.start, end), date))
    yield from _other_days(doc)
    for key in empty_dates(doc.meta):
        at = doc.meta_at(key)
        yield Flag(*at, f"“{shown(doc.source, *at)}” is what a program writes where no date is set")
    for key, date in impossible_days(doc.meta):
        at = doc.meta_at(key)
        written = doc.meta[key][date.start : date.end]
        if doc.source.startswith(written, at.start + date.start):
            at = Span(at.start + date.start, at.start + date.end)
        yield Flag(*at, _message(written, date))


def _other_days(doc: Document) -> Iterator[Flag]:
    """Find the leap day of no year with its weekday in none near, and in other languages the month before the day."""
    for date in doc.dates:
        if date.precision != "day" or doc.place(date.start) == "table" or date.impossible:
            continue
        quoted = shown(doc.text, date.start, date.end)
        if (date.month, date.day) == _LEAP_DAY and not date.complete and date.weekday is not None:
            year = _only_year(doc)
            years = (year - 1, year, year + 1) if year and not _is_meant(doc, date) else ()
            if years and not any(_is_leap_day_on(near, date.weekday) for near in years):
                yield Flag(date.start, date.end, f"“{quoted}”: no February near {year} has such a day")
        elif date.shape == "numeric" and _is_month_first(doc, date) and not _is_meant(doc, date):
            message = f"“{quoted}” has no month {date.day}: the day stands first in this language"
            yield Flag(date.start, date.end, message)


def _only_year(doc: Document) -> int | None:
    """Return the year that an article speaks of, its own if it has a date, if that is one; else None."""
    years = {date.year for date in doc.dates if date.year}
    years.update(int(each.group()) for each in kept_matches(_YEAR, doc.plain))
    if doc.dateline:
        years.add(doc.dateline.value.year)
    return years.pop() if len(years) == 1 else None


def _is_leap_day_on(year: int, weekday: int) -> bool:
    return isleap(year) and datetime.date(year, *_LEAP_DAY).weekday() == weekday


def _is_month_first(doc: Document, date: DateMention) -> bool:
    """Tell whether a numeric date in prose has the month before the day, behind words that ask for a date."""
    language = language_data(doc.language)
    if not language.months or not language.before_dates or not (date.day or 0) > _MONTHS:
        return False
    first = _NUMBER.search(doc.text, date.start, date.end)
    before = words(doc.plain, max(0, date.start - _BESIDE), date.start)
    asks = date.weekday is not None or (bool(before) and before[-1] in language.before_dates)
    return asks and first is not None and int(first.group()) == date.month


def _is_their_subject(dates: Sequence[DateMention]) -> bool:
    """Tell whether an article is about impossible dates: nobody slips on three days of no year."""
    return sum(date.year is None for date in dates) >= _SUBJECT


def _is_meant(doc: Document, date: DateMention) -> bool:
    if date.year == _SWEDEN_HAD_A_30TH_IN or _SIC.match(doc.text, date.end):
        return True
    before, after = doc.text[date.start - 1 : date.start], doc.text[date.end : date.end + 1]
    if before in tuple("“\"'‘«") and after in tuple("”\"'’»"):
        return True  # the date itself is what is quoted
    if _is_in_a_label(doc, date):
        return True
    if doc.is_about("mistakes") or doc.is_shown("page_topics", date.start, date.end):
        return True
    if _is_proverbial(doc, date) or _is_read_out(doc, date):
        return True
    sentence = doc.sentence_at(date.start)
    if date.year is None and _JOKES.search(doc.text, sentence.start, _end_of_next(doc, sentence)):
        return True
    if not date.complete and str(_SWEDEN_HAD_A_30TH_IN) in doc.text:
        return True
    near = max(sentence.start, date.start - _NEAR), min(sentence.end, date.end + _NEAR)
    if _SPOKEN_OF.search(doc.text, *near):
        return True
    if _PRINT.search(doc.text, *sentence) and _PRINTED_AS.search(doc.text, sentence.start, date.start):
        return True
    if _counts_its_days(doc, date):
        return True
    section = doc.section_at(date.start)
    return tells_of_a_fault(section, 0, len(section), doc.language) or any(
        tells_of_a_fault(doc.plain, *part, doc.language)
        for part in (_around(doc, date), _headline(doc), _answer(doc, date))
    )


def _is_read_out(doc: Document, date: DateMention) -> bool:
    """Tell whether somebody reads a date out: “Here it says: 32 May”, in quotation marks or behind a speaker's dash."""
    if date.year or not _COLON.search(doc.text, max(0, date.start - _NEAR), date.start):
        return False
    block = doc.block_at(date.start)
    speaks = block is not None and _SPEAKERS_DASH.match(doc.plain, block.start) is not None
    return speaks or doc.is_quoted(date.start)


_COLON = compile_later(r":[\s\0]*\Z")
_SPEAKERS_DASH = compile_later(r"[\s\0*_]*[—–][\s\0]")


def _end_of_next(doc: Document, sentence: Span) -> int:
    """Return where the sentence behind one ends, if it stands in the same paragraph; else where this one ends."""
    block = doc.block_at(sentence.start)
    if block is None or sentence.end >= block.end:
        return sentence.end
    return min(doc.sentence_at(min(sentence.end + 1, block.end - 1)).end, sentence.end + _REACH)


def _answer(doc: Document, date: DateMention) -> tuple[int, int]:
    """Return where the next paragraphs may say of a date at the end of one that there is no such day."""
    block = doc.block_at(date.start)
    if block is None or block.end - date.end > _TO_THE_END:
        return date.end, date.end
    index = bisect_right(doc.blocks, date.start, key=lambda each: each.start)
    following = [each for each in doc.blocks[index : index + 2] if each.place == block.place]
    last = following[-1].end if following else block.end
    return block.end, max(block.end, min(last, block.end + _ANSWER))


_TO_THE_END, _ANSWER = 3, 160
"""So near the end of its paragraph, in code points, stands a date that is answered, and so far behind it the answer."""


def _is_in_a_label(doc: Document, date: DateMention) -> bool:
    """Tell whether a date stands in a few quoted words that nobody says: a sign that reads “Closed until 31 June”."""
    index = bisect_right(doc.quotations.spans, date.start, key=lambda quotation: quotation.start) - 1
    if index < 0:
        return False
    span = doc.quotations.spans[index]
    pronouns = language_data(doc.language).pronouns
    spoken = any(
        span.start <= said.quotation.start < span.end
        and (said.name or (said.speaker and doc.text[slice(*said.speaker)].lower() in pronouns))
        for said in doc.attributions
    )
    return date.end <= span.end and span.end - span.start <= _SHORT_LABEL and not spoken


def _is_proverbial(doc: Document, date: DateMention) -> bool:
    """Tell whether a 30 February is that of the proverb, which never comes: in speech, or behind “a”."""
    if date.year or date.month != _FEBRUARY:
        return False
    return (
        doc.is_quoted(date.start) or _A.search(doc.text, max(0, date.start - _BESIDE), date.start) is not None
    )


_FEBRUARY = 2
_A = compile_later(r"\b(?:an?|ein(?:e[mnrs]?)?|une?|un[ao]?|uma?|een|ett?|en)[\s\0]+\Z", re.IGNORECASE)


def _counts_its_days(doc: Document, date: DateMention) -> bool:
    """Tell whether a text says near a date how many days its month has: “31 June. June has thirty days”."""
    start, end = _around(doc, date)
    near = doc.plain[start : date.start] + "#" * (date.end - date.start) + doc.plain[date.end : end]
    counts = [*_month_lengths(doc.language or "").finditer(near)]
    if not counts:
        return False
    words = [word for word in _WORDS.findall(doc.text[date.start : date.end].lower()) if len(word) >= _STEM]
    return any(
        word[:_STEM] in near[max(0, count.start() - _BESIDE) : count.end() + _BESIDE].lower()
        for word in words
        for count in counts
    )


@cache
def _month_lengths(code: str) -> re.Pattern[str]:
    language = language_data(code)
    lengths = [
        word for word, number in numbers(code).items() if _SHORTEST_MONTH <= number < _SHORTEST_MONTH + 4
    ]
    units = language.day_units or ("days",)
    return compile_later(
        rf"(?<![\w.,])(?:28|29|3[01]|{either(lengths)})[ \0\xa0]+{either(units)}(?!\w)", re.IGNORECASE
    )


def _around(doc: Document, date: DateMention) -> tuple[int, int]:
    """Return where sentences near a date may speak of it: those of its own paragraph, and what leads to its list."""
    index = bisect_right(doc.sentences, date.start, key=lambda sentence: sentence.start) - 1
    block = doc.block_at(date.start)
    sentences = doc.sentences[max(0, index - _AROUND) : index + _AROUND + 1]
    if not sentences or block is None:
        return date.start, date.end
    first = block.start if block.place != "list" else _lead(doc, date.start)
    start = max(min(sentences[0].start, first), date.start - _REACH, first)
    return start, max(date.end, min(sentences[-1].end, date.end + _REACH, block.end))


def _lead(doc: Document, offset: int) -> int:
    """Return where the paragraph before a list begins."""
    index = bisect_right(doc.blocks, offset, key=lambda block: block.start) - 1
    while index > 0 and doc.blocks[index].place == "list":
        index -= 1
    return doc.blocks[index].start


def _headline(doc: Document) -> tuple[int, int]:
    lines = (block for block in doc.blocks if not _FIELDS.search(doc.text, block.start, block.end))
    first = next(lines, None)  # “Page 3 of 8 · Text · Report a fault” is none
    is_short = first is not None and first.end - first.start <= _LONGEST_HEADLINE
    return (first.start, first.end) if first and is_short else (0, 0)


def _message(text: str, date: DateMention) -> str:
    ends = [(date.year, date.month, date.day), *([date.last] if date.last else [])]
    for year, month, day in ends:
        if month and not 1 <= month <= 12:
            return f"“{text}” is no date: there is no month {month}"
        if month and day and not 1 <= day <= days_in(year, month):
            in_year = f" in {year}" if year and month == 2 else ""
            return f"“{text}” is no date: {MONTHS[month - 1]} has {days_in(year, month)} days{in_year}"
    return f"“{text}” is no date"
