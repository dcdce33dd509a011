"""dates/wrong-nth-weekday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.display import shown
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.values import days_in
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_NTH = (
    r"first|erste[nrms]?|premiers?|première|primer[ao]?|prim[ao]|primeir[ao]|eerste|första|første|pierwsz\w{1,3}|první\w?",
    r"second|zweite[nrms]?|deuxième|segund[ao]|second[ao]|tweede|andra|anden|andre|drug\w{1,3}|druh\w{1,3}",
    r"third|dritte[nrms]?|troisième|tercer[ao]?|terz[ao]|terceir[ao]|derde|tredje|trzeci\w{0,3}|třetí",
    r"fourth|vierte[nrms]?|quatrième|cuart[ao]|quart[ao]|vierde|fjärde|fjerde|czwart\w{1,3}|čtvrt\w{1,3}",
    r"last|letzte[nrms]?|derni(?:er|ère)s?|últim[ao]|ultim[ao]|laatste|sista|sidste|siste|ostatni\w{0,3}|poslední",
)
_MONTHLY = (
    r"(?:of |im |du |del |do |van |i |in )?(?:the |every |each |a |jedes |jeden |chaque |cada |il |ogni |de |elke |iedere |varje |hver |každý |každého )?"
    r"(?:month|monats?|mois|mes|mese|mês|maand|månad(?:en)?|måned(?:en)?|miesiąca|měsíce|měsíci)"
)
_OF_MONTH = r"(?:(?:of|in|im|de|en|di|van|i|de la|du mois de|del mes de) )?"
_FEBRUARY = 2
_REACH = 220
_DAYS = 7


@rule(preset="strict", in_quotations=False, places=("body", "list", "caption"))
def wrong_nth_weekday(doc: Document) -> Iterator[Flag]:
    """A day cannot be the first, second, third or last such weekday of its month.

    The first Sunday of a month is one of its first seven days. “We meet on the first Sunday of every month. The next
    walk is on Sunday, June 9” contradicts itself, and so does “the second Saturday in May, 17 May”.

    Bad: The club meets on the first Sunday of every month. The next outing is on Sunday, June 9.
    Good: The club meets on the first Sunday of every month. The next outing is on Sunday, June 2.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    patterns = _patterns(doc.language or "") if doc.dates else None
    if patterns is None:
        return
    rules = list(kept_matches(patterns[0], doc.plain))
    if len(rules) == 1:
        yield from _against(doc, rules[0])
    for match in kept_matches(patterns[1], doc.plain):
        months = _months(doc.language or "")
        number = next(at for at in range(len(_NTH)) if match[f"n{at}"])
        for date in doc.dates_between(match.end(), match.end() + 8):
            if date.month == months[match["month"].lower()] and not _may_be(date, number):
                yield _flag(doc, date, match)


def _against(doc: Document, match: re.Match[str]) -> Iterator[Flag]:
    """Find the dates behind “the first Sunday of every month” that are of the same weekday, but not the first."""
    block = doc.block_at(match.start())
    if block is None:
        return
    weekday = _weekdays(doc.language or "")[match["day"].lower()]
    number = next(at for at in range(len(_NTH)) if match[f"n{at}"])
    sentence = doc.sentence_at(match.start())
    for date in doc.dates_between(match.end(), min(block.end, match.end() + _REACH)):
        following = doc.sentence_at(date.start)
        if date.weekday != weekday or following.start > sentence.end + 4:
            continue
        if not _may_be(date, number) and not _EXCEPT.search(doc.plain, sentence.start, following.end):
            yield _flag(doc, date, match)
        return


_OTHERWISE = (
    r"except\w*|instead|but|however|unless|this time|moved|postponed|brought forward|extra|holiday|ausnahm\w*|jedoch|aber",
    r"verschoben|statt|diesmal|sauf|mais|excep\w*|pero|esta vez|salvo|tranne|però|stavolta|mas|exceto|maar|uitzonder\w*|men",
    r"undantag\w*|undtag\w*|unntatt|ale|wyjątk\w*",
)
_EXCEPT = compile_later(rf"(?i)\b(?:{'|'.join(_OTHERWISE)})\b")


def _may_be(date: DateMention, number: int) -> bool:
    if date.last or date.impossible or not date.day or not date.month or date.shape == "relative":
        return True
    if number == len(_NTH) - 1:
        return date.day > days_in(date.year, date.month) - _DAYS - (date.month == _FEBRUARY and not date.year)
    return number * _DAYS < date.day <= (number + 1) * _DAYS


def _flag(doc: Document, date: DateMention, match: re.Match[str]) -> Flag:
    quoted, told = shown(doc.text, date.start, date.end), shown(doc.text, *match.span())
    related = Related(*match.span(), "the day is told here")
    return Flag(date.start, date.end, f"“{quoted}” cannot be “{told}”", related=(related,))


@cache
def _weekdays(code: str) -> dict[str, int]:
    lines = enumerate(language_data(code).weekdays)
    names = {word.lower(): number for number, line in lines for word in line.split()}
    return names | {f"{name}en": number for name, number in names.items() if name.endswith("dag")}


@cache
def _months(code: str) -> dict[str, int]:
    lines = enumerate(language_data(code).months, 1)
    return {word.lower(): number for number, line in lines for word in line.split()}


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Make the patterns of a weekday of every month, and of one month."""
    if not _weekdays(code) or not _months(code):
        return None
    nth = "|".join(f"(?P<n{at}>{words})" for at, words in enumerate(_NTH))
    day = f"(?P<day>{either(_weekdays(code))})"
    return (
        compile_later(rf"(?<!\w)(?:{nth}) {day},? {_MONTHLY}(?!\w)", re.IGNORECASE),
        compile_later(
            rf"(?<!\w)(?:{nth}) {day} {_OF_MONTH}(?P<month>{either(_months(code))})(?=(?:,| \(| –|:) ?)",
            re.IGNORECASE,
        ),
    )
