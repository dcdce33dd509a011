"""dates/backwards-range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.display import shown
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import language_data
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_DASH = compile_later(r"[\s\0]*[-–—‑][\s\0]*")
_WORD = compile_later(
    r"(?:\0*,)?[\s\0]+(?P<word>to|through|thru|until|till|and|bis|à|au|a|al|hasta|até|ao|fino[\s\0]+al|tot(?:[\s\0]+en[\s\0]+met)?"
    r"|tills?|til|do|und|et|y|e|il|en|og|och|i|și|până[\s\0]+(?:la|pe)|a)[\s\0]+(?:(?:the|zum|den|el|o|le|il)[\s\0]+)?"
)
_FROM = compile_later(
    r"\b(?:from|(?P<between>between|zwischen|entre|tra|tussen|mellan|mellem|mellom|między|între)|von|vom|de|du|desde|del|dal|da|van|från|fra|od|la)"
    r"[\s\0]+(?:(?:the|el|het|il|den|le|o)[\s\0]+)?(?:\(\0*)?\Z",
    re.IGNORECASE,
)
_AND = ("and", "und", "et", "y", "e", "il", "en", "og", "och", "i", "și")
"""The second word of “between … and”, with an Italian article; “a” is one in Polish and a “to” in Spanish."""
_BACK = compile_later(
    r"\b(?:back(?:wards?)?|revers\w*|counts?|counting|countdown|rewind\w*|rather|instead)\b|\bB\.?C|\b(?:a\.[\s\0]?C|av\.[\s\0]?J|v\.[\s\0]?Chr|p\.[\s\0]?n\.[\s\0]?e)\b",
    re.IGNORECASE,
)
_COMPARED = compile_later(
    r"\b(?:compar\w+|differ\w*|chang\w+|shift\w*|mov\w+|reschedul\w*|postpon\w*|delay\w*|brought|advanc\w*|pushed|pulled|revis\w*|amend\w*"
    r"|correct\w*|date)\b",
    re.IGNORECASE,
)
_DIFFERENCE = compile_later(
    r"\b(?:differ\w*|gaps?|compar\w+|contrast)[\s\0]+(?:\w+[\s\0]+)?between\b", re.IGNORECASE
)
_NUMBERED = compile_later(
    r"(?:\b[A-Z]{2,}|\b(?:[Nn]os?|[Nn]umber|[Bb]ill|[Oo]rder|[Cc]ase|[Oo]rdinance|[Rr]esolution|[Dd]ocket|[Rr]eport|[Aa]ct|[Rr]ef|[Ff]ile)|#)"
    r"[.:]?[ \0]*\Z"
)
_PRECISIONS = ("year", "month", "day")
_FEWEST, _MOST = 10, 35
"""So many days a range without years ends before it begins: of fewer it is a whole year, of more one over its turn."""
_FIRST_MONTH = 3
_SEASON = compile_later(
    r"season|saison|sezon|sæson|säsong|sesong|seizoen|temporada|stagion|fiscal|school[ \0]year|academic|every|each|annual"
    r"|jährlich|jedes|jeweils|chaque|tous|cada|todos|ogni|tutti|elk|jaarlijks|varje|hvert|årlig|rocznie|roku"
    r"|hunt|fishing|jagd|chasse|caza|caccia|jakt",
    re.IGNORECASE,
)
"""What comes back every year may last for most of one: a season for hunting, a year at school."""


@rule(severity="warning")
def backwards_range(doc: Document) -> Iterator[Flag]:
    """A range of dates ends before it begins.

    “From 2019 to 2015”, “May 12–9”, “from 12 July to 9 June”: the ends are swapped, or one of them is wrong. Ranges
    without years may run over the turn of a year, and stay if they would not last for most of it; so do seasons and
    what comes back every year, and what is told or compared backwards on purpose.

    Bad: She led the council from 2019 to 2015.
    Good: She led the council from 2015 to 2019.
    Measured: no finding in 3,856 real articles (python -m bench dates: attributions, news, pages)
    """
    for date in doc.dates:
        if date.last and _ends_first(doc, date) and not _is_deliberate(doc, date.start, date.end):
            yield Flag(
                date.start,
                date.end,
                f"the range “{_quoted(doc, date.start, date.end)}” ends before it begins",
            )
    yield from _of_old_years(doc)
    for one, two in pairwise(doc.dates):
        backwards = (
            two.start - one.end <= 16
            and _joined(doc, one, two)
            and (_is_later(one, two) or _is_nearly_a_year(doc, one, two))
        )
        if backwards and not _is_deliberate(doc, one.start, two.end):
            text = _quoted(doc, one.start, two.end)
            yield Flag(one.start, two.end, f"the range “{text}” ends before it begins")


def _of_old_years(doc: Document) -> Iterator[Flag]:
    """Find “from 1798 to 1771”: years so old that only the words around them tell that they are some."""
    for match in kept_matches(_OLD_YEARS, doc.plain):
        first, last = int(match["first"]), int(match["last"])
        known = any(
            date.start < match.end("last") for date in doc.dates_between(match.start("first"), match.end())
        )
        told = 0 < first - last <= _A_LIFE and not known and doc.once(_is_of_old_times)
        told = told and not _CHANGED.search(doc.plain, max(0, match.start() - _AROUND), match.start())
        if told and not _is_deliberate(doc, match.start("first"), match.end("last")):
            start, end = match.start("first"), match.end("last")
            yield Flag(start, end, f"the range “{_quoted(doc, start, end)}” ends before it begins")


def _is_of_old_times(doc: Document) -> bool:
    """Tell whether an article names several years of the centuries before the last two: then four digits are a year."""
    return len({match.group() for match in kept_matches(_OLD_YEAR, doc.plain)}) >= _SEVERAL


_OLD_YEAR = compile_later(r"(?<![\w.,:/$£€-])1[0-8]\d\d(?![\w%°-]|[.,:/]\d)")
_SEVERAL = 4
_LAST_OLD_CENTURY = "19"
_AROUND = 60
_CHANGED = compile_later(
    r"(?i)(?<!\w)(?:f[ae]ll|fallen|ros|rais|dr[oa]p|declin|reduc|cut|lower|decreas|shr[aiu]nk|s[aiu]nk|senk|fiel|gefallen|baiss|pass[aeé]"
    r"|rédui|dimin|baj[aóo]|reduj|desc|sce[sn]|ridott|cal[oòa]|daal|minsk|sjönk|fald|spad)"
)
_A_LIFE = 100
_OLD_YEARS = compile_later(
    r"(?<!\w)(?:[Ff]rom|[Vv]on|[Dd]e|[Dd]esde|[Dd]al|[Vv]an|[Ff]rån|[Ff]ra|[Oo]d) (?P<first>1[0-7]\d\d)"
    r" (?:to|until|bis|à|a|hasta|al|tot|till|til|do|až do) (?P<last>1[0-7]\d\d)"
    r"(?![\w%°]|[.,:/]\d| ?(?:v\. ?Chr|av\. ?J|a\. ?C|p\. ?n|B\.?C|[$€£%]|\w{1,2}(?!\w)(?<! [ai])"
    r"|euros?|dollars?|pounds?|Euro|Mark|kroner|kronor|feet|met|mètres|Meter|people|personnes|Personen|words))"
)


def _quoted(doc: Document, start: int, end: int) -> str:
    return shown(doc.text, start, end)


def _ends_first(doc: Document, date: DateMention) -> bool:
    if date.impossible or date.last is None:
        return False
    few = date.shape == "year" and min(date.year or 0, date.last[0] or 0) < 1500
    if few and not _is_a_life(doc, date):
        return False  # numbers of things, rather than years
    if _NUMBERED.search(doc.text, max(0, date.start - 12), date.start):
        return False  # "HR 2025-13"
    ends = [
        (part or 0, other or 0)
        for part, other in zip((date.year, date.month, date.day), date.last, strict=True)
    ]
    return tuple(end for end, _ in ends) > tuple(end for _, end in ends)


def _is_a_life(doc: Document, date: DateMention) -> bool:
    """Tell whether a span fills the brackets behind a name: “Hubert de Sarne (1262–1308)”."""
    name = _NAME_AND_BRACKET.search(doc.plain, max(0, date.start - 50), date.start)
    articles = language_data(doc.language).definite_articles | {"the"}
    is_closed = doc.plain[date.end : date.end + 1] == ")"
    if name is None or not is_closed or name["first"].lower() in articles:
        return False
    return not (name["first"].isupper() or name["last"].isupper())


_NAME_AND_BRACKET = compile_later(
    r"(?<![\w'-])(?P<first>[A-ZÀ-Þ][\w'-]{1,30}) (?:\w{1,3} ){0,2}(?P<last>[A-ZÀ-Þ][\w'-]{1,30}) \((?:c\. |ca\. |um |vers )?\Z"
)


def _joined(doc: Document, one: DateMention, two: DateMention) -> bool:
    """Tell whether both are the ends of one range: a dash between them, or “from … to”, “between … and”."""
    if one.shape == "relative" or two.shape == "relative":
        return False
    if _DASH.fullmatch(doc.text, one.end, two.start):
        return one.precision != "year" or doc.text[two.end : two.end + 1] not in ("-", "–")
    word = _WORD.fullmatch(doc.text, one.end, two.start)
    opening = _FROM.search(doc.text, max(0, one.start - 16), one.start)
    if not word:
        return False
    if opening:
        return (word["word"] in _AND) == (opening["between"] is not None)
    return word["word"] in ("through", "thru", "until", "till") or (
        word["word"] == "to" and one.precision == "day"
    )


def _is_later(one: DateMention, two: DateMention) -> bool:
    """Tell whether the first is later for certain: both in years that they name, or two days of one month."""
    if one.precision != two.precision or one.precision not in _PRECISIONS:
        return False
    if any(each.impossible or each.ambiguous or each.last or each.shape == "weekday" for each in (one, two)):
        return False
    if one.complete and two.complete:
        return _numbers(one) > _numbers(two)
    if one.precision != "day":
        return False
    if not one.complete or one.year == two.year:
        months = (_day_of_year(one) - _day_of_year(two)) if one.month and two.month else 0
        if not one.complete and two.complete and 10 < months < 70:
            return True
    if one.complete:
        return False
    return one.month == two.month and (one.day or 0) > (two.day or 0)


def _is_nearly_a_year(doc: Document, one: DateMention, two: DateMention) -> bool:
    """Tell whether two days without years would be the ends of most of a year, and of no season."""
    if one.precision != "day" or two.precision != "day" or one.complete or two.complete:
        return False
    if not (one.month and two.month) or two.month < _FIRST_MONTH:
        return False  # a museum is open from March to the sixth of January
    if any(each.impossible or each.ambiguous or each.last for each in (one, two)):
        return False
    if not _FEWEST <= _day_of_year(one) - _day_of_year(two) <= _MOST:
        return False
    sentence = doc.sentence_at(one.start)
    return not _SEASON.search(doc.plain, sentence.start, sentence.end)


def _day_of_year(date: DateMention) -> int:
    """Return about which day of a year a date is: so near to each other, a span over the turn of a year is none."""
    return (date.month or 1) * 30 + (date.day or 1)


def _numbers(date: DateMention) -> tuple[int, int, int]:
    return date.year or 0, date.month or 0, date.day or 0


def _is_deliberate(doc: Document, start: int, end: int) -> bool:
    sentence = doc.sentence_at(start)
    near = max(sentence.start, start - 40)
    if _BACK.search(doc.text, near, min(sentence.end, end + 12)):
        return True
    opening = doc.text[max(sentence.start, start - 8) : start].lower()
    if "between" in opening:
        return _DIFFERENCE.search(doc.text, near, start) is not None
    if "from" not in opening:
        return False
    is_number = doc.text[start : start + 2] < _LAST_OLD_CENTURY  # sheep may fall from 1698 to 1671
    return any(
        pattern.search(doc.text, near, start)
        for pattern in ((_COMPARED, _CHANGED) if is_number else (_COMPARED,))
    )
