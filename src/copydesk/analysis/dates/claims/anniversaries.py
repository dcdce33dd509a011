"""Anniversaries: the number that a text gives one, and the date that it gives it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.analysis.dates.counts import ordinals
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_REACH = 80
_TOP, _LEAD = 600, 60
"""So near the top, in code points, stands the date of a dateline, and so far from its line's beginning."""
_PLACE = compile_later(
    r"[\s\0*_]*(?:[^\W\d_][\w’'.-]*[ \0]+){0,3}(?:[^\W\d_][\w’'.-]*(?:,|:|[ \0][-–—])[\s\0]*)?\Z"
)
"""What stands before the date of a dateline: “Orle Bay, ”."""
_CLOSED = compile_later(r"(?:[ \0](?:года|року|roku))?[\0*_]*(?:[.:)]|[ \0]*(?:[-–—(]|\n|\Z))")
_BEFORE, _BEHIND = 60, 40
"""How far before and behind it, in code points, the date of an anniversary stands."""
_OF = r"[\s\0]+(?:of|since|des|der|von|vom|de|du|del|della|dell|di|da|do|van|av|af|od)(?!\w)"
OF_SOMETHING = compile_later(_OF, re.IGNORECASE)
"""What follows an anniversary of something else: of the battle."""
_JOINED = (
    r"-?(?:lecie|lecia|лети[ею]м?|летия|års?[ -]?jubil(?:eum|eet|æum|æet)|årsdag(?:en)?|jähriges(?![ \0]+\w))"
)
_JOINED_BEFORE_NOUNS = r"-?(?:åriga|jähriges|jährigen|jarige?)"
"""What “50” is joined to in Polish, the languages of the north, German and Dutch, alone and before a noun."""
_JOINED_SIGNS = {"pl": ("leci",), "ru": ("-лети",), "de": ("jährig",), "nl": ("jarig",)}
_JOINED_IN_THE_NORTH = ("jubil", "årsdag", "åriga")


class Anniversary(NamedTuple):
    """The words for an anniversary, its number of years, and the date beside it."""

    start: int
    end: int
    years: int
    date: DateMention


def anniversaries(
    text: str,
    sentence_at: Callable[[int], Span],
    dates_between: Callable[[int, int], Sequence[DateMention]],
    language: str,
) -> Iterator[Anniversary]:
    """Yield the anniversaries of a text that stand in a sentence with their own date."""
    for match in named_anniversaries(text, language):
        sentence = sentence_at(match.start())
        near = max(sentence.start, match.start() - _REACH), min(sentence.end, match.end() + _REACH)
        beside = [each for each in dates_between(*near) if each.complete]
        behind = next((each for each in beside if 0 <= each.start - match.end() <= _BEHIND), None)
        before = next((each for each in reversed(beside) if 0 <= match.start() - each.end <= _BEFORE), None)
        if date := behind or before:
            yield Anniversary(match.start(), match.end(), years_of(match, language), date)


def date_at_the_head(text: str, dates: Sequence[DateMention]) -> DateMention | None:
    """Return the day that stands before the first sentence of an article: “Orle Bay, 3 May 2025. The …”."""
    for date in dates[:2]:
        if date.start < _TOP and date.precision == "day" and date.complete and _heads(text, date):
            return date if date.is_plain else None
    return None


def _heads(text: str, date: DateMention) -> bool:
    """Tell whether a date is that of a dateline before the first sentence: “Orle Bay, 3 May 2025. The …”."""
    line = text.rfind("\n", 0, date.start) + 1
    if date.start - line > _LEAD or not _CLOSED.match(text, date.end):
        return False
    lead = text[line : date.start]
    joined = lead.rstrip(" *\0_")
    return (
        not joined
        or (joined[-1] in ",:-–—" and _PLACE.match(text, line, date.start) is not None)
        or ("," in lead and _ends_in_place(lead))
    )


def _ends_in_place(lead: str) -> bool:
    """Tell whether what follows the last comma before a date is an article alone: “Hvide Havn, den ”."""
    return len(lead.rpartition(",")[2].strip()) < 4


def named_anniversaries(text: str, language: str) -> Iterator[re.Match[str]]:
    """Yield where a text names an anniversary with its number; `years_of` reads that."""
    pattern = _pattern(language) if any(sign in text for sign in _signs(language)) else None
    if pattern:
        yield from pattern.finditer(text)


def years_of(match: re.Match[str], language: str) -> int:
    """Return the number of years of an anniversary that was found."""
    number = match["number"] or match["joined"]
    return int(number) if number else ordinals(language)[match["ordinal"].lower()]


@cache
def _signs(language: str) -> tuple[str, ...]:
    """Return pieces of words of which every text with an anniversary has one; they are found sooner."""
    nouns = language_data(language).anniversary_nouns
    joined = _JOINED_IN_THE_NORTH if language in ("sv", "da", "nb") else ()
    return (*nouns, *(noun.capitalize() for noun in nouns), *_JOINED_SIGNS.get(language, joined))


@cache
def _pattern(code: str) -> re.Pattern[str] | None:
    """Make the pattern of a language's anniversaries; None for one whose words are not known."""
    language = language_data(code)
    if not language.anniversary_nouns:
        return None
    number = r"(?P<number>\d{1,3})(?:st|nd|rd|th|er?|ème|:e|\.?[º°ª]|\.|a)?"
    noun = rf"[ \0]+(?:[^\W\d_]{{3,12}}[ \0]+)?{either(language.anniversary_nouns)}"
    return compile_later(
        rf"(?<![\w.,])(?:(?:{number}|(?P<ordinal>{either(ordinals(code))})){noun}|(?P<joined>\d{{1,3}})"
        rf"(?:{_JOINED_BEFORE_NOUNS}[ \0]+{either(language.anniversary_nouns)}|{_JOINED}))(?!\w)(?!{_OF})",
        re.IGNORECASE,
    )


def this_year(text: str, dates: Sequence[DateMention], dateline: int | None, language: str) -> int | None:
    """Return the year in which an article was written: that of its own date, or the one behind “this year”."""
    if dateline:
        return dateline
    if head := date_at_the_head(text, dates):
        return head.year
    phrases = tuple(language_data(language).this_year)
    for date in dates if phrases else ():
        before = text[max(0, date.start - 30) : date.start].replace("\0", " ").lower().rstrip(" ,(")
        if date.precision == "year" and before.endswith(phrases):
            return date.year
    return None
