"""dates/wrong-era."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_STYLE, _EXACT = 15, 1
_ERAS = (
    (
        1837,
        1901,
        _STYLE,
        r"victorian|viktorianisch\w*|victorienne?s?|victorian[oa]s?|vittorian[oaie]|vitorian[oa]s?|victoriaans\w*|viktoriansk\w*|wiktoriańsk\w*",
    ),
    (1901, 1914, _STYLE, r"edwardian|edwardianisch\w*|édouardien\w*"),
    (1714, 1837, _STYLE, r"georgian"),
    (1485, 1603, _STYLE, r"tudor|elizabethan"),
    (1603, 1714, _STYLE, r"jacobean"),
    (
        0,
        1520,
        _STYLE,
        r"medieval|mittelalterlich\w*|médiéva\w+|medievale|middeleeuws\w*|medeltida|middelalderlig\w*|średniowieczn\w+|středověk\w+",
    ),
    (1871, 1918, _STYLE, r"wilhelminisch\w*|gründerzeitlich\w*|kaiserzeitlich\w*|belle époque"),
    (1850, 1880, _STYLE, r"second empire"),
    (1917, 1991, _EXACT, r"soviet(?:-era)?|sowjetisch\w*|soviétique|soviétic[oa]|sovietic[oa]|radziecki\w*"),
    (1949, 1990, _EXACT, r"ddr|east german|ostdeutsche\w*"),
    (1933, 1945, _EXACT, r"nazi-era|ns-zeitlich\w*"),
    (1922, 1945, _EXACT, r"fascist-era|fascista|d'epoca fascista"),
    (1936, 1977, _EXACT, r"franquista|francoist"),
    (
        1918,
        1945,
        _EXACT,
        r"inter-?war|zwischenkriegs\p{L}+|de l'entre-deux-guerres|międzywojenn\w+|prvorepublikov\w+|mellankrigs\p{L}+|mellemkrigs\p{L}+",
    ),
    (
        0,
        1945,
        _EXACT,
        r"pre-?war|vorkriegs\p{L}+|d'avant-guerre|vooroorlogs\w*|przedwojenn\w+|předválečn\w+|förkrigs\p{L}+|førkrigs\p{L}+",
    ),
    (
        1945,
        2100,
        _EXACT,
        r"post-?war|nachkriegs\p{L}+|d'après-guerre|naoorlogs\w*|powojenn\w+|poválečn\w+|efterkrigs\p{L}+|etterkrigs\p{L}+|del dopoguerra",
    ),
)
_ERA = one_of(*(rf"(?P<e{at}>{names})" for at, (*_, names) in enumerate(_ERAS)))
_SMALL = "in|im|jahre?|en|el|año|l'an|vers|nel|em|het|jaar|i|år|w|roku|roce|um|around|about|on|about|the|year|of|und|and|first|first"
_MADE = one_of(
    "built|put up|erected|completed|constructed|opened|finished|designed|laid out|sent its first|erbaut\\w*|errichtet\\w*|gebaut\\w*|eröffnet\\w*|erbaute\\w*",
    "construite?s?|bâtie?s?|achevée?s?|édifiée?s?|inaugurée?s?|construid[ao]s?|levantad[ao]s?|inaugurad[ao]s?|costruit[aoie]|edificat[aoie]|erett[aoie]",
    "inaugurat[aoie]|erguid[ao]s?|gebouwd|geopend|zbudowan\\w+|wzniesion\\w+|otwart\\w+|postaven\\w*|otevřen\\w*|byggt|byggd|byggdes|bygget|bygd|oppført|opført|åbnet|åpnet",
)
_YEAR = r"(?P<year>1[1-9]\d\d|20[0-2]\d)(?![\d%]|[.,]\d| ?[-–/—] ?\d)"
_THING = r"(?: (?!style|styles|revival|replica|society|catholic|inspired|fair|festival|market)[\p{L}'’-]{2,20}){1,3}?(?: (?:on|in|at|of|am|an|im|in der|de la|de|du|del|di|van|på|na|w) [\p{L}'’ -]{3,40}?)?"
_LINK = r"(?:, ?|,? (?:which|that|the|die|der|das|qui|que|che|som|który|která|die)(?: (?:was|were|wurde|wurden|fut|a été|fue|fu|werd|blev|ble|was|had been|its))?,? ?| \(| )"
_PATTERN = regex_later(
    rf"(?i)(?<![\p{{L}}-]){_ERA}(?![\p{{L}}-]){_THING}{_LINK}(?:(?:was|were|wurde|wurden|fut|a été|fue|fu|werd|blev|ble) )?"
    rf"(?P<made>{_MADE})(?: (?:clean|water|up|the|hill|train|trains|gas|to|for)){{0,5}}(?: (?:{_SMALL})){{1,3}} {_YEAR}"
)
_GERMAN = regex_later(
    rf"(?i)(?<![\p{{L}}-]){_ERA}(?![\p{{L}}-])(?:{_THING})?,? (?:(?:{_SMALL}) ){{0,2}}{_YEAR}(?: roku)? (?P<made>{_MADE})(?!\p{{L}})"
)
"""The year before its verb: „die Nachkriegssiedlung, 1937 errichtet“."""
_ELSEWHERE = regex_later(
    r"\b(?:Melbourne|Austral\w+|Victoria|Geelong|Ballarat|Bendigo|Tbilisi|Georgia|Caucas\w+|Batumi|Kutaisi)\b"
)
"""Where “Victorian” and “Georgian” are of a place."""
_LULL = 1930
"""So long what was built was post-war as well, of an earlier war."""
_SIGNS: tuple[str, ...] = (
    "ictor",
    "iktor",
    "ittor",
    "itorian",
    "dwardian",
    "eorgian",
    "udor",
    "lizabethan",
    "acobean",
    "edieval",
    "ittelalter",
    "édiév",
    "iddel",
    "edeltida",
    "redniowieczn",
)
_SIGNS += (
    "tředov",
    "ilhelmin",
    "ründerzeit",
    "aiserzeit",
    "elle époque",
    "econd empire",
    "ovi",
    "owjet",
    "DDR",
    "azi-era",
    "asc",
    "ranquist",
    "rancoist",
    "nter",
    "war",
)
_SIGNS += ("krieg", "guerre", "oorlog", "wojenn", "váleč", "krigs", "dopoguerra", "radzieck")


@rule(preset="strict", in_quotations=False, places=("body", "list", "caption"), needs=_SIGNS)
def wrong_era(doc: Document) -> Iterator[Flag]:
    """What was built is said to be of an era, and dated outside it.

    Queen Victoria reigned from 1837 to 1901, and what is post-war was not put up in 1938. A style may linger for fifteen
    years. Only a verb of building directly behind the thing counts.

    Bad: The post-war prefabs on Laburnum Crescent, put up in 1938, are to be listed.
    Good: The post-war prefabs on Laburnum Crescent, put up in 1948, are to be listed, and so is a Victorian-style inn built in 1990.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    for pattern in (_PATTERN, _GERMAN):
        for match in kept_matches(pattern, doc.plain):
            at = next(at for at in range(len(_ERAS)) if match[f"e{at}"])
            first, last, slack, _ = _ERAS[at]
            year = int(match["year"])
            if first - slack <= year <= last + slack or _is_of_another_war(first, year):
                continue
            if _ELSEWHERE.search(doc.plain):
                continue
            name = match[f"e{at}"]
            years = f"ended about {last}" if year > last else f"began about {first}"
            related = Related(*match.span(f"e{at}"), "the era is named here")
            yield Flag(*match.span("year"), f"{year}, but “{name}” {years}", related=(related,))


def _is_of_another_war(first: int, year: int) -> bool:
    """Tell whether a year is that of another war's aftermath."""
    return first == _ERAS[-1][0] and year <= _LULL
