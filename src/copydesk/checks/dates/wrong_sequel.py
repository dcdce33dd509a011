"""dates/wrong-sequel."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator

import regex

from copydesk.analysis.dates.display import shown
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import language_data
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_YEAR = one_of(
    "the (?:following|next) year|the year after|(?:a|one) year later|im jahr darauf|im folgejahr|ein jahr später|im folgenden jahr",
    "l'année (?:suivante|d'après)|un an plus tard|al año siguiente|un año (?:después|más tarde)|l'anno (?:dopo|successivo|seguente)",
    "un anno dopo|no ano seguinte|um ano depois|het jaar daarop|een jaar later|året (?:efter|därpå|etter)|ett år senare|et år senere",
    "rok później|w następnym roku|на следующий год|год спустя",
)
_DAY = one_of(
    "the (?:very )?(?:following|next) (?:day|morning|afternoon|evening)|the day after|a day later|tags darauf|einen tag später",
    "am (?:nächsten|folgenden) (?:tag|morgen|abend)|le lendemain(?: matin)?|un jour plus tard|al día siguiente|un día después",
    "il giorno (?:dopo|successivo|seguente)|no dia seguinte|de volgende (?:dag|ochtend)|een dag later|dagen (?:efter|därpå|etter)",
    "nästa dag|næste dag|neste dag|następnego dnia|nazajutrz|на следующий день",
)
_DECADES = (
    "a decade later|ein jahrzehnt später|une décennie plus tard|una década (?:después|más tarde)|un decennio dopo"
    "|uma década depois|een decennium later|ett decennium senare|et årti senere|dekadę później",
    "two decades later|zwei jahrzehnte später|deux décennies plus tard|dos décadas (?:después|más tarde)|due decenni dopo"
    "|duas décadas depois|twee decennia later|två decennier senare|to årtier senere|dwie dekady później",
    "half a century later|ein halbes jahrhundert später|un demi-siècle plus tard|medio siglo (?:después|más tarde)"
    "|mezzo secolo dopo|meio século depois|een halve eeuw later|ett halvt sekel senare|pół wieku później",
    "a century later|ein jahrhundert später|un siècle plus tard|un siglo (?:después|más tarde)|un secolo dopo"
    "|um século depois|een eeuw later|ett sekel senare|sto lat później",
)
_LENGTHS = (10, 20, 50, 100)
_WEEKS = regex_later(
    r"(?i)(?<![\p{L}-])(?P<word>\p{L}+|\d{1,2}) (?:(?:weeks?|wochen?|weken|week|veckor|uger|uker|tygodnie) (?:later|after that|später|senare|senere|później)"
    r"|semaines? plus tard|semanas? (?:después|más tarde|depois)|settiman[ae] dopo)(?:,? (?:on|am|el|le|il|a|em|op|den) ?)?[ ,(]{0,3}\Z"
)
_LATER = regex_later(
    rf"(?i)(?<![\p{{L}}-])(?:(?P<year>{_YEAR})|(?P<day>{_DAY})|{'|'.join(f'(?P<d{n}>{each})' for n, each in zip(_LENGTHS, _DECADES, strict=True))})"
    r"(?:,? (?:in|on|im|am|en|el|le|nel|il|em|a|i|den|op|w|в|dem|also|namely|nämlich|soit|\() ?)?[ ,(]{0,3}\Z"
)
_REACH = 60
_FARTHEST = 300
_OLD = 1930
"""Before it, days may be those of another calendar."""


@rule(in_quotations=False, places=("body", "list", "caption"))
def wrong_sequel(doc: Document) -> Iterator[Flag]:
    """A date is said to be that of the next day or year, or a decade later, and no date before it lies so far back.

    “Arrested on the night of 6 June 2022 … the following morning, 2 June 2022”: one of the two is wrong. Compared are
    all dates of the paragraph before it.

    Bad: He won the cup in 2015. The year after, in 2011, he retired.
    Good: He won the cup in 2015. The year after, in 2016, he retired.
    """
    for index, date in enumerate(doc.dates):
        if index == 0 or not _is_plain(date):
            continue
        near = max(0, date.start - _REACH), date.start
        match = _LATER.search(doc.plain, *near) or _WEEKS.search(doc.plain, *near)
        block = doc.block_at(date.start) if match else None
        if match is None or block is None:
            continue
        opens = match.start() - block.start < 3  # it goes on from the paragraph before
        start = max(0, block.start - _FARTHEST) if opens else block.start
        first = bisect_left(doc.dates, start, key=lambda each: each.start)
        weeks = _count(match["word"], doc.language or "") if "word" in match.groupdict() else 0
        earlier = [each for each in doc.dates[first:index] if _is_plain(each)]
        if (
            earlier
            and _is_certain(match, date, earlier)
            and not any(_fits(match, each, date, weeks) for each in earlier)
        ):
            quoted, last = shown(doc.text, match.start(), date.end), earlier[-1]
            message = f"“{quoted}” does not follow “{shown(doc.text, last.start, last.end)}”"
            yield Flag(
                match.start(), date.end, message, related=(Related(last.start, last.end, "the date before"),)
            )


def _is_plain(date: DateMention) -> bool:
    return (
        date.precision in ("year", "month", "day")
        and date.shape not in ("weekday", "relative")
        and date.year is not None
        and not (date.impossible or date.ambiguous or date.last)
    )


def _is_certain(match: regex.Match[str], date: DateMention, earlier: list[DateMention]) -> bool:
    if "word" not in match.groupdict() and not match["day"]:
        return True
    days = date.precision == "day" and all(each.precision == "day" for each in earlier)
    return days and (date.year or 0) >= _OLD


def _count(word: str, code: str) -> int:
    """Return the number that a word or figures stand for; 0 if none."""
    if word.isdigit():
        return int(word)
    lines = (line.split() for line in language_data(code).numbers)
    return next((int(number) for number, *words in lines if word.lower() in words), 0)


def _fits(match: regex.Match[str], one: DateMention, two: DateMention, weeks: int) -> bool:
    if "word" in match.groupdict():
        return not weeks or abs((_day(two) - _day(one)).days - weeks * 7) <= 3 + weeks
    if match["day"]:
        return 0 <= (_day(two) - _day(one)).days <= 2
    years = (two.year or 0) - (one.year or 0)
    if match["year"]:
        return years == 1 or (years == 0 and two.precision != "year")
    length = next(number for number in _LENGTHS if match[f"d{number}"])
    return abs(years - length) <= max(2, length // 8)


def _day(date: DateMention) -> datetime.date:
    return datetime.date(date.year or 1, date.month or 1, date.day or 1)
