"""Sequels: dates that are said to be those of the next day or year, or a decade later, and what they follow."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import regex

from copydesk.analysis.dates.counts import count_of
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words_between import word_set
from copydesk.formats.parsed import Block
from copydesk.support.patterns import one_of, regex_later

_YEAR = one_of(
    "the (?:following|next) year|the year after|(?:a|one) year later",
    "im jahr darauf|im folgejahr|ein jahr später|im folgenden jahr",
    "l'année (?:suivante|d'après)|un an plus tard|al año siguiente|un año (?:después|más tarde)",
    "l'anno (?:dopo|successivo|seguente)|un anno dopo|no ano seguinte|um ano depois",
    "het jaar daarop|een jaar later|året (?:efter|därpå|etter)|ett år senare|et år senere",
    "rok później|w następnym roku|на следующий год|год спустя",
)
_SEASON = one_of(
    "the (?:following|next) (?:spring|summer|autumn|fall|winter)",
    "im (?:folgenden|nächsten|darauffolgenden) (?:frühling|frühjahr|sommer|herbst|winter)",
    "(?:au printemps|l'été|à l'automne|l'automne|l'hiver|le printemps) suivant",
    "(?:en|a) (?:la primavera|el verano|el otoño|el invierno) siguiente",
    "al (?:verano|otoño|invierno) siguiente|la primavera siguiente",
    "(?:la primavera|l'estate|l'autunno|l'inverno) (?:dopo|successiv[ao]|seguente)",
    "n[ao] (?:primavera|verão|outono|inverno) seguinte",
    "(?:het|de) (?:volgende |daaropvolgende )(?:voorjaar|lente|zomer|herfst|najaar|winter)",
    "(?:våren|sommaren|hösten|vintern) (?:därpå|efter)",
    "(?:foråret|sommeren|efteråret|vinteren|våren|høsten) (?:derpå|efter|etter)",
    "następnej (?:wiosny|jesieni|zimy)|następnego lata|следующей (?:весной|осенью|зимой)|следующим летом",
)
"""The next season is that of the same year or of the next."""
_DAY = one_of(
    "the (?:very )?(?:following|next) (?:day|morning|afternoon|evening)|the day after|a day later",
    "tags darauf|einen tag später|am (?:nächsten|folgenden) (?:tag|morgen|abend)",
    "le lendemain(?: matin)?|un jour plus tard|al día siguiente|un día después",
    "il giorno (?:dopo|successivo|seguente)|no dia seguinte|de volgende (?:dag|ochtend)|een dag later",
    "dagen (?:efter|därpå|etter)|nästa dag|næste dag|neste dag|następnego dnia|nazajutrz|на следующий день",
)
_DECADES = {
    10: one_of(
        "a decade later|ein jahrzehnt später|une décennie plus tard|una década (?:después|más tarde)",
        "un decennio dopo|uma década depois|een decennium later|ett decennium senare|et årti senere|dekadę później",
    ),
    20: one_of(
        "two decades later|zwei jahrzehnte später|deux décennies plus tard|dos décadas (?:después|más tarde)",
        "due decenni dopo|duas décadas depois|twee decennia later|två decennier senare|to årtier senere",
        "dwie dekady później",
    ),
    50: one_of(
        "half a century later|ein halbes jahrhundert später|un demi-siècle plus tard|medio siglo (?:después|más tarde)",
        "mezzo secolo dopo|meio século depois|een halve eeuw later|ett halvt sekel senare|pół wieku później",
    ),
    100: one_of(
        "a century later|ein jahrhundert später|un siècle plus tard|un siglo (?:después|más tarde)|un secolo dopo",
        "um século depois|een eeuw later|ett sekel senare|sto lat później",
    ),
}
"""The words for a span of so many years."""
_STOP = regex_later(r"[.!?]\p{P}* ")
_WEEKS_LATER = one_of(
    "(?:weeks?|wochen?|weken|week|veckor|uger|uker|tygodnie) (?:later|after that|später|senare|senere|później)",
    "semaines? plus tard|semanas? (?:después|más tarde|depois)|settiman[ae] dopo",
)
_WEEKS = regex_later(
    rf"(?i)(?<![\p{{L}}-])(?P<word>\p{{L}}+|\d{{1,2}}) {_WEEKS_LATER}"
    r"(?:,? (?:on|am|el|le|il|a|em|op|den) ?)?[ ,(]{0,3}\Z"
)
_SPANS = "|".join(f"(?P<d{years}>{words})" for years, words in _DECADES.items())
_BEFORE_SEASON = regex_later(
    r"(?i)(?<!\p{L})(?P<season>the (?:following|next)|i[mn] (?:folgenden|nächsten|darauffolgenden)"
    r"|(?:het|de) (?:volgende|daaropvolgende)|następn\w{2,3}|následující\w?) \Z"
)
"""What stands before a season that has its year: the following | spring, in 1994."""
_JOINT = (
    r"(?:,? (?:in|on|im|am|en|el|le|nel|il|em|a|i|den|op|w|в|dem|also|namely|nämlich|soit|\() ?)?[ ,(]{0,3}\Z"
)
_LATER = regex_later(
    rf"(?i)(?<![\p{{L}}-])(?:(?P<year>{_YEAR})|(?P<season>{_SEASON})|(?P<day>{_DAY})|{_SPANS}){_JOINT}"
)
_REACH = 60
_FARTHEST = 300
_FARTHEST_PARAGRAPH, _SLIP = 900, 3
"""So far before stands the only year that “the following year” can follow, and so much it is off."""
_STOPS = 2
"""So many sentences may end between a date and what says that another follows."""
_OLD = 1930
"""Before it, days may be those of another calendar."""


class Sequel(NamedTuple):
    """What says that a date follows another, up to the end of that date, and the date before it.

    Attributes:
        start, end: offsets in code points, from the words to the end of the date.
        last: the date before it.
        fits: whether it follows any of the dates before it in its paragraph.
    """

    start: int
    end: int
    last: DateMention
    fits: bool


def sequels(
    text: str, dates: Sequence[DateMention], block_at: Callable[[int], Block | None], language: str
) -> Iterator[Sequel]:
    """Yield the dates behind “the following day”, “two weeks later”, “the year after” or “a decade later”."""
    for index, date in enumerate(dates):
        if index and date.precision == "season" and date.year:
            lead = _BEFORE_SEASON.search(text, max(0, date.start - _REACH), date.start)
            one = _last_far_before(text, dates[:index], lead, date, language) if lead else None
            if lead and one:
                yield Sequel(lead.start(), date.end, one, fits=False)
        if index == 0 or not (_is_dated(date) or _is_a_day(date)):
            continue
        near = max(0, date.start - _REACH), date.start
        match = _LATER.search(text, *near) or _WEEKS.search(text, *near)
        block = block_at(date.start) if match else None
        if match is None or block is None:
            continue
        if not _is_dated(date):
            one = dates[index - 1]
            same = 0 < date.start - one.end < _FARTHEST and _is_a_day(one)
            if (
                same
                and match.groupdict().get("day")
                and _is_next(text[one.end : match.start()], language, _STOPS + 1)
            ):
                yield Sequel(match.start(), date.end, one, _follows(one, date))
            continue
        opens = match.start() - block.start < 3  # it goes on from the paragraph before
        start = max(0, block.start - _FARTHEST) if opens else block.start
        first = bisect_left(dates, start, key=lambda each: each.start)
        earlier = [each for each in dates[first:index] if _is_dated(each)]
        counted = earlier and dates[index - 1] == earlier[-1]
        if (
            counted
            and _is_next(text[earlier[-1].end : match.start()], language, _stops(earlier[-1], date))
            and _is_certain(match, date, earlier)
        ):
            fits = any(_fits(match, each, date, language) for each in earlier)
            yield Sequel(match.start(), date.end, earlier[-1], fits)
        elif not earlier and (one := _last_far_before(text, dates[:index], match, date, language)):
            yield Sequel(match.start(), date.end, one, fits=False)


def _last_far_before(
    text: str, before: Sequence[DateMention], match: regex.Match[str], date: DateMention, language: str
) -> DateMention | None:
    """Return the date last told, if the next year or season follows neither it nor any other that the article tells."""
    groups = match.groupdict()
    if not before or not (groups.get("year") or groups.get("season")):
        return None
    one = before[-1]
    if (
        not _is_dated(one)
        or match.start() - one.end > _FARTHEST_PARAGRAPH
        or not 1 < (date.year or 0) - (one.year or 0) <= _SLIP
    ):
        return None
    if any(each.year and _fits(match, each, date, language) for each in before):
        return None
    later = word_set(text[one.end : match.start()]).isdisjoint(language_data(language).later_words)
    return one if later else None


def _is_dated(date: DateMention) -> bool:
    return date.is_plain and date.year is not None


def _is_a_day(date: DateMention) -> bool:
    """Tell whether a date names its weekday and its day."""
    return date.weekday is not None and bool(date.month and date.day) and date.is_plain


def _follows(one: DateMention, two: DateMention) -> bool:
    """Tell whether a weekday and day may be the next after another, in any year."""
    weekdays = ((two.weekday or 0) - (one.weekday or 0)) % 7
    days = (two.day or 0) - (one.day or 0) if one.month == two.month else weekdays
    return weekdays == days and days in (0, 1, 2)


def _stops(one: DateMention, two: DateMention) -> int:
    """Return how many sentences may end between two dates: one, or two if the second is the earlier one."""
    return _STOPS if (two.year or 0) < (one.year or 0) else 1


def _is_next(between: str, language: str, stops: int) -> bool:
    """Tell whether no time of its own stands between: “in 2015. Two years later he moved. The year after, in 2018”."""
    words = word_set(between)
    return words.isdisjoint(language_data(language).later_words) and len(_STOP.findall(between)) <= stops


def _is_certain(match: regex.Match[str], date: DateMention, earlier: Sequence[DateMention]) -> bool:
    """Tell whether all dates name their day, where days or weeks are counted, in the calendar of today."""
    if "word" not in match.groupdict() and not match["day"]:
        return True
    days = date.precision == "day" and all(each.precision == "day" for each in earlier)
    return days and (date.year or 0) >= _OLD


def _fits(match: regex.Match[str], one: DateMention, two: DateMention, language: str) -> bool:
    groups = match.groupdict()
    if groups.get("season"):
        return (two.year or 0) - (one.year or 0) in (0, 1)
    if "word" in groups:
        weeks = count_of(groups["word"] or "", language)
        return not weeks or abs((_day(two) - _day(one)).days - weeks * 7) <= 3 + weeks
    if groups["day"]:
        return 0 <= (_day(two) - _day(one)).days <= 2
    years = (two.year or 0) - (one.year or 0)
    if groups["year"]:
        return years == 1 or (years == 0 and two.precision != "year")
    length = next(number for number in _DECADES if groups[f"d{number}"])
    return abs(years - length) <= max(2, length // 8)


def _day(date: DateMention) -> datetime.date:
    return datetime.date(date.year or 1, date.month or 1, date.day or 1)
