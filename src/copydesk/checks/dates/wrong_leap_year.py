"""dates/wrong-leap-year."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_NAME = one_of(
    r"leap[ -]year|schaltjahr(?:es|s|e)?|ann[ée]e bissextile|bissextile|a[ñn]o bisiesto|ano bissexto|anno bisestile",
    r"schrikkeljaar|skottår(?:et)?|skudår(?:et)?|skuddår(?:et)?|rok(?:iem|u)? przestępn(?:y|ym|ego)",
    r"přestupný(?:m)? rok(?:em)?|rok(?:em)? přestupný(?:m)?|високосн\p{L}{2,3}(?: год\p{L}{0,2})?|szökőév(?:ben)?|karkausvuosi",
)
_IS = one_of(
    "is|was|being|will be|ist|war|wird|est|était|fut|sera|étant|es|fue|era|será|è|fu|sarà|é|foi|are|were",
    "was|wordt|är|var|blir|er|bliver|był|było|jest|będzie|byl|je|bude|был|будет|volt|lesz|oli|on",
)
_YEAR = r"(?P<year>1[6-9]\d\d|2[01]\d\d)(?<!\d{5})(?![\d%]|[.,]\d|[-–/]\d)"
_SMALL = one_of(
    "a|an|also|another|the|ein|auch|kein|une|un|una|um|uma|een|ook|et|ett|rokiem|roku|em|också|også"
)
_APPOSED = regex_later(
    rf"(?i)(?<!\p{{L}})(?:in|im jahr|en|nel|em|i|w|v|roku) {_YEAR}, (?:an?|ein(?:em)?|une|un|uma?|een|ett?|et|w|v)? ?{_NAME}(?!\p{{L}})"
)
_SAID = regex_later(rf"(?i){_YEAR},? (?:{_IS}),? (?:{_SMALL} )?{_NAME}(?!\p{{L}})")
_AFTER = regex_later(rf"(?i)(?<!\p{{L}}){_NAME}(?:,? (?:of|de|del|van)(?: el)?)? {_YEAR}")
_NEGATED = regex_later(
    r"(?i)(?<!\p{L})(?:not?|never|nor|nicht|kein|keines?|n'?|ne|pas|non|não|niet|geen|inte|ikke|ej|nie|není|nebyl|не|nem"
    r"|wrong\w*|mistak\w*|error|false|falsch|fehler|if|whether|ob|si|se)(?!\p{L})|isn't|wasn't"
)
_NEAR = 60


@rule(preset="strict", in_quotations=False, in_mentions=False, places=("body", "list", "caption"))
def wrong_leap_year(doc: Document) -> Iterator[Flag]:
    """A year is called a leap year that was none.

    Years that four divides are leap years, but of the full centuries only 1600, 2000 and 2400. Silent where the sentence
    denies it, or speaks of a mistake.

    Bad: Because 2023 was a leap year, the calendar has 366 pages.
    Good: Because 2024 was a leap year, the calendar has 366 pages, and 1900 was not a leap year.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    for pattern in (_SAID, _AFTER, _APPOSED):
        for match in kept_matches(pattern, doc.plain):
            year = int(match["year"])
            sentence = doc.sentence_at(match.start())
            near = max(sentence.start, match.start() - _NEAR), min(sentence.end, match.end() + _NEAR)
            if not isleap(year) and not _NEGATED.search(doc.plain, *near):
                yield Flag(*match.span(), f"{year} is no leap year")
