"""Anniversaries: the number that a text gives one, and the date that it gives it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_REACH = 80
_BEFORE, _BEHIND = 60, 40
"""How far before and behind it, in code points, the date of an anniversary stands."""
_OF_SOMETHING = r"(?![\s\0]+(?:of|since|des|der|von|vom|de|du|del|della|dell|di|da|do|van|av|af|od)(?!\w))"
_JOINED = r"-?(?:lecie|lecia|års?-?jubileum|års?-?jubilæum|årsdag|åriga|jähriges|jährigen|jarige?)"
"""What “50” is joined to in Polish, the languages of the north, German and Dutch."""
_JOINED_SIGNS = ("leci", "jubil", "årsdag", "åriga", "jährig", "jarig")


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
    pattern = _pattern(language) if any(sign in text for sign in _signs(language)) else None
    for match in pattern.finditer(text) if pattern else ():
        sentence = sentence_at(match.start())
        near = max(sentence.start, match.start() - _REACH), min(sentence.end, match.end() + _REACH)
        number = match["number"] or match["joined"]
        years = int(number) if number else _ordinals(language)[match["ordinal"].lower()]
        beside = [each for each in dates_between(*near) if each.complete]
        behind = next((each for each in beside if 0 <= each.start - match.end() <= _BEHIND), None)
        before = next((each for each in reversed(beside) if 0 <= match.start() - each.end <= _BEFORE), None)
        if date := behind or before:
            yield Anniversary(match.start(), match.end(), years, date)


@cache
def _signs(language: str) -> tuple[str, ...]:
    """Return pieces of words of which every text with an anniversary has one; they are found sooner."""
    nouns = language_data(language).anniversary_nouns
    return (*nouns, *(noun.capitalize() for noun in nouns), *_JOINED_SIGNS)


@cache
def _ordinals(language: str) -> dict[str, int]:
    lines = (line.split() for line in language_data(language).ordinals)
    return {word: int(number) for number, *words in lines for word in words}


@cache
def _pattern(code: str) -> re.Pattern[str] | None:
    """Make the pattern of a language's anniversaries; None for one whose words are not known."""
    language = language_data(code)
    if not language.anniversary_nouns:
        return None
    number = r"(?P<number>\d{1,3})(?:st|nd|rd|th|er?|ème|:e|\.?[º°ª]|\.|a)?"
    noun = rf"[ \0]+(?:[^\W\d_]{{3,12}}[ \0]+)?{either(language.anniversary_nouns)}"
    return compile_later(
        rf"(?<![\w.,])(?:(?:{number}|(?P<ordinal>{either(_ordinals(code))})){noun}|(?P<joined>\d{{1,3}}){_JOINED}"
        rf"(?:[ \0]+{either(language.anniversary_nouns)})?)(?!\w){_OF_SOMETHING}",
        re.IGNORECASE,
    )


def this_year(text: str, dates: Sequence[DateMention], dateline: int | None, language: str) -> int | None:
    """Return the year in which an article was written: that of its own date, or the one behind “this year”."""
    if dateline:
        return dateline
    phrases = tuple(language_data(language).this_year)
    for date in dates if phrases else ():
        before = text[max(0, date.start - 30) : date.start].replace("\0", " ").lower().rstrip(" ,(")
        if date.precision == "year" and before.endswith(phrases):
            return date.year
    return None
