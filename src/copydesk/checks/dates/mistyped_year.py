"""dates/mistyped-year."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.language.languages import in_all_languages
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_LEAD = one_of(
    "in|since|until|by|im jahre?|seit|bis|en|depuis|jusqu'en|l'an|desde|hasta|el año|del año|año de|nel|dal|fino al|em|desde|até",
    r"in het jaar|sinds|tot|i|år|sedan|siden|fra|till|til|w|od|do|roku|w roku|v roce|roce|в|с|около|vuonna",
)
_END = r"(?=[,;:)](?!\d)|\.(?!\d)|\Z)"
_FOLLOWING = (
    "after|when|while|as|before|with|from|by|because|at|on|to|and|but|und|nach|als|durch|mit|après|lorsque|par|avec"
    "|dopo|con|e|y|tras|z|po|etter|av|af|efter|na|met|door|og|och|i|v|a|från"
)
_WORD = rf"(?= (?:{_FOLLOWING})(?!\p{{L}}))"
_FAR = regex_later(
    rf"(?i)(?<!\p{{L}})(?P<lead>{_LEAD}) (?P<year>2[1-9]\d\d|[3-9][012]\d\d|9[1-9]\d\d)(?:{_END}|{_WORD}|(?<=(?:jahre?|roku|año|l'an|roce|jaar) ....)(?= \p{{Ll}}))"
)
_SHORT = regex_later(
    rf"(?i)(?<!\p{{L}})(?:in|im jahr|en|nel|em|in het jaar|i|w|v roce|roku|в) (?P<year>19\d|20[012]|18\d){_END}"
)
_LONG = regex_later(
    rf"(?i)(?<!\p{{L}}){_LEAD} (?P<year>(?:19|20[0-2])\d{{2,3}}(?<=\d{{5}}))(?:{_END}|{_WORD}|(?= (?:did|was|were|had|would|wurde|war|hatte|kam|fut|fue|fu|foi|werd|blev|ble|został\w?)(?!\p{{L}})))"
)
_PARTED = regex_later(
    rf"(?i)(?<!\p{{L}})(?:nel|dal|del|im jahre?|l'an(?:née)?|el año|del año|in het jaar|no ano de|do ano de|roku|w roku|en|em|in het jaar|år) "
    rf"(?P<year>1[.][6-9]\d\d|2[.]0[0-2]\d){_END}"
)
_SPACED = regex_later(
    rf"(?i)(?<!\p{{L}})(?:in|since|im jahr|seit|en|depuis|desde|el año|nel|dal|em|in het jaar|sinds|i|år|siden|sedan|w|roku|v roce) "
    rf"(?P<year>19 \d\d|20 [0-2]\d)(?! ?[\d%°€$£]|[.,:/-]\d|-)(?:{_END}|(?= \p{{Ll}}{{2,}}))"
)
_UNITS = "minutes?|min|uhr|uur|h|hours?|km|m|kg|euros?|years?|ans|años|anni|anos|jaar|år|lat|per|percent|prozent|of|de|di"
_PAST = one_of(
    r"\p{L}{2,}ed|built|sold|went|came|left|won|began|was|were|wurde|wurden|ble|blev|blir|ge\p{L}{2,}t|si|byla?|byl[oy]?|została?|postaven\p{L}*",
    r"fut|est|a été|fue|fu|foi|è stat\p{L}|werd|\p{L}{3,}te|\p{L}{3,}ade[sn]?|\p{L}{3,}(?:ait|é|ée|ió|ou|ò|ato|ata|ado|ada|ido|ida|uto|uta)",
    r"\p{L}{3,}(?:ł|ła|ło|li|la|lo)|pusset",
)
_MADE = regex_later(rf"(?i)\b{_PAST}\b")
_COMING = one_of(
    r"will|would|could|may|might|shall|by then|wird|werden|würde|sera|serait|será|sería|sarà|sarebbe|zal|zou|kommer|skal|vil|ska|będzie|bude",
    r"novel\w*|fiction\w*|sci-fi|film\w*|movie|games?|series|dystop\w+|utop\w+|roman\w*|romanzo|filme|pelíc\w+|imagin\w+|scenario|futur\w*|zukunft",
    r"century|forecast|climate|projection|planet|star|galax\w+|spaceship|ad|bc|bce|ce|chr|v\. ?chr|calendar|hijri|buddhist|steps?|feet|ft|cases?|metres?|items?",
)
_UNREAL = regex_later(rf"(?i)\b{_COMING}\b")
_ANCIENT = regex_later(
    r"(?i)\b(?:bc|ad|bce|ce|a\.d|b\.c|chr\w*|j\.-c|a\.c|d\.c|emper\w+|kaiser\w*|roman\w*|römisch\w*|consul|dynast\w*|imper\w+)\b"
)
_ANOTHER = regex_later(r"(?<![\d.,])(?:1[6-9]\d\d|20[0-2]\d)(?![\d%])")
_ANCIENT_YEAR = regex_later(
    r"(?<![\d.,])(?:in|im jahr|en|nel|em) (?!19\d\b|20[012]\b|18\d\b)[1-9]\d\d(?![\w%]|[.,]\d)"
)
_LIMITS = frozenset(("until", "by", "bis", "jusqu'en", "hasta", "fino al", "até", "tot", "till", "til", "do"))
_UNSURE = frozenset(("en", "em"))
_AMOUNT = regex_later(
    r"(?i)[€$£%]|\b(?:euros?|dollar\w*|puntos|punti|habitantes|abitanti|cifra|total|personas|persone|millones|importe|kilo\w*|metr\w+)\b"
)
_REACH = 90
_NEAR = 240


@rule(preset="strict", in_quotations=False, in_mentions=False, places=("body", "list", "caption"))
def mistyped_year(doc: Document) -> Iterator[Flag]:
    """A year that has lost a digit, is parted by a stop or a space, or has not come yet though it is told as past.

    “In 201,” beside other years, “nel 1.998”, “en 20 19”, “cleaned in 2195”: a finger slipped, or a program took the
    year for an amount. Silent in texts about the future, about old times and about amounts.

    Bad: The screen was carved about 1480 and cleaned in 2195 after a nest was found.
    Bad: Il rifugio, distrutto da una slavina nel 1.998, è stato ricostruito.
    Good: The screen was carved about 1480 and cleaned in 1995 after a nest was found in 1,998 pieces.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    for match in kept_matches(_FAR, doc.plain):
        if _is_told_as_past(doc, match) and not doc.plain.count(match["year"]) > 1:
            yield _flag(match, "is yet to come, but this is told as past")
    for match in kept_matches(_SHORT, doc.plain):
        near = doc.plain[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if _ANOTHER.search(near) and not _ANCIENT.search(doc.plain) and not _ANCIENT_YEAR.search(near):
            yield _flag(match, "is a year that has lost a digit")
    for match in kept_matches(_LONG, doc.plain):
        yield _flag(match, "is a year with a digit too many")
    for match in kept_matches(_PARTED, doc.plain):
        is_sure = match.group().lower().split()[0] not in _UNSURE
        if is_sure or not _AMOUNT.search(doc.plain, *_around(doc, match)):
            yield _flag(match, "is a year with a stop inside")
    for match in kept_matches(_SPACED, doc.plain):
        behind = doc.plain[match.end() : match.end() + 12].split()[:1]
        if not (behind and behind[0].strip(".,;:") in _counted()):
            yield _flag(match, "is a year with a space inside")


@cache
def _counted() -> frozenset[str]:
    groups = ("year_units", "month_units", "week_units", "day_units", "currency_words")
    return frozenset(_UNITS.replace("?", "").split("|")).union(*map(in_all_languages, groups))


def _flag(match: regex.Match[str], why: str) -> Flag:
    return Flag(*match.span("year"), f"“{match['year']}” {why}")


def _around(doc: Document, match: regex.Match[str]) -> tuple[int, int]:
    sentence = doc.sentence_at(match.start())
    return max(sentence.start, match.start() - _REACH), min(sentence.end, match.end() + _REACH)


def _is_told_as_past(doc: Document, match: regex.Match[str]) -> bool:
    """Tell whether a clause has a verb of the past before a year, and no sign of what is to come or invented."""
    start, end = _around(doc, match)
    clause = doc.plain[start : match.start()].rpartition(";")[2]
    if match["lead"].lower() in _LIMITS:
        return False  # what was planned or foretold by then
    return bool(_MADE.search(clause)) and not _UNREAL.search(doc.plain, start, end)
